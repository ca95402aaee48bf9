//! Throw-away directories: a browser profile and its logs.

use crate::wait::{Outcome, Seen, wait_until};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// A new directory under the system's temporary one, removed when dropped.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// Makes the directory, with `profile/`, `logs/` and `files/` in it.
    pub(crate) fn new() -> Outcome<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("bezwaar-e2e-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let scratch = Self(std::env::temp_dir().join(name));
        for directory in [scratch.profile(), scratch.logs(), scratch.files()] {
            fs::create_dir_all(&directory).map_err(|e| format!("{}: {e}", directory.display()))?;
        }
        Ok(scratch)
    }

    /// Where the browser keeps its profile.
    pub(crate) fn profile(&self) -> PathBuf {
        self.0.join("profile")
    }

    /// Where the browser and its driver write their logs.
    pub(crate) fn logs(&self) -> PathBuf {
        self.0.join("logs")
    }

    /// A path in the directory that nobody has had before.
    pub(crate) fn new_path(&self, name: &str) -> PathBuf {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        self.files().join(format!("{name}-{}", NEXT.fetch_add(1, Ordering::Relaxed)))
    }

    /// Where scenarios keep what they make.
    pub(crate) fn files(&self) -> PathBuf {
        self.0.join("files")
    }

    /// Removes what scenarios made.
    pub(crate) fn empty(&self) -> Outcome {
        let files = self.files();
        fs::remove_dir_all(&files)
            .and_then(|()| fs::create_dir(&files))
            .map_err(|e| format!("{}: {e}", files.display()))
    }

    /// A file in the directory.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.files().join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // The browser's helper processes may write for a moment after it has ended.
        let removed = wait_until("the profile is removed", Duration::from_secs(5), || {
            fs::remove_dir_all(&self.0).ok();
            Ok(Seen::when(!self.0.exists(), "it is still there"))
        });
        if let Err(error) = removed {
            eprintln!("{}: {error}", self.0.display());
        }
    }
}

/// All files below a directory, in a fixed order.
pub(crate) fn files_in(directory: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries = fs::read_dir(directory).map_err(|e| format!("{}: {e}", directory.display()))?;
    for entry in entries {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.is_dir() { files.extend(files_in(&path)?) } else { files.push(path) }
    }
    files.sort();
    Ok(files)
}

/// Copies a directory with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) -> Outcome {
    for file in files_in(from)? {
        let target = to.join(file.strip_prefix(from).map_err(|e| e.to_string())?);
        fs::create_dir_all(target.parent().unwrap_or(to)).map_err(|e| e.to_string())?;
        fs::copy(&file, &target).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    Ok(())
}
