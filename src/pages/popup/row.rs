//! One account in the popup.

use crate::browser::spawn_local;
use crate::browser::{Warn, clock, i18n, permissions, tabs};
use crate::core::account::AccountRef;
use crate::core::cookie_store::CookieStoreId;
use crate::core::message::Request;
use crate::core::message::command::Command;
use crate::core::text::Key;
use crate::core::view::popup::{ActionGroup, MainAction, RowView};
use crate::pages::dom::{self, Find};
use crate::pages::feedback;
use crate::platforms::Route;
use web_sys::Element;

/// Draws a row.
pub(super) fn draw(root: &Element, view: &RowView) -> Option<Element> {
    let row = dom::stamp(root, "#row")?;
    let store = view.store.as_ref().map_or("", |store| &store.0);
    let platform = view.name.platform;
    // Tells the row from the others when the page is drawn anew.
    dom::set(&row, "data-row", &format!("{}/{store}", platform.slug()));
    dom::set(&row, "data-platform", platform.slug());
    dom::set(&row, "data-state", view.state);
    dom::set(&row, "data-store", store);
    dom::set_text(&row, ".name", platform.facts().name);
    dom::set_text(&row, ".which", &i18n::which(&view.name));
    let sentences: Vec<String> = view.sentences.iter().map(i18n::sentence).collect();
    dom::set_text(&row, ".state", &sentences.join(" "));
    if let Some(guide) = row.find("a.guide") {
        dom::set(&guide, "href", &["guide.html#", platform.slug()].concat());
    }
    main_button(&row, view);
    more(&row, view);
    Some(row)
}

fn main_button(row: &Element, view: &RowView) {
    let Some(button) = row.find("button.main") else { return };
    let Some(action) = view.action.clone() else {
        button.remove();
        return;
    };
    let site = view.name.platform.facts().name;
    let (name, label) = match &action {
        MainAction::Object(_, label) => ("open", i18n::plain_sentence(*label)),
        MainAction::Visit(_, label) => ("visit", i18n::sentence(&crate::core::text::Text::with(*label, site))),
        MainAction::Grant(_) => ("grant", i18n::plain_sentence(Key::ActionGrant)),
        MainAction::Confirm => ("confirm", i18n::plain_sentence(Key::ActMail)),
    };
    dom::set(&button, "data-action", name);
    button.set_text_content(Some(&label));
    let (store, account) = (view.store.clone(), view.account.clone());
    dom::on_click(&button, move || spawn_local(perform(action.clone(), store.clone(), account.clone())));
}

async fn perform(action: MainAction, store: Option<CookieStoreId>, account: Option<AccountRef>) {
    match (action, account) {
        (MainAction::Object(url, _) | MainAction::Visit(url, _), _) => go(url, store).await,
        (MainAction::Grant(origins), _) => {
            permissions::request(&origins).await.warn("asking for access");
        }
        (MainAction::Confirm, Some(account)) => {
            feedback::ask(Request::Command { account, command: Command::Mail(String::new()) }).await
        }
        (MainAction::Confirm, None) => {}
    }
}

/// Opens a tab in the account's own container, or in the one of the active tab where no account was seen.
pub(super) async fn go(url: &str, store: Option<CookieStoreId>) {
    let store = match store {
        Some(store) => Some(store),
        None => tabs::active().store().await.warn("asking for the active tab").flatten(),
    };
    tabs::open(url, store.as_ref()).await.warn("opening a tab");
    // Firefox leaves the popup open over the new tab. As a page of its own, on Android, it stays.
    if !tabs::is_tab().await.warn("asking where the popup is").unwrap_or(true) {
        dom::close_window();
    }
}

/// The secondary actions; those that are not on offer are not in the page.
fn more(row: &Element, view: &RowView) {
    let (Some(more), Some(account)) = (row.find(".more"), view.account.clone()) else {
        row.find(".more").inspect(Element::remove);
        return;
    };
    let form = view.name.platform.facts().objection.route == Route::Form;
    for group in more.find_all("[data-offer]") {
        let slug = group.get_attribute("data-offer").unwrap_or_default();
        let undo = slug == "undo" && view.undoable.is_some();
        if !undo && !view.action_groups.iter().any(|offer| offer.slug() == slug) {
            group.remove();
        }
    }
    for part in more.find_all(if form { ".switch-only" } else { ".form-only" }) {
        part.remove();
    }
    prefill(&more, view);
    let id = view.id.clone().unwrap_or_default();
    for button in more.find_all("[data-act]") {
        let (name, row, account) = (button.get_attribute("data-act").unwrap_or_default(), row.clone(), account.clone());
        let (undoable, id, label) = (view.undoable, id.clone(), view.name.label.clone());
        let named = move |label: String| Request::Name { account: id.clone(), label };
        dom::on_click(&button, move || {
            let request = match (name.as_str(), undoable) {
                ("undo", Some(entry)) => Some(Request::Undo { entry: entry.to_string() }),
                ("label", _) => Some(named(dom::value(&row, "[data-field=label]"))),
                (name, _) => act(name, &row).map(|command| Request::Command { account: account.clone(), command }),
            };
            let undo = (name == "label").then(|| named(label.clone()));
            if let Some(request) = request {
                spawn_local(feedback::ask_or_undo(request, undo));
            }
        });
    }
}

fn prefill(more: &Element, view: &RowView) {
    if let Some(day) = more.find("[data-field=day]") {
        dom::set(&day, "max", &clock::today());
    }
    if view.action_groups.contains(&ActionGroup::Label)
        && let Some(label) = more.find("[data-field=label]")
    {
        dom::set(&label, "value", &view.name.label);
    }
}

/// What a button in the markup stands for, with what was typed beside it.
fn act(name: &str, row: &Element) -> Option<Command> {
    let typed = |field: &str| dom::value(row, &format!("[data-field={field}]"));
    Some(match name {
        "declare-today" => Command::DeclareDay(clock::today()),
        "declare-day" => Command::DeclareDay(typed("day")),
        "declare-2024" => Command::DeclareYear(2024),
        "mail" => Command::Mail(typed("case")),
        "snooze-week" => Command::Snooze(7),
        "snooze-month" => Command::Snooze(30),
        "snooze-rules" => Command::SnoozeRules,
        "decline" => Command::Decline,
        "not-offered" => Command::NotOffered,
        "start-over" => Command::StartOver,
        _ => return None,
    })
}
