//! Look, decide, show; one at a time.

use super::badge;
use crate::core::overview::overview;
use crate::look::look;
use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

thread_local! {
    /// Whether something happened that no look has seen yet.
    static STALE: Cell<bool> = const { Cell::new(false) };
    static LOOKING: Cell<bool> = const { Cell::new(false) };
    /// Resolve the promises of those who wait for the badge to be right.
    static WAITING: RefCell<Vec<Function>> = const { RefCell::new(Vec::new()) };
}

/// Asks for a fresh look. A burst of events, such as the cookies of a login, shares one: whatever happens while a look
/// is under way causes one more, however often it happens.
pub(super) fn refresh() {
    STALE.set(true);
    if !LOOKING.replace(true) {
        spawn_local(run());
    }
}

/// A fresh look; ready when the badge shows what it saw.
pub(super) async fn refreshed() {
    let shown = Promise::new(&mut |resolve, _| WAITING.with_borrow_mut(|waiting| waiting.push(resolve)));
    refresh();
    let _undefined = JsFuture::from(shown).await;
}

async fn run() {
    while STALE.replace(false) {
        badge::show(&crate::core::badge::badge(&overview(&look().await))).await;
    }
    LOOKING.set(false);
    for resolve in WAITING.take() {
        let _undefined = resolve.call0(&JsValue::UNDEFINED);
    }
}
