//! The settings and what the person has seen are stored beside the records.

use crate::browser::Warn;
use crate::browser::storage::{self, Stored};
use crate::core::account::AccountKey;
use crate::core::message::Failure;
use crate::platforms::PlatformId;
use crate::records::lock::{failure, load_raw, with_records_lock};

/// The number of accounts for which the day of the last banner is remembered.
const MAX_BANNER_DAYS: usize = 200;

/// Returns whether a banner may be shown for this account today (`YYYY-MM-DD`): once a day, and to nobody who does not know yet what
/// the extension is. If that cannot be read, it may not: rather one too few.
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

/// Lets a site show banners from now on, or not.
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
