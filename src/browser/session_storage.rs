//! `chrome.storage.session`: what is kept in memory until the browser is closed or the extension is replaced.

use crate::browser::{ApiCall, Error, Warn, js_array, js_object, spawn_local};
use js_sys::{Array, Promise, Reflect};
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
    ApiCall::new(js_get(&js_array(&[key])))
}

/// Starts keeping texts under this name.
pub(crate) fn set(key: &str, texts: &[&str]) -> ApiCall {
    ApiCall::new(js_set(&js_object(&[(key, js_array(texts))])))
}

/// The texts of an item that is being read; none if there is no such item, or the browser does not tell.
async fn texts(reading: ApiCall, key: &str) -> Vec<String> {
    let items = reading.result().await.warn("reading what is kept while the browser runs");
    let texts = items.and_then(|items| Reflect::get(&items, &key.into()).ok()).filter(|texts| !texts.is_undefined());
    texts.map(|texts| Array::from(&texts).iter().filter_map(|text| text.as_string()).collect()).unwrap_or_default()
}

/// The first text of an item that is being read; `None` if there is no such item, or the browser does not tell.
pub(crate) async fn first_text(reading: ApiCall, key: &str) -> Option<String> {
    texts(reading, key).await.into_iter().next()
}

/// Reads all texts of an item.
pub(crate) async fn read_texts(key: &str) -> Vec<String> {
    texts(get(key), key).await
}

/// Reads the first text of an item.
pub(crate) async fn read_text(key: &str) -> Option<String> {
    first_text(get(key), key).await
}

/// Keeps a text under this name.
pub(crate) async fn keep_text(key: &str, text: &str) {
    set(key, &[text]).result().await.warn("keeping something while the browser runs");
}

/// Keeps whether the page in a tab is not read, since it may be somebody else's.
pub(crate) async fn note_unread(tab_id: i32, is_unread: bool) -> Result<(), Error> {
    let name = unread(tab_id);
    if is_unread { set(&name, &["1"]) } else { remove(&name) }.result().await?;
    Ok(())
}

/// Returns whether that is kept of the page in a tab.
pub(crate) async fn is_unread(tab_id: i32) -> bool {
    read_text(&unread(tab_id)).await.is_some()
}

fn unread(tab_id: i32) -> String {
    ["unread-", &tab_id.to_string()].concat()
}

/// Forgets one item; nobody waits for it.
pub(crate) fn forget(key: &str) {
    let forgetting = remove(key);
    spawn_local(async { drop(forgetting.result().await.warn("forgetting something")) });
}

/// Starts forgetting one item.
pub(crate) fn remove(key: &str) -> ApiCall {
    ApiCall::new(js_remove(key))
}
