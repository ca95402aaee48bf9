//! `navigator.locks`: one at a time, across all contexts of the extension.

use super::{Error, Pending};
use js_sys::Promise;
use std::future::Future;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"])]
    fn request(name: &str, callback: &JsValue) -> Result<Promise, JsValue>;
}

/// Waits for the lock of this name, and holds it until the work is done.
pub(crate) async fn with_lock<T: 'static>(name: &str, work: impl Future<Output = T> + 'static) -> Result<T, Error> {
    let result = std::rc::Rc::new(std::cell::RefCell::new(None));
    let slot = result.clone();
    let callback = Closure::once_into_js(move || {
        future_to_promise(async move {
            let value = work.await;
            slot.replace(Some(value));
            Ok(JsValue::UNDEFINED)
        })
    });
    Pending(request(name, &callback)).done().await?;
    result.take().ok_or_else(|| JsValue::from_str("the lock was taken away").into())
}
