//! A page that was read wrongly: how it is built, shown whole before it is saved.

use crate::browser::spawn_local;
use crate::browser::{Warn, runtime};
use crate::core::capture::{Wording, with_words};
use crate::core::message::{PageRef, Reply, Request};
use crate::core::page::own_page::tab_to_capture;
use crate::pages::dom::{self, Find};
use crate::platforms::PlatformId;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

thread_local! {
    /// The capture is kept here, and gone with the page.
    static CAPTURED: RefCell<Option<Captured>> = const { RefCell::new(None) };
}

/// A page that was captured.
struct Captured {
    platform: PlatformId,
    /// The file without words.
    file: String,
    /// The words that can be added.
    words: Vec<Wording>,
}

/// The parts of the section of which one is shown.
const PARTS: [&str; 5] = ["#capture-choose", "#capture-none", "#capture-reading", "#capture-failed", "#captured"];

/// Sets the section up.
pub(super) fn start(root: &Element) {
    on_click(root, "#capture-open", |root| spawn_local(list_pages(root)));
    on_click(root, "#capture-save", |root| {
        let named = |captured: &Captured| ["bezwaar-page-", captured.platform.slug(), ".json"].concat();
        let name = CAPTURED.with_borrow(|captured| captured.as_ref().map(named));
        if let (Some(name), Some(field)) = (name, text_field(&root)) {
            dom::save_file(&root, &name, &field.value());
            dom::show(&root, "#capture-saved", true);
        }
    });
    if let Some(field) = root.find("#capture-words") {
        let root = root.clone();
        dom::on_change(&field, move || show_file(&root));
    }
}

/// Reads the page in the tab that the address names, if it names one: the popup leads here with it.
pub(super) fn open_from_address(root: &Element) {
    let Some(tab) = tab_to_capture(&dom::address()) else { return };
    if let Some(section) = root.find("#capture") {
        section.scroll_into_view();
    }
    spawn_local(capture(root.clone(), tab));
}

fn on_click(root: &Element, selector: &str, act: impl Fn(Element) + 'static) {
    let Some(button) = root.find(selector) else { return };
    let root = root.clone();
    dom::on_click(&button, move || act(root.clone()));
}

fn show_only(root: &Element, shown: &str) {
    PARTS.iter().for_each(|part| dom::show(root, part, *part == shown));
    dom::show(root, "#capture-saved", false);
}

/// Lists the pages that are open.
async fn list_pages(root: Element) {
    let reply = runtime::ask(&Request::ListPages).await.warn("asking for the open pages").flatten();
    let Some(Reply::Pages(pages)) = reply else { return show_only(&root, "#capture-failed") };
    let Some(list) = root.find("#capture-tabs") else { return };
    list.set_text_content(None);
    pages.iter().for_each(|page| dom::append(&list, draw_page_button(&root, page)));
    show_only(&root, if pages.is_empty() { "#capture-none" } else { "#capture-choose" });
}

fn draw_page_button(root: &Element, page: &PageRef) -> Option<Element> {
    let button = dom::clone_template(root, "#report-site")?;
    button.set_text_content(Some(page.platform.facts().name));
    let (root, tab) = (root.clone(), page.tab);
    dom::on_click(&button, move || spawn_local(capture(root.clone(), tab)));
    Some(button)
}

/// Lets the page in a tab be read, and shows what came of it. The button that was pressed goes, so the focus is at the heading
/// until there is something to read, unless the person moved on.
async fn capture(root: Element, tab: u32) {
    let _focused = root.find("#capture h2").is_some_and(|heading| dom::focus(&heading));
    show_only(&root, "#capture-reading");
    let reply = runtime::ask(&Request::Capture { tab }).await.warn("asking for a page").flatten();
    let Some(Reply::Captured { platform, file, words }) = reply else { return show_only(&root, "#capture-failed") };
    draw_words(&root, &words);
    CAPTURED.replace(Some(Captured { platform, file, words }));
    show_file(&root);
    show_only(&root, "#captured");
    if root.find("#capture h2").is_some_and(|heading| dom::has_focus(&heading)) {
        let _focused = text_field(&root).is_some_and(|field| dom::focus(&field));
    }
}

/// A box for each text, all of them ticked: they count only while the one above them is.
fn draw_words(root: &Element, words: &[Wording]) {
    let Some(list) = root.find("#capture-list") else { return };
    list.set_text_content(None);
    for word in words {
        let Some(item) = dom::clone_template(root, "#capture-word") else { return };
        dom::set_text(&item, "bdi", &word.text);
        if let Some(field) = item.find("input") {
            let root = root.clone();
            dom::on_change(&field, move || show_file(&root));
        }
        dom::append(&list, Some(item));
    }
    dom::show(root, "#capture-words-none", words.is_empty());
    if let Some(field) = root.find("#capture-words").and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.set_checked(false);
    }
}

/// Shows the file as it would be saved now.
fn show_file(root: &Element) {
    let is_wanted = root.find("#capture-words").as_ref().is_some_and(dom::is_ticked);
    dom::show(root, "#capture-wording", is_wanted);
    dom::show(root, "#capture-saved", false);
    let ticks: Vec<bool> = root.find_all("#capture-list input").iter().map(dom::is_ticked).collect();
    let file = CAPTURED.with_borrow(|captured| {
        let Captured { file, words, .. } = captured.as_ref()?;
        let chosen = words.iter().zip(&ticks).filter(|(_, ticked)| is_wanted && **ticked);
        Some(with_words(file, &chosen.map(|(word, _)| word.clone()).collect::<Vec<_>>()))
    });
    if let (Some(file), Some(field)) = (file, text_field(root)) {
        field.set_value(&file);
    }
}

fn text_field(root: &Element) -> Option<HtmlTextAreaElement> {
    root.find("#capture-text")?.dyn_into().ok()
}
