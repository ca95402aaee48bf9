//! `bench` measures sizes, how the core grows with the accounts, and what browsers feel of the extension.

use crate::{Result, build, run, setup, sizes, step, test, weigh};
use std::process::Command;

/// The number of largest functions to list.
const LISTED_FUNCTIONS: usize = 20;

/// Runs all of the bench, or with `--only` the part with this name.
pub(crate) fn bench(args: &[String]) -> Result {
    setup::ensure_browsers(args)?;
    build::build()?;
    let only = args.iter().skip_while(|arg| *arg != "--only").nth(1).map(String::as_str);
    let wanted = |part| only.is_none_or(|only| only == part);
    if wanted("sizes") {
        sizes::show()?;
        weigh::weigh(LISTED_FUNCTIONS)?;
    }
    if wanted("core") {
        step("The core, natively");
        run(Command::new("cargo").args(["bench", "--locked", "--quiet", "--bench", "core", "--", "--quiet"]))?;
    }
    if matches!(only, Some("sizes" | "core")) {
        return Ok(());
    }
    step("In real browsers");
    let args: Vec<String> = std::iter::once("bench".to_owned()).chain(args.iter().cloned()).collect();
    run(&mut test::tools(&args))
}
