//! The clock.

use crate::core::time::Timestamp;

/// The time by the computer's clock, which may be wrong and may jump.
#[expect(clippy::cast_possible_truncation, reason = "a whole number of milliseconds")]
pub(crate) fn now() -> Timestamp {
    Timestamp(js_sys::Date::now() as i64)
}

/// Today where the person is, as `YYYY-MM-DD`.
pub(crate) fn today() -> String {
    day_of(now())
}

/// The day of a moment where the person is, as `YYYY-MM-DD`.
#[expect(clippy::cast_precision_loss, reason = "exact for 285,000 years")]
pub(crate) fn day_of(Timestamp(moment): Timestamp) -> String {
    let day = js_sys::Date::new(&(moment as f64).into());
    format!("{:04}-{:02}-{:02}", day.get_full_year(), day.get_month() + 1, day.get_date())
}
