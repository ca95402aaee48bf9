//! Look, decide, show; one at a time.

use super::{acts, badge, registration};
use crate::browser::spawn_local;
use crate::browser::{Warn, alarms, clock, i18n, storage};
use crate::core::overview::{Overview, Records, Sighting, overview, sessions_ended};
use crate::core::time::Timestamp;
use crate::look::look;
use crate::records;
use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

thread_local! {
    /// Whether something happened that no look has seen yet.
    static STALE: Cell<bool> = const { Cell::new(false) };
    /// The alarm as this worker last set it.
    static WAKE: Cell<Option<Option<Timestamp>>> = const { Cell::new(None) };
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

/// Puts what was seen together with what is recorded. Makes the document if there is none, mends it if it is damaged,
/// and notes logouts after which it may be somebody else who logs in.
pub(super) async fn facts(sightings: &[Sighting], reading: storage::Reading) -> Overview {
    let mut recorded = records::recorded(reading).await;
    let ended = match recorded.records() {
        Records::Read(document) => sessions_ended(sightings, document, clock::now()),
        Records::Unread(_) => Vec::new(),
    };
    if !ended.is_empty() || recorded.needs_mending {
        acts::note_sessions_ended(ended).await;
        recorded = records::read().await;
    }
    let quiet = std::mem::take(&mut recorded.quiet);
    Overview { quiet, ..overview(sightings, recorded.records(), clock::now()) }
}

/// Sets the alarm, if it is not set already. A new worker sets it anew: Firefox forgets alarms when it is closed.
async fn wake_at(wake: Option<Timestamp>) {
    if WAKE.replace(Some(wake)) != Some(wake) {
        alarms::set(wake).await.warn("setting the alarm");
    }
}

async fn run() {
    while STALE.replace(false) {
        let (before, reading) = (badge::before(), storage::begin());
        // Runs while the look waits for its first answer.
        spawn_local(async { i18n::load() });
        let overview = facts(&look().await, reading).await;
        badge::show(&crate::core::badge::badge(&overview.rows), before).await;
        wake_at(overview.wake).await;
        registration::follow(&overview).await;
    }
    LOOKING.set(false);
    for resolve in WAITING.take() {
        let _undefined = resolve.call0(&JsValue::UNDEFINED);
    }
}
