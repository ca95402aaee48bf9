//! One change at a time: the lock that every change holds, and what its failures come to.

use crate::browser::storage::{self, Stored};
use crate::browser::{Error, Warn, locks};
use crate::core::message::Failure;
use crate::records::change::ChangeResult;
use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;

/// The name of the lock.
const LOCK: &str = "records";

/// A change that is under way. Boxed, so that the lock is compiled once and not for each kind of work.
pub(super) type Work = Pin<Box<dyn Future<Output = Result<ChangeResult, Failure>>>>;

/// Does the work while nobody else changes anything.
pub(super) async fn with_records_lock(work: Work) -> Result<ChangeResult, Failure> {
    let done = Rc::new(Cell::new(Err(Failure::Storage)));
    let slot = done.clone();
    let work = Box::pin(async move { slot.set(work.await) });
    locks::with_lock(LOCK, work).await.warn("waiting for the lock");
    done.get()
}

/// Reads everything that is stored.
pub(super) async fn load_raw() -> Result<Stored, Failure> {
    storage::read().await.map_err(|error| failure(&error))
}

/// Writes everything that is stored.
pub(super) async fn write_raw(stored: &Stored) -> Result<(), Failure> {
    storage::write(stored).await.map_err(|error| failure(&error))
}

/// Both browsers name the quota in their message, one with a capital; it has no code of its own.
fn failure(error: &Error) -> Failure {
    // This is not `contains`, whose search for any text at all is 3 kB of wasm.
    if error.to_string().as_bytes().windows(4).any(|part| part == b"uota") { Failure::NoRoom } else { Failure::Storage }
}
