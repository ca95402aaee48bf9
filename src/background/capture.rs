//! Reads how a page of a form or a switch is built, when a person asks for it.

use crate::background::timelines;
use crate::browser::tabs::OpenTab;
use crate::browser::{Warn, runtime, scripting, tabs};
use crate::core::capture::{Capture, PageNodes, SCRIPT, captured_platform, offered_words};
use crate::core::message::{Failure, PageRef, Reply};

/// The pages of forms and switches that are open.
pub(super) async fn list_pages() -> Reply {
    let open = list_open_pages().await;
    Reply::Pages(
        open.iter()
            .filter_map(|tab| Some(PageRef { tab: tab.id.try_into().ok()?, platform: captured_platform(&tab.url)? }))
            .collect(),
    )
}

/// The file about the page in a tab, and the words that can be added to it.
pub(super) async fn capture(tab: u32) -> Reply {
    try_capture(tab).await.unwrap_or(Reply::Failed(Failure::PageUnread))
}

async fn try_capture(tab: u32) -> Option<Reply> {
    let open = list_open_pages().await.into_iter().find(|open| u32::try_from(open.id) == Ok(tab))?;
    let read = scripting::run(SCRIPT, open.id).await.warn("reading a page").flatten()?;
    let PageNodes { nodes, words } = PageNodes::read(&read)?;
    let seen = timelines::reports_of(tab).await;
    let version = env!("CARGO_PKG_VERSION");
    let capture = Capture::new(&open.url, nodes, &seen, version, runtime::is_firefox())?;
    let words = offered_words(words, capture.nodes.len());
    Some(Reply::Captured { platform: captured_platform(&open.url)?, file: capture.write(), words })
}

/// The tabs that show a form or a switch.
pub(super) async fn list_open_pages() -> Vec<OpenTab> {
    let mut open = tabs::start_listing_sites().tabs().await.warn("listing tabs").unwrap_or_default();
    open.retain(|tab| captured_platform(&tab.url).is_some());
    open
}
