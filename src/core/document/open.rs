//! The stored text and its last good copy → a document to work with, whatever happened to the two.
//!
//! Nothing readable is lost: of a damaged text every whole record is taken over, and the text itself is set aside.

use super::Document;
use super::text::{Fault, load, salvage};
use crate::core::account::Salt;

/// What the stored texts came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The document to work with.
    pub document: Document,
    /// What to tell the person.
    pub problem: Option<Problem>,
    /// Texts that could not be read in full. To be kept as they are and offered for export.
    pub set_aside: Vec<String>,
}

impl Opened {
    /// Whether the document may be written over the stored one.
    #[must_use]
    pub const fn is_writable(&self) -> bool {
        !matches!(self.problem, Some(Problem::Newer(_)))
    }
}

/// What went wrong with the stored document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It was damaged or gone; the last good copy took its place. The latest change may be missing.
    Restored,
    /// It and its copy were damaged; so many accounts could be saved, others may be missing.
    Salvaged(usize),
    /// It and its copy were damaged, and nothing could be saved.
    Lost,
    /// A newer version of the extension wrote it, with this schema. It stays as it is, and nothing can be changed.
    Newer(u32),
}

/// Decides what to work with. `salt`: a fresh random one, for a new document.
#[must_use]
pub fn open(main: Option<&str>, last_good: Option<&str>, salt: Salt) -> Opened {
    let (main_read, good_read) = (main.map(load), last_good.map(load));
    let newer = [&main_read, &good_read].into_iter().flatten().find_map(|read| match read {
        Err(Fault::Newer(schema)) => Some(*schema),
        _ => None,
    });
    let (problem, whole) = match (&main_read, &good_read) {
        (Some(Ok(main)), _) => (newer.map(Problem::Newer), Some(main)),
        (_, Some(Ok(good))) => (Some(newer.map_or(Problem::Restored, Problem::Newer)), Some(good)),
        (None, None) => (None, None),
        _ => (Some(newer.map_or(Problem::Lost, Problem::Newer)), None),
    };
    let damaged = |text: Option<&str>, read: &Option<Result<_, Fault>>| {
        text.filter(|_| matches!(read, Some(Err(fault)) if !matches!(fault, Fault::Newer(_)))).map(str::to_owned)
    };
    let set_aside = [damaged(main, &main_read), damaged(last_good, &good_read)].into_iter().flatten().collect();
    combine(whole, problem, set_aside, salt)
}

fn combine(whole: Option<&Document>, problem: Option<Problem>, set_aside: Vec<String>, salt: Salt) -> Opened {
    let mut document = whole.cloned().unwrap_or_else(Document::empty);
    if problem.is_some() {
        set_aside.iter().for_each(|text| document.merge(&salvage(text)));
    }
    if document.salts.is_empty() {
        document.salts.insert(salt);
    }
    let saved = document.accounts.len();
    let problem =
        problem.map(|problem| if problem == Problem::Lost && saved > 0 { Problem::Salvaged(saved) } else { problem });
    Opened { document, problem, set_aside }
}
