//! Registers the content scripts, which are in a site's pages only while something is due there.

use crate::background::capture::list_open_pages;
use crate::browser::tabs::OpenTab;
use crate::browser::{ApiCall, Warn, clock, scripting, spawn_local, tabs};
use crate::core::cookie_store::CookieStoreId;
use crate::core::overview::row_seen_from;
use crate::core::overview::{Overview, Row};
use crate::core::page::address::{Page, classify_page};
use crate::core::page::content_scripts::{Purpose, Registration, Script, registrations};
use crate::core::page::panel;
use crate::platforms::PlatformId;

/// Registers and unregisters what differs from what is needed, and lets the tabs that are open follow. The browser is asked
/// each time what it has: it may have lost a registration by itself, as when the extension is updated. It answers that
/// without any page; what takes one is nobody's to wait for. Returns whether every script is registered as it is to be.
pub(super) async fn update(overview: &Overview) -> bool {
    let Some(registered) = scripting::list_registrations().await.warn("asking for the registrations") else {
        return false;
    };
    let mut is_done = true;
    for (registration, change) in start_changes(overview, &registered) {
        is_done &= change.result().await.warn("changing a content script's registration").is_some();
        spawn_local(serve_open_tabs(registration, overview.rows.clone()));
    }
    is_done
}

/// Starts all changes of registrations side by side: each may take as long as a page that answers nothing.
fn start_changes(overview: &Overview, registered: &[String]) -> Vec<(Registration, ApiCall)> {
    let mut changes = Vec::new();
    for registration in registrations(overview) {
        let change = match (registration.wanted, registered.contains(&registration.id)) {
            (true, false) => scripting::register(&registration),
            (false, true) => scripting::unregister(&registration.id),
            (true, true) => {
                spawn_local(dismiss_banners(registration, overview.rows.clone()));
                continue;
            }
            (false, false) => continue,
        };
        changes.push((registration, change));
    }
    changes
}

/// Lets the tabs that are open already follow a registration that changed.
async fn serve_open_tabs(registration: Registration, rows: Vec<Row>) {
    if registration.wanted { inject(registration).await } else { dismiss_banners(registration, rows).await }
}

/// Puts the scripts for forms and switches into the pages that are open while the extension is installed or updated, or while
/// access is given: browsers put them into new pages only. A script that is there already and watches leaves it at that.
pub(super) fn join_open_pages() {
    spawn_local(async {
        for tab in list_open_pages().await {
            if let Some((script, _)) = Script::of(classify_page(&tab.url)) {
                ignore(scripting::inject(script, tab.id));
            }
        }
    });
}

/// Serves the tabs that are open already.
async fn inject(registration: Registration) {
    for tab in open_tabs(&registration).await {
        ignore(scripting::inject(registration.script(), tab.id));
    }
}

/// Takes the banner away in every tab whose account has nothing to be told any more, or whose site is to have none. What only
/// reads was told to leave before the access was given back: now we may not even ask which tabs they are.
async fn dismiss_banners(registration: Registration, rows: Vec<Row>) {
    if registration.purpose != Purpose::Banner {
        return;
    }
    // Something that the person has just answered may be due as before: the platform's answer is still to come.
    let stays = |row: &Row| registration.wanted && panel::banner(row, clock::now()).is_some();
    let is_kept = |tab: &OpenTab| row_seen_from(&rows, registration.platform, &tab.store).as_ref().is_some_and(stays);
    for tab in open_tabs(&registration).await.iter().filter(|tab| !is_kept(tab)) {
        ignore(tabs::dismiss(tab.id));
    }
}

/// Takes the banner away in every open tab of these cookie stores.
pub(super) async fn dismiss_banner(platform: PlatformId, stores: Vec<CookieStoreId>) {
    let open = tabs::list(&platform.facts().origins()).await.warn("listing tabs").unwrap_or_default();
    let is_shown = |tab: &&OpenTab| classify_page(&tab.url) == Page::Ordinary(platform) && stores.contains(&tab.store);
    for tab in open.iter().filter(is_shown) {
        ignore(tabs::dismiss(tab.id));
    }
}

/// Takes the result of a call that is under way, and needs it for nothing. Each call has somebody who waits for it from the
/// beginning: the browser reports a failure that nobody waits for as an error.
fn ignore(call: ApiCall) {
    spawn_local(async move {
        // Most tabs have nobody who listens; one that shows an error page or is being closed takes no script.
        let _not_there = call.result().await;
    });
}

/// The open tabs in which our script may be.
async fn open_tabs(registration: &Registration) -> Vec<OpenTab> {
    let origins = registration.platform.facts().origins();
    let mut open = tabs::list(&origins).await.warn("listing tabs").unwrap_or_default();
    open.retain(|tab| registration.is_for(&tab.url));
    open
}
