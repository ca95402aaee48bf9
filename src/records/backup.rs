//! The backup of the records, and the deletion of both.

use crate::browser::storage::{self, Stored};
use crate::browser::{Warn, caches, clock, random};
use crate::core::account::Salt;
use crate::core::format::backup::{Backup, Comparison, DeletionMark, compare};
use crate::core::format::recover::{Opened, Problem};
use crate::core::format::save;
use crate::core::message::Failure;
use crate::core::records::Records;
use crate::records::change::ChangeResult;
use crate::records::lock::{with_records_lock, write_raw};
use crate::records::{deletions, new_salt};
use std::cell::Cell;

thread_local! {
    /// Set once this worker has compared the records with their backup.
    static COMPARED: Cell<bool> = const { Cell::new(false) };
}

/// The backup, if there is one; `None` if it cannot be told. One whose mark is damaged counts for none: it may be from
/// before a deletion, and nothing of that comes back. It is overwritten by what is stored.
pub(super) async fn read() -> Option<Option<Backup>> {
    let content = caches::read().await.warn("reading the backup")?;
    Some(content.and_then(|content| Backup::read(&content)))
}

/// Writes the backup of what is stored; whether that was done.
pub(super) async fn write(stored: &Stored) -> bool {
    let Some(text) = stored.records_text.clone() else { return false };
    let backup = Backup { deletion: stored.deletion, text };
    caches::write(&backup.write()).await.warn("writing the backup").is_some()
}

/// Lets the next change compare the records with their backup again.
pub(super) fn forget_comparison() {
    COMPARED.set(false);
}

/// The thing to do with the backup after a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BackupUpdate {
    /// Nothing: it could not be read, and may know what the records lack.
    Keep,
    /// It is written if the records changed.
    Follow,
    /// It is written in any case.
    Renew,
}

/// Compares the records with their backup before the first change that a worker makes: the change would be the end of a
/// backup that knows more. Takes over what the records lack.
/// Returns what is to become of the backup.
pub(super) async fn compare_once(stored: &mut Stored, opened: &mut Opened) -> BackupUpdate {
    if COMPARED.get() {
        return BackupUpdate::Follow;
    }
    let Some(backup) = read().await else { return BackupUpdate::Keep };
    let comparison = backup.as_ref().map(|backup| compare(&opened.records, stored.deletion, backup));
    // The next change compares it again if it cannot be read now.
    COMPARED.set(comparison != Some(Comparison::Unreadable));
    let (Some(backup), Some(comparison)) = (backup, comparison) else { return BackupUpdate::Renew };
    match comparison {
        Comparison::Unreadable => return BackupUpdate::Keep,
        Comparison::NothingNew => return BackupUpdate::Follow,
        Comparison::Useless => return BackupUpdate::Renew,
        Comparison::Merged(both) => opened.records = both,
        Comparison::Replaced(records) => {
            *stored = Stored { deletion: backup.deletion, ..Stored::default() };
            *opened = Opened { records, problem: None, set_aside: Vec::new() };
        }
    }
    opened.problem = opened.problem.or(Some(Problem::Restored));
    BackupUpdate::Renew
}

/// Deletes everything, the salt included, whether it can be read or not, and begins anew.
pub(crate) async fn erase() -> Result<ChangeResult, Failure> {
    with_records_lock(Box::pin(async {
        let text = save(&Records::new(Salt(random::bytes())));
        let empty = Stored { records_text: Some(text), deletion: next_mark().await, ..Stored::default() };
        // Before the write: should the worker be killed between the two, nothing was called deleted.
        let deleted = caches::erase().await.warn("deleting the backup").is_some();
        write_raw(&empty).await?;
        deletions::note();
        new_salt::forget();
        forget_comparison();
        let overwritten = write(&empty).await;
        // The mark keeps what could not be deleted from coming back, and the next comparison tries again.
        if deleted || overwritten { Ok(ChangeResult::Done) } else { Err(Failure::BackupNotErased) }
    }))
    .await
}

/// The mark of a deletion now.
async fn next_mark() -> DeletionMark {
    let stored = storage::read().await.warn("reading the last deletion").unwrap_or_default().deletion;
    let backup = read().await.flatten().map(|backup| backup.deletion).unwrap_or_default();
    stored.max(backup).next(clock::now())
}
