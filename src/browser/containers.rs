//! Firefox's containers that hold cookies of our sites.
//!
//! Firefox does not say which containers there are, so all that there may be are asked, which takes 8 ms of a start. The
//! background remembers which had cookies until a login in a container may have changed that; everything else, such as
//! a popup that is opened, asks anew each time.

use crate::browser::cookies::all_in;
use crate::browser::{ApiCall, Error, Warn, runtime, session, spawn_local};
use crate::core::cookie_store::CookieStoreId;
use js_sys::{Array, Reflect};
use std::cell::Cell;

/// The name under which they are remembered while the browser runs.
const KEY: &str = "containers";

thread_local! {
    static MEMORY: Cell<Memory> = const { Cell::new(Memory::None) };
}

/// What may be relied on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Memory {
    /// Nothing is remembered: a page.
    None,
    /// What an earlier look found.
    Trusted,
    /// Something changed: it must be asked anew.
    Stale,
}

/// From now on, this context relies on what is remembered.
pub(crate) fn remember() {
    if runtime::is_firefox() {
        MEMORY.set(Memory::Trusted);
    }
}

/// There may be others by now. Forgotten at once, in case this worker does not live to ask anew.
pub(crate) fn forget() {
    if MEMORY.replace(Memory::Stale) == Memory::Trusted {
        let forgetting = session::remove(KEY);
        spawn_local(async { drop(forgetting.result().await.warn("forgetting the containers")) });
    }
}

/// The containers that hold cookies of our sites, on their way.
pub(super) enum Containers {
    Remembered(ApiCall),
    Probed(Probes),
}

type Probes = Vec<(CookieStoreId, ApiCall)>;

/// Starts finding out.
pub(super) fn start_listing() -> Containers {
    match MEMORY.get() {
        Memory::Trusted => Containers::Remembered(session::get(KEY)),
        Memory::None | Memory::Stale => Containers::Probed(probes()),
    }
}

fn probes() -> Probes {
    CookieStoreId::containers().map(|store| (store.clone(), all_in(&store))).collect()
}

impl Containers {
    pub(super) async fn result(self) -> Result<Vec<CookieStoreId>, Error> {
        let probes = match self {
            Self::Probed(probes) => probes,
            Self::Remembered(asked) => match known(&asked.result().await?) {
                Some(known) => return Ok(known),
                None => probes(),
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
