//! The stored text and its backup → records to work with, whatever happened to the two.
//!
//! Nothing readable is lost: of a damaged text every whole record is taken over, and the text itself is set aside.

use crate::core::format::{Fault, load, salvage};
use crate::core::records::Records;

/// The result of opening the stored texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The records to work with.
    pub records: Records,
    /// The problem to tell the person about.
    pub problem: Option<Problem>,
    /// Texts that could not be read in full. To be kept as they are and offered for export.
    pub set_aside: Vec<String>,
}

impl Opened {
    /// Returns whether the records may be written over the stored ones.
    #[must_use]
    pub const fn is_writable(&self) -> bool {
        !matches!(self.problem, Some(Problem::Newer(_)))
    }
}

/// Something was wrong with the stored text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It was damaged or gone; the backup took its place. The latest change may be missing.
    Restored,
    /// It and its backup were damaged; this number of accounts could be saved, others may be missing.
    Salvaged(usize),
    /// It and its backup were damaged, and nothing could be saved.
    Lost,
    /// A newer version of the extension wrote it, with this schema. It stays as it is, and nothing can be changed.
    Newer(u32),
}

/// Decides what to work with. Records of which nothing could be read have no salt yet ([`Records::lacks_salt`]).
#[must_use]
pub fn open(main: Option<&str>, last_good: Option<&str>) -> Opened {
    // As a rule they are equal, and one is read.
    let (main_read, good_read) = (main.map(load), last_good.filter(|good| main != Some(*good)).map(load));
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
    combine(whole, problem, set_aside)
}

fn combine(whole: Option<&Records>, problem: Option<Problem>, set_aside: Vec<String>) -> Opened {
    let mut records = whole.cloned().unwrap_or_else(Records::empty);
    if problem.is_some() {
        set_aside.iter().for_each(|text| records.merge(&salvage(text)));
    }
    let saved = records.accounts.len();
    let problem =
        problem.map(|problem| if problem == Problem::Lost && saved > 0 { Problem::Salvaged(saved) } else { problem });
    Opened { records, problem, set_aside }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::account::Salt;
    use crate::core::format::save;
    use crate::core::records::test_script::records_of;

    const FRESH: Salt = Salt([9; 16]);
    const NEWER: &str = "{\"format\":\"bezwaar\",\"schema\":2,\"cut o";

    /// Opens the two; records that are new get their salt.
    fn open_salted(main: Option<&str>, good: Option<&str>) -> Opened {
        let mut opened = open(main, good);
        if opened.records.lacks_salt() {
            opened.records.add_salt(FRESH);
        }
        opened
    }

    /// Opens the two, and checks the records, the problem and how many texts were set aside.
    #[track_caller]
    fn check(main: Option<&str>, good: Option<&str>, expected: &Records, problem: Option<Problem>, aside: usize) {
        let opened = open_salted(main, good);
        assert_eq!(
            (&opened.records, opened.problem, opened.set_aside.len()),
            (expected, problem, aside),
            "{main:.60?}"
        );
    }

    #[test]
    fn what_is_whole_is_taken() {
        let (new, old) = (records_of("fb/a: submit answered"), records_of("fb/a: submit"));
        let (main, good) = (save(&new), save(&old));
        check(None, None, &Records::new(FRESH), None, 0);
        check(Some(&main), None, &new, None, 0);
        check(Some(&main), Some(&good), &new, None, 0);
        check(Some(&main), Some("damaged"), &new, None, 1);
        check(None, Some(&good), &old, Some(Problem::Restored), 0);
        check(Some("damaged"), Some(&good), &old, Some(Problem::Restored), 1);
        check(Some(""), Some(&good), &old, Some(Problem::Restored), 1);
    }

    #[test]
    fn whole_records_of_a_damaged_text_are_taken_over() {
        let (new, old) = (records_of("fb/a: submit answered | ig/a: declare"), records_of("fb/a: submit"));
        let main = save(&new);
        let cut = &main[..main.len() - 20];
        check(Some(cut), Some(&save(&old)), &new, Some(Problem::Restored), 1);
        check(Some(cut), None, &new, Some(Problem::Salvaged(2)), 1);
        check(Some(cut), Some("damaged"), &new, Some(Problem::Salvaged(2)), 2);
        check(Some("damaged"), Some("damaged too"), &Records::new(FRESH), Some(Problem::Lost), 2);
        check(Some("damaged"), Some("damaged"), &Records::new(FRESH), Some(Problem::Lost), 1);
        check(Some("damaged"), None, &Records::new(FRESH), Some(Problem::Lost), 1);
    }

    #[test]
    fn accounts_without_their_salt_are_kept() {
        let whole = records_of("fb/a: declare");
        let text = save(&whole).replacen("\"salt\":\"07", "\"salt\":\"17", 1);
        let opened = open_salted(Some(&text), None);
        assert!(opened.records.accounts().eq(whole.accounts()));
        assert_eq!((opened.records.salts, opened.problem), ([FRESH].into_iter().collect(), Some(Problem::Salvaged(1))));
    }

    #[test]
    fn what_a_newer_version_wrote_is_only_looked_at() {
        let old = records_of("fb/a: submit");
        let good = save(&old);
        check(Some(NEWER), Some(&good), &old, Some(Problem::Newer(2)), 0);
        check(Some(NEWER), None, &Records::new(FRESH), Some(Problem::Newer(2)), 0);
        check(Some("damaged"), Some(NEWER), &Records::new(FRESH), Some(Problem::Newer(2)), 1);
        check(Some(&good), Some(NEWER), &old, Some(Problem::Newer(2)), 0);
        assert!(!open(Some(NEWER), Some(&good)).is_writable());
        assert!(open(Some("damaged"), Some(&good)).is_writable());
        assert_ne!(open(Some("damaged"), None).problem, None);
    }
}
