//! Bounds for calls that may never be answered.

use crate::browser::{ApiCall, Task, promise_of};
use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, delay_ms: u32) -> JsValue;
}

/// The longest that a page is waited for, in milliseconds. One that is frozen, that never ends to load, or whose `alert` is open
/// does not answer at all, and nothing may wait for it.
const PAGE_ANSWER_LIMIT_MS: u32 = 1000;

/// The longest that a page is waited for while it is read for a person who asked for that, in milliseconds.
const CAPTURE_LIMIT_MS: u32 = 5000;

/// The longest that one of our own pages waits for the background, in milliseconds. It answers within a few; a person who
/// waits longer is told that no answer came.
const BACKGROUND_ANSWER_LIMIT_MS: u32 = 10_000;

/// The longest that reading, writing or deleting the backup may take, in milliseconds: every other change waits for it. A change takes up to
/// three of these calls, and whoever asked for it waits for less than [`BACKGROUND_ANSWER_LIMIT_MS`].
const BACKUP_LIMIT_MS: u32 = 2500;

/// The longest wait for work that itself may wait for a lock that nobody lets go of, in milliseconds.
const WORK_LIMIT_MS: u32 = 1000;

/// Waits for work, but not for long: then it goes on by itself. Returns whether it is done.
pub(crate) async fn wait_briefly(work: Task) -> bool {
    ApiCall::bounded(Ok(promise_of(work)), WORK_LIMIT_MS).result().await.is_ok_and(|done| done.is_truthy())
}

impl ApiCall {
    /// A call to a site's page, given up when that takes too long: then its result is `undefined`.
    pub(super) fn bounded_for_page(call: Result<Promise, JsValue>) -> Self {
        Self::bounded(call, PAGE_ANSWER_LIMIT_MS)
    }

    /// A call that reads all of a site's page, given up when that takes too long: then its result is `undefined`.
    pub(super) fn bounded_for_capture(call: Result<Promise, JsValue>) -> Self {
        Self::bounded(call, CAPTURE_LIMIT_MS)
    }

    /// A call to the background, given up when that takes too long: then its result is `undefined`.
    pub(super) fn bounded_for_background(call: Result<Promise, JsValue>) -> Self {
        Self::bounded(call, BACKGROUND_ANSWER_LIMIT_MS)
    }

    /// A call for the backup. It fails when that takes too long, since `undefined` would pass for "there is none" or "done".
    pub(super) fn bounded_for_backup(call: Result<Promise, JsValue>) -> Self {
        Self::bounded_or_failed(call, BACKUP_LIMIT_MS)
    }

    /// A call that the browser answers when the processes of all pages have, of whatever site. It fails when that takes too long,
    /// since `undefined` would pass for "done".
    pub(super) fn bounded_for_all_pages(call: Result<Promise, JsValue>) -> Self {
        Self::bounded_or_failed(call, PAGE_ANSWER_LIMIT_MS)
    }

    fn bounded(call: Result<Promise, JsValue>, limit_ms: u32) -> Self {
        Self::first_of(call, || Promise::new(&mut |resolve, _| drop(set_timeout(&resolve, limit_ms))))
    }

    fn bounded_or_failed(call: Result<Promise, JsValue>, limit_ms: u32) -> Self {
        Self::first_of(call, || Promise::new(&mut |_, reject| drop(set_timeout(&reject, limit_ms))))
    }

    fn first_of(call: Result<Promise, JsValue>, limit: impl FnOnce() -> Promise) -> Self {
        Self::new(call.map(|call| Promise::race(&Array::of2(&call, &limit()))))
    }
}
