//! The sentences of the package that is tested.

use crate::wait::Outcome;
use crate::world::World;
use std::collections::HashMap;

impl World {
    /// The package's texts in a language.
    pub(crate) fn messages(&self, language: &str) -> Outcome<Vec<String>> {
        let file = self.package().join("_locales").join(language).join("messages.json");
        let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        let messages: HashMap<String, serde_json::Value> = serde_json::from_str(&text).map_err(|e| e.to_string())?;
        Ok(messages.values().filter_map(|entry| entry["message"].as_str()).map(str::to_owned).collect())
    }

    /// One of the package's texts.
    pub(crate) fn message(&self, language: &str, key: &str) -> Outcome<String> {
        let file = self.package().join("_locales").join(language).join("messages.json");
        let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        let messages: serde_json::Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
        messages[key]["message"].as_str().map(str::to_owned).ok_or_else(|| format!("{language} has no {key}"))
    }
}
