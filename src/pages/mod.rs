//! The extension's own pages.

mod dom;
mod guide;
mod popup;
mod record;

use crate::browser::i18n;

/// The name of the page this script runs in, from `<html data-page>`; `None` in the background.
pub(crate) fn name() -> Option<String> {
    dom::document()?.document_element()?.get_attribute("data-page")
}

/// Fills the page's fixed texts and starts what is its own.
pub(crate) fn start(page: &str) {
    let Some(root) = dom::document().and_then(|document| document.document_element()) else { return };
    dom::set(&root, "lang", &i18n::language());
    dom::set(&root, "dir", &i18n::direction());
    dom::fill_texts(&root);
    match page {
        "popup" => popup::start(root),
        "record" => record::start(root),
        "guide" => guide::start(&root),
        _ => {}
    }
}
