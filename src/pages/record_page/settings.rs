//! Settings: banners, reminders to come, and answers about accounts that are linked.

use crate::browser::i18n;
use crate::browser::spawn_local;
use crate::core::message::Request;
use crate::core::text::{Arg, Key, Text};
use crate::core::view::record_page::{AccountView, PairView, RecordPage};
use crate::pages::dom::{self, Find};
use crate::pages::feedback;
use crate::platforms::{PlatformId, Route};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// Draws the switches of the banners, the reminders, and the answers about pairs.
pub(super) fn draw(root: &Element, record_page: &RecordPage, banners_off: &[PlatformId]) {
    draw_banners(root, banners_off);
    draw_list(root, "#waiting", "#reminders", record_page.accounts.iter().filter_map(|view| draw_reminder(root, view)));
    draw_list(root, "#linked", "#pairs", record_page.pairs.iter().filter_map(|view| draw_pair(root, view)));
}

fn draw_banners(root: &Element, banners_off: &[PlatformId]) {
    let Some(banners) = root.find("#banners") else { return };
    banners.set_text_content(None);
    for platform in PlatformId::ALL.into_iter().filter(|id| id.facts().objection.route == Route::Form) {
        dom::append(&banners, draw_banner(root, platform, !banners_off.contains(&platform)));
    }
}

/// Fills a list; its section shows only when there is something in it.
fn draw_list(root: &Element, section: &str, list: &str, items: impl Iterator<Item = Element>) {
    let Some(list) = root.find(list) else { return };
    list.set_text_content(None);
    items.for_each(|item| dom::append(&list, Some(item)));
    dom::show(root, section, list.child_element_count() > 0);
}

fn draw_banner(root: &Element, platform: PlatformId, on: bool) -> Option<Element> {
    let label = dom::clone_template(root, "#banner")?;
    dom::set(&label, "data-row", platform.slug());
    dom::set_text(&label, ".site", platform.facts().name);
    let field: HtmlInputElement = label.find("input")?.dyn_into().ok()?;
    field.set_checked(on);
    dom::on_change(&field.clone(), move || {
        let on = field.checked();
        // It shows what is stored, and is drawn anew once that has changed.
        field.set_checked(!on);
        spawn_local(feedback::ask(Request::Banner { platform, on }));
    });
    Some(label)
}

fn draw_reminder(root: &Element, view: &AccountView) -> Option<Element> {
    let entry = view.reminder?;
    let item = dom::clone_template(root, "#reminder")?;
    dom::set(&item, "data-row", &view.id);
    dom::set_text(&item, ".name", view.name.platform.facts().name);
    dom::set_text(&item, ".which", &i18n::format_name_suffix(&view.name));
    dom::set_text(&item, ".state", &i18n::sentences(&view.sentences));
    dom::name_by_account(&item, "button", &["reminder/", &view.id].concat());
    let undo = move || spawn_local(feedback::ask(Request::Undo { entry: entry.to_string() }));
    dom::on_click(&item.find("button")?, undo);
    Some(item)
}

fn draw_pair(root: &Element, view: &PairView) -> Option<Element> {
    let item = dom::clone_template(root, "#pair")?;
    let key = if view.linked { Key::LinkedState } else { Key::NotLinkedState };
    let called = |name| Arg::Plain(i18n::format_name(name));
    let args = view.names.iter().map(called).collect();
    dom::set_text(&item, ".question", &i18n::sentence(&Text { key, args }));
    let ([a, b], linked) = (view.ids.clone(), !view.linked);
    dom::set(&item, "data-row", &[a.as_str(), &b].join(" "));
    dom::name_by_account(&item, "button", &["pair/", &a, "/", &b].concat());
    dom::on_click(&item.find("button")?, move || {
        spawn_local(feedback::ask(Request::Link { a: a.clone(), b: b.clone(), linked }));
    });
    Some(item)
}
