//! The shape of one entry of a history in the document's text.

use serde::{Deserialize, Serialize};

use super::wire::MAX_SEQUENCE;
use crate::core::account::{tidy, unhex};
use crate::core::date::{Date, read_time, write_time};
use crate::core::record::event::{Entry, EntryId, Event, Form, Short, Until, When, Why};

/// One entry; which of the optional fields are there depends on `what`.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEntry {
    seq: u64,
    id: String,
    at: String,
    what: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    form: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rules: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entry: Option<String>,
    version: String,
}

impl RawEntry {
    pub(super) fn of(entry: &Entry) -> Self {
        let raw = Self {
            seq: entry.sequence,
            id: entry.id.to_string(),
            at: write_time(entry.at),
            version: entry.version.clone().into(),
            ..Self::default()
        };
        raw.with(&entry.event)
    }

    fn with(self, event: &Event) -> Self {
        let what = |what: &str| Self { what: what.into(), ..Self::default() };
        let form =
            |what: &str, form: &Form| Self { what: what.into(), form: Some(form.as_str().into()), ..Self::default() };
        let parts = match event {
            Event::Submitted(id) => form("submitted", id),
            Event::CodeAsked(id) => form("code-asked", id),
            Event::Accepted(id) => form("accepted", id),
            Event::Declared(When::Day(day)) => Self { day: Some(day.to_string()), ..what("declared") },
            Event::Declared(When::Year(year)) => Self { year: Some(*year), ..what("declared") },
            Event::MailCame(case) => Self { case: case.as_ref().map(|case| case.as_str().into()), ..what("mail-came") },
            Event::ReadOff => what("read-off"),
            Event::ReadOn => what("read-on"),
            Event::Snoozed(Until::Time(time)) => Self { until: Some(write_time(*time)), ..what("snoozed") },
            Event::Snoozed(Until::RulesAfter(date)) => Self { rules: Some(date.to_string()), ..what("snoozed") },
            Event::Declined(Why::NotThisAccount) => Self { why: Some("not-this-account".into()), ..what("declined") },
            Event::Declined(Why::NotOfferedHere) => Self { why: Some("not-offered-here".into()), ..what("declined") },
            Event::LookAgain => what("look-again"),
            Event::SessionEnded => what("session-ended"),
            Event::Linked => what("linked"),
            Event::NotLinked => what("not-linked"),
            Event::Undone(entry) => Self { entry: Some(entry.to_string()), ..what("undone") },
        };
        Self { seq: self.seq, id: self.id, at: self.at, version: self.version, ..parts }
    }

    /// The entry, if it makes sense. Fields that do not belong to the event are not looked at.
    pub(super) fn read(self) -> Option<Entry> {
        let id = |text: &str| unhex(text).map(|bytes| EntryId(u64::from_be_bytes(bytes)));
        let form = || self.form.as_deref().map(Short::new);
        let event = match self.what.as_str() {
            "submitted" => Event::Submitted(form()?),
            "code-asked" => Event::CodeAsked(form()?),
            "accepted" => Event::Accepted(form()?),
            "declared" => Event::Declared(self.when()?),
            "mail-came" => Event::MailCame(self.case.as_deref().map(Short::new)),
            "read-off" => Event::ReadOff,
            "read-on" => Event::ReadOn,
            "snoozed" => Event::Snoozed(self.snooze()?),
            "declined" => Event::Declined(self.refusal()?),
            "look-again" => Event::LookAgain,
            "session-ended" => Event::SessionEnded,
            "linked" => Event::Linked,
            "not-linked" => Event::NotLinked,
            "undone" => Event::Undone(id(self.entry.as_deref()?)?),
            _ => return None,
        };
        let sequence = Some(self.seq).filter(|seq| *seq <= MAX_SEQUENCE)?;
        let version = tidy(&self.version, 16).into();
        Some(Entry { sequence, id: id(&self.id)?, at: read_time(&self.at)?, event, version })
    }

    fn when(&self) -> Option<When> {
        match (&self.day, self.year) {
            (Some(day), None) => Date::parse(day).map(When::Day),
            (None, Some(year)) => (year <= 9999).then_some(When::Year(year)),
            _ => None,
        }
    }

    fn snooze(&self) -> Option<Until> {
        match (&self.until, &self.rules) {
            (Some(time), None) => read_time(time).map(Until::Time),
            (None, Some(date)) => Date::parse(date).map(Until::RulesAfter),
            _ => None,
        }
    }

    fn refusal(&self) -> Option<Why> {
        match self.why.as_deref()? {
            "not-this-account" => Some(Why::NotThisAccount),
            "not-offered-here" => Some(Why::NotOfferedHere),
            _ => None,
        }
    }
}
