//! Firefox's containers that hold cookies of our sites.
//!
//! Firefox does not say which containers there are, so all that there may be are asked, which takes 8 ms of a start. The
//! background remembers which had cookies until a login in a container may have changed that; everything else, such as
//! a popup that is opened, asks anew each time.

use crate::browser::{ApiCall, Warn, runtime, session_storage, storage};
use crate::core::cookie_store::{CookieStoreId, Search, containers_to_ask};
use js_sys::{Array, Reflect};
use std::cell::{Cell, RefCell};

/// The name under which they are remembered while the browser runs.
const KEY: &str = "containers";

thread_local! {
    static MEMORY: Cell<Memory> = const { Cell::new(Memory::None) };
    /// The next search is made so thoroughly.
    static SEARCH: Cell<Search> = const { Cell::new(Search::Likely) };
    /// The numbers of the containers that events told of: nobody may have written them down yet.
    static TOLD: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

/// The degree to which this context relies on the list that is remembered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Memory {
    /// Nothing is remembered, as in pages.
    None,
    /// The list that was found earlier still holds.
    Trusted,
    /// Something changed since then, so the browser is asked again.
    Stale,
}

/// From now on, this context relies on what is remembered.
pub(crate) fn remember() {
    if runtime::is_firefox() {
        MEMORY.set(Memory::Trusted);
    }
}

/// Forgets the list, since there may be other containers by now. This happens at once, in case the worker is killed before
/// it asks again.
pub(crate) fn forget() {
    if MEMORY.replace(Memory::Stale) == Memory::Trusted {
        session_storage::forget(KEY);
    }
}

/// Forgets the list, and lets the next search be a thorough one.
pub(crate) fn forget_thoroughly() {
    SEARCH.set(Search::Thorough);
    forget();
}

/// Takes note of a container that an event told of, and forgets the list.
pub(crate) fn note_container(number: u32) {
    TOLD.with_borrow_mut(|told| {
        if !told.contains(&number) {
            told.push(number);
        }
    });
    forget();
}

/// Starts reading the cookies of our sites in a cookie store.
type StartCookieRead = fn(&CookieStoreId) -> ApiCall;

type CookieReads = Vec<(CookieStoreId, ApiCall)>;

/// A search for the containers that hold cookies of our sites, in flight.
pub(super) enum Containers {
    /// The list that is remembered while the browser runs was asked for.
    Remembered(ApiCall, StartCookieRead),
    /// The numbers that were seen before were asked for.
    Asked(ApiCall, StartCookieRead),
}

/// Starts the search.
pub(super) fn start_listing(probe: StartCookieRead) -> Containers {
    match MEMORY.get() {
        Memory::Trusted => Containers::Remembered(session_storage::get(KEY), probe),
        Memory::None | Memory::Stale => Containers::Asked(storage::start_reading_containers(), probe),
    }
}

impl Containers {
    pub(super) async fn result(self) -> Vec<CookieStoreId> {
        let (asked, probe) = match self {
            Self::Asked(asked, probe) => (asked, probe),
            Self::Remembered(recalled, probe) => {
                let recalled = recalled.result().await.warn("recalling the containers");
                match recalled.and_then(|items| parse_names(&items)) {
                    Some(known) => return known,
                    None => {
                        // The extension was switched on, of which no event tells: a login may be older.
                        SEARCH.set(Search::Thorough);
                        (storage::start_reading_containers(), probe)
                    }
                }
            }
        };
        search(asked, probe).await
    }
}

/// Reads the list that is remembered; `None` if there is none.
fn parse_names(items: &wasm_bindgen::JsValue) -> Option<Vec<CookieStoreId>> {
    let names = Reflect::get(items, &KEY.into()).ok().filter(Array::is_array)?;
    Some(Array::from(&names).iter().filter_map(|name| name.as_string()).map(CookieStoreId).collect())
}

/// Asks every container that may be there.
async fn search(asked: ApiCall, probe: StartCookieRead) -> Vec<CookieStoreId> {
    // A failure costs the containers with high numbers, and no more.
    let stored = asked.result().await.warn("reading which containers were seen");
    let mut seen = stored.map(|items| storage::parse_containers(&items)).unwrap_or_default();
    let background = MEMORY.get() != Memory::None;
    // It is trusted before the answers are there: what changes while they come makes it stale again.
    if background {
        MEMORY.set(Memory::Trusted);
    }
    let told = TOLD.with_borrow(Clone::clone);
    seen = told.into_iter().filter(|number| !seen.contains(number)).chain(seen.clone()).collect();
    let stores = containers_to_ask(&seen, SEARCH.replace(Search::Likely));
    let probes = stores.into_iter().map(|store| (store.clone(), probe(&store))).collect();
    let found = find_non_empty(probes).await;
    if background && MEMORY.get() == Memory::Trusted {
        let names: Vec<&str> = found.iter().map(|store| store.0.as_str()).collect();
        session_storage::set(KEY, &names).result().await.warn("remembering the containers");
    }
    found
}

/// Returns the containers that hold cookies. One whose answer fails counts, too: reading its logins tells.
async fn find_non_empty(probes: CookieReads) -> Vec<CookieStoreId> {
    let mut found = Vec::new();
    for (store, probe) in probes {
        let cookies = probe.result().await.warn("searching a container");
        if cookies.is_none_or(|cookies| Array::from(&cookies).length() > 0) {
            found.push(store);
        }
    }
    found
}
