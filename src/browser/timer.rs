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

/// The background has so long to answer one of our own pages, in milliseconds. It answers within a few; a person who
/// waits longer is told that no answer came.
const BACKGROUND_ANSWER_LIMIT_MS: u32 = 10_000;

impl ApiCall {
    /// The same call to a site's page, given up when that took too long: then its result is `undefined`.
    pub(super) fn bounded_for_page(self) -> Self {
        self.bounded(PAGE_ANSWER_LIMIT_MS)
    }

    /// The same call to the background, given up when that took too long: then its result is `undefined`.
    pub(super) fn bounded_for_background(self) -> Self {
        self.bounded(BACKGROUND_ANSWER_LIMIT_MS)
    }

    fn bounded(self, limit_ms: u32) -> Self {
        Self(self.0.map(|call| Promise::race(&Array::of2(&call, &timeout(limit_ms)))))
    }
}

/// A promise that is resolved after so long.
fn timeout(delay_ms: u32) -> Promise {
    Promise::new(&mut |resolve, _| drop(set_timeout(&resolve, delay_ms)))
}
