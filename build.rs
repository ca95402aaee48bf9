//! Makes what the code includes: a text in every language at once, the panel's style sheet as it is sent, and its icon.

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

/// The style sheet goes into a page with every plan, so nobody carries its indentation around.
fn write_style(out: &Path) -> Result {
    println!("cargo::rerun-if-changed={PANEL}");
    let lines: Vec<String> = fs::read_to_string(PANEL)?.lines().map(|line| line.trim().to_owned()).collect();
    Ok(fs::write(out.join("panel.css"), lines.join("\n"))?)
}

fn write_reasons(out: &Path) -> Result {
    println!("cargo::rerun-if-changed=extension/_locales");
    let mut reasons = Vec::new();
    for dir in fs::read_dir("extension/_locales")? {
        let dir = dir?;
        let text = fs::read_to_string(dir.path().join("messages.json"))?;
        let messages: serde_json::Value = serde_json::from_str(&text)?;
        let reason =
            messages.pointer(REASON).and_then(serde_json::Value::as_str).ok_or("a language without a reason")?;
        reasons.push((dir.file_name().to_string_lossy().into_owned(), reason.to_owned()));
    }
    reasons.sort();
    let table =
        format!("/// The reason to put into a form, by language.\nconst REASONS: &[(&str, &str)] = &{reasons:?};\n");
    Ok(fs::write(out.join("reasons.rs"), table)?)
}
