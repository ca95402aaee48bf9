//! A verdict says what a report means for the record.

mod event;
pub mod form;
pub mod switch;

use std::ops::Range;

/// A page is believed when it has stayed the same for so many milliseconds: pages that draw themselves anew
/// bring a form back sooner.
pub const SETTLED_MS: u32 = 2000;

/// A page may take so many milliseconds to show its form.
pub const LATE_MS: u32 = 8000;

/// A change of a switch that was saved is believed when it has shown the same for so many milliseconds: two readings half a
/// second apart.
pub const READ_TWICE_MS: u32 = 500;

/// A switch has to be left alone for so many milliseconds when it is not known whether the change was saved.
pub const LEFT_ALONE_MS: u32 = 8000;

/// A change has to be left alone for so many milliseconds while nothing is known to answer it: a page may ask back, or be slow. Where
/// the site saves at another address than is known, nothing ever answers, and people do not wait for longer.
pub const UNANSWERED_MS: u32 = 16_000;

/// A lone switch that does not bear the name, and that nobody pressed, is believed when it has stayed so for so many
/// milliseconds: the one with the name may be late.
pub const UNNAMED_MS: u32 = 16_000;

/// The answer to a press may begin so many milliseconds after it.
const ANSWER_MS: u64 = 60_000;

/// The answer to a press may begin so many milliseconds before it: some pages send when the button goes down,
/// and a click is told when it has come up.
pub const EARLY_MS: u64 = 50;

/// Returns the times at which the answer to a press may begin. `at_ms`: the time of the press.
fn answer_window(at_ms: u64) -> Range<u64> {
    at_ms.saturating_sub(EARLY_MS)..at_ms.saturating_add(ANSWER_MS)
}

/// The number of outcomes that are kept of a press; the first ones stay, since some pages send something all the time.
pub const MAX_OUTCOMES: usize = 20;
