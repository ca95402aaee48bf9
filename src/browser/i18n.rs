//! `chrome.i18n`: texts in the language of the browser.

use crate::core::text::{Key, Text};
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    fn get_message(name: &str, substitutions: &Array) -> String;
}

/// The sentence for a text.
pub(crate) fn sentence(text: &Text) -> String {
    get_message(text.key.name(), &text.args.iter().map(JsValue::from).collect())
}

/// The sentence for a text without placeholders.
pub(crate) fn plain_sentence(key: Key) -> String {
    get_message(key.name(), &Array::new())
}

/// The sentence by its name in the markup of a page.
pub(crate) fn by_name(name: &str) -> String {
    get_message(name, &Array::new())
}

/// The language of the sentences, for `<html lang>`.
pub(crate) fn language() -> String {
    by_name("@@ui_locale").replace('_', "-")
}

/// `ltr` or `rtl`, for `<html dir>`.
pub(crate) fn direction() -> String {
    by_name("@@bidi_dir")
}
