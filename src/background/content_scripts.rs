//! Our eyes and hands are in a site's pages only while something is due there.

use crate::browser::tabs::OpenTab;
use crate::browser::{Warn, scripting, tabs};
use crate::core::overview::row_seen_from;
use crate::core::overview::{Overview, Row};
use crate::core::page::content_scripts::{Purpose, Registration, registrations};
use std::cell::RefCell;

thread_local! {
    /// The registrations that there are, once this worker has asked.
    static REGISTERED: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Registers and unregisters what differs from what is needed, and tends to the tabs that are open.
pub(super) async fn update(overview: &Overview) {
    let Some(known) = registered_ids().await else { return };
    for registration in registrations(overview) {
        let id = &registration.id;
        match (registration.wanted, known.contains(id)) {
            (true, false) => register(&registration).await,
            (false, true) => {
                scripting::unregister(id).await.warn("unregistering the content script");
                dismiss_banners(&registration, overview).await;
            }
            (true, true) => dismiss_banners(&registration, overview).await,
            (false, false) => continue,
        }
        REGISTERED.with_borrow_mut(|known| {
            let known = known.get_or_insert_default();
            known.retain(|other| *other != registration.id);
            if registration.wanted {
                known.push(registration.id);
            }
        });
    }
}

async fn registered_ids() -> Option<Vec<String>> {
    if REGISTERED.with_borrow(Option::is_none) {
        let registered = scripting::registered().await.warn("asking for the registrations");
        REGISTERED.replace(registered);
    }
    REGISTERED.with_borrow(Clone::clone)
}

/// Registers, and serves the tabs that are open already.
async fn register(registration: &Registration) {
    scripting::register(registration).await.warn("registering the content script");
    for tab in open_tabs(registration).await {
        // A tab that shows an error page or is being closed takes no script.
        let _not_there = scripting::inject(registration.script(), tab.id).result().await;
    }
}

/// Takes the banner away in every tab whose account has nothing due any more, or whose site is to have none. What only
/// reads was told to leave before the access was given back: now we may not even ask which tabs they are.
async fn dismiss_banners(registration: &Registration, overview: &Overview) {
    if registration.purpose != Purpose::Banner {
        return;
    }
    let due = |row: &Row| row.status.is_due() && registration.wanted;
    for tab in open_tabs(registration).await {
        if !row_seen_from(&overview.rows, registration.platform, &tab.store).as_ref().is_some_and(due) {
            // Most tabs have nobody who listens.
            let _nobody = tabs::dismiss(tab.id).result().await;
        }
    }
}

/// The open tabs in which our script may be.
async fn open_tabs(registration: &Registration) -> Vec<OpenTab> {
    let origins = registration.platform.facts().origins();
    let mut open = tabs::on(&origins).await.warn("listing tabs").unwrap_or_default();
    open.retain(|tab| registration.is_for(&tab.url));
    open
}
