//! The time, as the core counts it.

use bezwaar::core::time::Timestamp;
use std::time::UNIX_EPOCH;

/// Returns what the time is now.
pub(crate) fn now() -> Timestamp {
    Timestamp(UNIX_EPOCH.elapsed().map_or(0, |time| time.as_millis() as i64))
}
