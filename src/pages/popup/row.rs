//! One account in the popup and on the welcome page.

use crate::browser::spawn_local;
use crate::browser::{Warn, i18n, permissions, runtime};
use crate::core::message::Request;
use crate::core::page::own_page::questions_address;
use crate::core::text::{Key, Text};
use crate::core::view::popup::{MainAction, RowView};
use crate::pages::dom::{self, Find};
use crate::pages::popup::{choices, question, tab};
use crate::pages::{feedback, letters};
use std::rc::Rc;
use web_sys::Element;

/// Draws a row.
pub(super) fn draw(root: &Element, view: &Rc<RowView>) -> Option<Element> {
    let row = dom::clone_template(root, "#row")?;
    let store = view.store.as_ref().map_or("", |store| &store.0);
    let platform = view.name.platform;
    let place = [platform.slug(), "/", store].concat();
    // Tells the row from the others when the page is drawn anew: by the account, so that what is half typed for one never
    // comes to be another's.
    let id = if view.id.is_empty() { &place } else { &view.id };
    dom::set(&row, "data-row", id);
    dom::set(&row, "data-platform", platform.slug());
    dom::set(&row, "data-state", view.state);
    dom::set(&row, "data-icon", view.icon.slug());
    dom::set(&row, "data-store", store);
    dom::set(&row, "data-account", &view.id);
    if view.is_here {
        dom::set(&row, "data-here", "");
    }
    dom::set_text(&row, ".name", platform.facts().name);
    dom::set_text(&row, ".which", &i18n::format_name_suffix(&view.name));
    dom::set_text(&row, ".state", &i18n::sentences(&view.line));
    dom::set_text(&row, ".note", &view.note.map(i18n::by_name).unwrap_or_default());
    draw_main_button(&row, view);
    dom::name_by_account(&row, "button.main, .linked button", id);
    question::draw(&row, view.link_question.as_ref());
    choices::draw(&row, view);
    Some(row)
}

fn draw_main_button(row: &Element, view: &Rc<RowView>) {
    let Some(button) = row.find("button.main") else { return };
    let Some(action) = &view.action else {
        button.remove();
        return;
    };
    let (name, label) = label(action, view);
    dom::set(&button, "data-action", name);
    button.set_text_content(Some(&label));
    if view.is_primary {
        dom::set(&button, "data-primary", "");
    }
    let (row, view) = (row.clone(), Rc::clone(view));
    dom::on_click(&button, move || {
        if let Some(action) = &view.action {
            perform(action, &row, &view);
        }
    });
}

/// Returns the button's `data-action`, and its label.
fn label(action: &MainAction, view: &RowView) -> (&'static str, String) {
    let site = view.name.platform.facts().name;
    match action {
        MainAction::Object(_, key) | MainAction::ObjectAfterAll(_, key) => ("open", i18n::plain_sentence(*key)),
        MainAction::Visit(_, key) => ("visit", i18n::sentence(&Text::with(*key, site))),
        MainAction::Grant(_) => ("grant", i18n::plain_sentence(Key::ActionGrant)),
        MainAction::Answer => ("answer", i18n::plain_sentence(Key::ActionAnswer)),
        MainAction::Guide(_, key) => ("guide", i18n::plain_sentence(*key)),
    }
}

/// Everything that the browser allows in a click only is asked for in the click itself.
fn perform(action: &MainAction, row: &Element, view: &Rc<RowView>) {
    let view = Rc::clone(view);
    match action.clone() {
        MainAction::Object(url, _) | MainAction::Visit(url, _) => tab::open_for(url, &view),
        MainAction::ObjectAfterAll(url, _) => spawn_local(async move {
            // Where the choice stands, the page says why, and does not go on as if it were taken back.
            if feedback::ask_whether_done(Request::AskAgain { account: view.id.clone() }).await {
                tab::open_for(url, &view);
            }
        }),
        MainAction::Grant(origins) => spawn_local(async move {
            permissions::request(&origins).await.warn("asking for access");
        }),
        MainAction::Answer if choices::has_questions(row) => choices::open(row, "answer"),
        // The rows of the welcome page have no questions, so the popup's are opened.
        MainAction::Answer => {
            let page = questions_address(&view.id);
            spawn_local(async move { tab::open(&runtime::own_page(&page), None).await });
        }
        MainAction::Guide(section, _) => {
            let page = letters::guide_address(section, view.name.platform, view.objected_on);
            spawn_local(async move { tab::open(&runtime::own_page(&page), None).await });
        }
    }
}
