//! The question whether two accounts are in the same accounts centre, in the row of the one that is not on record.

use crate::browser::i18n;
use crate::browser::spawn_local;
use crate::core::message::Request;
use crate::core::text::{Arg, Key, Text};
use crate::core::view::popup::LinkQuestion;
use crate::pages::dom::{self, Find};
use crate::pages::popup::tab;
use crate::pages::{feedback, focus};
use web_sys::Element;

/// Asks it, if there is one. Making the objection is the other answer, so there is no "no".
pub(super) fn draw(row: &Element, question: Option<&LinkQuestion>) {
    let Some(section) = row.find(".linked") else { return };
    let Some(question) = question else {
        section.remove();
        return;
    };
    let args = question.names.each_ref().map(|name| Arg::Plain(i18n::format_name(name))).into();
    dom::set_text(&section, ".question", &i18n::sentence(&Text { key: Key::LinkQuestion, args }));
    if let Some(yes) = section.find("[data-act=linked]") {
        let (row, [a, b]) = (row.clone(), question.ids.clone());
        dom::on_click(&yes, move || {
            focus::note_action_in(&row);
            spawn_local(feedback::ask(Request::Link { a: a.clone(), b: b.clone(), linked: true }));
        });
    }
    wire_centre_button(&section, question);
}

/// Wires the button that opens the accounts centre.
fn wire_centre_button(section: &Element, question: &LinkQuestion) {
    let Some(button) = section.find("[data-act=centre]") else { return };
    let (store, centre) = (question.store.clone(), question.centre);
    dom::on_click(&button, move || spawn_local(tab::open(centre, store.clone())));
}
