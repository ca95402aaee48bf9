//! This keeps where the person is on a page that is about to be drawn anew, so that they are there still when it is.

use crate::browser::{Error, Warn, document};
use crate::pages::dom::{self, Find};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

thread_local! {
    /// The row in which the person just did something: what was unfolded there has served.
    static ACTED_ROW: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Notes that the person does something in this row.
pub(super) fn note_action_in(row: &Element) {
    ACTED_ROW.replace(row.get_attribute("data-row"));
}

/// Forgets that: what was unfolded there is still needed.
pub(super) fn forget_action() {
    ACTED_ROW.take();
}

/// The focus, the unfolded parts and the typed texts are kept here while a page is drawn anew.
pub(super) struct FocusState {
    focus: Option<(String, Option<String>)>,
    selection: Option<(u32, u32)>,
    unfolded: Vec<(String, Option<String>)>,
    typed: Vec<(String, String)>,
}

impl FocusState {
    /// Notes where the person is now.
    pub(super) fn of(root: &Element) -> Self {
        let focused = document().and_then(|document| document.active_element());
        let unfolded = root.find_all("details[open]");
        Self {
            selection: focused.as_ref().and_then(selection),
            focus: focused.and_then(|element| Some((path(&element)?, row(&element)))),
            unfolded: unfolded.iter().filter_map(|it| Some((path(it)?, it.get_attribute("data-view")))).collect(),
            typed: root.find_all("input[data-field]").into_iter().filter_map(typed).collect(),
        }
    }

    /// Goes back there, as far as it is still there, and otherwise to what follows: the heading of the row.
    pub(super) fn restore(&self, root: &Element) {
        let acted = ACTED_ROW.take().map(|row| row_path(&row));
        let is_done = |path: &str| acted.as_ref().is_some_and(|row| path.starts_with(row.as_str()));
        for (path, view) in self.unfolded.iter().filter(|(path, _)| !is_done(path)) {
            if let Some(details) = root.find(path) {
                view.iter().for_each(|view| dom::set(&details, "data-view", view));
                dom::set(&details, "open", "");
            }
        }
        for (path, text) in self.typed.iter().filter(|(path, _)| !is_done(path)) {
            if let Some(field) = root.find(path).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
                field.set_value(text);
            }
        }
        let Some((path, row)) = &self.focus else { return };
        let heading =
            || row.as_ref().and_then(|row| root.find(&[&row_path(row), " h2, ", &row_path(row), " h3"].concat()));
        match root.find(path).filter(|element| !is_done(path) && dom::focus(element)) {
            Some(element) => self.select(&element),
            None => {
                let _went = heading().or_else(|| root.find("h1")).is_some_and(|heading| dom::focus(&heading));
            }
        }
    }

    /// Puts the caret where it was in a text: it is at the end of one that was put in place.
    fn select(&self, field: &Element) {
        if let (Some((start, end)), Some(field)) = (self.selection, field.dyn_ref::<HtmlInputElement>()) {
            field.set_selection_range(start, end).map_err(Error::from).warn("moving the caret");
        }
    }
}

/// Returns where the selection in a text field begins and ends: the caret is there. Other fields have none.
fn selection(field: &Element) -> Option<(u32, u32)> {
    let field: &HtmlInputElement = field.dyn_ref()?;
    field.selection_start().ok()?.zip(field.selection_end().ok()?)
}

/// The text that was typed into a field, unless the field was drawn with it.
fn typed(field: Element) -> Option<(String, String)> {
    let path = path(&field)?;
    let field: HtmlInputElement = field.dyn_into().ok()?;
    let is_text = !matches!(field.type_().as_str(), "checkbox" | "file");
    (is_text && field.value() != field.default_value()).then(|| (path, field.value()))
}

fn row(element: &Element) -> Option<String> {
    element.closest("[data-row]").ok()??.get_attribute("data-row")
}

fn row_path(row: &str) -> String {
    ["[data-row=\"", row, "\"]"].concat()
}

/// A selector for an element of a row that will find its successor.
fn path(element: &Element) -> Option<String> {
    let name = ["data-act", "data-action", "data-field", "data-fold"]
        .iter()
        .find_map(|name| Some(["[", name, "=\"", &element.get_attribute(name)?, "\"]"].concat()));
    Some([&row_path(&row(element)?), " ", &name.unwrap_or_else(|| element.local_name())].concat())
}
