//! `chrome.permissions`: hosts that a person withheld or gave back.

use crate::browser::event::ApiEvent;
use crate::browser::{ApiCall, Error, js_array, js_object};
use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"])]
    fn contains(permissions: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = request)]
    fn js_request(permissions: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = remove)]
    fn js_remove(permissions: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "permissions"], js_name = onAdded)]
    static ON_ADDED: ApiEvent;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "permissions"], js_name = onRemoved)]
    static ON_REMOVED: ApiEvent;
}

/// Starts asking whether we have access to a match pattern.
pub(crate) fn has_access(origins: &str) -> ApiCall {
    ApiCall::new(contains(&js_object(&[("origins", js_array(&[origins]))])))
}

/// Asks the person for access; whether they gave it. Must be called directly from a click.
pub(crate) async fn request(origins: &str) -> Result<bool, Error> {
    Ok(ApiCall::new(js_request(&js_object(&[("origins", js_array(&[origins]))]))).result().await?.is_truthy())
}

/// Gives access back that was asked for; whether that was done.
pub(crate) async fn give_back(origins: &str) -> Result<bool, Error> {
    Ok(ApiCall::new(js_remove(&js_object(&[("origins", js_array(&[origins]))]))).result().await?.is_truthy())
}

/// Calls `listener` whenever access is given.
pub(crate) fn on_given(listener: impl Fn() + 'static) {
    ON_ADDED.with(|event| event.listen(move |_| listener()));
}

/// Calls `listener` whenever access is given or withdrawn.
pub(crate) fn on_changed(listener: impl Fn() + Clone + 'static) {
    for event in [&ON_ADDED, &ON_REMOVED] {
        let listener = listener.clone();
        event.with(|event| event.listen(move |_| listener()));
    }
}
