//! The document of a page; a worker has none.

use wasm_bindgen::prelude::*;
use web_sys::Document;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Option<Document>;
}

/// The document, if this context has one. Asked for by its name, because `web_sys::window` asks whether there is a
/// `Window` by running into an error, and the error's location alone costs Chromium 8 to 160 ms at each start.
pub(crate) fn document() -> Option<Document> {
    DOCUMENT.with(Clone::clone)
}
