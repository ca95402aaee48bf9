//! The popup: is there something for me to do?

use super::dom::{self, Find};
use crate::browser::{Warn, cookies, i18n, permissions, runtime, tabs};
use crate::core::login;
use crate::core::message::Request;
use crate::core::overview::{Store, overview};
use crate::core::popup::{Action, Popup, RowView, popup};
use crate::core::text::Key;
use crate::look::look;
use std::cell::RefCell;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

thread_local! {
    /// What is on screen, so that a look that changes nothing leaves the page and the focus alone.
    static SHOWN: RefCell<Option<Popup>> = const { RefCell::new(None) };
}

/// Draws the popup, keeps it up to date, and lets the background look too, in case it missed something.
pub(super) fn start(root: Element) {
    let update = move || {
        let root = root.clone();
        spawn_local(async move { update(&root).await });
    };
    update();
    permissions::on_changed(update.clone());
    cookies::on_changed(move |name, domain| {
        if login::concerns(name, domain) {
            update();
        }
    });
    spawn_local(async {
        runtime::ask(&Request::Look).await.warn("waking the background");
    });
}

/// Looks itself instead of asking the background, so that a sleeping worker costs the person no time.
async fn update(root: &Element) {
    let here = tabs::active_store().await.warn("asking for the active tab").flatten();
    let popup = popup(&overview(&look().await), here.as_ref());
    if SHOWN.with_borrow(|shown| shown.as_ref() != Some(&popup)) {
        draw(root, &popup);
        SHOWN.replace(Some(popup));
    }
}

fn draw(root: &Element, popup: &Popup) {
    let (Some(main), Some(list)) = (root.find("main"), root.find("#rows")) else { return };
    dom::set_text(root, "#headline", &i18n::plain_sentence(popup.headline));
    list.set_text_content(None);
    for view in &popup.rows {
        if let Some(row) = row(root, view) {
            list.append_child(&row).map_err(Into::into).warn("adding a row");
        }
    }
    dom::set(&main, "data-state", "ready");
}

fn row(root: &Element, view: &RowView) -> Option<Element> {
    let row = dom::stamp(root, "#row")?;
    dom::set(&row, "data-platform", view.platform.slug());
    dom::set(&row, "data-state", view.state.slug());
    dom::set(&row, "data-store", view.store.as_ref().map_or("", |store| &store.0));
    dom::set_text(&row, ".name", view.platform.facts().name);
    dom::set_text(&row, ".container", &view.container.as_ref().map(i18n::sentence).unwrap_or_default());
    dom::set_text(&row, ".state", &i18n::sentence(&view.explanation));
    button(&row.find("button")?, view);
    Some(row)
}

fn button(button: &Element, view: &RowView) {
    let (name, label) = match &view.action {
        Action::Object(_, label) => ("open", i18n::plain_sentence(*label)),
        Action::Visit(_) => ("visit", i18n::sentence(&view.visit_label())),
        Action::Grant(_) => ("grant", i18n::plain_sentence(Key::ActionGrant)),
    };
    dom::set(button, "data-action", name);
    button.set_text_content(Some(&label));
    let (action, store) = (view.action.clone(), view.store.clone());
    dom::on_click(button, move || spawn_local(perform(action.clone(), store.clone())));
}

async fn perform(action: Action, store: Option<Store>) {
    match action {
        Action::Object(url, _) | Action::Visit(url) => go(url, store).await,
        Action::Grant(origins) => {
            permissions::request(&origins).await.warn("asking for access");
        }
    }
}

/// Opens a tab in the account's own container, or in the one of the active tab where no account was seen.
async fn go(url: &str, store: Option<Store>) {
    let store = match store {
        Some(store) => Some(store),
        None => tabs::active_store().await.warn("asking for the active tab").flatten(),
    };
    tabs::open(url, store.as_ref()).await.warn("opening a tab");
    // Firefox leaves the popup open over the new tab. As a page of its own, on Android, it stays.
    if !tabs::is_tab().await.warn("asking where the popup is").unwrap_or(true)
        && let Some(window) = web_sys::window()
    {
        window.close().map_err(Into::into).warn("closing the popup");
    }
}
