//! Letters about an objection name the day on which it was made.

use crate::core::history::event::{DeclaredWhen, Event};
use crate::core::history::log::History;
use crate::core::time::{Date, Timestamp};

/// Nobody objected before: GDPR applies since 25 May 2018.
pub const FIRST_YEAR: u16 = 2018;

/// An objection has the day on which it was seen sent, or that the person gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectedOn {
    /// The form was seen sent at this moment; its day depends on where the person is.
    Moment(Timestamp),
    /// The person gave this day.
    Day(Date),
}

/// Returns the day of the newest objection that counts; `None` if there is none, or its day is not known.
#[must_use]
pub fn objected_on(history: &History) -> Option<ObjectedOn> {
    for (_, entry, in_force) in history.newest_first() {
        match &entry.event {
            _ if !in_force => {}
            Event::Submitted(_) | Event::NoErrorSeen(_) => return Some(ObjectedOn::Moment(entry.at)),
            Event::Declared(DeclaredWhen::Day(day)) => return Some(ObjectedOn::Day(*day)),
            // Whoever did not type the code in has not objected.
            Event::CodeAsked(_) | Event::Declared(_) | Event::StartedOver => return None,
            // An answer that is not clear may be one to a press that sent nothing; if it is not, the sending is noted, too.
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::history::test_script::{START, history};

    #[test]
    fn the_newest_objection_that_counts_has_the_day() {
        let (sent, day) = (Some(ObjectedOn::Moment(START)), Date::parse("2026-11-20").unwrap());
        for (script, expected) in [
            ("", None),
            ("submit", sent),
            ("submit refused", sent),
            ("submit refused notyet", sent),
            ("submit undo:1", None),
            ("declare", Some(ObjectedOn::Day(day))),
            ("submit declare", Some(ObjectedOn::Day(day))),
            ("submit over", None),
            ("submit code", None),
            ("unclear", None),
            ("submit unclear", sent),
            ("declare unclear", Some(ObjectedOn::Day(day))),
            ("2024", None),
            ("submit 2024", None),
            ("off", None),
        ] {
            assert_eq!(objected_on(&history(script)), expected, "{script}");
        }
    }

    #[test]
    fn a_later_sending_has_its_own_day() {
        assert_eq!(objected_on(&history("2024 submit")), Some(ObjectedOn::Moment(Timestamp(START.0 + 60_000))));
    }
}
