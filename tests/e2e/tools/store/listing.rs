//! Reads the sentences above the pictures, from the listing of a language.

use super::scene::Scene;
use super::text;
use crate::wait::Outcome;
use std::fs;
use std::path::Path;

/// Returns the languages that have a listing, by the names of its files.
pub(super) fn languages(folder: &Path) -> Outcome<Vec<String>> {
    let files = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let names = files.flatten().map(|file| file.path());
    let mut languages: Vec<String> =
        names.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect();
    languages.sort();
    Ok(languages)
}

/// The listing of a language, `LANG.md`.
pub(super) struct Listing {
    text: String,
    name: String,
}

impl Listing {
    /// Reads the listing of this language.
    pub(super) fn read(folder: &Path, language: &str) -> Outcome<Self> {
        let file = folder.join(format!("{language}.md"));
        Ok(Self { text: text(&file)?, name: file.display().to_string() })
    }

    /// Makes an empty scene with its sentence. `stands_in`: it shows a page of ours in place of a site's, and says so.
    pub(super) fn scene(&self, subject: &str, stands_in: bool) -> Outcome<Scene> {
        let note = if stands_in { self.caption("note")? } else { "" };
        Ok(Scene::new(self.caption(subject)?, note))
    }

    /// Returns what stands behind `- SUBJECT: `.
    fn caption(&self, subject: &str) -> Outcome<&str> {
        let start = format!("- {subject}: ");
        let found = self.text.lines().find_map(|line| line.strip_prefix(&start));
        found.ok_or_else(|| format!("{} has no caption for {subject}", self.name))
    }
}
