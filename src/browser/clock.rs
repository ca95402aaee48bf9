//! The clock.

use crate::core::time::Timestamp;

/// The time by the computer's clock, which may be wrong and may jump.
#[expect(clippy::cast_possible_truncation, reason = "a whole number of milliseconds")]
pub(crate) fn now() -> Timestamp {
    Timestamp(js_sys::Date::now() as i64)
}

/// Today where the person is, as `YYYY-MM-DD`.
pub(crate) fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}
