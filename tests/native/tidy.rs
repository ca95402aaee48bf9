//! Invariants of the source tree that the compiler does not check.

use crate::source::tree::{files, rust_files};
use bezwaar::core::host::is_within;
use bezwaar::platforms::{Link, PlatformId};
use std::path::Path;

/// The core compiles for the host, which this test proves by linking it, and the host build has no JS crate.
#[test]
fn the_core_needs_no_javascript_crate() {
    const JS_CRATES: [&str; 5] = ["gloo", "js-sys", "wasm-bindgen", "wasm-bindgen-futures", "web-sys"];
    let tree = |target: &str| {
        let tree = std::process::Command::new(env!("CARGO"))
            .args([
                "tree",
                "--offline",
                "--locked",
                "--edges",
                "normal",
                "--prefix",
                "none",
                "--format",
                "{p}",
                "--target",
                target,
            ])
            .output()
            .unwrap();
        assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
        let tree = String::from_utf8(tree.stdout).unwrap();
        tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect::<Vec<_>>()
    };
    let (host, wasm) = (tree("x86_64-unknown-linux-gnu"), tree("wasm32-unknown-unknown"));
    for name in JS_CRATES {
        assert!(wasm.iter().any(|found| found == name), "{name} is gone: is the list still right?");
        assert!(!host.iter().any(|found| found == name), "{name}");
    }
}

#[test]
fn only_browser_talks_to_the_extension_api() {
    for (path, text) in rust_files("src") {
        let browser = path.starts_with("src/browser");
        assert!(browser || !text.contains("extern \"C\""), "{}", path.display());
        assert!(browser || path.starts_with("src/bin") || !text.contains("\"chrome\""), "{}", path.display());
    }
}

/// Site facts live in `src/platforms`. Tests may spell them out.
#[test]
fn only_platforms_names_hosts() {
    for (path, text) in rust_files("src") {
        let code = text.split("#[cfg(test)]").next().unwrap();
        let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let code = code.join("\n");
        let names =
            |domain: &str| code.match_indices(domain).any(|(at, _)| !code[..at].ends_with(char::is_alphanumeric));
        let names_a_host = PlatformId::ALL.into_iter().any(|id| names(id.facts().domain));
        let is_test = path.ends_with("tests.rs") || path.components().any(|part| part.as_os_str() == "tests");
        // `new-platform` writes into these files, so it knows a line of them.
        let scaffold = path.ends_with("xtask/scaffold.rs");
        let allowed = path.starts_with("src/platforms") || is_test || scaffold;
        assert!(!names_a_host || allowed, "{}", path.display());
    }
}

#[test]
fn nothing_can_reach_the_network() {
    const WAYS_OUT: [&str; 8] = [
        "fetch(",
        "XmlHttpRequest",
        "XMLHttpRequest",
        "WebSocket",
        "EventSource",
        "sendBeacon",
        "send_beacon",
        "storage.sync",
    ];
    let shipped = rust_files("src").into_iter().filter(|(path, _)| !path.starts_with("src/bin"));
    for (path, text) in shipped.chain(files("src", "js")) {
        for way in WAYS_OUT {
            assert!(!text.contains(way), "{}: {way}", path.display());
        }
    }
}

#[test]
fn every_link_is_dated_and_leads_to_its_platform() {
    let mut count = 0;
    for platform in PlatformId::ALL.map(PlatformId::facts) {
        for Link { url, source, checked } in platform.objection.links() {
            let host = url.strip_prefix("https://").and_then(|rest| rest.split('/').next()).unwrap();
            // The page that accounts of one group share may be at any of their platforms.
            let group = |id: &PlatformId| id.facts().group == platform.group && platform.group.is_some();
            let mut domains = PlatformId::ALL.into_iter().filter(group).map(|id| id.facts().domain);
            let theirs = |domain: &str| is_within(host, domain);
            assert!(theirs(platform.domain) || domains.any(theirs), "{url}");
            assert!(source.text().len() > 20, "{url}: who says so?");
            let digits: Vec<&str> = checked.split('-').collect();
            assert!(
                matches!(digits[..], [y, m, d] if y.len() == 4 && m.len() == 2 && d.len() == 2),
                "{url}: {checked}"
            );
            count += 1;
        }
    }
    assert!(count >= 9, "{count}");
}

/// The buttons open exactly these addresses. A change here is a decision about where people are led.
#[test]
fn the_deep_links_are_these() {
    let main: Vec<&str> = PlatformId::ALL.map(|id| id.facts().objection.main.url).into();
    assert_eq!(
        main,
        [
            "https://www.facebook.com/help/contact/6359191084165019",
            "https://help.instagram.com/contact/233964459562201",
            "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement",
            "https://x.com/settings/grok_settings",
        ]
    );
}

#[test]
fn files_stay_readable() {
    for dir in ["src", "tests"] {
        for (path, text) in rust_files(dir) {
            let lines = text.lines().count();
            assert!(lines <= 300, "{}: {lines} lines", path.display());
        }
    }
    assert!(Path::new("build.sh").exists());
}
