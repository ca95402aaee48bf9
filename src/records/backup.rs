//! The backup of the stored document, in another store of the browser.

use crate::browser::storage::{self, Stored};
use crate::browser::{Warn, caches, clock};
use crate::core::format::backup::{Backup, Comparison, DeletionMark, compare};
use crate::core::format::recover::{Opened, Problem};
use std::cell::Cell;

thread_local! {
    /// Set once this worker has compared the records with their backup.
    static COMPARED: Cell<bool> = const { Cell::new(false) };
}

/// The backup, if there is one; `None` if it cannot be told.
pub(super) async fn read() -> Option<Option<Backup>> {
    let content = caches::read().await.warn("reading the backup")?;
    Some(content.and_then(|content| Backup::read(&content)))
}

/// Writes the backup of what is stored; whether that was done.
pub(super) async fn write(stored: &Stored) -> bool {
    let Some(text) = stored.document.clone() else { return false };
    let backup = Backup { deletion: stored.deletion, text };
    caches::write(&backup.write()).await.warn("writing the backup").is_some()
}

/// Lets the next change compare the records with their backup once more.
pub(super) fn compare_again() {
    COMPARED.set(false);
}

/// Takes over what the records lack, before the first change that a worker makes: the change would be the end of a backup that knows more.
/// Returns whether the backup has to be written anew.
pub(super) async fn compare_once(stored: &mut Stored, opened: &mut Opened) -> bool {
    if COMPARED.get() {
        return false;
    }
    let Some(backup) = read().await else { return false };
    COMPARED.set(true);
    let Some(backup) = backup else { return true };
    match compare(&opened.document, stored.deletion, &backup) {
        Comparison::NothingNew => return false,
        Comparison::Deleted => return true,
        Comparison::Merged(both) => opened.document = both,
        Comparison::Replaced(records) => {
            *stored = Stored { deletion: backup.deletion, ..Stored::default() };
            *opened = Opened { document: records, problem: None, set_aside: Vec::new() };
        }
    }
    opened.problem = opened.problem.or(Some(Problem::Restored));
    true
}

/// Deletes the backup; whether that was done.
pub(super) async fn erase() -> bool {
    COMPARED.set(false);
    caches::erase().await.warn("deleting the backup").is_some()
}

/// The mark of a deletion now.
pub(super) async fn next_mark() -> DeletionMark {
    let stored = storage::read().await.warn("reading the last deletion").unwrap_or_default().deletion;
    let backup = read().await.flatten().map(|backup| backup.deletion).unwrap_or_default();
    stored.max(backup).next(clock::now())
}
