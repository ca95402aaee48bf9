//! The choices behind "⋯" of a row. What is shown of them is the markup's: `data-view` leaves one part of them.

use crate::browser::spawn_local;
use crate::browser::{clock, i18n};
use crate::core::account::AccountRef;
use crate::core::message::Request;
use crate::core::message::command::{BesideButtons, Command, offered_years};
use crate::core::page::own_page::{asked_about, capture_address, guide_part_address};
use crate::core::text::{Key, Text};
use crate::core::time::Date;
use crate::core::view::popup::{MainAction, RowView};
use crate::pages::dom::{self, Find};
use crate::pages::popup::tab;
use crate::pages::{feedback, focus, letters};
use crate::platforms::PlatformId;
use std::rc::Rc;
use web_sys::Element;

/// Fills in the choices; those that are not on offer are not in the page.
pub(super) fn draw(row: &Element, view: &Rc<RowView>) {
    let Some(more) = row.find(".more") else { return };
    keep_offered(&more, view);
    if more.find("[data-offer]").is_none() {
        more.remove();
        return;
    }
    if view.action == Some(MainAction::Answer) {
        dom::set(&more, "data-asks", "");
    }
    let called = Text::with(Key::LabelChoices, i18n::format_name(&view.name));
    dom::set_text(&more, ".choices-of", &i18n::sentence(&called));
    offer_days(&more);
    if let Some(field) = more.find("[data-field=label]") {
        dom::set(&field, "value", &view.name.label);
    }
    if let Some(letter) = more.find("[data-offer=letter] a") {
        dom::set(&letter, "href", &letters::guide_address("follow-up", view.name.platform, view.objected_on));
    }
    if let Some(guide) = more.find("a.guide") {
        dom::set(&guide, "href", &guide_part_address(view.name.platform));
    }
    let folded = more.clone();
    dom::on_toggle(&more, move || {
        if !folded.has_attribute("open") {
            dom::unset(&folded, "data-view");
        }
    });
    if let (Some(tab), Some(link)) = (view.page_tab, more.find("[data-offer=capture]")) {
        dom::set(&link, "href", &capture_address(tab));
    }
    wire_buttons(row, &more, view);
}

/// Offers the years in which people objected, this one first, and the days up to today.
fn offer_days(more: &Element) {
    let today = clock::today();
    if let Some(day) = more.find("[data-field=day]") {
        dom::set(&day, "max", &today);
    }
    let Some(button) = more.find("[data-act=declare-year]") else { return };
    for year in Date::parse(&today).into_iter().flat_map(offered_years) {
        let Some(chip) = dom::copy_before(&button) else { return };
        let year = year.to_string();
        dom::set(&chip, "data-act", &["declare-", &year].concat());
        chip.set_text_content(Some(&i18n::sentence(&Text::with(Key::ActInYear, year))));
    }
    button.remove();
}

fn keep_offered(more: &Element, view: &RowView) {
    for group in more.find_all("[data-offer]") {
        let slug = group.get_attribute("data-offer").unwrap_or_default();
        let is_offered = match slug.as_str() {
            "undo" => view.undoable.is_some() && view.account.is_some(),
            "capture" => view.page_tab.is_some(),
            _ => false,
        };
        if !is_offered && !view.action_groups.iter().any(|offer| offer.slug() == slug) {
            group.remove();
        }
    }
    dom::keep_route(more, view.name.platform);
}

fn wire_buttons(row: &Element, more: &Element, view: &Rc<RowView>) {
    for button in more.find_all("[data-act]") {
        let name = button.get_attribute("data-act").unwrap_or_default();
        let (row, view) = (row.clone(), Rc::clone(view));
        dom::on_click(&button, move || {
            if let Some(account) = &view.account {
                perform(&name, &row, &view, account);
            }
        });
    }
}

/// Does what a button in the markup stands for, with what was typed beside it.
fn perform(name: &str, row: &Element, view: &RowView, account: &AccountRef) {
    let typed = |field: &str| dom::value(row, &["[data-field=", field, "]"].concat());
    let ask = |request| {
        focus::note_action_in(row);
        spawn_local(feedback::ask(request));
    };
    match (name, view.undoable) {
        ("reopen", _) => {
            tab::open_for(view.name.platform.facts().objection.main.url, view);
        }
        ("undo", Some(entry)) => ask(Request::Undo { entry: entry.to_string() }),
        ("declare-day", _) if typed("day").is_empty() => say_day_missing(row),
        ("message-unsure", _) => leave_open(row),
        ("label", _) if typed("label") == view.name.label => {}
        ("label", _) => {
            focus::note_action_in(row);
            feedback::name_account(&view.id, typed("label"), &view.name.label);
        }
        (name, _) => {
            let answered_on = view.answered_at.map(clock::day_of);
            let beside = BesideButtons { day: typed("day"), case: typed("case"), answered_on, today: clock::today() };
            if let Some(command) = Command::of_button(name, beside) {
                ask(Request::Command { account: account.clone(), command });
            }
        }
    }
}

/// Goes on to the next question where the person is not sure: nothing is noted, and it is asked again another time.
fn leave_open(row: &Element) {
    row.find("[data-offer=message]").inspect(Element::remove);
    let _reached = row.find_all(".more h3").iter().any(dom::focus);
}

/// Says that the date is missing, and goes to where it is to be.
fn say_day_missing(row: &Element) {
    feedback::say_without_undo(Key::NotSavedNoDay);
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

/// Returns whether a row asks about what was sent; on the first day it does so behind "⋯" only.
pub(super) fn has_questions(row: &Element) -> bool {
    row.find(".more :is([data-offer=message], [data-offer=mail])").is_some()
}

/// Opens the choices that the address asks for. With a platform's name it leads there from the banner on a site: to the row of the
/// account in the tab's own container, and to no other. With an account's id it leads to that account's row.
pub(super) fn open_from_address(root: &Element) {
    let address = dom::address();
    let Some(whose) = asked_about(&address) else { return };
    let is_meant = |row: &Element| {
        let has = |name| row.get_attribute(name).as_deref() == Some(whose);
        has("data-account") || (has("data-platform") && row.has_attribute("data-here"))
    };
    let mut rows = root.find_all("[data-row]:has(.more [data-act])").into_iter().filter(is_meant);
    // Of several it cannot be told which is meant.
    let (Some(row), None) = (rows.next(), rows.next()) else { return say_not_logged_in(root, whose) };
    if has_questions(&row) {
        return open(&row, "answer");
    }
    ask_when(&row);
    open(&row, "declare");
}

/// Says that somebody has to log in first, or that somebody else has: the account that is asked about is in no row. A banner
/// asks about whoever is logged in in its tab.
fn say_not_logged_in(root: &Element, whose: &str) {
    let Some(platform) = whose.split('/').next().and_then(PlatformId::from_slug) else { return };
    let others = ["[data-platform=", platform.slug(), "]:not([data-account=\"\"])"].concat();
    if whose.contains('/') && root.find(&others).is_some() {
        return feedback::say_without_undo(Key::NotSavedOther);
    }
    feedback::say(&i18n::sentence(&Text::with(Key::ActionLogIn, platform.facts().name)), None);
}

/// Puts the question itself above the answers to "when?".
fn ask_when(row: &Element) {
    let name = row.find("h2, h3").and_then(|name| name.text_content()).unwrap_or_default();
    for (selector, key) in [(".form-only", Key::AskWhenForm), (".switch-only", Key::AskWhenSwitch)] {
        let asked = i18n::sentence(&Text::with(key, name.trim()));
        dom::set_text(row, &["[data-offer=declare] h3", selector].concat(), &asked);
    }
}
