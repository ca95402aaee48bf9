//! Makes directories to throw away: a browser profile and its logs.

use crate::wait::{Outcome, Seen, wait_until};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tempfile::TempDir;
use walkdir::WalkDir;

/// A new directory under the system's temporary one, removed when dropped.
pub(crate) struct Scratch(TempDir);

impl Scratch {
    /// Makes the directory, with `profile/`, `logs/` and `files/` in it.
    pub(crate) fn new() -> Outcome<Self> {
        let scratch = Self(TempDir::with_prefix("bezwaar-e2e-").map_err(|e| e.to_string())?);
        for directory in [scratch.profile(), scratch.logs(), scratch.files()] {
            fs::create_dir_all(&directory).map_err(|e| format!("{}: {e}", directory.display()))?;
        }
        Ok(scratch)
    }

    /// Returns the directory in which the browser keeps its profile.
    pub(crate) fn profile(&self) -> PathBuf {
        self.0.path().join("profile")
    }

    /// Returns the directory in which the browser and its driver write their logs.
    pub(crate) fn logs(&self) -> PathBuf {
        self.0.path().join("logs")
    }

    /// Returns a path in the directory that nobody has had before.
    pub(crate) fn new_path(&self, name: &str) -> PathBuf {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        self.files().join(format!("{name}-{}", NEXT.fetch_add(1, Ordering::Relaxed)))
    }

    /// Returns the directory in which scenarios keep what they make.
    pub(crate) fn files(&self) -> PathBuf {
        self.0.path().join("files")
    }

    /// Removes what scenarios made.
    pub(crate) fn empty(&self) -> Outcome {
        let files = self.files();
        fs::remove_dir_all(&files)
            .and_then(|()| fs::create_dir(&files))
            .map_err(|e| format!("{}: {e}", files.display()))
    }

    /// Returns the path of a file in the directory.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.files().join(name)
    }
}

impl Drop for Scratch {
    /// Removes the directory, and waits where [`TempDir`] would give up: the browser's helper processes may write for a
    /// moment after it has ended.
    fn drop(&mut self) {
        let directory = self.0.path();
        let removed = wait_until("the profile is removed", Duration::from_secs(5), || {
            fs::remove_dir_all(directory).ok();
            Ok(Seen::when(!directory.exists(), "it is still there"))
        });
        if let Err(error) = removed {
            eprintln!("{}: {error}", directory.display());
        }
    }
}

/// Returns all files below a directory, in a fixed order.
pub(crate) fn files_in(directory: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = WalkDir::new(directory).sort_by_file_name().into_iter();
    let files = entries.filter(|entry| entry.as_ref().map_or(true, |entry| entry.file_type().is_file()));
    files.map(|entry| entry.map(walkdir::DirEntry::into_path).map_err(|e| e.to_string())).collect()
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
