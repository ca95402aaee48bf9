//! Points in time, always passed in from outside.

/// A point in time: milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// From seconds since 1970 as browsers give them: fractions are cut off, absurd values saturate.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "`as` saturates, and NaN becomes 0: both mean long expired or never"
    )]
    pub fn from_seconds(seconds: f64) -> Self {
        Self((seconds * 1000.0) as i64)
    }
}
