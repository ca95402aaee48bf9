//! The backup of the records in another place, and the mark by which it is told from what the person has deleted.
//!
//! Either place may bring back what is gone: a backup that could not be deleted, or storage that the browser opened as
//! it was some time ago. So each of the two carries the mark of the last deletion, and what has the lesser one counts
//! for nothing.

use crate::core::format::import::count_once;
use crate::core::format::{Fault, load, salvage};
use crate::core::records::Records;
use crate::core::time::Timestamp;

/// Marks a deletion of everything; later ones are greater. Zero: nothing was ever deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeletionMark(pub u64);

impl DeletionMark {
    /// The mark of a deletion now, after one with this mark. The clock alone may have been set back; counting alone would
    /// start again where the storage is lost.
    #[must_use]
    pub fn next(self, now: Timestamp) -> Self {
        Self(self.0.saturating_add(1).max(u64::try_from(now.0).unwrap_or(0)).min(Self::MAX))
    }

    /// The greatest whole number that JavaScript can count to.
    const MAX: u64 = (1 << 53) - 1;
}

/// A text of the records, and the last deletion before it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The last deletion before.
    pub deletion: DeletionMark,
    /// The records as text.
    pub text: String,
}

impl Backup {
    /// Writes both as one text: the mark on a line of its own, then the records.
    #[must_use]
    pub fn write(&self) -> String {
        format!("{}\n{}", self.deletion.0, self.text)
    }

    /// Reads what [`Backup::write`] wrote.
    #[must_use]
    pub fn read(content: &str) -> Option<Self> {
        let (mark, text) = content.split_once('\n')?;
        Some(Self { deletion: DeletionMark(mark.parse().ok()?), text: text.to_owned() })
    }
}

/// The meaning of a backup for the records beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// It knows nothing that is not in them.
    NothingNew,
    /// It may know more than can be read here: it is from after a later deletion and damaged, or from a newer version. It is
    /// to stay as it is.
    Unreadable,
    /// It is from before the last deletion, or damaged and knows nothing more: it is to be written anew.
    Useless,
    /// They lack something: here is both together.
    Merged(Records),
    /// They are from before the last deletion: these take their place.
    Replaced(Records),
}

/// Compares the records, written after this deletion, with a backup. Storage that the browser opened as it was some time
/// ago is whole and says nothing of it; only the backup can tell. Of a damaged one every whole record is taken over.
#[must_use]
pub fn compare(records: &Records, deletion: DeletionMark, backup: &Backup) -> Comparison {
    if backup.deletion < deletion {
        return Comparison::Useless;
    }
    let is_newer = backup.deletion > deletion;
    let (theirs, nothing) = match load(&backup.text) {
        Ok(theirs) if is_newer => return Comparison::Replaced(theirs),
        Ok(theirs) => (theirs, Comparison::NothingNew),
        Err(fault) if is_newer || matches!(fault, Fault::Newer(_)) => return Comparison::Unreadable,
        Err(_) => (salvage(&backup.text), Comparison::Useless),
    };
    let mut both = records.clone();
    both.merge(&theirs);
    // A backup from before the last change still knows what that dropped.
    both.enforce_limits();
    count_once(records, &mut both);
    if both == *records { nothing } else { Comparison::Merged(both) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::format::save;
    use crate::core::records::MAX_ENTRIES_PER_HISTORY;
    use crate::core::records::test_script::{key, note, records_of};

    #[track_caller]
    fn check(ours: (&str, u64), theirs: (&str, u64), expected: &Comparison) {
        let backup = Backup { deletion: DeletionMark(theirs.1), text: save(&records_of(theirs.0)) };
        assert_eq!(compare(&records_of(ours.0), DeletionMark(ours.1), &backup), *expected, "{ours:?} {theirs:?}");
    }

    #[test]
    fn records_that_are_older_than_their_backup_catch_up() {
        let (new, old) = ("fb/a: submit answered | ig/a: declare", "fb/a: submit");
        for mark in [0, 5] {
            check((old, mark), (new, mark), &Comparison::Merged(records_of(new)));
            check((new, mark), (old, mark), &Comparison::NothingNew);
            check((new, mark), (new, mark), &Comparison::NothingNew);
        }
    }

    #[test]
    fn what_a_full_history_dropped_since_is_not_missing() {
        let before = records_of(&["fb/a:", &" over notyet".repeat(MAX_ENTRIES_PER_HISTORY / 2)].concat());
        let mut records = before.clone();
        note(&mut records, "fb/a", "submit", 1000);
        let history = |records: &Records| records.account(&key("fb/a")).unwrap().history().clone();
        assert_eq!((history(&before).compacted(), history(&records).compacted()), (0, 1));
        let compared = |records: &Records, backup: &Records| {
            compare(records, DeletionMark(0), &Backup { deletion: DeletionMark(0), text: save(backup) })
        };
        // The worker was stopped after it wrote the records, and before it wrote their backup.
        assert_eq!(compared(&records, &before), Comparison::NothingNew);
        assert!(matches!(compared(&before, &records), Comparison::Merged(_)));
    }

    #[test]
    fn what_was_deleted_comes_back_from_neither_place() {
        let (gone, after) = ("fb/a: submit", "ig/b: declare");
        check((after, 5), (gone, 0), &Comparison::Useless);
        check(("", 5), (gone, 4), &Comparison::Useless);
        check((gone, 0), (after, 5), &Comparison::Replaced(records_of(after)));
        check((gone, 4), ("", 5), &Comparison::Replaced(records_of("")));
    }

    #[test]
    fn a_damaged_backup_is_written_anew_and_what_is_whole_in_it_is_kept() {
        let (ours, newer) = (records_of("fb/a: submit"), "{\"format\":\"bezwaar\",\"schema\":2,\"cut o");
        let compared = |text: &str, mark| {
            compare(&ours, DeletionMark(5), &Backup { deletion: DeletionMark(mark), text: text.into() })
        };
        let both = records_of("fb/a: submit | ig/b: declare");
        let (same, more) = (save(&ours), save(&both));
        let (same, more) = (&same[..same.len() - 5], &more[..more.len() - 5]);
        for text in ["", "damaged", same] {
            assert_eq!(compared(text, 5), Comparison::Useless, "{text}");
        }
        assert_eq!(compared(more, 5), Comparison::Merged(both));
        // It is from after a deletion that the records have not seen, or from a newer version: nothing takes its place.
        for (text, mark) in [("", 6), ("damaged", 6), (more, 6), (newer, 5), (newer, 6)] {
            assert_eq!(compared(text, mark), Comparison::Unreadable, "{text}");
        }
        assert_eq!(compared(more, 4), Comparison::Useless, "deleted");
    }

    #[test]
    fn a_backup_comes_back_as_it_was_written() {
        let backup = Backup { deletion: DeletionMark(7), text: save(&records_of("fb/a: submit")) };
        assert_eq!(Backup::read(&backup.write()), Some(backup));
        for content in ["", "{}", "x\n{}", "-1\n{}", "\n"] {
            assert_eq!(Backup::read(content), None, "{content:?}");
        }
    }

    #[test]
    fn each_deletion_has_a_greater_mark() {
        let day = Timestamp(1_790_000_000_000);
        let first = DeletionMark::default().next(day);
        assert_eq!(first, DeletionMark(1_790_000_000_000));
        // The clock was set back, or stands still.
        assert!(first.next(Timestamp(0)) > first && first.next(day) > first);
        assert_eq!(DeletionMark(u64::MAX).next(day), DeletionMark((1 << 53) - 1));
    }
}
