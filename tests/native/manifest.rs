//! The manifest says what the code needs, and nothing more.

use bezwaar::core::page::content_scripts::Script;
use bezwaar::platforms::{Platform, PlatformId};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;

fn manifest() -> Value {
    serde_json::from_str(&fs::read_to_string("manifest.json").unwrap()).unwrap()
}

#[test]
fn the_version_is_cargos() {
    assert_eq!(manifest()["version"], env!("CARGO_PKG_VERSION"));
}

fn platforms(optional: bool) -> impl Iterator<Item = &'static Platform> {
    PlatformId::ALL.into_iter().map(PlatformId::facts).filter(move |platform| platform.is_optional() == optional)
}

/// The manifest asks at once for the hosts of the platforms that are watched from the start, and leaves all others
/// optional.
#[test]
fn the_hosts_are_the_platforms() {
    let hosts = |optional| platforms(optional).map(Platform::origins).collect::<Vec<String>>();
    assert_eq!(manifest()["host_permissions"], json!(hosts(false)));
    assert_eq!(list(&manifest(), "optional_host_permissions"), hosts(true));
}

/// A new permission is a decision, to be made here on purpose: people are asked for it.
#[test]
fn the_permissions_are_these() {
    assert_eq!(manifest()["permissions"], json!(["cookies", "storage", "scripting", "alarms"]));
    for key in ["optional_permissions", "web_accessible_resources", "externally_connectable"] {
        assert_eq!(manifest().get(key), None, "{key}");
    }
    assert_eq!(manifest()["incognito"], "not_allowed");
}

/// The letters that browsers keep for themselves with Alt and Shift: Chromium 156 focuses its bars by B and T, and Firefox opens
/// the menus of its bar by their underlined letters, which in the languages that we know begin with or contain these. Pressed on
/// a screen on 2026-11-28: B opened the popup in neither browser, J does in both.
const TAKEN_LETTERS: &str = "ABCDEFGHKLMNOPRSTUVWXYZ";

#[test]
fn the_shortcut_is_no_browsers_own() {
    let manifest = manifest();
    let suggested = &manifest["commands"]["_execute_action"]["suggested_key"]["default"];
    let letter = suggested.as_str().and_then(|keys| keys.strip_prefix("Alt+Shift+")).unwrap();
    assert!(letter.len() == 1 && !TAKEN_LETTERS.contains(letter), "{suggested}");
    for page in ["CHANGELOG.md", "docs/PERMISSIONS.md"] {
        assert!(fs::read_to_string(page).unwrap().contains(&format!("Alt+Shift+{letter}")), "{page}");
    }
}

/// The page about permissions explains each permission, host and cookie, and no others.
#[test]
fn every_permission_is_explained() {
    let page = fs::read_to_string("docs/PERMISSIONS.md").unwrap();
    let explained: BTreeSet<String> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(name, _)| name.to_owned())
        .collect();
    let asked = asked(&manifest(), &["permissions", "host_permissions", "optional_host_permissions"]);
    assert_eq!(explained, asked, "docs/PERMISSIONS.md explains the first, manifest.json asks for the second");
    for name in PlatformId::ALL.into_iter().flat_map(|id| id.facts().session.cookie_names()) {
        assert!(page.contains(&format!("`{name}`")), "the cookie {name}");
    }
}

/// Browsers ask people again, or switch the extension off until they agree, when an update wants more. After a release,
/// its manifest's lists replace those of the fixture.
#[test]
fn an_update_asks_nobody_again() {
    let released: Value =
        serde_json::from_str(&fs::read_to_string("tests/fixtures/released-permissions.json").unwrap()).unwrap();
    let kinds = ["permissions", "host_permissions"];
    let (before, now) = (asked(&released, &kinds), asked(&manifest(), &kinds));
    assert!(now.is_subset(&before), "new: {:?}", now.difference(&before));
    // Scripts in further pages need further hosts, which browsers take from the scripts' patterns.
    let domains: Vec<&str> = platforms(false).map(|platform| platform.domain).collect();
    let manifest = manifest();
    let scripts = manifest["content_scripts"].as_array().unwrap();
    for pattern in scripts.iter().flat_map(|script| list(script, "matches")) {
        let host = pattern.split('/').nth(2).unwrap();
        assert!(domains.iter().any(|domain| host.ends_with(&format!(".{domain}"))), "{pattern}");
    }
}

fn asked(manifest: &Value, kinds: &[&str]) -> BTreeSet<String> {
    kinds.iter().flat_map(|kind| list(manifest, kind)).collect()
}

fn list(of: &Value, key: &str) -> Vec<String> {
    of.get(key).map(|list| serde_json::from_value(list.clone()).unwrap()).unwrap_or_default()
}

/// Scripts are in a page from the start only where there is a form or a switch; everywhere else they come and go. Each
/// kind of page gets its own, so that nothing is at LinkedIn's that could draw.
#[test]
fn static_scripts_are_for_forms_and_settings_only() {
    let manifest = manifest();
    for (at, reader) in [Script::Form, Script::Switch].into_iter().enumerate() {
        let script = &manifest["content_scripts"][at];
        let found: BTreeSet<String> = list(script, "matches").into_iter().collect();
        let read = platforms(false).filter(|platform| {
            PlatformId::ALL.into_iter().any(|id| id.facts().slug == platform.slug && Script::reader(id) == reader)
        });
        assert_eq!(found, read.flat_map(Platform::read_pages).collect(), "{reader:?}");
        assert_eq!(script["js"], json!([reader.file()]));
        assert_eq!((script.get("all_frames"), script.get("world")), (None, None));
    }
    assert_eq!(manifest["content_scripts"].as_array().unwrap().len(), 2);
}

#[test]
fn pages_may_load_nothing_from_elsewhere() {
    let csp = manifest()["content_security_policy"]["extension_pages"].as_str().unwrap().to_owned();
    assert!(csp.starts_with("default-src 'none'; "), "{csp}");
    for forbidden in ["connect-src", "http", "unsafe-inline", "'unsafe-eval'", "*"] {
        assert!(!csp.contains(forbidden), "{csp}");
    }
}

#[test]
fn every_message_exists() {
    let text = manifest().to_string();
    let english = fs::read_to_string("extension/_locales/en/messages.json").unwrap();
    for name in text.split("__MSG_").skip(1).filter_map(|rest| rest.split("__").next()) {
        assert!(english.contains(&format!("\"{name}\":")), "{name}");
    }
}

/// Nothing else of a page is in sight until it is drawn, and one that hangs would stay blank.
#[test]
fn every_page_has_room_to_say_that_it_takes_long() {
    for page in ["popup", "welcome", "record", "guide"] {
        let markup = fs::read_to_string(format!("extension/{page}.html")).unwrap();
        for part in ["<main data-state=\"loading\">", "<p id=\"slow\" role=\"status\"></p>\n    </main>"] {
            assert!(markup.contains(part), "{page}: {part}");
        }
    }
}
