//! Makes what the code includes: a text in every language at once, and the panel's style sheet as it is sent.

use std::path::Path;
use std::{env, fs};

/// The text that is offered as a reason on a form, which may be in another language than the browser.
const REASON: &str = "/companion_reason_text/message";

/// How the panel looks.
const PANEL: &str = "src/background/panel.css";

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result {
    let out = env::var("OUT_DIR")?;
    write_reasons(Path::new(&out))?;
    write_style(Path::new(&out))
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
