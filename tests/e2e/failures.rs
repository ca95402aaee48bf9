//! Keeps traces of a scenario that fails: pictures of its tabs, and the ends of its logs.

use crate::driver::Kind;
use crate::wait::Outcome;
use crate::world::World;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The number of bytes that are kept of the end of a log.
const TAIL_BYTES: usize = 64 * 1024;

/// The folder for the traces of failures.
pub(crate) struct Failures {
    directory: PathBuf,
    count: Mutex<usize>,
}

impl World {
    /// Saves pictures of what the browser shows now, for a person who wants to know why the scenario failed.
    fn save_screenshots(&self, directory: &Path) -> Outcome {
        for (number, tab) in self.browser()?.tabs()?.iter().enumerate() {
            self.browser()?.page(tab).screenshot(&directory.join(format!("tab-{}.png", number + 1)))?;
        }
        Ok(())
    }
}

impl Failures {
    /// Names a folder for this run, which is made when the first scenario fails.
    pub(crate) fn new() -> Self {
        let directory = std::env::temp_dir().join(format!("bezwaar-e2e-failures-{}", std::process::id()));
        Self { directory, count: Mutex::new(0) }
    }

    /// Keeps what can be seen now, and returns where.
    pub(crate) fn keep(&self, kind: Kind, title: &str, reason: &str, world: &World) -> Outcome<PathBuf> {
        let number = {
            let mut count = self.count.lock().map_err(|e| e.to_string())?;
            *count += 1;
            *count
        };
        let directory = self.directory.join(format!("{number:02}-{}", kind.name()));
        fs::create_dir_all(&directory).map_err(|e| e.to_string())?;
        fs::write(directory.join("scenario.txt"), format!("{title}\n{reason}\n")).map_err(|e| e.to_string())?;
        keep_logs(&world.logs(), &directory)?;
        world.save_screenshots(&directory)?;
        Ok(directory)
    }
}

fn keep_logs(from: &Path, to: &Path) -> Outcome {
    for entry in fs::read_dir(from).map_err(|e| e.to_string())?.flatten() {
        let log = fs::read(entry.path()).map_err(|e| e.to_string())?;
        let tail = log.get(log.len().saturating_sub(TAIL_BYTES)..).unwrap_or_default();
        fs::write(to.join(entry.file_name()), tail).map_err(|e| e.to_string())?;
    }
    Ok(())
}
