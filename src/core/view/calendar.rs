//! A reminder as a calendar file, RFC 5545.

use crate::core::time::Timestamp;
use crate::core::time::{DAY_MS, Date, write_time};
use crate::platforms::MAIL_COMES_WITHIN_DAYS;

/// The number of days after which a reminder comes when the form was sent: the e-mail is late then.
const AFTER_DAYS: i64 = MAIL_COMES_WITHIN_DAYS + 1;

/// No line may be longer than this, in octets without the line break.
const MAX_LINE_BYTES: usize = 75;

/// The day on which to look for the e-mail: two days after `today`, the person's own.
#[must_use]
pub fn reminder_day(today: &str) -> Option<Date> {
    Some(days_after(Date::parse(today)?, AFTER_DAYS))
}

fn days_after(day: Date, days: i64) -> Date {
    Date::of(Timestamp(day.midnight().0.saturating_add(days * DAY_MS)))
}

/// A calendar with one event that fills a day, with an alarm at nine. `uid` tells it from all other events, so that
/// importing it twice makes one. Its end is the day after, which is not part of it.
#[must_use]
pub fn write_reminder(uid: &str, now: Timestamp, day: Date, title: &str, text: &str) -> String {
    let mut file = String::new();
    for (name, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Bezwaar//Bezwaar//EN"),
        ("METHOD", "PUBLISH"),
        ("BEGIN", "VEVENT"),
        ("UID", &[uid, "@bezwaar.eu"].concat()),
        ("DTSTAMP", &write_stamp(now)),
        ("DTSTART;VALUE=DATE", &write_day(day)),
        ("DTEND;VALUE=DATE", &write_day(days_after(day, 1))),
        ("SUMMARY", &escape(title)),
        ("DESCRIPTION", &escape(text)),
        ("TRANSP", "TRANSPARENT"),
        ("BEGIN", "VALARM"),
        ("ACTION", "DISPLAY"),
        ("DESCRIPTION", &escape(title)),
        ("TRIGGER", "PT9H"),
        ("END", "VALARM"),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ] {
        add_line(&mut file, &[name, value].join(":"));
    }
    file
}

/// `20261122`
fn write_day(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// `20261122T103850Z`
fn write_stamp(now: Timestamp) -> String {
    let text: String = write_time(now).chars().filter(|c| !matches!(c, '-' | ':')).collect();
    text.split('.').next().unwrap_or_default().to_owned() + "Z"
}

fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars().filter(|c| !c.is_control() || *c == '\n') {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Adds a line, folded: a continuation begins with a blank, and no character is torn apart.
fn add_line(file: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > MAX_LINE_BYTES {
            file.push_str("\r\n ");
            length = 1;
        }
        file.push(c);
        length += c.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_795_343_930_123);

    fn made(title: &str, text: &str) -> String {
        write_reminder("00000000000000ab", NOW, Date::new(2026, 11, 24).unwrap(), title, text)
    }

    /// Joins the folded lines again, as a calendar does.
    fn unfolded(file: &str) -> Vec<String> {
        file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn the_file_is_an_event_on_that_day() {
        let lines = unfolded(&made("Did it come?", "Look."));
        for line in [
            "UID:00000000000000ab@bezwaar.eu",
            "DTSTAMP:20261122T103850Z",
            "DTSTART;VALUE=DATE:20261124",
            "DTEND;VALUE=DATE:20261125",
            "SUMMARY:Did it come?",
            "TRIGGER:PT9H",
        ] {
            assert!(lines.iter().any(|other| other == line), "{line} in {lines:?}");
        }
        assert_eq!(lines.first().map(String::as_str), Some("BEGIN:VCALENDAR"));
        assert_eq!(lines.last().map(String::as_str), Some("END:VCALENDAR"));
        let count = |start| lines.iter().filter(|line| line.starts_with(start)).count();
        assert_eq!(count("BEGIN:"), count("END:"));
        assert_eq!(count("BEGIN:VEVENT"), 1);
    }

    /// The method is the calendar's: within the event it would mean nothing.
    #[test]
    fn it_is_for_whoever_wants_it() {
        let lines = unfolded(&made("Did it come?", "Look."));
        let at = |line: &str| lines.iter().position(|other| other == line);
        assert!(at("METHOD:PUBLISH").is_some_and(|method| Some(method) < at("BEGIN:VEVENT")), "{lines:?}");
    }

    #[test]
    fn it_ends_where_the_next_day_begins() {
        for (day, end) in [("2026-12-31", "20270101"), ("2028-02-28", "20280229"), ("2027-02-28", "20270301")] {
            let file = write_reminder("ab", NOW, Date::parse(day).unwrap(), "", "");
            assert!(unfolded(&file).contains(&format!("DTEND;VALUE=DATE:{end}")), "{day}: {file}");
        }
    }

    /// The file of another day is about the same event.
    #[test]
    fn it_is_imported_once() {
        let uid = |file: &str| unfolded(file).into_iter().find(|line| line.starts_with("UID:"));
        let again = write_reminder("00000000000000ab", Timestamp(0), Date::new(2027, 1, 1).unwrap(), "", "");
        assert_eq!(uid(&made("Did it come?", "Look.")), uid(&again));
    }

    #[test]
    fn every_line_ends_as_the_standard_wants_and_is_short() {
        let file = made(&"é\u{1f600}ë".repeat(40), &"word; ".repeat(60));
        assert!(!file.replace("\r\n", "").contains(['\r', '\n']));
        for line in file.split("\r\n") {
            assert!(line.len() <= MAX_LINE_BYTES, "{}: {line}", line.len());
        }
        let lines = unfolded(&file);
        assert!(lines.contains(&format!("SUMMARY:{}", "é\u{1f600}ë".repeat(40))));
        assert!(lines.contains(&format!("DESCRIPTION:{}", "word\\; ".repeat(60))));
    }

    #[test]
    fn what_means_something_to_calendars_is_escaped() {
        for (text, expected) in
            [("a,b;c\\d", "a\\,b\\;c\\\\d"), ("a\nb", "a\\nb"), ("a\r\nEND:VEVENT", "a\\nEND:VEVENT"), ("x\u{7}", "x")]
        {
            assert_eq!(escape(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_day_is_two_days_on() {
        assert_eq!(reminder_day("2026-12-30"), Date::new(2027, 1, 1));
        assert_eq!(reminder_day("today"), None);
    }
}
