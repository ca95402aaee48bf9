//! Writes files.

use crate::{Result, at};
use std::fs;
use std::path::Path;

/// Writes a file; the error names it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result {
    fs::write(path, bytes).map_err(at(path))
}
