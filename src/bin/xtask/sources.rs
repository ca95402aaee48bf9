//! Lists the source files: those that are built, that Mozilla's reviewers build, and that a second checkout is made of.

use crate::Result;
use std::path::{Path, PathBuf};
use std::process::Command;
use walkdir::{DirEntry, WalkDir};

/// The folders that building, testing or releasing makes, wherever they lie.
const MADE_FOLDERS: [&str; 6] = [".git", ".tools", "artifacts", "dist", "node_modules", "target"];

/// Every source file in order: those that git knows, or in an unpacked archive all that nothing here has made.
pub(crate) fn list_files() -> Result<Vec<PathBuf>> {
    let mut files = if Path::new(".git").exists() { list_tracked()? } else { list_below(Path::new("."))? };
    files.retain(|file| file.is_file());
    files.sort();
    Ok(files)
}

fn list_tracked() -> Result<Vec<PathBuf>> {
    let listed = Command::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).output();
    let listed = listed.map_err(|error| format!("git: {error}"))?;
    if !listed.status.success() {
        return Err(format!("git ls-files: {}", String::from_utf8_lossy(&listed.stderr).trim()));
    }
    let names = String::from_utf8(listed.stdout).map_err(|error| format!("git ls-files: {error}"))?;
    Ok(names.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from).collect())
}

/// Every file below a folder, by paths that begin with it.
pub(crate) fn list_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let is_source = |entry: &DirEntry| !MADE_FOLDERS.iter().any(|made| entry.file_name() == *made);
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_source) {
        let entry = entry.map_err(|error| error.to_string())?;
        if entry.file_type().is_file() {
            files.push(entry.path().strip_prefix(".").unwrap_or(entry.path()).to_path_buf());
        }
    }
    Ok(files)
}
