//! Our eyes and hands are in a site's pages only while something is due there.

use crate::browser::tabs::Open;
use crate::browser::{Warn, scripting, tabs};
use crate::core::address::{Page, page};
use crate::core::overview::{Overview, Row};
use crate::core::plan::row_of;
use crate::platforms::{PlatformId, Route};
use std::cell::RefCell;

thread_local! {
    /// The registrations that there are, once this worker has asked.
    static REGISTERED: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Tells the content script in a tab to leave nothing behind.
const LEAVE: &str = "{\"plan\":null}";

/// Registers and unregisters what differs from what is needed, and tends to the tabs that are open.
pub(super) async fn follow(overview: &Overview) {
    let Some(registered) = registered().await else { return };
    for platform in PlatformId::ALL.into_iter().filter(|id| id.facts().objection.route == Route::Form) {
        let (id, origins) = (format!("banner-{}", platform.slug()), platform.facts().origins());
        let due = overview.wants_banner(platform);
        match (due, registered.contains(&id)) {
            (true, false) => enter(&id, platform, &origins).await,
            (false, true) => {
                scripting::unregister(&id).await.warn("unregistering the content script");
                leave(platform, &origins, overview).await;
            }
            (true, true) => leave(platform, &origins, overview).await,
            (false, false) => continue,
        }
        REGISTERED.with_borrow_mut(|known| {
            let known = known.get_or_insert_default();
            known.retain(|other| *other != id);
            if due {
                known.push(id);
            }
        });
    }
}

async fn registered() -> Option<Vec<String>> {
    if REGISTERED.with_borrow(Option::is_none) {
        let registered = scripting::registered().await.warn("asking for the registrations");
        REGISTERED.replace(registered);
    }
    REGISTERED.with_borrow(Clone::clone)
}

/// Registers, and serves the tabs that are open already.
async fn enter(id: &str, platform: PlatformId, origins: &str) {
    scripting::register(id, origins).await.warn("registering the content script");
    for tab in ordinary(platform, origins).await {
        // A tab that shows an error page or is being closed takes no script.
        let _not_there = scripting::inject(tab.id).done().await;
    }
}

/// Takes the banner away in every tab whose account has nothing due any more, or whose site is to have none.
async fn leave(platform: PlatformId, origins: &str, overview: &Overview) {
    let due = |row: &Row| row.state.is_due() && overview.wants_banner(platform);
    for tab in ordinary(platform, origins).await {
        if !row_of(&overview.rows, platform, &tab.store).is_some_and(due) {
            // Most tabs have nobody who listens.
            let _nobody = tabs::tell(tab.id, LEAVE).done().await;
        }
    }
}

/// The open tabs in which a banner may be.
async fn ordinary(platform: PlatformId, origins: &str) -> Vec<Open> {
    let mut open = tabs::on(origins).await.warn("listing tabs").unwrap_or_default();
    open.retain(|tab| page(&tab.url) == Page::Ordinary(platform));
    open
}
