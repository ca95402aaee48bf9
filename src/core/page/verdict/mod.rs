//! A verdict says what a report means for the record.

mod event;
pub mod form;
pub mod switch;

use std::ops::Range;

/// The time for which a page has to stay the same to be believed, in milliseconds: pages that draw themselves anew
/// bring a form back sooner.
pub const SETTLED_MS: u32 = 2000;

/// The longest that a page may take to show its form, in milliseconds.
pub const LATE_MS: u32 = 8000;

/// The time for which a switch has to show the same to be believed after a change that was saved, in milliseconds: two readings half a
/// second apart.
pub const READ_TWICE_MS: u32 = 500;

/// The time for which a switch has to be left alone when it is not known whether the change was saved, in milliseconds.
pub const LEFT_ALONE_MS: u32 = 8000;

/// The time for which a change has to be left alone while nothing is known to answer it, in milliseconds: a page may ask back, or be
/// slow. Where the site saves at another address than is known, nothing ever answers, and people do not wait for longer.
pub const UNANSWERED_MS: u32 = 16_000;

/// The time for which a lone switch without the name, which nobody pressed, has to stay as it is to be believed, in
/// milliseconds: the one with the name may be late.
pub const UNNAMED_MS: u32 = 16_000;

/// The longest after a press that its answer may begin, in milliseconds.
const ANSWER_MS: u64 = 60_000;

/// The longest before a press that its answer may begin, in milliseconds: some pages send when the button goes down,
/// and a click is told when it has come up.
pub const EARLY_MS: u64 = 50;

/// Returns the times at which the answer to a press may begin. `at_ms`: the time of the press.
fn answer_window(at_ms: u64) -> Range<u64> {
    at_ms.saturating_sub(EARLY_MS)..at_ms.saturating_add(ANSWER_MS)
}

/// The number of outcomes that are kept of a press; the first ones stay, since some pages send something all the time.
pub const MAX_OUTCOMES: usize = 20;
