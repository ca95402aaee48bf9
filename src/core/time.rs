//! Points in time, always passed in from outside, and calendar days; as text both are written as ISO 8601 does, in UTC.

use std::fmt;

/// A point in time: milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Converts seconds since 1970 as browsers give them: fractions are cut off, absurd values saturate.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "`as` saturates, and NaN becomes 0: both mean long expired or never"
    )]
    pub fn from_seconds(seconds: f64) -> Self {
        Self((seconds * 1000.0) as i64)
    }
}

/// Milliseconds in a day. Timestamps know no leap seconds.
pub const DAY_MS: i64 = 86_400_000;

/// The last millisecond of the year 9999, the last one that fits the text format.
const LATEST_MS: i64 = 253_402_300_799_999;

/// A day of the (proleptic) Gregorian calendar, from the year 0000 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// A day, or `None` if there is no such day.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = year <= 9999 && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD`, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        Self::new(digits(year, 4)?, digits(month, 2)?.try_into().ok()?, digits(day, 2)?.try_into().ok()?)
    }

    /// The day in UTC. Times outside the years 1970 to 9999 count as the nearest end.
    #[must_use]
    pub fn of(time: Timestamp) -> Self {
        Self::from_days(clamp_to_storable(time).0 / DAY_MS)
    }

    /// The beginning of the day in UTC.
    #[must_use]
    pub fn midnight(self) -> Timestamp {
        Timestamp(self.days() * DAY_MS)
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// Days since 1970-01-01 → day. The algorithm counts from March, so that leap days come last in their year:
    /// <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most 9999-12-31, see `clamp_to_storable`"
    )]
    const fn from_days(days: i64) -> Self {
        let z = days + 719_468;
        let (era, day_of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = era * 400 + year_of_era + if month <= 2 { 1 } else { 0 };
        Self { year: year as u16, month: month as u8, day: (day_of_year - (153 * from_march + 2) / 5 + 1) as u8 }
    }

    /// Day → days since 1970-01-01, the inverse of [`Self::from_days`].
    fn days(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The time moved into the years 1970 to 9999, so that every stored time can be written and read back.
#[must_use]
pub fn clamp_to_storable(time: Timestamp) -> Timestamp {
    Timestamp(time.0.clamp(0, LATEST_MS))
}

/// Writes `YYYY-MM-DDThh:mm:ss.mmmZ`.
#[must_use]
pub fn write_time(time: Timestamp) -> String {
    let ms = clamp_to_storable(time).0;
    let (second, in_day) = (ms / 1000 % 60, ms / 60_000 % 1440);
    format!("{}T{:02}:{:02}:{second:02}.{:03}Z", Date::of(time), in_day / 60, in_day % 60, ms % 1000)
}

/// Reads what [`write_time`] writes, and nothing else.
#[must_use]
pub fn read_time(text: &str) -> Option<Timestamp> {
    let (day, clock) = text.strip_suffix('Z')?.split_once('T')?;
    let (clock, ms) = clock.split_once('.')?;
    let mut parts = clock.splitn(3, ':');
    let [hour, minute, second] = [parts.next()?, parts.next()?, parts.next()?].map(|part| digits(part, 2));
    let (hour, minute, second) = (below(hour?, 24)?, below(minute?, 60)?, below(second?, 60)?);
    let in_day = ((hour * 60 + minute) * 60 + second) * 1000 + i64::from(digits(ms, 3)?);
    let days = Date::parse(day)?.days();
    (days >= 0).then_some(Timestamp(days * DAY_MS + in_day))
}

fn below(value: u16, limit: u16) -> Option<i64> {
    (value < limit).then_some(i64::from(value))
}

/// Reads a year of four digits.
#[must_use]
pub fn parse_year(text: &str) -> Option<u16> {
    digits(text, 4)
}

/// A number of exactly this count of digits; unlike `str::parse` without a sign.
fn digits(text: &str, count: usize) -> Option<u16> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, ms: i64) {
        assert_eq!(write_time(Timestamp(ms)), text, "{ms}");
        assert_eq!(read_time(text), Some(Timestamp(ms)), "{text}");
    }

    #[test]
    fn times_are_written_and_read() {
        check("1970-01-01T00:00:00.000Z", 0);
        check("2000-02-29T23:59:59.999Z", 951_868_799_999);
        check("2026-11-22T10:38:50.123Z", 1_795_343_930_123);
        check("2100-03-01T00:00:00.000Z", 4_107_542_400_000);
        check("9999-12-31T23:59:59.999Z", LATEST_MS);
    }

    #[test]
    fn times_off_the_scale_are_moved_to_its_ends() {
        assert_eq!(write_time(Timestamp(i64::MIN)), "1970-01-01T00:00:00.000Z");
        assert_eq!(write_time(Timestamp(i64::MAX)), "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn other_texts_are_no_time() {
        let valid = "2026-11-22T10:38:50.123Z";
        assert!((0..valid.len()).all(|end| read_time(&valid[..end]).is_none()));
        for text in ["2026-11-22T24:00:00.000Z", "2026-11-22T10:60:00.000Z", "2026-11-22T10:38:50.1234Z"] {
            assert_eq!(read_time(text), None, "{text}");
        }
        for text in ["2026-11-22T10:38:+5.123Z", "2026-11-22 10:38:50.123Z", "1969-12-31T23:59:59.999Z", "ééé"] {
            assert_eq!(read_time(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_comes_back() {
        for days in 0..=(LATEST_MS / DAY_MS) {
            let date = Date::from_days(days);
            assert_eq!((date.days(), Date::parse(&date.to_string())), (days, Some(date)));
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in ["2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "26-04-01", "2026-4-1", ""] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert!(Date::parse("2028-02-29") < Date::parse("2028-03-01"));
    }
}
