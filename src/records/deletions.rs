//! Counts how often everything was deleted since this worker started: a change that waited meanwhile is about something that is gone.
//! What was read before it was asked to wait says so by the mark of the last deletion.

use std::cell::Cell;

thread_local! {
    static DELETIONS: Cell<u32> = const { Cell::new(0) };
}

/// Returns the number.
pub(super) fn count() -> u32 {
    DELETIONS.get()
}

/// Notes one more.
pub(super) fn note() {
    DELETIONS.set(count() + 1);
}
