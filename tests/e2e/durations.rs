//! Keeps how long each scenario took when it last ran, so that the longest can start first.

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Mutex, PoisonError};

const FILE: &str = "target/e2e-durations.json";

/// The seconds of a scenario that never ran here: more than most take, so that it does not start last.
const UNKNOWN_SECONDS: f64 = 30.0;

/// The seconds that scenarios took, by name.
pub(crate) struct Durations {
    before: BTreeMap<String, f64>,
    now: Mutex<BTreeMap<String, f64>>,
}

impl Durations {
    /// Reads what earlier runs left. Without it, all scenarios pass for equally long.
    pub(crate) fn load() -> Self {
        let text = fs::read_to_string(FILE).unwrap_or_default();
        Self { before: serde_json::from_str(&text).unwrap_or_default(), now: Mutex::default() }
    }

    /// Returns the seconds that the scenario took last time.
    pub(crate) fn before(&self, name: &str) -> f64 {
        self.before.get(name).copied().unwrap_or(UNKNOWN_SECONDS)
    }

    /// Notes the seconds that the scenario took now.
    pub(crate) fn note(&self, name: &str, seconds: f64) {
        self.now
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(name.to_owned(), (seconds * 10.0).round() / 10.0);
    }

    /// Returns the scenarios of this run that took longest.
    pub(crate) fn longest(&self, count: usize) -> Vec<(f64, String)> {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> = now.iter().map(|(name, seconds)| (*seconds, name.clone())).collect();
        all.sort_by(|one, other| other.0.total_cmp(&one.0));
        all.truncate(count);
        all
    }

    /// Keeps the seconds for the next run. That they could not be kept only makes that one slower.
    pub(crate) fn save(&self) {
        let mut all = self.before.clone();
        all.extend(self.now.lock().unwrap_or_else(PoisonError::into_inner).clone());
        if let Ok(text) = serde_json::to_string_pretty(&all) {
            fs::write(FILE, text).ok();
        }
    }
}
