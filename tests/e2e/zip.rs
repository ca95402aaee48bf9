//! Packs packages: Firefox wants one packed before it installs it for good.

use crate::profile::files_in;
use crate::wait::Outcome;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Packs all files of a directory.
pub(crate) fn pack(directory: &Path) -> Outcome<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for path in files_in(directory)? {
        let name = path.strip_prefix(directory).map_err(|e| e.to_string())?.to_string_lossy().replace('\\', "/");
        let data = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        zip.start_file(name, SimpleFileOptions::default()).map_err(|e| e.to_string())?;
        zip.write_all(&data).map_err(|e| e.to_string())?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|e| e.to_string())
}
