//! Reads the sentences of the package that is tested, and has it speak in all languages.

use crate::wait::Outcome;
use crate::world::World;
use bezwaar::core::language::NEAREST;
use serde_json::{Map, Value};
use std::fs;
use std::path::Path;

/// The script that makes a page speak the language that its address names.
const SPEAK: &str = include_str!("scripts/speak.js");

impl World {
    /// Returns the package's texts in a language.
    pub(crate) fn messages(&self, language: &str) -> Outcome<Vec<String>> {
        let entries = self.entries(language)?;
        Ok(entries.values().filter_map(|entry| entry["message"].as_str()).map(str::to_owned).collect())
    }

    /// Returns one of the package's texts.
    pub(crate) fn message(&self, language: &str, key: &str) -> Outcome<String> {
        message_of(self.package(), language, key)
    }

    /// Returns the names of the folders of all languages, without those that are copies of another one.
    pub(crate) fn languages(&self) -> Outcome<Vec<String>> {
        let folder = self.package().join("_locales");
        let entries = fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let mut names: Vec<String> =
            entries.flatten().map(|entry| entry.file_name().to_string_lossy().into()).collect();
        names.retain(|name| NEAREST.iter().all(|(copy, _)| copy != name));
        names.sort();
        Ok(names)
    }

    /// Starts a browser with a copy of the extension whose pages speak whatever language their address names: a browser and
    /// an installation for each would take a minute and more.
    pub(crate) fn given_bezwaar_in_every_language(&mut self) -> Outcome {
        self.given_bezwaar_after(SPEAK)
    }

    /// Returns the texts of a language by their names, as its file has them.
    fn entries(&self, language: &str) -> Outcome<Map<String, Value>> {
        entries(self.package(), language)
    }
}

/// Returns one of a package's texts.
pub(crate) fn message_of(package: &Path, language: &str, key: &str) -> Outcome<String> {
    let entry = entries(package, language)?.remove(key).unwrap_or_default();
    entry["message"].as_str().map(str::to_owned).ok_or_else(|| format!("{language} has no {key}"))
}

fn entries(package: &Path, language: &str) -> Outcome<Map<String, Value>> {
    let file = package.join("_locales").join(language).join("messages.json");
    let text = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", file.display()))
}
