//! Reads what the logs of the browsers and their drivers tell.

use crate::wait::Outcome;
use crate::world::World;
use std::path::PathBuf;

/// The ways in which the logs tell of an uncaught error in the extension: what the line says, and where it happened.
const UNCAUGHT: [(&str, &str); 2] =
    [("JavaScript error:", "moz-extension://"), ("\"Uncaught ", "source: chrome-extension://")];

impl World {
    /// Returns the folder in which the browser and its driver write their logs.
    pub(crate) fn logs(&self) -> PathBuf {
        self.scratch.logs()
    }

    /// Fails if an error of ours went uncaught: the browsers write those into their logs.
    pub(crate) fn then_nothing_was_thrown(&self) -> Outcome {
        let thrown = |line: &&str| UNCAUGHT.iter().any(|(sign, source)| line.contains(sign) && line.contains(source));
        for log in self.log_files()? {
            let text = std::fs::read(&log).map_err(|e| e.to_string())?;
            // Everything that was logged before is about other scenarios.
            let ours = text.get(self.logged.get(&log).copied().unwrap_or(0)..).unwrap_or_default();
            if let Some(line) = String::from_utf8_lossy(ours).lines().find(thrown) {
                return Err(format!("an error went uncaught: {line}"));
            }
        }
        Ok(())
    }

    /// Returns the logs of the browser and its driver, one file each.
    pub(crate) fn log_files(&self) -> Outcome<Vec<PathBuf>> {
        Ok(std::fs::read_dir(self.logs()).map_err(|e| e.to_string())?.flatten().map(|log| log.path()).collect())
    }
}
