//! The extension's own pages.

mod dom;
mod feedback;
mod focus;
mod guide;
mod letters;
mod optional_sites;
mod popup;
mod record_page;

use crate::browser::{document, i18n, runtime};
use crate::core::view::broken_link::is_android;

/// The name of the page this script runs in, from `<html data-page>`; `None` in the background.
pub(crate) fn name() -> Option<String> {
    document()?.document_element()?.get_attribute("data-page")
}

/// Fills the page's fixed texts and starts what is its own.
pub(crate) fn start(page: &str) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    dom::set(&root, "lang", &i18n::language());
    dom::set(&root, "dir", &i18n::direction());
    dom::set(&root, "data-browser", family());
    dom::fill_texts(&root);
    match page {
        // The welcome page has the popup's rows, in a markup of its own.
        "popup" | "welcome" => popup::start(root),
        "record" => record_page::start(root),
        "guide" => guide::start(&root),
        _ => {}
    }
}

/// The page tells one way to the icon in the toolbar: Chromium's, Firefox's, or that of a browser without a
/// toolbar.
fn family() -> &'static str {
    match (runtime::is_firefox(), is_android(&runtime::user_agent())) {
        (_, true) => "android",
        (true, false) => "firefox",
        (false, false) => "chromium",
    }
}
