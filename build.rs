//! Makes what the code includes: a text in every language at once, the panel's style sheet as it is sent, and its icon.

#[allow(dead_code, unreachable_pub, reason = "made for the extension; the build needs the table alone")]
#[path = "src/core/language.rs"]
mod language;
#[path = "src/bin/xtask/style.rs"]
mod style;

use std::path::Path;
use std::{env, fs};

/// The text that is offered as a reason on a form, which may be in another language than the browser.
const REASON: &str = "/companion_reason_text/message";

/// How the panel looks.
const PANEL: &str = "src/background/panel.css";

/// The icon, made of paths and nothing else.
const ICON: &str = "extension/icons/icon.svg";

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result {
    let out = env::var("OUT_DIR")?;
    write_reasons(Path::new(&out))?;
    write_style(Path::new(&out))?;
    write_icon(Path::new(&out))
}

/// The icon as the fill and the shape of each of its paths.
fn write_icon(out: &Path) -> Result {
    println!("cargo::rerun-if-changed={ICON}");
    let icon = fs::read_to_string(ICON)?;
    let mut paths = Vec::new();
    for path in icon.split("<path ").skip(1) {
        let value = |name: &str| path.split_once(&format!("{name}=\""))?.1.split_once('"').map(|(value, _)| value);
        paths.push(value("fill").zip(value("d")).ok_or("a path of the icon without a fill or a shape")?);
    }
    let drawn = icon.matches("<path ").count() + icon.matches("<svg ").count() + icon.matches("<!--").count();
    if drawn != icon.matches('<').count() - icon.matches("</").count() {
        return Err("the icon is made of more than paths".into());
    }
    let table = format!("/// The paths of the icon: fill and shape.\nconst ICON: &[(&str, &str)] = &{paths:?};\n");
    Ok(fs::write(out.join("icon.rs"), table)?)
}

/// The style sheet goes into pages, so nobody carries its indentation and its comments around.
fn write_style(out: &Path) -> Result {
    println!("cargo::rerun-if-changed={PANEL}");
    let css = style::strip_style(&fs::read_to_string(PANEL)?);
    let css = css.ok_or("a comment in the panel's style that is not a line of its own")?;
    let (css_doc, style_doc) = ("/// The style of panels.", "/// Its version.");
    let text =
        format!("{css_doc}\nconst CSS: &str = {css:?};\n{style_doc}\nconst STYLE: &str = \"{:x}\";\n", hash(&css));
    Ok(fs::write(out.join("style.rs"), text)?)
}

/// The hash FNV-1a of a text.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn write_reasons(out: &Path) -> Result {
    println!("cargo::rerun-if-changed=extension/_locales");
    let mut reasons = Vec::new();
    for dir in fs::read_dir("extension/_locales")? {
        let dir = dir?;
        let file = dir.path().join("messages.json");
        let reason = read_reason(&file).unwrap_or_else(|error| refuse(&file, &*error));
        reasons.push((page_language(&dir.file_name().to_string_lossy()), reason));
    }
    for (other, nearest) in language::NEAREST {
        let reason = reasons.iter().find(|(language, _)| language == nearest).map(|(_, reason)| reason.clone());
        reasons.extend(reason.map(|reason| (other.to_owned(), reason)));
    }
    // What is for a region comes before what is for the rest of its language.
    reasons.sort();
    reasons.reverse();
    let table = format!(
        "/// The reason to put into a form, by language; those of regions first.\nconst REASONS: &[(&str, &str)] = &{reasons:?};\n"
    );
    Ok(fs::write(out.join("reasons.rs"), table)?)
}

fn read_reason(file: &Path) -> Result<String> {
    let messages: serde_json::Value = serde_json::from_str(&fs::read_to_string(file)?)?;
    let reason = messages.pointer(REASON).and_then(serde_json::Value::as_str);
    Ok(reason.ok_or_else(|| format!("no {REASON}"))?.to_owned())
}

/// Ends the build with a line for whoever changed a text: what a build script returns is shown without the file's name.
fn refuse(file: &Path, error: &dyn std::error::Error) -> ! {
    println!(
        "cargo::error={}: {error} (a \" within a text ends it: write “ ” or what the language has)",
        file.display()
    );
    std::process::exit(1)
}

/// The language of a page that a folder of texts is for, in lower case. Portuguese without a region is that of Europe.
fn page_language(folder: &str) -> String {
    if folder == "pt_PT" { "pt".to_owned() } else { folder.replace('_', "-").to_lowercase() }
}
