//! The file with everything: save it, read one in, delete it all.

use crate::browser::spawn_local;
use crate::browser::{Error, Warn, i18n, runtime};
use crate::core::format::MAX_TEXT_BYTES;
use crate::core::message::{Reply, Request};
use crate::core::text::{Key, Text};
use crate::pages::dom::{self, Find};
use crate::pages::feedback;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Element, HtmlInputElement, TextDecoder};

/// A larger file is not even read, in bytes: an editor makes it twice as long at most.
const MAX_FILE_BYTES: f64 = (2 * MAX_TEXT_BYTES) as f64;

/// Sets the fields and buttons up.
pub(super) fn start(root: &Element) {
    import_on_change(root);
    erase_on_click(root);
}

/// Offers the stored text as it is, even if this version cannot read it.
pub(super) fn offer(root: &Element, text: Option<&str>) {
    if let (Some(link), Some(text)) = (root.find("#export"), text) {
        dom::offer_file(&link, text);
    }
}

fn import_on_change(root: &Element) {
    let Some(field) = root.find("#import") else { return };
    dom::on_change(&field.clone(), move || {
        let field = field.clone();
        spawn_local(async move { feedback::say(&i18n::sentence(&import(&field).await), None) });
    });
}

async fn import(field: &Element) -> Text {
    let Some(field) = field.dyn_ref::<HtmlInputElement>() else { return Key::NotSaved.into() };
    let file = field.files().and_then(|files| files.get(0));
    // Browsers say nothing where the file that is in the field already is chosen again.
    field.set_value("");
    let Some(file) = file else { return Key::ImportNotOurs.into() };
    if file.size() > MAX_FILE_BYTES {
        return Key::ImportTooLarge.into();
    }
    let Some(text) = read(&file).await.warn("reading the file") else { return Key::NotSaved.into() };
    match runtime::ask(&Request::Import { text }).await.warn("importing").flatten() {
        Some(Reply::Imported { added: 0 }) => Key::ImportNothingNew.into(),
        Some(Reply::Imported { added }) => Text::with(Key::ImportDone, added.to_string()),
        Some(Reply::Failed(failure)) => failure.key().into(),
        Some(_) => Key::NotSaved.into(),
        None => Key::NoAnswer.into(),
    }
}

/// Reads a file as text. An editor may have saved the copy as UTF-16, which the first two bytes tell.
async fn read(file: &Blob) -> Result<String, Error> {
    let bytes = Uint8Array::new(&JsFuture::from(file.array_buffer()).await?);
    let encoding = match (bytes.get_index(0), bytes.get_index(1)) {
        (0xff, 0xfe) => "utf-16le",
        (0xfe, 0xff) => "utf-16be",
        _ => "utf-8",
    };
    Ok(TextDecoder::new_with_label(encoding)?.decode_with_buffer_source(&bytes)?)
}

/// The button works only once the box beside it is ticked, so that no single slip deletes anything.
fn erase_on_click(root: &Element) {
    let (Some(button), Some(sure)) = (root.find("#erase"), root.find("#erase-sure")) else { return };
    let box_ticked = {
        let (root, sure) = (root.clone(), sure.clone());
        move || dom::enable(&root, "#erase", dom::is_ticked(&sure))
    };
    dom::on_change(&sure, box_ticked);
    dom::on_click(&button, move || {
        spawn_local(async move {
            feedback::say_without_undo(match runtime::ask(&Request::Erase).await.warn("erasing").flatten() {
                Some(Reply::Done { .. }) => Key::EraseDone,
                Some(Reply::Failed(failure)) if failure.key() != Key::NotSaved => failure.key(),
                Some(_) => Key::EraseFailed,
                None => Key::NoAnswer,
            });
        });
    });
}
