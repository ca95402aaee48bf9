//! The manifest says what the code needs, and nothing more.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "tests may panic")]

use bezwaar::core::text::Key;
use bezwaar::platforms::PlatformId;
use serde_json::{Value, json};
use std::fs;

fn manifest() -> Value {
    serde_json::from_str(&fs::read_to_string("manifest.json").unwrap()).unwrap()
}

#[test]
fn the_version_is_cargos() {
    assert_eq!(manifest()["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn the_hosts_are_the_platforms() {
    let hosts: Vec<String> = PlatformId::ALL.into_iter().map(|id| id.facts().origins()).collect();
    assert_eq!(manifest()["host_permissions"], json!(hosts));
}

/// A new permission is a decision, to be made here on purpose: people are asked for it.
#[test]
fn the_permissions_are_these() {
    assert_eq!(manifest()["permissions"], json!(["cookies", "storage", "scripting", "alarms"]));
    for key in
        ["optional_permissions", "optional_host_permissions", "web_accessible_resources", "externally_connectable"]
    {
        assert_eq!(manifest().get(key), None, "{key}");
    }
    assert_eq!(manifest()["incognito"], "not_allowed");
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
    for name in text.split("__MSG_").skip(1).filter_map(|rest| rest.split("__").next()) {
        assert!(Key::ALL.iter().any(|key| key.name() == name), "{name}");
    }
}
