//! The extension's own pages.

mod dom;
mod popup;

use crate::browser::i18n;
use dom::Find;

/// The name of the page this script runs in, from `<html data-page>`; `None` in the background.
pub(crate) fn name() -> Option<String> {
    dom::document()?.document_element()?.get_attribute("data-page")
}

/// Fills the page's fixed texts and starts what is its own.
pub(crate) fn start(page: &str) {
    let Some(root) = dom::document().and_then(|document| document.document_element()) else { return };
    dom::set(&root, "lang", &i18n::language());
    dom::set(&root, "dir", &i18n::direction());
    for element in root.find_all("[data-text]") {
        element.set_text_content(element.get_attribute("data-text").map(|name| i18n::by_name(&name)).as_deref());
    }
    if page == "popup" {
        popup::start(root);
    }
}
