//! `new-platform`: the files of a further site and their places in the lists, for a person to fill in.

use crate::{Result, at, files, run, setup};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The new files. "Example" and example.com stand for the site in them, so that the compiler reads the first one as it is.
const TEMPLATES: [(&str, &str); 4] = [
    ("src/platforms/example.rs", include_str!("templates/platform.rs")),
    ("tests/e2e/sites/example.rs", include_str!("templates/site.txt")),
    ("tests/e2e/sites/example.html", include_str!("../../../tests/e2e/sites/x.html")),
    ("tests/e2e/sites/example-settings.html", include_str!("../../../tests/e2e/sites/x-settings.html")),
];

/// The list of stand-ins.
const SITES: &str = "tests/e2e/sites/mod.rs";

/// The lines to add to existing files: the file, the text whose last occurrence they follow, and the line.
const ENTRIES: [(&str, &str, &str); 6] = [
    ("src/platforms/mod.rs", "\npub mod guide;\n", "mod example;\n"),
    ("src/platforms/mod.rs", "    X x::X,\n", "    /// example.com\n    Example example::EXAMPLE,\n"),
    (SITES, "\nmod x;\n", "mod example;\n"),
    (SITES, "[&x::X", ", &example::EXAMPLE"),
    ("manifest.json", "\"https://*.x.com/*\"", ", \"https://*.example.com/*\""),
    (
        "tests/native/tidy.rs",
        "            \"https://x.com/settings/grok_settings\",\n",
        "            \"https://www.example.com/settings/ai\",\n",
    ),
];

const NEXT: &str = "
The stand-in can be tried at once: ./build.sh demo; in \"My overview\", \"Add Example\"; then open https://www.example.com/
and log in on its yellow bar. What is left, in this order:

  1. FILL IN src/platforms/example.rs and tests/e2e/sites/example.rs, each from its own sources.
  2. Make tests/e2e/sites/example.html and its settings page behave as badly as the real ones.
  3. Why we want its host and cookies in docs/PERMISSIONS.md. It is watched on request: a host that everybody has to grant
     makes browsers ask everybody again, so talk about that first.
  4. What the guide says: extension/guide.html, every language in extension/_locales.
  5. What the button of its row leads to: the text that `note` names in src/platforms/example.rs.
  6. ./build.sh check, then ./build.sh test --only Example: every scenario that fits is played for it by itself.";

/// Writes the files.
pub(crate) fn new_platform(name: &str, domain: &str) -> Result {
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
    if !plain || !domain.contains('.') {
        return Err(
            "new-platform takes a NAME of small letters alone and a DOMAIN, such as: example example.com".into()
        );
    }
    // Formatting comes last, and should not fail when all the rest is written.
    setup::ensure_components()?;
    let filled = |text: &str| fill(text, name, domain);
    let files = TEMPLATES.map(|(path, template)| (filled(path), filled(template)));
    if let Some((path, _)) = files.iter().find(|(path, _)| Path::new(path).exists()) {
        return Err(format!("{path} is there already"));
    }
    // Places may be gone, so the lists come before anything new is written.
    for (path, text) in extended_lists(&filled)? {
        files::write(Path::new(path), text.as_bytes())?;
    }
    for (path, text) in files {
        files::write(Path::new(&path), text.as_bytes())?;
        println!("{path}");
    }
    // The lines stand behind the last ones of their lists, wherever the alphabet has them.
    run(Command::new("cargo").arg("fmt"))?;
    println!("{}", filled(NEXT));
    Ok(())
}

fn fill(text: &str, name: &str, domain: &str) -> String {
    let (first, rest) = name.split_at(1);
    // The domain comes last, since the name may be in it.
    text.replace("example.com", "{domain}")
        .replace("example", name)
        .replace("Example", &[&first.to_uppercase(), rest].concat())
        .replace("EXAMPLE", &name.to_uppercase())
        .replace("{domain}", domain)
        // X's page is the example; the templates say where the new one saves.
        .replace("/grok_settings", "/ai")
        .replace("/i/api/graphql/Q1w2/XaiDataSharingSettingsMutation", "/i/api/1.1/account/settings.json")
}

/// Returns the existing files with the new lines in them.
fn extended_lists(filled: &dyn Fn(&str) -> String) -> Result<BTreeMap<&'static str, String>> {
    let mut texts = BTreeMap::new();
    for (path, behind, entry) in ENTRIES {
        let text = match texts.remove(path) {
            Some(text) => text,
            None => fs::read_to_string(path).map_err(at(Path::new(path)))?,
        };
        texts.insert(path, insert(&text, behind, &filled(entry))?);
    }
    let sites = texts.get_mut(SITES).ok_or("the stand-ins have no list")?;
    *sites = count_one_more(sites)?;
    Ok(texts)
}

/// The text with the entry behind the last occurrence of something.
fn insert(text: &str, behind: &str, entry: &str) -> Result<String> {
    let place = text.rfind(behind).ok_or_else(|| format!("{behind:?} is gone: correct src/bin/xtask/scaffold.rs"))?;
    let (before, after) = text.split_at(place + behind.len());
    Ok([before, entry, after].concat())
}

/// Returns the list of stand-ins with its length raised, which stands in its type.
fn count_one_more(text: &str) -> Result<String> {
    let (before, after) = ("ON_REQUEST: [&Site; ", "] = [");
    let (head, rest) = text.split_once(before).ok_or("a list without a length")?;
    let (length, tail) = rest.split_once(after).ok_or("a list without a length")?;
    let length = length.parse::<usize>().map_err(|error| error.to_string())? + 1;
    Ok(format!("{head}{before}{length}{after}{tail}"))
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
            let text = [path, template].map(|text| fill(text, "other", "other.org")).concat();
            assert!(!text.to_lowercase().contains("example"), "{path}");
        }
    }

    #[test]
    fn the_switch_saves_where_the_server_and_the_extension_expect_it() {
        let saves = r#"saves: "/i/api/1.1/account/settings.json""#;
        let texts = TEMPLATES.map(|(_, template)| fill(template, "other", "other.org"));
        let [platform, site, _, settings] = texts.each_ref();
        assert!(site.contains(saves), "{site}");
        assert!(settings.contains(r#"data-saves="/i/api/1.1/account/settings.json""#), "{settings}");
        assert!(platform.contains(r#"prefix: "/i/api/1.1/account/settings.json""#), "{platform}");
    }
}
