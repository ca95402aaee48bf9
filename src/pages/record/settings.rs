//! Settings: banners, and answers about accounts that are linked.

use super::super::dom::{self, Find};
use super::super::say;
use crate::browser::i18n;
use crate::browser::spawn_local;
use crate::core::ledger::PairView;
use crate::core::message::Request;
use crate::core::text::{Arg, Key, Text};
use crate::platforms::{PlatformId, Route};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// Draws them.
pub(super) fn draw(root: &Element, pairs: &[PairView], quiet: &[PlatformId]) {
    let (Some(banners), Some(answers)) = (root.find("#banners"), root.find("#pairs")) else { return };
    banners.set_text_content(None);
    for platform in PlatformId::ALL.into_iter().filter(|id| id.facts().objection.route == Route::Form) {
        dom::append(&banners, banner(root, platform, !quiet.contains(&platform)));
    }
    dom::show(root, "#linked", !pairs.is_empty());
    answers.set_text_content(None);
    pairs.iter().for_each(|view| dom::append(&answers, pair(root, view)));
}

fn banner(root: &Element, platform: PlatformId, on: bool) -> Option<Element> {
    let label = dom::stamp(root, "#banner")?;
    dom::set(&label, "data-row", platform.slug());
    dom::set_text(&label, ".site", platform.facts().name);
    let field: HtmlInputElement = label.find("input")?.dyn_into().ok()?;
    field.set_checked(on);
    dom::on_change(&field.clone(), move || {
        spawn_local(say::ask(Request::Banner { platform, on: field.checked() }));
    });
    Some(label)
}

fn pair(root: &Element, view: &PairView) -> Option<Element> {
    let item = dom::stamp(root, "#pair")?;
    let key = if view.linked { Key::LinkedState } else { Key::NotLinkedState };
    let called = |name| Arg::Plain(i18n::called(name));
    let args = view.names.iter().map(called).collect();
    dom::set_text(&item, ".question", &i18n::sentence(&Text { key, args }));
    let ([a, b], linked) = (view.ids.clone(), !view.linked);
    dom::set(&item, "data-row", &[a.as_str(), &b].join(" "));
    dom::on_click(&item.find("button")?, move || {
        spawn_local(say::ask(Request::Relate { a: a.clone(), b: b.clone(), linked }));
    });
    Some(item)
}
