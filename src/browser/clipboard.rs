//! `navigator.clipboard`: writing, on a click, which needs no permission.

use super::{Error, Pending};
use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn write_text(text: &str) -> Result<Promise, JsValue>;
}

/// Puts a text on the clipboard.
pub(crate) async fn copy(text: &str) -> Result<(), Error> {
    Pending(write_text(text)).done().await?;
    Ok(())
}
