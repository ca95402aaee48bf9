//! What a report means for the record.

pub mod form;
pub mod switch;

/// How long a page stays as it is before that is believed, in milliseconds: pages that draw themselves anew bring a form
/// back sooner.
pub const SETTLED_MS: u32 = 2000;

/// How long a page may take to show its form, in milliseconds.
pub const LATE_MS: u32 = 8000;

/// How long a switch shows the same before it is believed, in milliseconds: two readings half a second apart.
pub const READ_TWICE_MS: u32 = 500;

/// How long a switch has to be left alone when it is not known whether the change was saved, in milliseconds.
pub const LEFT_ALONE_MS: u32 = 8000;

/// How long after a press its answer may begin, in milliseconds.
pub const ANSWER_MS: u64 = 60_000;

/// How long before a press its answer may begin, in milliseconds: some pages send when the button goes down, and a click
/// is told when it has come up.
pub const EARLY_MS: u64 = 50;
