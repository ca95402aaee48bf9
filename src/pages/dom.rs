//! The few things that pages do with the DOM.

use crate::browser::{Error, Warn, document, i18n};
use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Element, HtmlElement, HtmlInputElement, HtmlTemplateElement, Url};

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
    let copy = template.content().first_element_child()?.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    fill_texts(&copy);
    Some(copy)
}

/// Puts the sentences in place that the markup asks for by name.
pub(super) fn fill_texts(within: &Element) {
    for element in within.find_all("[data-text]") {
        element.set_text_content(element.get_attribute("data-text").map(|name| i18n::by_name(&name)).as_deref());
    }
}

/// Calls `action` whenever a person changes the field.
pub(super) fn on_change(element: &Element, action: impl Fn() + 'static) {
    listen(element, "change", Box::new(action));
}

/// Calls `action` on every click, for as long as the element lives.
pub(super) fn on_click(element: &Element, action: impl Fn() + 'static) {
    listen(element, "click", Box::new(action));
}

/// Not generic: each kind of closure would bring its own glue to JavaScript.
fn listen(element: &Element, event: &'static str, action: Box<dyn Fn()>) {
    EventListener::new(element, event, move |_| action()).forget();
}

/// Appends an element, if there is one.
pub(super) fn append(parent: &Element, child: Option<Element>) {
    if let Some(child) = child {
        parent.append_child(&child).map_err(Error::from).warn("adding an element");
    }
}

/// Shows or hides the first element that matches.
pub(super) fn show(within: &Element, selector: &str, shown: bool) {
    if let Some(element) = within.find(selector) {
        element.toggle_attribute_with_force("hidden", !shown).map_err(Error::from).warn("hiding an element");
    }
}

/// Enables or disables the first element that matches.
pub(super) fn enable(within: &Element, selector: &str, enabled: bool) {
    if let Some(element) = within.find(selector) {
        element.toggle_attribute_with_force("disabled", !enabled).map_err(Error::from).warn("disabling a button");
    }
}

/// What was typed into the field that matches.
pub(super) fn value(within: &Element, selector: &str) -> String {
    within
        .find(selector)
        .and_then(|field| field.dyn_into().ok())
        .map_or_else(String::new, |field: HtmlInputElement| field.value())
}

/// Closes the popup.
pub(super) fn close_window() {
    if let Some(window) = web_sys::window() {
        window.close().map_err(Error::from).warn("closing the popup");
    }
}

/// Makes a link save this text as a file. The text stays in the browser until the person clicks.
pub(super) fn offer_file(link: &Element, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let url = Blob::new_with_str_sequence(&parts).and_then(|blob| Url::create_object_url_with_blob(&blob));
    if let Some(url) = url.map_err(Error::from).warn("making a file") {
        set(link, "href", &url);
    }
}

/// Puts a text on the clipboard; whether that worked. Must be called from a click.
pub(super) async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let copying = JsFuture::from(window.navigator().clipboard().write_text(text));
    copying.await.map_err(Error::from).warn("copying").is_some()
}

/// Saves a text as a file, through the page's hidden link. Must be called from a click.
pub(super) fn save_file(root: &Element, name: &str, text: &str) {
    let Some(link) = root.find("#download") else { return };
    offer_file(&link, text);
    set(&link, "download", name);
    if let Some(link) = link.dyn_ref::<HtmlElement>() {
        link.click();
    }
}

/// Prints the page, and calls `after` when that is done.
pub(super) fn print(after: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    EventListener::once(&window, "afterprint", move |_| after()).forget();
    window.print().map_err(Error::from).warn("printing");
}

/// Where the person is on a page that is about to be drawn anew: what has the focus, and what is unfolded.
pub(super) struct FocusState {
    focus: Option<String>,
    unfolded: Vec<String>,
}

impl FocusState {
    /// Where the person is now.
    pub(super) fn of(root: &Element) -> Self {
        let focus = document().and_then(|document| document.active_element()).and_then(|element| path(&element));
        Self { focus, unfolded: root.find_all("details[open]").iter().filter_map(path).collect() }
    }

    /// Goes back there, as far as it is still there.
    pub(super) fn restore(&self, root: &Element) {
        for details in self.unfolded.iter().filter_map(|path| root.find(path)) {
            set(&details, "open", "");
        }
        let element = self.focus.as_ref().and_then(|path| root.find(path)).and_then(|element| element.dyn_into().ok());
        if let Some(element) = element {
            let element: HtmlElement = element;
            element.focus().map_err(Error::from).warn("going back to the focus");
        }
    }
}

/// A selector for an element of a row that will find its successor.
fn path(element: &Element) -> Option<String> {
    let row = element.closest("[data-row]").ok()??.get_attribute("data-row")?;
    let name = ["data-act", "data-action", "data-field"]
        .iter()
        .find_map(|name| Some(format!("[{name}=\"{}\"]", element.get_attribute(name)?)));
    Some(format!("[data-row=\"{row}\"] {}", name.unwrap_or_else(|| element.local_name())))
}
