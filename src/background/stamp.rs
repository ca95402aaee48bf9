//! Time, id and version for new entries, and salt for new sessions.

use crate::browser::{clock, random};
use crate::core::account::Salt;
use crate::core::history::event::EntryId;
use crate::core::records::Stamp;

/// Stamps a new entry.
pub(super) fn stamp() -> Stamp<'static> {
    let id = EntryId(u64::from_be_bytes(random::bytes()));
    Stamp { now: clock::now(), id, version: env!("CARGO_PKG_VERSION") }
}

/// Makes a fresh random salt.
pub(super) fn salt() -> Salt {
    Salt(random::bytes())
}
