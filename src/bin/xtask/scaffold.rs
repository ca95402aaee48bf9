//! `new-platform`: the files of a further site and their places in the lists, for a person to fill in.

use crate::{Result, at, build};
use std::fs;
use std::path::Path;

const TEMPLATES: [(&str, &str); 4] = [
    ("src/platforms/{name}.rs", include_str!("templates/platform.txt")),
    ("tests/e2e/sites/{name}.rs", include_str!("templates/site.txt")),
    ("tests/e2e/sites/{name}.html", include_str!("../../../tests/e2e/sites/x.html")),
    ("tests/e2e/sites/{name}-settings.html", include_str!("../../../tests/e2e/sites/x-settings.html")),
];

/// The lines to add to existing files: the file, the text whose last occurrence they follow, and the line.
const ENTRIES: [(&str, &str, &str); 5] = [
    ("src/platforms/mod.rs", "\npub mod guide;\n", "mod {name};\n"),
    ("src/platforms/mod.rs", "    X x::X,\n", "    /// {domain}\n    {Name} {name}::{NAME},\n"),
    ("tests/e2e/sites/mod.rs", "\nmod x;\n", "mod {name};\n"),
    ("tests/e2e/sites/mod.rs", "[&x::X", ", &{name}::{NAME}"),
    ("manifest.json", "\"https://*.x.com/*\"", ", \"https://*.{domain}/*\""),
];

const NEXT: &str = "
What is left, in this order:

  1. FILL IN src/platforms/{name}.rs and tests/e2e/sites/{name}.rs, each from its own sources.
  2. Make tests/e2e/sites/{name}.html and its settings page behave as badly as the real ones.
  3. Why we want its host and cookies in docs/PERMISSIONS.md. It is watched on request: a host that everybody has to grant
     makes browsers ask everybody again, so talk about that first.
  4. What the guide says: extension/guide.html, every language in extension/_locales.
  5. ./build.sh check, then ./build.sh test --only {Name}: every scenario that fits is played for it by itself.";

/// Writes the files.
pub(crate) fn new_platform(name: &str, domain: &str) -> Result {
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
    if !plain || !domain.contains('.') {
        return Err("usage: ./build.sh new-platform NAME DOMAIN, such as: new-platform example example.com".into());
    }
    let filled = |text: &str| fill(text, name, domain);
    for (path, template) in TEMPLATES {
        let path = filled(path);
        if Path::new(&path).exists() {
            return Err(format!("{path} is there already"));
        }
        build::write(Path::new(&path), filled(template).as_bytes())?;
        println!("{path}");
    }
    for (path, behind, entry) in ENTRIES {
        let path = Path::new(path);
        let text = fs::read_to_string(path).map_err(at(path))?;
        build::write(path, insert(&text, behind, &filled(entry))?.as_bytes())?;
    }
    count_one_more()?;
    println!("{}", filled(NEXT));
    Ok(())
}

fn fill(text: &str, name: &str, domain: &str) -> String {
    let (first, rest) = name.split_at(1);
    text.replace("{name}", name)
        .replace("{Name}", &[&first.to_uppercase(), rest].concat())
        .replace("{NAME}", &name.to_uppercase())
        .replace("{domain}", domain)
        // X's page is the example.
        .replace("/grok_settings", "/ai")
}

/// The text with the entry behind the last occurrence of something.
fn insert(text: &str, behind: &str, entry: &str) -> Result<String> {
    let place = text.rfind(behind).ok_or_else(|| format!("{behind:?} is gone: correct src/bin/xtask/scaffold.rs"))?;
    let (before, after) = text.split_at(place + behind.len());
    Ok([before, entry, after].concat())
}

/// The length of the stand-ins' list stands in its type.
fn count_one_more() -> Result {
    let path = Path::new("tests/e2e/sites/mod.rs");
    let text = fs::read_to_string(path).map_err(at(path))?;
    let (before, after) = ("ON_REQUEST: [&Site; ", "] = [");
    let (head, rest) = text.split_once(before).ok_or("a list without a length")?;
    let (length, tail) = rest.split_once(after).ok_or("a list without a length")?;
    let length = length.parse::<usize>().map_err(|error| error.to_string())? + 1;
    build::write(path, format!("{head}{before}{length}{after}{tail}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_its_place() {
        for (path, behind, entry) in ENTRIES {
            let text = fs::read_to_string(path).unwrap();
            let changed = insert(&text, behind, &fill(entry, "example", "example.com")).unwrap();
            assert!(changed.len() > text.len(), "{path}");
        }
        assert!(insert("a", "b", "c").is_err());
    }

    #[test]
    fn templates_leave_no_gap() {
        for (path, template) in TEMPLATES {
            let text = [path, template].map(|text| fill(text, "example", "example.com")).concat();
            assert!(!["{name}", "{Name}", "{NAME}", "{domain}"].iter().any(|gap| text.contains(gap)), "{path}");
        }
    }
}
