//! The choices behind "⋯" of a row. What is shown of them is the markup's: `data-view` leaves one part of them.

use crate::browser::spawn_local;
use crate::browser::{clock, document, i18n};
use crate::core::account::AccountRef;
use crate::core::message::Request;
use crate::core::message::command::Command;
use crate::core::text::{Key, Text};
use crate::core::view::popup::{MainAction, RowView};
use crate::pages::dom::{self, Find};
use crate::pages::popup::tab;
use crate::pages::{feedback, focus};
use crate::platforms::Route;
use web_sys::Element;

/// Fills in the choices; those that are not on offer are not in the page.
pub(super) fn draw(row: &Element, view: &RowView) {
    let (Some(more), Some(account)) = (row.find(".more"), view.account.clone()) else {
        row.find(".more").inspect(Element::remove);
        return;
    };
    keep_offered(&more, view);
    if more.find("[data-offer]").is_none() {
        more.remove();
        return;
    }
    if view.action == Some(MainAction::Answer) {
        dom::set(&more, "data-asks", "");
    }
    let called = Text::with(Key::LabelChoices, i18n::called(&view.name));
    dom::set_text(&more, ".choices-of", &i18n::sentence(&called));
    if let Some(day) = more.find("[data-field=day]") {
        dom::set(&day, "max", &clock::today());
    }
    if let Some(guide) = more.find("a.guide") {
        dom::set(&guide, "href", &["guide.html#", view.name.platform.slug()].concat());
    }
    let folded = more.clone();
    dom::on_toggle(&more, move || {
        if !folded.has_attribute("open") {
            folded.remove_attribute("data-view").ok();
        }
    });
    buttons(row, &more, view, &account);
}

fn keep_offered(more: &Element, view: &RowView) {
    for group in more.find_all("[data-offer]") {
        let slug = group.get_attribute("data-offer").unwrap_or_default();
        let is_undo = slug == "undo" && view.undoable.is_some();
        if !is_undo && !view.action_groups.iter().any(|offer| offer.slug() == slug) {
            group.remove();
        }
    }
    let is_form = view.name.platform.facts().objection.route == Route::Form;
    for part in more.find_all(if is_form { ".switch-only" } else { ".form-only" }) {
        part.remove();
    }
}

fn buttons(row: &Element, more: &Element, view: &RowView, account: &AccountRef) {
    for button in more.find_all("[data-act]") {
        let name = button.get_attribute("data-act").unwrap_or_default();
        let (row, view, account) = (row.clone(), view.clone(), account.clone());
        dom::on_click(&button, move || act(&name, &row, &view, &account));
    }
}

/// Does what a button in the markup stands for, with what was typed beside it.
fn act(name: &str, row: &Element, view: &RowView, account: &AccountRef) {
    let typed = |field: &str| dom::value(row, &["[data-field=", field, "]"].concat());
    let ask = |request| {
        focus::acted_in(row);
        spawn_local(feedback::ask(request));
    };
    match (name, view.undoable) {
        ("reopen", _) => {
            spawn_local(tab::open(view.name.platform.facts().objection.main.url, view.store.clone()));
        }
        ("undo", Some(entry)) => ask(Request::Undo { entry: entry.to_string() }),
        ("declare-day", _) if typed("day").is_empty() => miss_day(row),
        (name, _) => {
            if let Some(command) = command(name, typed, view) {
                ask(Request::Command { account: account.clone(), command });
            }
        }
    }
}

fn command(name: &str, typed: impl Fn(&str) -> String, view: &RowView) -> Option<Command> {
    Some(match name {
        "declare-day" => Command::DeclareDay(typed("day")),
        "declare-2024" => Command::DeclareYear(2024),
        "declare-2025" => Command::DeclareYear(2025),
        "declare-undated" => Command::DeclareUndated,
        // The person read that the objection arrived: that is their word, for the day on which the form was
        // sent.
        "arrived" => Command::DeclareDay(clock::day_of(view.sent_at?)),
        "mail" => Command::Mail(typed("case")),
        "mail-refuses" => Command::MailRefuses,
        "mail-not-yet" => Command::MailNotYet,
        "snooze-week" => Command::Snooze(7),
        "snooze-month" => Command::Snooze(30),
        "snooze-rules" => Command::SnoozeRules,
        "decline" => Command::Decline,
        "not-offered" => Command::NotOffered,
        "start-over" => Command::StartOver,
        _ => return None,
    })
}

/// Says that the date is missing, and goes to where it is to be.
fn miss_day(row: &Element) {
    feedback::only(Key::NotSavedNoDay);
    if let Some(day) = row.find("[data-field=day]") {
        dom::set(&day, "aria-invalid", "true");
        dom::set(&day, "aria-describedby", "said");
        dom::focus(&day);
    }
}

/// Unfolds one part of a row's choices: `answer`, the questions about what was sent, or `declare`, when it was done before.
pub(super) fn open(row: &Element, view: &str) {
    let Some(more) = row.find(".more") else { return };
    dom::set(&more, "data-view", view);
    dom::set(&more, "open", "");
    // The first heading that this view leaves in sight takes the focus.
    let _reached = more.find_all("h3").iter().any(dom::focus);
}

/// `popup.html#done/facebook` leads from the notice on a site to the choices of its row.
pub(super) fn open_from_fragment(root: &Element) {
    let Some(url) = document().and_then(|document| document.url().ok()) else { return };
    let Some((_, slug)) = url.split_once("#done/") else { return };
    let rows = root.find_all("[data-row]").into_iter();
    let mut rows = rows.filter(|row| row.get_attribute("data-platform").is_some_and(|platform| platform == slug));
    let Some(row) = rows.find(|row| row.find(".more [data-offer]").is_some()) else { return };
    if row.find(".more[data-asks]").is_some() {
        return open(&row, "answer");
    }
    ask_when(&row);
    open(&row, "declare");
}

/// Puts the question itself above the answers to "when?".
fn ask_when(row: &Element) {
    let name = row.find("h2, h3").and_then(|name| name.text_content()).unwrap_or_default();
    for (selector, key) in [(".form-only", Key::AskWhenForm), (".switch-only", Key::AskWhenSwitch)] {
        let asked = i18n::sentence(&Text::with(key, name.trim()));
        dom::set_text(row, &["[data-offer=declare] h3", selector].concat(), &asked);
    }
}
