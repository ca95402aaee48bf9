//! Arguments fill the placeholders of a text.

use crate::core::time::{Date, Timestamp};

/// An argument fills a placeholder. A date stays a date up to the last moment: its look is the language's business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// A name or a number, never a sentence.
    Plain(String),
    /// A moment, shown as a date in the person's own time zone.
    Moment(Timestamp),
    /// A day of the calendar, the same in every time zone.
    Day(Date),
    /// A moment, shown as short as it can be: without the year in the current one.
    ShortMoment(Timestamp),
    /// A day of the calendar, shown as short.
    ShortDay(Date),
    /// Another text without placeholders, by its name in `messages.json`.
    Named(&'static str),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Plain(text.into())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

impl From<Timestamp> for Arg {
    fn from(moment: Timestamp) -> Self {
        Self::Moment(moment)
    }
}

impl From<Date> for Arg {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}
