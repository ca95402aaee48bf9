//! The badge says once that something was settled since the person last looked.

use crate::browser::{ApiCall, session_storage};
use std::cell::Cell;

/// The name under which the newest entry that the person has looked at is kept until the browser is closed.
const KEY: &str = "settled-seen";

thread_local! {
    /// The newest entry that the person has looked at, as this worker knows it.
    static SEEN: Cell<Option<u64>> = const { Cell::new(None) };
    /// True once the person has one of the extension's pages open, which say more than a badge.
    static IS_LOOKING: Cell<bool> = const { Cell::new(false) };
}

/// Notes that the person looks at what is on record: what the next refresh finds settled is no news to them.
pub(super) fn acknowledge() {
    IS_LOOKING.set(true);
}

/// The newest entry that the person has looked at, on its way from the browser.
pub(super) struct PendingSeen {
    reading: Option<ApiCall>,
    /// This is true if the person has looked since the refresh before this one began. It is taken here, so that who looks
    /// while a refresh is under way counts for the next one, which sees what they did.
    is_looking: bool,
}

/// Starts asking for it, unless this worker knows it.
pub(super) fn start_reading() -> PendingSeen {
    PendingSeen { reading: SEEN.get().is_none().then(|| session_storage::get(KEY)), is_looking: IS_LOOKING.take() }
}

impl PendingSeen {
    /// Notes what the person has looked at, and returns whether the entry `settled` has come since they last looked. `newest` is
    /// the newest entry of all accounts, so that none is news only because its account logs in again. When the browser starts,
    /// nothing is news.
    pub(super) async fn note_and_compare(self, settled: u64, newest: Option<u64>) -> bool {
        if let Some(reading) = self.reading {
            let kept = session_storage::first_text(reading, KEY).await;
            SEEN.set(kept.and_then(|kept| kept.parse().ok()));
        }
        let Some(newest) = newest else { return false };
        match SEEN.get() {
            // Fewer entries than were looked at: everything was deleted.
            Some(seen) if !self.is_looking && newest >= seen => settled > seen,
            seen => {
                if seen != Some(newest) {
                    keep(newest).await;
                }
                false
            }
        }
    }
}

async fn keep(newest: u64) {
    SEEN.set(Some(newest));
    session_storage::keep_text(KEY, &newest.to_string()).await;
}
