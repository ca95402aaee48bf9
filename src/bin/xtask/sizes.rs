//! The sizes of the package and its parts. Unlike times they are exact, so the tests guard them.

use crate::{Result, build, content, package, sources, step};
use bezwaar::core::page::content_scripts::Script;
use std::path::{Path, PathBuf};

const PACKAGE: &str = "dist/chrome";

/// A size in bytes.
struct Size {
    name: &'static str,
    bytes: usize,
    /// A limit just above what was reached: who needs more raises it, and says why. A little room, because
    /// paths of the machine that builds stand in the wasm.
    limit: usize,
    /// The budget in DESIGN.md.
    budget: usize,
}

fn sizes() -> Result<[Size; 6]> {
    let (wasm, _) = build::run_bindgen(true)?;
    let script = |script, name, limit, budget| -> Result<Size> {
        Ok(Size { name, bytes: content::join_script(script)?.len(), limit, budget })
    };
    let (code, language) = packed()?;
    Ok([
        Size { name: "wasm", bytes: wasm.len(), limit: 436_300, budget: 320_000 },
        // The bytes that a page pays for.
        script(Script::Feed, "script for feeds", 7_850, 8_000)?,
        script(Script::Switch, "script for switches", 7_610, 8_000)?,
        script(Script::Form, "script for forms", 11_930, 12_000)?,
        Size { name: "package without languages, zipped", bytes: code, limit: 237_200, budget: 190_000 },
        Size { name: "largest language, zipped", bytes: language, limit: 16_540, budget: 12_000 },
    ])
}

/// The zipped bytes of the package without its languages, and of the largest of them: every language may cost
/// that much.
fn packed() -> Result<(usize, usize)> {
    let folder = Path::new(PACKAGE);
    let in_languages = |file: &PathBuf| file.starts_with(folder.join("_locales"));
    let (languages, code): (Vec<_>, Vec<_>) = sources::list_below(folder)?.into_iter().partition(in_languages);
    let mut largest = 0;
    for language in languages {
        largest = largest.max(package::packed_size(folder, &[language])?);
    }
    Ok((package::packed_size(folder, &code)?, largest))
}

/// Prints sizes and budgets.
pub(crate) fn show() -> Result {
    step("Sizes, against the budgets of DESIGN.md");
    println!("  {:>7}  {:>9} {:>9}", "ratio", "bytes", "budget");
    for Size { name, bytes, budget, .. } in sizes()? {
        println!("  {:>6.2}×  {bytes:>9} {budget:>9}  {name}", bytes as f64 / budget as f64);
    }
    Ok(())
}

/// Fails if a size is above its limit.
pub(crate) fn guard() -> Result {
    let excess = |size: &Size| size.bytes > size.limit;
    let sizes = sizes()?;
    let too_large: Vec<String> = sizes.iter().filter(|size| excess(size)).map(say).collect();
    if too_large.is_empty() { Ok(()) } else { Err(too_large.join("; ")) }
}

fn say(Size { name, bytes, limit, .. }: &Size) -> String {
    format!("{name}: {bytes} bytes, of which at most {limit} were agreed on (src/bin/xtask/sizes.rs)")
}
