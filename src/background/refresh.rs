//! Takes a snapshot, decides, shows; one refresh at a time.

use crate::background::stamp::{salt, stamp};
use crate::background::{badge, commands, content_scripts};
use crate::browser::spawn_local;
use crate::browser::timer::wait_briefly;
use crate::browser::{Warn, alarms, clock, i18n, session_storage, storage};
use crate::core::format::backup::DeletionMark;
use crate::core::history::event::Event;
use crate::core::overview::sessions::{compare_sessions, containers_seen, name_sessions};
use crate::core::overview::{Overview, SiteLogins, unite_names};
use crate::core::time::Timestamp;
use crate::records::{self, BannersShown, LoadedRecords};
use crate::snapshot::take_snapshot;
use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

thread_local! {
    /// True if something happened that no snapshot has seen yet.
    static REFRESH_NEEDED: Cell<bool> = const { Cell::new(false) };
    /// The alarm as this worker last set it.
    static ALARM: Cell<Option<Option<Timestamp>>> = const { Cell::new(None) };
    /// The time of the last snapshot of this worker.
    static LAST_SNAPSHOT: Cell<Option<Timestamp>> = const { Cell::new(None) };
    static REFRESHING: Cell<bool> = const { Cell::new(false) };
    /// Resolve the promises of those who wait for the badge to be right.
    static WAITERS: RefCell<Vec<Function>> = const { RefCell::new(Vec::new()) };
}

/// Asks for a fresh snapshot. A burst of events, such as the cookies of a login, shares one: whatever happens while a
/// snapshot is under way causes one more, however often it happens.
pub(super) fn refresh() {
    REFRESH_NEEDED.set(true);
    if !REFRESHING.replace(true) {
        spawn_local(run_refreshes());
    }
}

/// A visit of a site causes no new snapshot within so many milliseconds of the last one. Visits change cookies several times a second.
const VISIT_INTERVAL_MS: i64 = 60_000;

/// Asks for a fresh snapshot because a site is being visited, unless the last one was just now. It finds what no event
/// told: an alarm that did not go off while the computer slept, lost registrations, cookies that were cleared.
pub(super) fn refresh_for_visit() {
    let now = clock::now();
    let is_late = ALARM.get().flatten().is_some_and(|alarm| alarm <= now);
    let is_recent = |last: Timestamp| (0..VISIT_INTERVAL_MS).contains(&(now.0 - last.0));
    if is_late || !LAST_SNAPSHOT.get().is_some_and(is_recent) {
        refresh();
    }
}

/// The name under which it is kept from when until when the last snapshot is fresh.
const FRESH: &str = "fresh";

/// A snapshot stays fresh for so many milliseconds while the background is stopped. So long a badge can be wrong for somebody
/// who visits a site after its cookies were cleared in a browser that tells nobody.
const FRESH_MS: i64 = 300_000;

/// Tells `src/boot.js` from when until when a visit is no reason to start the wasm: for a while, or until an alarm is due. The
/// browser forgets it when it is closed, and when the extension is switched off.
async fn note_freshness(wake: Option<Timestamp>) {
    let Some(Timestamp(from)) = LAST_SNAPSHOT.get() else { return };
    let until = wake.map_or(i64::MAX, |wake| wake.0).min(from + FRESH_MS);
    session_storage::set(FRESH, &[&from.to_string(), &until.to_string()])
        .result()
        .await
        .warn("noting the snapshot's time");
}

/// Asks for a fresh snapshot, and waits until the badge shows what it saw.
pub(super) async fn refresh_and_wait() {
    let shown = Promise::new(&mut |resolve, _| WAITERS.with_borrow_mut(|waiting| waiting.push(resolve)));
    refresh();
    let _undefined = JsFuture::from(shown).await;
}

/// Puts what was seen together with what is recorded. Makes the records if there are none, mends them if they are damaged,
/// and notes logouts after which it may be somebody else who logs in.
pub(super) async fn note_and_decide(
    snapshot: Vec<SiteLogins>,
    reading: storage::PendingRead,
) -> (Overview, BannersShown) {
    let snapshot = Rc::new(snapshot);
    let mut loaded = records::finish_loading(reading).await;
    if has_findings(&snapshot, &mut loaded) {
        note_briefly(loaded.deletion, snapshot.clone()).await;
        loaded = records::load().await;
        count_ended_sessions(&snapshot, &mut loaded);
    }
    let mut overview = loaded.overview(&snapshot, clock::now());
    if let Ok(records) = loaded.records() {
        name_sessions(&mut overview.rows, &snapshot, records);
    }
    (overview, loaded.banners_shown)
}

/// Lets a session that ended count, also where that could not be noted yet.
fn count_ended_sessions(snapshot: &[SiteLogins], loaded: &mut LoadedRecords) {
    let known = loaded.sessions.clone();
    let Ok(records) = loaded.records() else { return };
    for key in compare_sessions(snapshot, records, &known, salt).ended {
        let _refused = records.append(&key, Event::SessionEnded, &stamp());
    }
}

/// Writes down what was found. Another change may hang, and keep the lock for ever, so nothing waits for this for long; what
/// is written later is shown then.
async fn note_briefly(since: DeletionMark, snapshot: Rc<Vec<SiteLogins>>) {
    let is_late = Rc::new(Cell::new(false));
    let late = is_late.clone();
    let work = async move {
        if commands::note_findings(since, snapshot).await && late.get() {
            refresh();
        }
    };
    is_late.set(!wait_briefly(Box::pin(work)).await);
}

/// Returns whether anything about the sessions, the containers or the records has to be written down.
fn has_findings(snapshot: &[SiteLogins], loaded: &mut LoadedRecords) -> bool {
    let (known, containers) = (loaded.sessions.clone(), containers_seen(snapshot, &loaded.containers));
    let is_new = loaded.needs_repair || containers != loaded.containers;
    let Ok(records) = loaded.records() else { return false };
    let is_new = unite_names(snapshot, records) || is_new;
    let sessions = compare_sessions(snapshot, records, &known, salt);
    is_new || !sessions.ended.is_empty() || sessions.proofs != known
}

/// Sets the alarm, if it is not set already. A new worker sets it anew: Firefox forgets alarms when it is closed.
async fn set_alarm(wake: Option<Timestamp>) {
    let is_set = ALARM.replace(Some(wake)) == Some(wake) || alarms::set(wake).await.warn("setting the alarm").is_some();
    if !is_set {
        ALARM.set(None);
    }
}

async fn run_refreshes() {
    while REFRESH_NEEDED.replace(false) {
        LAST_SNAPSHOT.set(Some(clock::now()));
        let (before, reading) = (badge::start_reading(), storage::start_reading());
        // This runs while the snapshot waits for its first answer.
        spawn_local(async {
            // Should this refresh not end, the next visit is a reason to look.
            session_storage::forget(FRESH);
            i18n::load();
        });
        let (overview, _) = note_and_decide(take_snapshot().await, reading).await;
        let is_shown = badge::show(&overview, before).await;
        // Without records nobody knows when something changes.
        if overview.newest_entry.is_some() {
            set_alarm(overview.wake).await;
        }
        if content_scripts::update(&overview).await && is_shown && overview.is_complete() {
            note_freshness(overview.wake).await;
        }
    }
    REFRESHING.set(false);
    for resolve in WAITERS.take() {
        let _undefined = resolve.call0(&JsValue::UNDEFINED);
    }
}
