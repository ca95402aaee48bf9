//! Bounds for calls that may never be answered.

use crate::browser::ApiCall;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, delay_ms: u32) -> JsValue;
}

/// A page has so long to answer, in milliseconds. One that is frozen, that never ends to load, or whose `alert` is open
/// does not answer at all, and nothing may wait for it.
const PAGE_ANSWER_LIMIT_MS: u32 = 1000;

impl ApiCall {
    /// The same call, given up after a second: then its result is `undefined`.
    pub(super) fn bounded(self) -> Self {
        Self(self.0.map(|call| Promise::race(&Array::of2(&call, &timeout(PAGE_ANSWER_LIMIT_MS)))))
    }
}

/// A promise that is resolved after so long.
fn timeout(delay_ms: u32) -> Promise {
    Promise::new(&mut |resolve, _| drop(set_timeout(&resolve, delay_ms)))
}
