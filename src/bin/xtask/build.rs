//! `build`: the two unpacked packages.

use crate::manifest::Browser;
use crate::{Result, at, content, files, guide, icons, manifest, parts, run, sources, step, style};
use bezwaar::core::capture::SCRIPT;
use bezwaar::core::language::NEAREST;
use bezwaar::core::page::content_scripts::Script;
use bezwaar::platforms::{PlatformId, Session};
use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// Makes `dist/chrome` and `dist/firefox`, each loadable as it is.
pub(crate) fn build() -> Result {
    build_in(&["--release"], "release")
}

/// The same with debug assertions: fast to make, slow to run, and panics say in the console where they are.
pub(crate) fn build_for_debugging() -> Result {
    build_in(&[], "debug")
}

fn build_in(profile: &[&str], folder: &str) -> Result {
    compile_as(profile)?;
    let script = assemble_script(folder)?;
    for browser in Browser::ALL {
        let dir = Path::new("dist").join(browser.name());
        step(&format!("Packing {}", dir.display()));
        package(&dir, browser, &script)?;
    }
    Ok(())
}

/// Compiles Rust to wasm that still lacks its glue.
pub(crate) fn compile() -> Result {
    compile_as(&["--release"])
}

fn compile_as(profile: &[&str]) -> Result {
    step("Compiling Rust to WebAssembly");
    let mut cargo = Command::new("cargo");
    // As a cdylib alone: beside an rlib, cargo leaves link-time optimisation out without a word.
    cargo.args(["rustc", "--lib", "--crate-type", "cdylib", "--locked", "--target", TARGET]).args(profile);
    run(cargo.args(["--config", &path_remapping()?]))
}

/// Cargo's setting that replaces this machine's paths, which stand in messages of panics, so that the bytes
/// are the same everywhere.
fn path_remapping() -> Result<String> {
    let rustc = |what: &[&str]| -> Result<String> {
        let output = Command::new("rustc").args(what).output().map_err(|error| format!("rustc: {error}"))?;
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let (sysroot, version) = (rustc(&["--print", "sysroot"])?, rustc(&["-vV"])?);
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: ")).unwrap_or_default();
    let here = std::env::current_dir().map_err(|error| error.to_string())?;
    // Rustc names the standard library's sources by their path where they are installed, and by the commit elsewhere.
    let flags = [
        format!("--remap-path-prefix={}=/cargo", cargo_home()?.display()),
        format!("--remap-path-prefix={}=/bezwaar", here.display()),
        format!("--remap-path-prefix={sysroot}/lib/rustlib/src/rust=/rustc/{commit}"),
    ];
    Ok(format!("target.{TARGET}.rustflags={}", serde_json::json!(flags)))
}

/// The folder in which cargo keeps its downloads.
pub(crate) fn cargo_home() -> Result<PathBuf> {
    let home = std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo"));
    std::env::var_os("CARGO_HOME").map(PathBuf::from).or(home).ok_or_else(|| "Set CARGO_HOME or HOME".into())
}

fn package(dir: &Path, browser: Browser, script: &str) -> Result {
    if dir.exists() {
        fs::remove_dir_all(dir).map_err(at(dir))?;
    }
    copy_extension(Path::new("extension"), dir)?;
    copy_nearest_languages(&dir.join("_locales"))?;
    icons::draw(&dir.join("icons"))?;
    write_content_scripts(dir)?;
    files::write(&dir.join("bezwaar.js"), script.as_bytes())?;
    files::write(&dir.join("manifest.json"), manifest::for_browser(browser)?.as_bytes())
}

/// Gives languages without texts of their own those of the nearest: browsers look no further than English.
fn copy_nearest_languages(locales: &Path) -> Result {
    let texts = Path::new("extension/_locales");
    NEAREST.into_iter().try_for_each(|(other, nearest)| copy_extension(&texts.join(nearest), &locales.join(other)))
}

fn write_content_scripts(dir: &Path) -> Result {
    let folder = dir.join("content");
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    files::write(&dir.join(SCRIPT), content::join_capture_script()?.as_bytes())?;
    Script::ALL
        .into_iter()
        .try_for_each(|script| files::write(&dir.join(script.file()), content::join_script(script)?.as_bytes()))
}

/// The one script of background and pages: wasm-bindgen's glue and the wasm, in `src/boot.js`.
fn assemble_script(folder: &str) -> Result<String> {
    let (wasm, glue) = run_bindgen_in(folder, folder == "release")?;
    step(&format!("{} bytes of wasm, {} bytes of glue", wasm.len(), glue.len()));
    let boot = boot_around(&glue)?.replace("{login cookies}", &login_cookies()?);
    let script = boot.replace("{wasm}", &to_js_literal(&wasm));
    // One such character and browsers keep two bytes for each: of this script, half a megabyte more.
    let needs_two_bytes = |c: char| c > '\u{ff}';
    if script.contains(needs_two_bytes) {
        Err("a character in bezwaar.js that takes two bytes".into())
    } else {
        Ok(script)
    }
}

/// `src/boot.js` without its comments, with the glue in it.
fn boot_around(glue: &str) -> Result<String> {
    let path = Path::new("src/boot.js");
    let boot = fs::read_to_string(path).map_err(at(path))?;
    let (before, after) = boot.split_once("/*{glue}*/").ok_or("src/boot.js has no place for the glue")?;
    let strip = |part: &str| content::strip_comments(part).map_err(|error| format!("{}: {error}", path.display()));
    Ok([&strip(before)?, glue, &strip(after)?].join("\n"))
}

/// The names of the cookies that start the wasm, with a space between each two.
fn login_cookies() -> Result<String> {
    let sessions = PlatformId::ALL.into_iter().map(|platform| &platform.facts().session);
    let mut names: Vec<&str> = sessions.flat_map(Session::cookie_names).collect();
    names.sort_unstable();
    names.dedup();
    // No cookie's name holds what ends a text in JavaScript or parts two names.
    let is_plain = |name: &&str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    match names.iter().find(|name| !is_plain(name)) {
        Some(name) => Err(format!("the name of a cookie that src/boot.js cannot hold: {name}")),
        None => Ok(names.join(" ")),
    }
}

/// Writes bytes as the inside of a JavaScript string, in which each byte is a character.
fn to_js_literal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    for (byte, next) in bytes.iter().zip(bytes.iter().skip(1).chain(&[0])) {
        match byte {
            // \\0 before a digit would be another character.
            0 => text.push_str(if next.is_ascii_digit() { "\\x00" } else { "\\0" }),
            b'\n' => text.push_str("\\n"),
            b'\r' => text.push_str("\\r"),
            b'"' | b'\\' => text.extend(['\\', char::from(*byte)]),
            _ => text.push(char::from(*byte)),
        }
    }
    text
}

/// The wasm and its glue. `nameless`: as it goes into the package, without the names of its functions.
pub(crate) fn run_bindgen(nameless: bool) -> Result<(Vec<u8>, String)> {
    run_bindgen_in("release", nameless)
}

fn run_bindgen_in(folder: &str, nameless: bool) -> Result<(Vec<u8>, String)> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    let wasm = target.join(TARGET).join(folder).join("bezwaar.wasm");
    let bound = Bindgen::new().input_path(&wasm).no_modules(true).and_then(|bindgen| {
        bindgen.typescript(false).remove_name_section(nameless).remove_producers_section(true).generate_output()
    });
    let mut bound = bound.map_err(|error| format!("wasm-bindgen: {error:#}"))?;
    let glue = remove_loader(bound.js())?;
    let entered = "wasm = instance.exports;";
    if !glue.contains(entered) {
        return Err(
            "wasm-bindgen's glue has changed: src/boot.js guards every way into the wasm, and finds none".into()
        );
    }
    Ok((bound.wasm_mut().emit_wasm(), glue.replace(entered, "wasm = guarded(instance.exports);")))
}

/// The glue without the functions that would fetch the wasm: it is inlined, and nothing in the package shall
/// be able to.
fn remove_loader(glue: &str) -> Result<String> {
    let cut = |glue: &str, from: &str, to: &str| {
        let (before, rest) = glue.split_once(from)?;
        let (_, after) = rest.split_once(to)?;
        Some(format!("{before}{to}{after}"))
    };
    const END: &str = "return Object.assign(";
    let glue = cut(glue, "async function __wbg_load(", "function initSync(");
    let glue = glue.and_then(|glue| cut(&glue, "let __wbg_init_promise;", &format!("{END}__wbg_init, ")));
    let glue = glue.map(|glue| glue.replace(&format!("{END}__wbg_init, "), END));
    glue.ok_or_else(|| "wasm-bindgen's glue has changed: where does it fetch the wasm now?".into())
}

/// Copies what is packed of the folder `extension`; what people write and what is shipped differ in a few files.
fn copy_extension(from: &Path, to: &Path) -> Result {
    for path in sources::list_below(from)?.into_iter().filter(|path| !path.starts_with(parts::FOLDER)) {
        let target = to.join(path.strip_prefix(from).map_err(|error| error.to_string())?);
        let folder = target.parent().unwrap_or(to);
        fs::create_dir_all(folder).map_err(at(folder))?;
        if path.ends_with("messages.json") {
            files::write(&target, strip_sentences(&path)?.as_bytes())?;
        } else if path.extension().is_some_and(|extension| extension == "html") {
            let page = parts::fill(&fs::read_to_string(&path).map_err(at(&path))?)?;
            let page = if path.ends_with("guide.html") { guide::fill(&page)? } else { page };
            files::write(&target, page.as_bytes())?;
        } else if path.ends_with("style.css") {
            let style = style::strip_style(&fs::read_to_string(&path).map_err(at(&path))?);
            files::write(&target, style.ok_or("style.css: a comment that is not a line of its own")?.as_bytes())?;
        } else if path.extension().is_none_or(|extension| extension != "svg") {
            fs::copy(&path, &target).map_err(at(&path))?;
        }
    }
    Ok(())
}

/// A file of sentences without what only translators read: notes, and names for what is filled in.
fn strip_sentences(path: &Path) -> Result<String> {
    let text = fs::read_to_string(path).map_err(at(path))?;
    let mut all: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    for sentence in all.as_object_mut().into_iter().flat_map(Map::values_mut).filter_map(Value::as_object_mut) {
        sentence.remove("description");
        let places = sentence.remove("placeholders");
        let text = sentence.get("message").and_then(Value::as_str).unwrap_or_default();
        let text = number_placeholders(text, &places.unwrap_or_default());
        sentence.insert("message".into(), text.ok_or_else(|| format!("{}: {sentence:?}", path.display()))?.into());
    }
    Ok(all.to_string())
}

/// `Log in to $SITE$` → `Log in to $1`. `None` where that could be read as something else.
fn number_placeholders(text: &str, places: &Value) -> Option<String> {
    let mut parts = text.split('$');
    let mut numbered = parts.next()?.to_owned();
    while let Some(name) = parts.next() {
        let (content, rest) = (places.get(name.to_lowercase())?.get("content")?.as_str()?, parts.next()?);
        if rest.starts_with(|c: char| c.is_ascii_alphanumeric() || "_@".contains(c)) {
            return None;
        }
        numbered.extend([content, rest]);
    }
    // Two side by side would be a name again.
    (!numbered.contains("$1$") && !numbered.contains("$2$")).then_some(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bezwaar::core::session::affects_login;
    use serde_json::json;

    #[test]
    fn every_cookie_that_has_a_say_in_a_login_starts_the_wasm() {
        let names = login_cookies().unwrap();
        for platform in PlatformId::ALL.map(PlatformId::facts) {
            for name in platform.session.cookie_names() {
                assert!(affects_login(name, platform.domain));
                assert!(names.split(' ').any(|listed| listed == name), "{name}: {names}");
            }
        }
        assert!(!names.split(' ').any(|name| ["datr", "bcookie", "csrftoken", "guest_id", "wd"].contains(&name)));
    }

    #[test]
    fn names_of_what_is_filled_in_become_numbers() {
        let places = json!({ "site": { "content": "$1" }, "day": { "content": "$2" } });
        for (text, expected) in [
            ("Done.", Some("Done.")),
            ("$SITE$ on $DAY$.", Some("$1 on $2.")),
            ("“$SITE$”", Some("“$1”")),
            ("$SITE$5", None),
            ("$SITE$$DAY$", None),
            ("$OTHER$", None),
            ("5 $", None),
        ] {
            assert_eq!(number_placeholders(text, &places).as_deref(), expected, "{text}");
        }
    }
}
