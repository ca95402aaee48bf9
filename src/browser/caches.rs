//! `caches`: the backup of the records, in a place that has nothing to do with `chrome.storage`.
//!
//! Chromium's extension storage starts empty when its file is damaged, and says nothing about it (seen in Chromium 156).
//! Then the backup tells that there were records, and which. Nothing is ever fetched into it: the address is a mere name.

use crate::browser::{ApiCall, Error};
use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["caches"])]
    fn open(name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["caches"], js_name = match)]
    fn find(address: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["caches"], js_name = delete)]
    fn remove(name: &str) -> Result<Promise, JsValue>;

    /// `Cache`
    type Cache;
    #[wasm_bindgen(catch, method)]
    fn put(this: &Cache, address: &str, content: &Content) -> Result<Promise, JsValue>;

    /// `Response`
    #[wasm_bindgen(js_name = Response)]
    type Content;
    #[wasm_bindgen(constructor, js_class = "Response")]
    fn new(text: &str) -> Content;
    #[wasm_bindgen(catch, method)]
    fn text(this: &Content) -> Result<Promise, JsValue>;
}

const NAME: &str = "records";

/// A cache takes no other addresses than such; this one belongs to nobody.
const ADDRESS: &str = "https://bezwaar.invalid/records";

/// The backup's content, if there is one.
pub(crate) async fn read() -> Result<Option<String>, Error> {
    let content = ApiCall::bounded_for_backup(find(ADDRESS)).result().await?;
    if content.is_undefined() {
        return Ok(None);
    }
    Ok(ApiCall::bounded_for_backup(content.unchecked_ref::<Content>().text()).result().await?.as_string())
}

/// Writes the backup.
pub(crate) async fn write(text: &str) -> Result<(), Error> {
    let cache = ApiCall::bounded_for_backup(open(NAME)).result().await?;
    ApiCall::bounded_for_backup(cache.unchecked_ref::<Cache>().put(ADDRESS, &Content::new(text))).result().await?;
    Ok(())
}

/// Deletes the backup.
pub(crate) async fn erase() -> Result<(), Error> {
    ApiCall::bounded_for_backup(remove(NAME)).result().await?;
    Ok(())
}
