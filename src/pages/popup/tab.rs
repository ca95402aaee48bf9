//! Opening what a button of a row leads to.

use crate::browser::{Warn, spawn_local, tabs};
use crate::core::cookie_store::CookieStoreId;
use crate::core::view::popup::RowView;
use crate::intent;
use crate::pages::dom;

/// Opens the page at which the account of a row is objected for, and notes whose button it was.
pub(super) fn open_for(url: &'static str, row: &RowView) {
    intent::note(&row.id);
    spawn_local(open(url, row.store.clone()));
}

/// Opens a tab in the account's own container, or in the one of the active tab where no account was seen.
pub(super) async fn open(url: &str, store: Option<CookieStoreId>) {
    let store = match store {
        Some(store) => Some(store),
        None => tabs::start_finding_active().store().await.warn("asking for the active tab").flatten(),
    };
    tabs::open(url, store.as_ref()).await.warn("opening a tab");
    // Firefox leaves the popup open over the new tab. As a page of its own, on Android, it stays.
    if !tabs::is_tab().await.warn("asking where the popup is").unwrap_or(true) {
        dom::close_window();
    }
}
