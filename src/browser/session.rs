//! `chrome.storage.session`: what is kept in memory until the browser is closed or the extension is replaced.

use crate::browser::{ApiCall, js_array, js_object};
use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "session"], js_name = get)]
    fn js_get(keys: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "session"], js_name = set)]
    fn js_set(items: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "session"], js_name = remove)]
    fn js_remove(key: &str) -> Result<Promise, JsValue>;
}

/// Starts reading one item; what comes is an object with it, or without.
pub(crate) fn get(key: &str) -> ApiCall {
    ApiCall(js_get(&js_array(&[key])))
}

/// Starts keeping texts under this name.
pub(crate) fn set(key: &str, texts: &[&str]) -> ApiCall {
    ApiCall(js_set(&js_object(&[(key, js_array(texts))])))
}

/// Starts forgetting one item.
pub(crate) fn remove(key: &str) -> ApiCall {
    ApiCall(js_remove(key))
}
