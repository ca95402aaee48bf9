//! The tab that a message of a content script came from, and the account that is logged in there. Reads alone: nothing is recorded
//! or shown here.

use crate::background::refresh::note_and_decide;
use crate::browser::storage;
use crate::core::cookie_store::CookieStoreId;
use crate::core::format::backup::DeletionMark;
use crate::core::overview::{Overview, Row, row_seen_from};
use crate::platforms::PlatformId;
use crate::records::BannersShown;
use crate::snapshot;

/// The origin of an observation, by the browser's word.
pub(in crate::background) struct PageTab {
    pub(in crate::background) url: String,
    pub(in crate::background) store: CookieStoreId,
    pub(in crate::background) tab_id: i32,
}

/// Returns the row of the account of a tab, by a fresh snapshot of nothing else, and the last deletion of everything before it was
/// read: what is known of the account is not written after a later one.
pub(super) async fn find_row(platform: PlatformId, store: &CookieStoreId) -> Option<(Row, DeletionMark)> {
    let (overview, shown) = load_narrow_overview(platform, store).await;
    Some((row_seen_from(&overview.rows, platform, store)?, shown.deletion))
}

/// Takes a snapshot of the account of a tab.
pub(super) async fn load_narrow_overview(platform: PlatformId, store: &CookieStoreId) -> (Overview, BannersShown) {
    let reading = storage::start_reading();
    note_and_decide(snapshot::take_narrow_snapshot(platform, store).await, reading).await
}

/// Takes a snapshot of all accounts.
pub(super) async fn load_overview() -> Overview {
    let reading = storage::start_reading();
    note_and_decide(snapshot::take_snapshot().await, reading).await.0
}
