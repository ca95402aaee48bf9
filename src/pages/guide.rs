//! The guide. Everything stands in its markup; only what depends on the language and the fragment is done here.

use crate::browser::spawn_local;
use crate::browser::{Error, Warn, i18n, intl};
use crate::core::text::Key;
use crate::core::time::Date;
use crate::pages::dom::{self, Find};
use crate::pages::letters;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Fills in dates and countries, and goes where the fragment leads.
pub(super) fn start(root: &Element) {
    for time in root.find_all("time") {
        let day = time.get_attribute("datetime").and_then(|day| Date::parse(&day));
        time.set_text_content(day.map(i18n::format_day).as_deref());
    }
    if let Some(list) = root.find("#authorities") {
        name_countries(&list);
    }
    letters::start(root);
    root.find_all("[data-copy]").iter().for_each(|button| copy_on_click(root, button));
    if let Some(main) = root.find("main") {
        dom::set(&main, "data-state", "ready");
    }
    dom::go_to_target(root);
}

/// Puts the countries' names in place, in the order in which the language sorts them.
fn name_countries(list: &Element) {
    let country = intl::countries();
    for item in list.find_all("[data-country]") {
        let Some(code) = item.get_attribute("data-country") else { continue };
        let name = country(&code);
        dom::set_text(&item, "b", &name);
        // One after the other to its place: the standard library's sorting costs more wasm than thirty names are worth.
        let later = list.find_all("[data-named]").into_iter().find(|other| intl::comes_before(&name, &shown(other)));
        dom::set(&item, "data-named", "");
        list.insert_before(&item, later.as_deref()).map_err(Error::from).warn("sorting the countries");
    }
}

fn shown(item: &Element) -> String {
    item.find("b").and_then(|name| name.text_content()).unwrap_or_default()
}

/// Copies what can be read in the text that the button belongs to, and says whether that worked.
fn copy_on_click(root: &Element, button: &Element) {
    let text = button.get_attribute("data-copy").and_then(|id| root.find(&format!("#{id}")));
    let (Some(text), Some(said)) = (text.and_then(|text| text.dyn_into().ok()), button.next_element_sibling()) else {
        return;
    };
    let text: HtmlElement = text;
    dom::on_click(button, move || {
        let (text, said) = (text.inner_text(), said.clone());
        spawn_local(async move {
            let key = if dom::copy(&text).await { Key::GuideCopied } else { Key::NotCopied };
            said.set_text_content(Some(&i18n::plain_sentence(key)));
        });
    });
}
