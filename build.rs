//! Makes what has to be known in every language at once from the texts of the extension.

use std::path::Path;
use std::{env, fs};

/// The text that is offered as a reason on a form, which may be in another language than the browser.
const REASON: &str = "/companion_reason_text/message";

fn main() -> Result<(), Box<dyn std::error::Error>> {
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
    fs::write(Path::new(&env::var("OUT_DIR")?).join("reasons.rs"), table)?;
    Ok(())
}
