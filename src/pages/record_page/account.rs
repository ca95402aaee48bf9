//! One account on the record page: its history, its receipt, and what can be done with it.

use crate::browser::spawn_local;
use crate::browser::{Warn, clock, i18n, runtime, tabs};
use crate::core::message::Request;
use crate::core::page::own_page::questions_address;
use crate::core::text::{Key, Text};
use crate::core::time::write_time;
use crate::core::view::calendar;
use crate::core::view::record_page::{AccountView, HistoryLine};
use crate::pages::dom::{self, Find};
use crate::pages::{feedback, letters};
use crate::records;
use std::rc::Rc;
use web_sys::Element;

/// Draws the account.
pub(super) fn draw(root: &Element, view: &Rc<AccountView>) -> Option<Element> {
    let card = dom::clone_template(root, "#account")?;
    dom::set(&card, "data-row", &view.id);
    dom::set(&card, "data-state", view.state);
    dom::set_text(&card, ".name", view.name.platform.facts().name);
    dom::set_text(&card, ".which", &i18n::format_name_suffix(&view.name));
    dom::set_text(&card, ".state", &i18n::sentences(&view.sentences));
    dom::set_text(&card, ".address", view.address);
    dom::set_text(&card, ".made", &i18n::format_moment(clock::now()));
    dom::set_text(&card, ".version", env!("CARGO_PKG_VERSION"));
    dom::set_text(&card, ".count", &format!("({})", view.history.len()));
    dom::keep_route(&card, view.name.platform);
    keep_explained(&card, view);
    let history = card.find(".history")?;
    view.history.iter().for_each(|entry| dom::append(&history, draw_line(root, entry)));
    if let Some(field) = card.find("[data-field=label]") {
        dom::set(&field, "value", &view.name.label);
    }
    wire_buttons(root, &card, view);
    dom::name_by_account(&card, "[data-act], summary", &view.id);
    Some(card)
}

/// Removes what explains words that are not on the paper, and prints the status of an account that has no history, because
/// it counts through another one.
fn keep_explained(card: &Element, view: &AccountView) {
    let says_no_error = |line: &HistoryLine| line.sentences.iter().any(|text| text.key == Key::EventNoErrorSeen);
    let is_explained = view.history.iter().any(|line| !line.undone && says_no_error(line));
    if let (false, Some(explanation)) = (is_explained, card.find("[data-text=receipt_no_error]")) {
        explanation.remove();
    }
    if let (true, Some(state)) = (view.history.is_empty(), card.find(".state")) {
        dom::set(&state, "class", "state");
    }
}

fn draw_line(root: &Element, entry: &HistoryLine) -> Option<Element> {
    let line = dom::clone_template(root, "#line")?;
    let time = line.find("time")?;
    dom::set(&time, "datetime", &write_time(entry.at));
    time.set_text_content(Some(&i18n::format_moment(entry.at)));
    dom::set_text(&line, ".what", &i18n::sentences(&entry.sentences));
    dom::set_text(&line, ".how", &entry.how.map(i18n::plain_sentence).unwrap_or_default());
    dom::set_text(&line, ".version", &entry.version);
    dom::show(&line, ".taken-back", entry.undone);
    Some(line)
}

/// Removes the buttons that do not apply, and wires the others.
fn wire_buttons(root: &Element, card: &Element, view: &Rc<AccountView>) {
    let (asks, to_open) = (view.mail_open.is_some(), view.to_open.is_some());
    let (letter, undo) = (view.letter.is_some(), view.undoable.is_some());
    for (name, offered) in [("open", to_open), ("answer", asks), ("letter", letter), ("calendar", asks), ("undo", undo)]
    {
        if let (false, Some(button)) = (offered, card.find(&["[data-act=", name, "]"].concat())) {
            button.remove();
        }
    }
    if let (Some(address), Some(link)) = (view.to_open, card.find("[data-act=open]")) {
        dom::set(&link, "href", address);
    }
    if let (Some(section), Some(link)) = (view.letter, card.find("[data-act=letter]")) {
        dom::set(&link, "href", &letters::guide_address(section, view.name.platform, view.objected_on));
    }
    for button in card.find_all("[data-act]") {
        let name = button.get_attribute("data-act").unwrap_or_default();
        let (root, card, view) = (root.clone(), card.clone(), Rc::clone(view));
        dom::on_click(&button, move || perform(&name, &root, &card, &view));
    }
}

fn perform(name: &str, root: &Element, card: &Element, view: &Rc<AccountView>) {
    match name {
        "answer" => {
            let page = questions_address(&view.id);
            spawn_local(async move {
                tabs::open(&runtime::own_page(&page), None).await.warn("opening the questions");
            });
        }
        "print" => dom::print_only(root, "one", card),
        "receipt" => spawn_local(save_receipt(root.clone(), Rc::clone(view))),
        "calendar" => save_reminder(root, view),
        "label" => {
            feedback::name_account(&view.id, dom::value(card, "[data-field=label]"), &view.name.label);
        }
        "undo" => {
            if let Some(entry) = view.undoable {
                spawn_local(feedback::ask(Request::Undo { entry: entry.to_string() }));
            }
        }
        _ => {}
    }
}

/// Says on every receipt when it is printed.
pub(super) fn date_receipts(root: &Element) {
    let now = i18n::format_moment(clock::now());
    root.find_all("#accounts .made").iter().for_each(|made| made.set_text_content(Some(&now)));
}

async fn save_receipt(root: Element, view: Rc<AccountView>) {
    if let Some(text) = records::load().await.receipt(&view, clock::now()) {
        dom::save_file(&root, &["bezwaar-", view.name.platform.slug(), ".json"].concat(), &text);
    }
}

fn save_reminder(root: &Element, view: &AccountView) {
    let (Some(entry), Some(day)) = (view.mail_open, calendar::reminder_day(&clock::today())) else { return };
    let title = i18n::sentence(&Text::with(Key::CalendarTitle, view.name.platform.facts().name));
    let text = i18n::plain_sentence(Key::CalendarText);
    let file = calendar::write_reminder(&entry.to_string(), clock::now(), day, &title, &text);
    dom::save_file(root, "bezwaar.ics", &file);
}
