//! One superset `manifest.json`; each browser gets it without the keys that are the other's.

use crate::{Result, at};
use serde_json::{Map, Value};
use std::fs;
use std::path::Path;

/// A browser that gets a package of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Browser {
    Chrome,
    Firefox,
}

impl Browser {
    pub(crate) const ALL: [Self; 2] = [Self::Chrome, Self::Firefox];

    /// The name of its folder in `dist`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Chrome => "chrome",
            Self::Firefox => "firefox",
        }
    }

    /// The keys it does not know and would complain about. Only ever removing cannot drift.
    const fn foreign_keys(self) -> &'static [&'static str] {
        match self {
            Self::Chrome => &["/background/scripts", "/action/default_area", "/browser_specific_settings"],
            Self::Firefox => &["/background/service_worker", "/minimum_chrome_version"],
        }
    }
}

/// The manifest for a browser.
pub(crate) fn for_browser(browser: Browser) -> Result<String> {
    let path = Path::new("manifest.json");
    let text = fs::read_to_string(path).map_err(at(path))?;
    let mut manifest: Value = serde_json::from_str(&text).map_err(|error| format!("manifest.json: {error}"))?;
    for key in browser.foreign_keys() {
        remove(&mut manifest, key).ok_or_else(|| format!("manifest.json has no {key} to leave out"))?;
    }
    serde_json::to_string_pretty(&manifest).map_err(|error| format!("manifest.json: {error}"))
}

fn remove(manifest: &mut Value, pointer: &str) -> Option<Value> {
    let (parent, key) = pointer.rsplit_once('/')?;
    let parent: &mut Map<String, Value> = manifest.pointer_mut(parent)?.as_object_mut()?;
    parent.remove(key)
}
