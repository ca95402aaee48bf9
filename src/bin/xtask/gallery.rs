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
        [flag, rest @ ..] if flag == "--languages" => return languages(rest),
        _ => return Err("gallery takes --docs, --out DIR or --languages [LANGUAGE]".into()),
    };
    prepare()?;
    run(&mut test::tools(&["gallery", "--out", out].map(str::to_owned)))?;
    if for_docs { replace_shown() } else { Ok(()) }
}

/// Fetches what is needed before minutes are spent: what is pictured is looked at with a tool of the tests, too.
fn prepare() -> Result {
    setup::ensure_browsers(&[])?;
    setup::ensure_tools()?;
    build::build()
}

/// Makes pictures of the main pages in every language, or in those whose code contains the word.
fn languages(only: &[String]) -> Result {
    let only = match only {
        [] => "",
        [language] => language,
        _ => return Err("gallery --languages takes one language".into()),
    };
    prepare()?;
    let out = format!("{OUT}/languages");
    run(&mut test::tools(&["languages", "--out", &out, "--only", only].map(str::to_owned)))
}

fn replace_shown() -> Result {
    for shown in sources::list_below(Path::new(SHOWN))? {
        let made = Path::new(OUT).join(shown.strip_prefix(SHOWN).map_err(|error| error.to_string())?);
        fs::copy(&made, &shown).map_err(at(&made))?;
    }
    Ok(())
}
