//! Waits for a condition. This is the only place where the tests sleep.

use std::thread::sleep;
use std::time::{Duration, Instant};

/// The outcome of every step; the error is a sentence for the person who reads the report.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// The time that a condition may take that has no deadline of its own. Only a failure waits this long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// The time to wait before looking again: briefly at first, as most conditions hold at once, and then less often, as
/// every look costs the browser work that it needs for what is awaited.
const SHORTEST_INTERVAL: Duration = Duration::from_millis(10);
const LONGEST_INTERVAL: Duration = Duration::from_millis(200);

/// Waits for as long as a person likes.
pub(crate) fn wait_for_person(mut done: impl FnMut() -> bool) {
    while !done() {
        sleep(Duration::from_millis(300));
    }
}

/// The answer of one look at a condition.
pub(crate) enum Seen<T> {
    /// The condition holds.
    Yes(T),
    /// It does not hold yet; this is what was there instead.
    NotYet(String),
}

impl Seen<()> {
    /// Returns `Yes` if the condition holds, and otherwise what was seen instead.
    pub(crate) fn when(holds: bool, instead: impl std::fmt::Display) -> Self {
        if holds { Seen::Yes(()) } else { Seen::NotYet(instead.to_string()) }
    }
}

/// Looks until the condition holds. A failure says what was awaited and what was last seen; an error ends it
/// at once.
pub(crate) fn wait_until<T>(what: &str, patience: Duration, mut look: impl FnMut() -> Outcome<Seen<T>>) -> Outcome<T> {
    let start = Instant::now();
    let mut interval = SHORTEST_INTERVAL;
    loop {
        match look()? {
            Seen::Yes(found) => return Ok(found),
            Seen::NotYet(seen) if start.elapsed() >= patience => {
                return Err(format!("waited {patience:.1?} until {what}; last seen: {seen}"));
            }
            Seen::NotYet(_) => sleep(interval),
        }
        interval = (interval * 3 / 2).min(LONGEST_INTERVAL);
    }
}
