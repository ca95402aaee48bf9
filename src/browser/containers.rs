//! Firefox's containers that hold cookies of our sites.
//!
//! Firefox does not say which containers there are, so all that there may be are asked, which takes 8 ms of a start. The
//! background remembers which had cookies until a login in a container may have changed that; everything else, such as
//! a popup that is opened, asks anew each time.

use crate::browser::{ApiCall, Error, Warn, runtime, session, spawn_local};
use crate::core::cookie_store::CookieStoreId;
use js_sys::{Array, Reflect};
use std::cell::Cell;

/// The name under which they are remembered while the browser runs.
const KEY: &str = "containers";

thread_local! {
    static MEMORY: Cell<Memory> = const { Cell::new(Memory::None) };
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
        let forgetting = session::remove(KEY);
        spawn_local(async { drop(forgetting.result().await.warn("forgetting the containers")) });
    }
}

/// Starts reading the cookies of our sites in a cookie store.
type Probe = fn(&CookieStoreId) -> ApiCall;

type Probes = Vec<(CookieStoreId, ApiCall)>;

/// A search for the containers that hold cookies of our sites, in flight.
pub(super) enum Containers {
    Remembered(ApiCall, Probe),
    Probed(Probes),
}

/// Starts the search.
pub(super) fn start_listing(probe: Probe) -> Containers {
    match MEMORY.get() {
        Memory::Trusted => Containers::Remembered(session::get(KEY), probe),
        Memory::None | Memory::Stale => Containers::Probed(start_probes(probe)),
    }
}

fn start_probes(probe: Probe) -> Probes {
    CookieStoreId::containers().map(|store| (store.clone(), probe(&store))).collect()
}

impl Containers {
    pub(super) async fn result(self) -> Result<Vec<CookieStoreId>, Error> {
        let probes = match self {
            Self::Probed(probes) => probes,
            Self::Remembered(asked, probe) => match known(&asked.result().await?) {
                Some(known) => return Ok(known),
                None => start_probes(probe),
            },
        };
        found(probes).await
    }
}

fn known(items: &wasm_bindgen::JsValue) -> Option<Vec<CookieStoreId>> {
    let known = Reflect::get(items, &KEY.into()).ok().filter(Array::is_array)?;
    Some(Array::from(&known).iter().filter_map(|name| name.as_string()).map(CookieStoreId).collect())
}

async fn found(probes: Probes) -> Result<Vec<CookieStoreId>, Error> {
    let background = MEMORY.get() != Memory::None;
    // Before the answers: what changes while they come makes it stale again.
    if background {
        MEMORY.set(Memory::Trusted);
    }
    let mut found = Vec::new();
    for (store, probe) in probes {
        if Array::from(&probe.result().await?).length() > 0 {
            found.push(store);
        }
    }
    if background && MEMORY.get() == Memory::Trusted {
        let names: Vec<&str> = found.iter().map(|store| store.0.as_str()).collect();
        session::set(KEY, &names).result().await.warn("remembering the containers");
    }
    Ok(found)
}
