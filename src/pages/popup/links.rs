//! The question whether accounts are in the same accounts centre, and its answer.

use crate::browser::i18n;
use crate::browser::spawn_local;
use crate::core::cookie_store::CookieStoreId;
use crate::core::message::Request;
use crate::core::text::{Arg, Key, Text};
use crate::core::view::popup::LinkView;
use crate::pages::dom::{self, Find};
use crate::pages::feedback;
use crate::pages::popup::row;
use web_sys::Element;

/// Draws a card for each pair.
pub(super) fn draw(root: &Element, links: &[LinkView]) {
    let Some(list) = root.find("#links") else { return };
    list.set_text_content(None);
    for link in links {
        dom::append(&list, card(root, link));
    }
}

fn card(root: &Element, link: &LinkView) -> Option<Element> {
    let key = match link.answer {
        None => Key::LinkQuestion,
        Some(true) => Key::LinkedState,
        Some(false) => Key::NotLinkedState,
    };
    let card = dom::stamp(root, "#link")?;
    dom::set(&card, "data-link", link.answer.map_or("open", |linked| if linked { "linked" } else { "not-linked" }));
    let args = link.names.each_ref().map(|name| Arg::Plain(i18n::called(name))).into();
    dom::set_text(&card, ".question", &i18n::sentence(&Text { key, args }));
    for (selector, linked) in [("[data-link-answer=same]", true), ("[data-link-answer=different]", false)] {
        match card.find(selector) {
            Some(button) if link.answer == Some(linked) => button.remove(),
            Some(button) => answers(&button, link, linked),
            None => {}
        }
    }
    centre(&card, link);
    Some(card)
}

fn answers(button: &Element, link: &LinkView, linked: bool) {
    let [a, b] = link.ids.clone();
    dom::on_click(button, move || {
        spawn_local(feedback::ask(Request::Link { a: a.clone(), b: b.clone(), linked }));
    });
}

/// The button to the place where a person can see it.
fn centre(card: &Element, link: &LinkView) {
    let ([account, _], Some(button)) = (&link.accounts, card.find("[data-link-centre]")) else { return };
    let Some(centre) = account.platform.facts().accounts_center.as_ref() else { return };
    let store = CookieStoreId(account.store.clone());
    dom::on_click(&button, move || spawn_local(row::go(centre.url, Some(store.clone()))));
}
