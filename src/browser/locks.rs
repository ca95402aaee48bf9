//! `navigator.locks`: one at a time, across all contexts of the extension.

use crate::browser::{ApiCall, Error, Task, promise_of};
use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `navigator.locks.request`, through `src/boot.js`, which lets go of it when the work traps.
    #[wasm_bindgen(catch, js_name = holdLock)]
    fn request(name: &str, callback: &JsValue) -> Result<Promise, JsValue>;
}

/// Waits for the lock of this name, and holds it until the work is done.
pub(crate) async fn with_lock(name: &str, work: Task) -> Result<(), Error> {
    let callback = Closure::once_into_js(move || promise_of(work));
    ApiCall::new(request(name, &callback)).result().await?;
    Ok(())
}
