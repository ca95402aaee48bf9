//! The records, between the browser's storage and the core. Reading is for everybody, changing for the
//! background.

use crate::browser::storage::{self, Stored};
use crate::browser::{Error, Warn, caches, locks, random};
use crate::core::account::{AccountKey, Salt};
use crate::core::format::receipt::receipt;
use crate::core::format::recover::{Opened, Problem, merge_newer_copy, open};
use crate::core::format::{self, save};
use crate::core::message::Failure;
use crate::core::overview::ReadRecords;
use crate::core::records::Records;
use crate::core::session::Doubt;
use crate::core::time::Timestamp;
use crate::core::view::record_page::{AccountView, RecordPage, record_page};
use crate::platforms::PlatformId;
use std::cell::Cell;
use std::rc::Rc;

/// The name of the lock that every change holds.
const LOCK: &str = "records";

/// So many damaged texts are kept, the newest ones.
const MAX_DAMAGED: usize = 4;

/// The records as they were read, with what is to be told about them.
pub(crate) struct LoadedRecords {
    document: Result<Records, Doubt>,
    /// True if there is no document yet, or something about it is damaged.
    pub needs_repair: bool,
    /// The notice for the person about damaged records.
    pub notice: Option<String>,
    /// The damaged texts that were kept.
    pub damaged: Vec<String>,
    /// The sites on which the person wants no banner.
    pub banners_off: Vec<PlatformId>,
}

impl LoadedRecords {
    /// Every account that something is recorded of; none if the records could not be read.
    pub(crate) fn record_page(&self, now: Timestamp) -> RecordPage {
        self.document.as_ref().map_or_else(|_| RecordPage::default(), |document| record_page(document, now))
    }

    /// The receipt of one account.
    pub(crate) fn receipt(&self, view: &AccountView, now: Timestamp) -> Option<String> {
        let document = self.document.as_ref().ok()?;
        let key = AccountKey::parse(&view.id)?;
        let account = document.account(&key)?;
        Some(receipt((&key, account), view.state, view.address, now, env!("CARGO_PKG_VERSION")))
    }

    /// The reason why the records cannot be shown, if they cannot.
    pub(crate) fn doubt(&self) -> Option<Doubt> {
        self.document.as_ref().err().copied()
    }

    /// Returns whether nothing has happened yet: no account is recorded, and none was lost. A worker may have
    /// made an empty document already.
    pub(crate) fn is_untouched(&self) -> bool {
        let empty = |document: &Records| document.accounts().next().is_none();
        self.notice.is_none() && self.damaged.is_empty() && self.document.as_ref().is_ok_and(empty)
    }

    /// As the core takes it.
    pub(crate) fn records(&mut self) -> ReadRecords<'_> {
        self.document.as_mut().map_err(|doubt| *doubt)
    }
}

/// Reads what is recorded, and changes nothing.
pub(crate) async fn load() -> LoadedRecords {
    finish_loading(storage::start_reading()).await
}

/// The same, from a reading that is under way.
pub(crate) async fn finish_loading(reading: storage::PendingRead) -> LoadedRecords {
    let Some(stored) = reading.result().await.warn("reading the records") else {
        let document = Err(Doubt::RecordsUnreadable);
        // Rather one banner too few.
        let banners_off = PlatformId::ALL.into();
        return LoadedRecords { document, needs_repair: false, notice: None, damaged: Vec::new(), banners_off };
    };
    let (stored, opened) = open_or_recover(stored).await;
    let needs_repair = opened.is_writable()
        && (stored.document.is_none() || stored.document != stored.copy || opened.problem.is_some());
    let stored = set_damaged_aside(stored, &opened);
    let document = if opened.is_writable() { Ok(opened.document) } else { Err(Doubt::RecordsNewer) };
    let banners_off =
        PlatformId::ALL.into_iter().filter(|platform| stored.banners_off.iter().any(|slug| slug == platform.slug()));
    let banners_off = banners_off.collect();
    LoadedRecords { document, needs_repair, notice: stored.notice, damaged: stored.damaged, banners_off }
}

/// Changes what is recorded: all of it or nothing, one change at a time. Mends what is damaged on the way.
pub(crate) async fn update<T: 'static>(
    edit: impl FnOnce(&mut Records) -> Result<T, Failure> + 'static,
) -> Result<T, Failure> {
    let value = Rc::new(Cell::new(None));
    let slot = value.clone();
    update_boxed(Box::new(move |document| {
        slot.set(Some(edit(document)?));
        Ok(())
    }))
    .await?;
    value.take().ok_or(Failure::Storage)
}

type Edit = Box<dyn FnOnce(&mut Records) -> Result<(), Failure>>;

/// The same for all kinds of changes, so that it is compiled once.
async fn update_boxed(edit: Edit) -> Result<(), Failure> {
    with_records_lock(async move {
        let (stored, mut opened) = open_or_recover(load_raw().await?).await;
        if !opened.is_writable() {
            return Err(Failure::Newer);
        }
        edit(&mut opened.document)?;
        write(stored, &opened).await
    })
    .await
}

/// Takes over what the backup in the cache knows and the records lack: the browser may have opened a damaged
/// storage as it was some time ago. To be called when the browser starts; while it runs, that does not
/// happen.
pub(crate) async fn merge_cache_copy() -> Result<(), Failure> {
    with_records_lock(async {
        let (stored, mut opened) = open_or_recover(load_raw().await?).await;
        let copy = caches::read().await.warn("reading the other copy").flatten();
        let Some(both) = copy.and_then(|copy| merge_newer_copy(&opened.document, &copy)) else { return Ok(()) };
        if !opened.is_writable() {
            return Err(Failure::Newer);
        }
        opened.document = both;
        opened.problem = opened.problem.or(Some(Problem::Restored));
        write(stored, &opened).await
    })
    .await
}

/// So many accounts are remembered that a banner was shown for.
const MAX_BANNER_DAYS: usize = 200;

/// Returns whether a banner may be shown for this account today (`YYYY-MM-DD`): once a day, and to nobody who
/// does not know yet what the extension is. If that cannot be read, it may not: rather one too few.
pub(crate) async fn may_show_banner(account: &AccountKey, today: &str) -> bool {
    let stored = storage::read().await.warn("reading when a banner was shown");
    stored.is_some_and(|stored| stored.introduced && !stored.banner_days.contains(&banner_day(account, today)))
}

/// Notes that the person has seen the welcome page or the popup.
pub(crate) async fn note_introduced() -> Result<(), Failure> {
    if load_raw().await?.introduced {
        return Ok(());
    }
    with_records_lock(async {
        let stored = Stored { introduced: true, ..load_raw().await? };
        storage::write(&stored).await.map_err(|error| failure(&error))
    })
    .await
}

/// Notes that a banner was shown for this account today.
pub(crate) async fn note_banner_shown(account: &AccountKey, today: &str) -> Result<(), Failure> {
    let entry = banner_day(account, today);
    with_records_lock(async move {
        let mut stored = load_raw().await?;
        if stored.banner_days.contains(&entry) {
            return Ok(());
        }
        stored.banner_days.retain(|(name, _)| *name != entry.0);
        stored.banner_days.push(entry);
        let surplus = stored.banner_days.len().saturating_sub(MAX_BANNER_DAYS);
        stored.banner_days.drain(..surplus);
        storage::write(&stored).await.map_err(|error| failure(&error))
    })
    .await
}

/// Allows a site's banner or forbids it, from now on.
pub(crate) async fn set_banner(platform: PlatformId, on: bool) -> Result<(), Failure> {
    with_records_lock(async move {
        let mut stored = load_raw().await?;
        stored.banners_off.retain(|slug| slug != platform.slug());
        if !on {
            stored.banners_off.push(platform.slug().to_owned());
        }
        storage::write(&stored).await.map_err(|error| failure(&error))
    })
    .await
}

fn banner_day(account: &AccountKey, today: &str) -> (String, String) {
    (account.id(), today.to_owned())
}

/// Drops the notice and the damaged texts: the person has read it.
pub(crate) async fn dismiss() -> Result<(), Failure> {
    with_records_lock(async {
        let stored = load_raw().await?;
        let stored = Stored { notice: None, damaged: Vec::new(), ..stored };
        storage::write(&stored).await.map_err(|error| failure(&error))
    })
    .await
}

/// Deletes everything, the salt included, whether it can be read or not, and begins anew.
pub(crate) async fn erase() -> Result<(), Failure> {
    with_records_lock(async {
        let text = save(&Records::new(Salt(random::bytes())));
        let stored = Stored { document: Some(text.clone()), copy: Some(text.clone()), ..Stored::default() };
        // Before the write: what is deleted must not come back from there.
        caches::erase().await.warn("deleting the other copy");
        storage::write(&stored).await.map_err(|error| failure(&error))?;
        caches::write(&text).await.warn("writing the other copy");
        Ok(())
    })
    .await
}

/// Does the work while nobody else changes anything.
async fn with_records_lock(work: impl Future<Output = Result<(), Failure>> + 'static) -> Result<(), Failure> {
    let done = Rc::new(Cell::new(Err(Failure::Storage)));
    let slot = done.clone();
    let work = Box::pin(async move { slot.set(work.await) });
    locks::with_lock(LOCK, work).await.warn("waiting for the lock");
    done.get()
}

async fn load_raw() -> Result<Stored, Failure> {
    storage::read().await.map_err(|error| failure(&error))
}

/// Opens the document that is stored. Where neither text is whole, the backup in the cache takes the second's
/// place.
async fn open_or_recover(mut stored: Stored) -> (Stored, Opened) {
    let opened = open(stored.document.as_deref(), stored.copy.as_deref(), || Salt(random::bytes()));
    let whole = match opened.problem {
        None => stored.document.is_some(),
        Some(problem) => !matches!(problem, Problem::Lost | Problem::Salvaged(_)),
    };
    let mirrored = if whole { None } else { caches::read().await.warn("reading the other copy").flatten() };
    if mirrored.is_none() {
        return (stored, opened);
    }
    stored.damaged.extend(std::mem::replace(&mut stored.copy, mirrored));
    let opened = open(stored.document.as_deref(), stored.copy.as_deref(), || Salt(random::bytes()));
    (stored, opened)
}

/// Writes the document twice, if that changes anything; the second copy is for when the first gets damaged. A text
/// that could not be read back is not written.
async fn write(stored: Stored, opened: &Opened) -> Result<(), Failure> {
    let text = save(&opened.document);
    if format::load(&text).as_ref() != Ok(&opened.document) {
        return Err(Failure::Storage);
    }
    let wanted =
        Stored { document: Some(text.clone()), copy: Some(text.clone()), ..set_damaged_aside(stored.clone(), opened) };
    if wanted == stored {
        return Ok(());
    }
    storage::write(&wanted).await.map_err(|error| failure(&error))?;
    caches::write(&text).await.warn("writing the other copy");
    Ok(())
}

/// With what opening found damaged set aside.
fn set_damaged_aside(mut stored: Stored, opened: &Opened) -> Stored {
    for text in &opened.set_aside {
        if !stored.damaged.contains(text) {
            stored.damaged.push(text.clone());
        }
    }
    let surplus = stored.damaged.len().saturating_sub(MAX_DAMAGED);
    stored.damaged.drain(..surplus);
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

/// Both browsers name the quota in their message, one with a capital; it has no code of its own.
fn failure(error: &Error) -> Failure {
    // Not `contains`, whose search for any text at all is 3 kB of wasm.
    if error.to_string().as_bytes().windows(4).any(|part| part == b"uota") { Failure::NoRoom } else { Failure::Storage }
}
