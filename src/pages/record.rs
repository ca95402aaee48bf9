//! The record page: what is recorded; save, read in, delete.

use super::dom::{self, Find};
use crate::browser::spawn_local;
use crate::browser::{Warn, clock, i18n, runtime, storage};
use crate::core::ledger::{AccountView, Line};
use crate::core::message::{Failure, Reply, Request};
use crate::core::text::{Key, Text};
use crate::records;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlInputElement};

/// Sets the page up; what it offers to save follows what is recorded.
pub(super) fn start(root: Element) {
    let offer = {
        let root = root.clone();
        move || {
            let root = root.clone();
            spawn_local(async move { offer(&root).await });
        }
    };
    offer();
    storage::on_changed(offer);
    import_on_change(&root);
    erase_on_click(&root);
}

/// Offers the stored text as it is, even if this version cannot read it.
async fn offer(root: &Element) {
    let stored = storage::read().await.warn("reading the records").unwrap_or_default();
    if let (Some(link), Some(text)) = (root.find("#export"), stored.document.or(stored.copy)) {
        dom::offer_file(&link, &text);
    }
    let accounts = records::read().await.ledger(clock::now());
    dom::show(root, "#nothing", accounts.is_empty());
    if let Some(list) = root.find("#accounts") {
        list.set_text_content(None);
        accounts.iter().for_each(|account| dom::append(&list, card(root, account)));
    }
    if let Some(main) = root.find("main") {
        dom::set(&main, "data-state", "ready");
    }
}

fn card(root: &Element, account: &AccountView) -> Option<Element> {
    let card = dom::stamp(root, "#account")?;
    dom::set(&card, "data-state", account.state);
    dom::set_text(&card, ".name", account.name.platform.facts().name);
    dom::set_text(&card, ".which", &i18n::which(&account.name));
    dom::set_text(&card, ".state", &said(&account.sentences));
    let history = card.find(".history")?;
    account.history.iter().for_each(|entry| dom::append(&history, line(root, entry)));
    Some(card)
}

fn line(root: &Element, entry: &Line) -> Option<Element> {
    let line = dom::stamp(root, "#line")?;
    dom::set_text(&line, "time", &i18n::moment(entry.at));
    dom::set_text(&line, ".what", &said(&entry.sentences));
    dom::show(&line, ".taken-back", entry.undone);
    Some(line)
}

fn said(sentences: &[Text]) -> String {
    sentences.iter().map(i18n::sentence).collect::<Vec<_>>().join(" ")
}

fn import_on_change(root: &Element) {
    let Some(field) = root.find("#import") else { return };
    let root = root.clone();
    dom::on_change(&field.clone(), move || {
        let (root, field) = (root.clone(), field.clone());
        spawn_local(async move {
            let said = import(&field).await;
            dom::set_text(&root, "#said", &i18n::sentence(&said));
        });
    });
}

async fn import(field: &Element) -> Text {
    let file = field.dyn_ref::<HtmlInputElement>().and_then(HtmlInputElement::files).and_then(|files| files.get(0));
    let Some(file) = file else { return Key::ImportNotOurs.into() };
    let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
    match runtime::ask(&Request::Import { text }).await.warn("importing").flatten() {
        Some(Reply::Imported { added: 0 }) => Key::ImportNothingNew.into(),
        Some(Reply::Imported { added }) => Text::with(Key::ImportDone, added.to_string()),
        Some(Reply::Failed(failure)) => excuse(failure).into(),
        _ => Key::NotSaved.into(),
    }
}

const fn excuse(failure: Failure) -> Key {
    match failure {
        Failure::NotOurs => Key::ImportNotOurs,
        Failure::FileNewer => Key::ImportNewer,
        Failure::FileTooLarge => Key::ImportTooLarge,
        Failure::FileDamaged => Key::ImportDamaged,
        Failure::NoRoom => Key::NotSavedFull,
        Failure::Newer => Key::NotSavedNewer,
        _ => Key::NotSaved,
    }
}

/// The button works only once the box beside it is ticked, so that no single slip deletes anything.
fn erase_on_click(root: &Element) {
    let (Some(button), Some(sure)) = (root.find("#erase"), root.find("#erase-sure")) else { return };
    let box_ticked = {
        let (root, sure) = (root.clone(), sure.clone());
        move || {
            let ticked = sure.dyn_ref().is_some_and(HtmlInputElement::checked);
            dom::enable(&root, "#erase", ticked);
        }
    };
    dom::on_change(&sure, box_ticked);
    let root = root.clone();
    dom::on_click(&button, move || {
        let root = root.clone();
        spawn_local(async move {
            let erased =
                matches!(runtime::ask(&Request::Erase).await.warn("erasing").flatten(), Some(Reply::Done { .. }));
            dom::set_text(&root, "#said", &i18n::plain_sentence(if erased { Key::EraseDone } else { Key::NotSaved }));
        });
    });
}
