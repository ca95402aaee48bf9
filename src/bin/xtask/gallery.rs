//! `gallery`: pictures of all that people see, for whoever changes it, and the few of them that the docs show.

use crate::{Result, at, build, run, setup, sources, test};
use std::fs;
use std::path::Path;

const OUT: &str = "target/gallery";

/// The pictures in git. More of them would make the project slow to clone.
const SHOWN: &str = "docs/gallery";

/// Makes the pictures in `--out DIR`, otherwise in [`OUT`]; with `--docs`, those that the docs show are replaced.
pub(crate) fn gallery(args: &[String]) -> Result {
    let (out, for_docs) = match args {
        [] => (OUT, false),
        [flag] if flag == "--docs" => (OUT, true),
        [flag, out] if flag == "--out" => (out.as_str(), false),
        _ => return Err("gallery takes --docs or --out DIR".into()),
    };
    setup::browsers()?;
    build::build()?;
    run(&mut test::tools(&["gallery", "--out", out].map(str::to_owned)))?;
    if for_docs { replace_shown() } else { Ok(()) }
}

fn replace_shown() -> Result {
    for shown in sources::below(Path::new(SHOWN))? {
        let made = Path::new(OUT).join(shown.strip_prefix(SHOWN).map_err(|error| error.to_string())?);
        fs::copy(&made, &shown).map_err(at(&made))?;
    }
    Ok(())
}
