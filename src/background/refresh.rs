//! Look, decide, show; one at a time.

use crate::background::{badge, commands, content_scripts};
use crate::browser::spawn_local;
use crate::browser::{Warn, alarms, clock, i18n, storage};
use crate::core::overview::{Overview, SiteLogins, overview, sessions_ended};
use crate::core::time::Timestamp;
use crate::records;
use crate::snapshot::take_snapshot;
use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

thread_local! {
    /// Whether something happened that no look has seen yet.
    static REFRESH_NEEDED: Cell<bool> = const { Cell::new(false) };
    /// The alarm as this worker last set it.
    static ALARM: Cell<Option<Option<Timestamp>>> = const { Cell::new(None) };
    static REFRESHING: Cell<bool> = const { Cell::new(false) };
    /// Resolve the promises of those who wait for the badge to be right.
    static WAITERS: RefCell<Vec<Function>> = const { RefCell::new(Vec::new()) };
}

/// Asks for a fresh look. A burst of events, such as the cookies of a login, shares one: whatever happens while a look
/// is under way causes one more, however often it happens.
pub(super) fn refresh() {
    REFRESH_NEEDED.set(true);
    if !REFRESHING.replace(true) {
        spawn_local(run_refreshes());
    }
}

/// A fresh look; ready when the badge shows what it saw.
pub(super) async fn refresh_and_wait() {
    let shown = Promise::new(&mut |resolve, _| WAITERS.with_borrow_mut(|waiting| waiting.push(resolve)));
    refresh();
    let _undefined = JsFuture::from(shown).await;
}

/// Puts what was seen together with what is recorded. Makes the document if there is none, mends it if it is damaged,
/// and notes logouts after which it may be somebody else who logs in.
pub(super) async fn decide_overview(snapshot: &[SiteLogins], reading: storage::PendingRead) -> Overview {
    let mut recorded = records::finish_loading(reading).await;
    let ended = match recorded.records() {
        Ok(document) => sessions_ended(snapshot, document, clock::now()),
        Err(_) => Vec::new(),
    };
    if !ended.is_empty() || recorded.needs_repair {
        commands::note_sessions_ended(ended).await;
        recorded = records::load().await;
    }
    let banners_off = std::mem::take(&mut recorded.banners_off);
    Overview { banners_off, ..overview(snapshot, recorded.records(), clock::now()) }
}

/// Sets the alarm, if it is not set already. A new worker sets it anew: Firefox forgets alarms when it is closed.
async fn set_alarm(wake: Option<Timestamp>) {
    if ALARM.replace(Some(wake)) != Some(wake) {
        alarms::set(wake).await.warn("setting the alarm");
    }
}

async fn run_refreshes() {
    while REFRESH_NEEDED.replace(false) {
        let (before, reading) = (badge::start_reading(), storage::start_reading());
        // Runs while the look waits for its first answer.
        spawn_local(async { i18n::load() });
        let overview = decide_overview(&take_snapshot().await, reading).await;
        badge::show(&overview.rows, before).await;
        set_alarm(overview.wake).await;
        content_scripts::update(&overview).await;
    }
    REFRESHING.set(false);
    for resolve in WAITERS.take() {
        let _undefined = resolve.call0(&JsValue::UNDEFINED);
    }
}
