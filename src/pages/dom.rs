//! The few things that pages do with the DOM.

use crate::browser::{Error, Warn};
use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlTemplateElement};

/// The document, if this context has one.
pub(super) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Finding elements by selector; a selector that finds nothing is a fact, not an error.
pub(super) trait Find {
    /// The first element that matches.
    fn find(&self, selector: &str) -> Option<Element>;
    /// All elements that match.
    fn find_all(&self, selector: &str) -> Vec<Element>;
}

impl Find for Element {
    fn find(&self, selector: &str) -> Option<Element> {
        self.query_selector(selector).ok().flatten()
    }

    fn find_all(&self, selector: &str) -> Vec<Element> {
        let Ok(list) = self.query_selector_all(selector) else { return Vec::new() };
        (0..list.length()).filter_map(|i| list.item(i)?.dyn_into().ok()).collect()
    }
}

/// Sets an attribute.
pub(super) fn set(element: &Element, name: &str, value: &str) {
    element.set_attribute(name, value).map_err(Error::from).warn("setting an attribute");
}

/// Sets the text of the first element that matches.
pub(super) fn set_text(within: &Element, selector: &str, text: &str) {
    if let Some(element) = within.find(selector) {
        element.set_text_content(Some(text));
    }
}

/// A copy of the element in the `<template>` that matches.
pub(super) fn stamp(within: &Element, template: &str) -> Option<Element> {
    let template: HtmlTemplateElement = within.find(template)?.dyn_into().ok()?;
    template.content().first_element_child()?.clone_node_with_deep(true).ok()?.dyn_into().ok()
}

/// Calls `action` on every click, for as long as the element lives.
pub(super) fn on_click(element: &Element, action: impl Fn() + 'static) {
    EventListener::new(element, "click", move |_| action()).forget();
}
