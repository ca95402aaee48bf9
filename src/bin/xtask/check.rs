//! `check`: everything that needs no browser.

use crate::counts::{Counts, count, run_program, run_test};
use crate::{Result, build, links, package, setup, sizes, step};
use std::process::Command;

/// Runs it all and counts.
pub(crate) fn check() -> Result<Counts> {
    prepare()?;
    run_checks()
}

/// Fetches the tools and builds the packages, which some of the tests look into.
pub(crate) fn prepare() -> Result {
    package::keep_program()?;
    setup::ensure_components()?;
    setup::ensure_tools()?;
    links::flag_stale();
    build::build()
}

/// Runs the checks that start no browser, so that they can run beside the scenarios.
pub(crate) fn run_checks() -> Result<Counts> {
    let mut counts = run_program("The code is formatted", cargo(&["fmt", "--check"]).arg("--quiet"));
    let deny = ["--", "-D", "warnings"];
    let wasm = ["clippy", "--quiet", "--locked", "--lib", "--target", "wasm32-unknown-unknown"];
    counts += run_program("clippy has nothing to say about the extension", cargo(&wasm).args(deny));
    let native = ["clippy", "--quiet", "--locked", "--all-targets", "--features", "xtask,e2e"];
    counts += run_program("clippy has nothing to say about the rest", cargo(&native).args(deny));
    step("Native tests");
    counts += count(&mut cargo(&["test", "--locked", "--features", "xtask", "--lib", "--bins", "--tests"]))?;
    counts += run_program("The content scripts are typed", tool("tsc").args(["--project", "tests/content"]));
    counts += run_program("The scripts of the tests are typed", tool("tsc").args(["--project", "tests/e2e"]));
    counts += run_program(
        "What fixtures are given is typed",
        tool("tsc").args(["--project", "tests/content/dom.tsconfig.json"]),
    );
    counts +=
        run_program("The first script is typed", tool("tsc").args(["--project", "tests/content/boot.tsconfig.json"]));
    counts += run_test("Mozilla's linter has nothing to say", lint);
    counts += run_test("Two checkouts give the same packages", package::check_reproducible);
    // They grow unseen otherwise.
    counts += run_test("Sizes", sizes::guard);
    Ok(counts)
}

/// Errors, warnings and notices alike.
fn lint() -> Result {
    let output = tool("addons-linter").args(["--output", "json", "dist/firefox"]).output();
    let output = output.map_err(|error| format!("addons-linter: {error}"))?;
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    let summary = report.get("summary").ok_or("no summary")?;
    let said = ["errors", "warnings", "notices"].map(|kind| summary.get(kind).and_then(serde_json::Value::as_u64));
    if said == [Some(0); 3] { Ok(()) } else { Err(format!("{report:#}")) }
}

fn cargo(args: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(args);
    cargo
}

/// A tool of the tests.
fn tool(name: &str) -> Command {
    Command::new(format!("tests/node_modules/.bin/{name}"))
}
