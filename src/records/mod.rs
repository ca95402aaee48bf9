//! The records, between the browser's storage and the core. Reading is for everybody, changing for the
//! background.

mod backup;
mod change;
mod deletions;
mod lock;
mod new_salt;
mod settings;

pub(crate) use backup::erase;
pub(crate) use change::{Change, ChangeResult};
pub(crate) use settings::{
    BannersShown, banner_choice_change, banner_shown_change, dismissal_change, introduced_change,
};

use crate::browser::Warn;
use crate::browser::storage::{self, Stored};
use crate::core::account::AccountKey;
use crate::core::bounded::keep_last;
use crate::core::format::backup::DeletionMark;
use crate::core::format::receipt::write_receipt;
use crate::core::format::recover::{Opened, Problem, open};
use crate::core::format::{self, save};
use crate::core::message::Failure;
use crate::core::overview::sessions::SessionProofs;
use crate::core::overview::{Overview, ReadRecords, SiteLogins, overview};
use crate::core::records::Records;
use crate::core::session::Doubt;
use crate::core::time::Timestamp;
use crate::core::view::record_page::{AccountView, RecordPage, record_page};
use crate::platforms::PlatformId;
use crate::records::backup::BackupUpdate;
use crate::records::change::RecordsEdit;
use crate::records::lock::{load_raw, with_records_lock, write_raw};
use std::mem::replace;

/// The number of damaged texts that are kept; the newest ones stay.
const MAX_DAMAGED: usize = 4;

/// The records as they were read, with what is to be told about them.
pub(crate) struct LoadedRecords {
    records: Result<Records, Doubt>,
    /// The text of the records as it is stored.
    pub text: Option<String>,
    /// True if there are no records yet, or something about them is damaged.
    pub needs_repair: bool,
    /// The notice for the person about damaged records.
    pub notice: Option<String>,
    /// The damaged texts that were kept.
    pub damaged: Vec<String>,
    /// The sites on which the person wants no banner.
    pub banners_off: Vec<PlatformId>,
    /// The banners that were shown.
    pub banners_shown: BannersShown,
    /// The last time that the person deleted everything.
    pub deletion: DeletionMark,
    /// The sessions of accounts that tell no number, as they were last seen.
    pub sessions: SessionProofs,
    /// The numbers of the containers in which a login may live on without a tab.
    pub containers: Vec<u32>,
}

impl LoadedRecords {
    /// Every account that something is recorded of; none if the records could not be read.
    pub(crate) fn record_page(&self, now: Timestamp) -> RecordPage {
        self.records.as_ref().map_or_else(|_| RecordPage::default(), |records| record_page(records, now))
    }

    /// Puts together what was seen and what is on record. Whoever does not know yet what the extension is gets no banner.
    pub(crate) fn overview(&mut self, snapshot: &[SiteLogins], now: Timestamp) -> Overview {
        let banners_off = if self.banners_shown.introduced { self.banners_off.clone() } else { PlatformId::ALL.into() };
        Overview { banners_off, ..overview(snapshot, self.records(), now) }
    }

    /// The receipt of one account.
    pub(crate) fn receipt(&self, view: &AccountView, now: Timestamp) -> Option<String> {
        let records = self.records.as_ref().ok()?;
        let key = AccountKey::parse(&view.id)?;
        let account = records.account(&key)?;
        Some(write_receipt((&key, account), view.state, view.address, now, env!("CARGO_PKG_VERSION")))
    }

    /// The reason why the records cannot be shown, if they cannot.
    pub(crate) fn doubt(&self) -> Option<Doubt> {
        self.records.as_ref().err().copied()
    }

    /// Returns whether nothing has happened yet: no account is recorded, and none was lost. A worker may have
    /// made empty ones already.
    pub(crate) fn is_untouched(&self) -> bool {
        let empty = |records: &Records| records.accounts().next().is_none();
        self.notice.is_none() && self.damaged.is_empty() && self.records.as_ref().is_ok_and(empty)
    }

    /// Lends the records to the core.
    pub(crate) fn records(&mut self) -> ReadRecords<'_> {
        self.records.as_mut().map_err(|doubt| *doubt)
    }
}

/// Reads what is recorded, and changes nothing.
pub(crate) async fn load() -> LoadedRecords {
    finish_loading(storage::start_reading()).await
}

/// The same, from a reading that is under way. It holds no lock, so a repair may end between this reading and that of the
/// backup, which then is the one that the repair wrote: what is damaged counts as such when it was read twice. So does a reading that fails.
pub(crate) async fn finish_loading(mut reading: storage::PendingRead) -> LoadedRecords {
    let (mut has_failed, mut damaged) = (false, None);
    let (stored, opened) = loop {
        let Some(read) = reading.result().await.warn("reading the records") else {
            if !replace(&mut has_failed, true) {
                reading = storage::start_reading();
                continue;
            }
            // Rather one banner too few.
            return with_settings(Stored::default(), PlatformId::ALL.into(), Err(Doubt::RecordsUnreadable));
        };
        let (stored, opened) = open_or_recover(read.clone()).await;
        if opened.problem.is_none() || damaged.as_ref() == Some(&read) {
            break (stored, opened);
        }
        damaged = Some(read);
        reading = storage::start_reading();
    };
    let needs_repair = opened.is_writable() && (stored.records_text.is_none() || opened.problem.is_some());
    let stored = set_damaged_aside(stored, &opened);
    let records = if opened.is_writable() { Ok(opened.records) } else { Err(Doubt::RecordsNewer) };
    let mut banners_off: Vec<PlatformId> = PlatformId::ALL.into();
    banners_off.retain(|platform| stored.banners_off.iter().any(|slug| slug == platform.slug()));
    LoadedRecords { needs_repair, ..with_settings(stored, banners_off, records) }
}

/// The records with everything that is stored beside them.
fn with_settings(stored: Stored, banners_off: Vec<PlatformId>, records: Result<Records, Doubt>) -> LoadedRecords {
    let Stored { records_text: text, notice, damaged, deletion, sessions, containers, introduced, banner_days, .. } =
        stored;
    let banners_shown = BannersShown { introduced, days: banner_days, deletion };
    LoadedRecords {
        records,
        text,
        needs_repair: false,
        notice,
        damaged,
        banners_off,
        banners_shown,
        deletion,
        sessions,
        containers,
    }
}

/// Makes a change: all of it or nothing, one at a time. A change of the records mends what is damaged on the way.
pub(crate) async fn update(change: Change) -> Result<ChangeResult, Failure> {
    with_records_lock(Box::pin(async move {
        let before = load_raw().await?;
        match change {
            Change::Records(edit) => {
                // The next change compares anew: what was found now is not written.
                update_records(before, edit).await.inspect_err(|_| backup::forget_comparison())
            }
            Change::Settings(edit) => {
                let mut after = before.clone();
                edit(&mut after);
                if after != before {
                    write_raw(&after).await?;
                }
                Ok(ChangeResult::Done)
            }
        }
    }))
    .await
}

async fn update_records(before: Stored, edit: RecordsEdit) -> Result<ChangeResult, Failure> {
    let (mut stored, mut opened) = open_or_recover(before.clone()).await;
    if !opened.is_writable() {
        return Err(Failure::Newer);
    }
    let update = backup::compare_once(&mut stored, &mut opened).await;
    let outcome = edit(&mut opened.records, &mut stored)?;
    write(&before, stored, &opened, update).await?;
    Ok(outcome)
}

/// Compares the records with their backup, and takes over what they lack. To be called when the browser starts; while it
/// runs, neither of the two is opened as it was some time ago.
pub(crate) async fn compare_again() -> Result<ChangeResult, Failure> {
    backup::forget_comparison();
    update(Change::of_records(|_| Ok(ChangeResult::Done))).await
}

/// Opens what is stored. Where the text is not whole, the backup takes its place; records of which nothing could be read get a salt.
async fn open_or_recover(stored: Stored) -> (Stored, Opened) {
    let (stored, mut opened) = recover(stored).await;
    if opened.records.lacks_salt() {
        opened.records.add_salt(new_salt::find_or_draw().await);
    }
    (stored, opened)
}

async fn recover(stored: Stored) -> (Stored, Opened) {
    let opened = open(stored.records_text.as_deref(), None);
    let whole = match opened.problem {
        None => stored.records_text.is_some(),
        Some(problem) => !matches!(problem, Problem::Lost | Problem::Salvaged(_)),
    };
    let backup = if whole { None } else { backup::read().await.flatten() };
    match backup {
        Some(backup) if backup.deletion == stored.deletion => {
            let opened = open(stored.records_text.as_deref(), Some(&backup.text));
            (stored, opened)
        }
        // The storage is from before the last deletion, so nothing in it counts any more.
        Some(backup) if backup.deletion > stored.deletion => {
            let opened = open(None, Some(&backup.text));
            (Stored { deletion: backup.deletion, ..Stored::default() }, opened)
        }
        _ => (stored, opened),
    }
}

/// Writes the records, if that changes anything, and the backup after them. A text that could not be read back is not
/// written.
async fn write(stored: &Stored, wanted: Stored, opened: &Opened, update: BackupUpdate) -> Result<(), Failure> {
    let text = save(&opened.records);
    if format::load(&text).as_ref() != Ok(&opened.records) {
        return Err(Failure::Storage);
    }
    let wanted = Stored { records_text: Some(text), ..set_damaged_aside(wanted, opened) };
    let is_changed = wanted != *stored;
    if is_changed {
        write_raw(&wanted).await?;
        if stored.records_text.is_none() || opened.problem.is_some() {
            // It is stored now.
            new_salt::forget();
        }
    }
    if update == BackupUpdate::Renew || (is_changed && update == BackupUpdate::Follow) {
        backup::write(&wanted).await;
    }
    Ok(())
}

/// Adds the texts that could not be read to those set aside.
fn set_damaged_aside(mut stored: Stored, opened: &Opened) -> Stored {
    for text in &opened.set_aside {
        if !stored.damaged.contains(text) {
            stored.damaged.push(text.clone());
        }
    }
    keep_last(&mut stored.damaged, MAX_DAMAGED);
    stored.notice = opened.problem.and_then(notice).map(str::to_owned).or(stored.notice);
    stored
}

/// The name under which a problem is remembered and shown.
fn notice(problem: Problem) -> Option<&'static str> {
    match problem {
        Problem::Restored => Some("problem_restored"),
        Problem::Salvaged(_) => Some("problem_partly"),
        Problem::Lost => Some("problem_lost"),
        Problem::Newer(_) => None, // Every row says so.
    }
}
