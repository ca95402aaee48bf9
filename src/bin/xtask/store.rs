//! `store`: makes the pictures that the web stores want besides the package.

use crate::{Result, at, build, icons, run, setup, test};
use std::fs;
use std::path::Path;

/// Makes the pictures and the icon; what is said above the pictures stands in `docs/store/listing`.
pub(crate) fn store(args: &[String]) -> Result {
    let [flag, out, ..] = args else { return Err("store needs --out DIR".into()) };
    if flag != "--out" {
        return Err("store needs --out DIR".into());
    }
    fs::create_dir_all(out).map_err(at(Path::new(out)))?;
    setup::ensure_browsers(&[])?;
    build::build()?;
    icons::draw_for_web_stores(&Path::new(out).join("icon-128.png"))?;
    let args: Vec<String> = std::iter::once("store".to_owned()).chain(args.iter().cloned()).collect();
    // The receipt says when; everybody who makes the pictures makes the same.
    run(test::tools(&args).env("TZ", "Europe/Amsterdam"))
}
