//! The sentences above the pictures, from the listing of a language.

use super::scene::Scene;
use super::text;
use crate::wait::Outcome;
use std::path::Path;

/// `listing/LANG.md`.
pub(super) struct Listing {
    text: String,
    name: String,
}

impl Listing {
    /// Reads it.
    pub(super) fn read(store: &Path, language: &str) -> Outcome<Self> {
        let file = store.join("listing").join(format!("{language}.md"));
        Ok(Self { text: text(&file)?, name: file.display().to_string() })
    }

    /// An empty scene with its sentence. `stands_in`: it shows a page of ours in place of a site's, and says so.
    pub(super) fn scene(&self, subject: &str, stands_in: bool) -> Outcome<Scene> {
        let note = if stands_in { self.caption("note")? } else { "" };
        Ok(Scene::new(self.caption(subject)?, note))
    }

    /// What stands behind `- SUBJECT: `.
    fn caption(&self, subject: &str) -> Outcome<&str> {
        let start = format!("- {subject}: ");
        let found = self.text.lines().find_map(|line| line.strip_prefix(&start));
        found.ok_or_else(|| format!("{} has no caption for {subject}", self.name))
    }
}
