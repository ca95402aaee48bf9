//! Opens what a press in a panel leads to, in the container of the tab or of the next account. Nothing else happens at a press:
//! a page can lure clicks.

use crate::background::observations::sender::{PageTab, load_overview};
use crate::browser::{Warn, runtime, tabs};
use crate::core::cookie_store::CookieStoreId;
use crate::core::overview::row_seen_from;
use crate::core::page::address::{Page, classify_page};
use crate::core::page::panel::next::find_next;
use crate::core::page::panel::{PanelButton, Target};
use crate::intent;
use crate::platforms::PlatformId;

/// Opens what the button of this name leads to; nothing, if it leads nowhere.
pub(super) async fn open_target(name: &str, sender: &PageTab) {
    let (Page::Form(platform, _) | Page::OtherRight(platform) | Page::Settings(platform) | Page::Ordinary(platform)) =
        classify_page(&sender.url)
    else {
        return;
    };
    let Some(button) = PanelButton::ALL.into_iter().find(|button| button.slug() == name) else { return };
    if button == PanelButton::Next {
        return open_next(platform, &sender.store).await;
    }
    if button.opens_form() {
        // The form that comes up is that of this tab's account, and no more that of an earlier press.
        intent::forget();
    }
    let url = match button.target(platform, &sender.url) {
        Some(Target::Web(url)) => url.to_owned(),
        Some(Target::Own(path)) => runtime::own_page(&path),
        None => return,
    };
    open(&url, &sender.store).await;
}

/// Opens the form or the switch of the account that comes after the one of this tab, where it is logged in.
async fn open_next(platform: PlatformId, here: &CookieStoreId) {
    let rows = load_overview().await.rows;
    let Some(after) = row_seen_from(&rows, platform, here) else { return };
    let Some(next) = find_next(&rows, &after) else { return };
    if let Some(account) = &next.account {
        intent::note(&account.id());
    }
    let store = next.stores.iter().find(|store| *store == here).or(next.store());
    open(next.platform.facts().objection.main.url, store.unwrap_or(here)).await;
}

async fn open(url: &str, store: &CookieStoreId) {
    tabs::open(url, Some(store)).await.warn("opening a tab");
}
