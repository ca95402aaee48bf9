//! The few things that pages do with the DOM.

use crate::browser::{Error, Warn, document, i18n};
use crate::platforms::{PlatformId, Route};
use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Element, EventTarget, HtmlElement, HtmlInputElement, HtmlTemplateElement, Url};

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

/// Takes an attribute away.
pub(super) fn unset(element: &Element, name: &str) {
    element.remove_attribute(name).map_err(Error::from).warn("taking an attribute away");
}

/// Sets the text of the first element that matches.
pub(super) fn set_text(within: &Element, selector: &str, text: &str) {
    if let Some(element) = within.find(selector) {
        element.set_text_content(Some(text));
    }
}

/// A copy of the element in the `<template>` that matches.
pub(super) fn clone_template(within: &Element, template: &str) -> Option<Element> {
    let template: HtmlTemplateElement = within.find(template)?.dyn_into().ok()?;
    let copy = template.content().first_element_child()?.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    fill_texts(&copy);
    Some(copy)
}

/// Leaves what is for the kind of objection that the platform has: a form or a switch.
pub(super) fn keep_route(within: &Element, platform: PlatformId) {
    let is_form = platform.facts().objection.route == Route::Form;
    for part in within.find_all(if is_form { ".switch-only" } else { ".form-only" }) {
        part.remove();
    }
}

/// Gives what every row has a name of its own for those who hear it: what it says, and whose row it is in, or which question it
/// is about. The id tells the row from all others of the page.
pub(super) fn name_by_account(row: &Element, selector: &str, id: &str) {
    let Some(account) = row.find("h2, h3, strong, .question") else { return };
    set(&account, "id", id);
    for (number, element) in row.find_all(selector).iter().enumerate() {
        let this = format!("{id}/{number}");
        set(element, "id", &this);
        set(element, "aria-labelledby", &[&this, " ", id].concat());
    }
}

/// Puts a copy of an element before it, and returns the copy.
pub(super) fn copy_before(element: &Element) -> Option<Element> {
    let copy: Element = element.clone_node().ok()?.dyn_into().ok()?;
    element.parent_element()?.insert_before(&copy, Some(element)).ok()?;
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

/// Calls `action` whenever a `<details>` is unfolded or folded.
pub(super) fn on_toggle(element: &Element, action: impl Fn() + 'static) {
    listen(element, "toggle", Box::new(action));
}

/// Calls `action` whenever the person comes back to the window.
pub(super) fn on_window_focus(action: impl Fn() + 'static) {
    if let Some(window) = web_sys::window() {
        listen(&window, "focus", Box::new(action));
    }
}

/// Calls `action` whenever the page goes on paper, whoever asked for that.
pub(super) fn on_print(action: impl Fn() + 'static) {
    if let Some(window) = web_sys::window() {
        listen(&window, "beforeprint", Box::new(action));
    }
}

/// Listens to an event. It is not generic: each kind of closure would bring its own glue to JavaScript.
fn listen(target: &EventTarget, event: &'static str, action: Box<dyn Fn()>) {
    EventListener::new(target, event, move |_| action()).forget();
}

/// Appends an element, if there is one.
pub(super) fn append(parent: &Element, child: Option<Element>) {
    if let Some(child) = child {
        insert_before(parent, &child, None);
    }
}

/// Puts an element before another one, or last if there is none.
pub(super) fn insert_before(parent: &Element, child: &Element, next: Option<&Element>) {
    parent.insert_before(child, next.map(AsRef::as_ref)).map_err(Error::from).warn("adding an element");
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

/// The text that was typed into the field that matches.
pub(super) fn value(within: &Element, selector: &str) -> String {
    within
        .find(selector)
        .and_then(|field| field.dyn_into().ok())
        .map_or_else(String::new, |field: HtmlInputElement| field.value())
}

/// Returns whether a box is ticked; `false` for anything else.
pub(super) fn is_ticked(field: &Element) -> bool {
    field.dyn_ref().is_some_and(HtmlInputElement::checked)
}

/// Closes the popup.
pub(super) fn close_window() {
    if let Some(window) = web_sys::window() {
        window.close().map_err(Error::from).warn("closing the popup");
    }
}

/// Makes a link save this text as a file. The text stays in the browser until the person clicks, and the one before it goes:
/// it would stay for as long as the page.
pub(super) fn offer_file(link: &Element, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let url = Blob::new_with_str_sequence(&parts).and_then(|blob| Url::create_object_url_with_blob(&blob));
    if let Some(url) = url.map_err(Error::from).warn("making a file") {
        let before = link.get_attribute("href");
        set(link, "href", &url);
        before.and_then(|before| Url::revoke_object_url(&before).map_err(Error::from).warn("letting go of a file"));
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
fn print(after: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    EventListener::once(&window, "afterprint", move |_| after()).forget();
    window.print().map_err(Error::from).warn("printing");
}

/// Prints one element alone: the style sheet leaves out all else while it is marked, in the way of this kind.
pub(super) fn print_only(root: &Element, kind: &str, element: &Element) {
    set(root, "data-print", kind);
    set(element, "data-printed", "");
    let (root, element) = (root.clone(), element.clone());
    print(move || {
        set(&root, "data-print", "");
        unset(&element, "data-printed");
    });
}

/// The address of the page; empty if it cannot be told.
pub(super) fn address() -> String {
    document().and_then(|document| document.url().ok()).unwrap_or_default()
}

/// Goes where the address's fragment leads, with the focus if it can be there or at a heading inside: the browser went there
/// before the texts were in place, which moved everything.
pub(super) fn go_to_target(root: &Element) {
    if let Some(target) = root.find(":target") {
        target.scroll_into_view();
        let _went = focus(&target) || target.find("[tabindex]").is_some_and(|heading| focus(&heading));
    }
}

/// Moves the focus there; whether it went. Where it is already it stays: in a date, Firefox would go back to its first part.
pub(super) fn focus(element: &Element) -> bool {
    if let (false, Some(element)) = (has_focus(element), element.dyn_ref::<HtmlElement>()) {
        element.focus().map_err(Error::from).warn("moving the focus");
    }
    has_focus(element)
}

/// Returns whether an element has the focus.
pub(super) fn has_focus(element: &Element) -> bool {
    focused().as_ref() == Some(element)
}

/// The element that has the focus; `None` if nothing in particular has.
fn focused() -> Option<Element> {
    document()?.active_element().filter(|element| element.local_name() != "body")
}
