//! The shape of one entry of a history in the document's text.

use super::json::Fields;
use super::json_write::Writer;
use super::wire::MAX_SEQUENCE;
use crate::core::account::{tidy, unhex};
use crate::core::date::{Date, read_time, write_time};
use crate::core::record::event::{Entry, EntryId, Event, Short, Until, When, Why};

const NOT_THIS_ACCOUNT: &str = "not-this-account";
const NOT_OFFERED_HERE: &str = "not-offered-here";

pub(super) fn write(entry: &Entry) -> String {
    let what = |what| {
        let fields = Writer::new().number("seq", entry.sequence).text("id", &entry.id.to_string());
        fields.text("at", &write_time(entry.at)).text("what", what)
    };
    let fields = match &entry.event {
        Event::Submitted(form) => what("submitted").text("form", form.as_str()),
        Event::CodeAsked(form) => what("code-asked").text("form", form.as_str()),
        Event::Accepted(form) => what("accepted").text("form", form.as_str()),
        Event::Declared(When::Day(day)) => what("declared").text("day", &day.to_string()),
        Event::Declared(When::Year(year)) => what("declared").number("year", (*year).into()),
        Event::MailCame(Some(case)) => what("mail-came").text("case", case.as_str()),
        Event::MailCame(None) => what("mail-came"),
        Event::ReadOff => what("read-off"),
        Event::ReadOn => what("read-on"),
        Event::Snoozed(Until::Time(time)) => what("snoozed").text("until", &write_time(*time)),
        Event::Snoozed(Until::RulesAfter(date)) => what("snoozed").text("rules", &date.to_string()),
        Event::Declined(Why::NotThisAccount) => what("declined").text("why", NOT_THIS_ACCOUNT),
        Event::Declined(Why::NotOfferedHere) => what("declined").text("why", NOT_OFFERED_HERE),
        Event::LookAgain => what("look-again"),
        Event::SessionEnded => what("session-ended"),
        Event::Linked => what("linked"),
        Event::NotLinked => what("not-linked"),
        Event::Undone(target) => what("undone").text("entry", &target.to_string()),
    };
    fields.text("version", &entry.version).end()
}

/// The entry, if it makes sense.
pub(super) fn read(mut fields: Fields<'_>) -> Option<Entry> {
    let sequence = fields.number("seq").filter(|sequence| *sequence <= MAX_SEQUENCE)?;
    let id = read_id(&fields.text("id")?)?;
    let at = read_time(&fields.text("at")?)?;
    let version = tidy(&fields.text("version")?, 16).into();
    let event = read_event(&mut fields)?;
    fields.is_empty().then_some(Entry { sequence, id, at, event, version })
}

fn read_event(fields: &mut Fields<'_>) -> Option<Event> {
    let what = fields.text("what")?;
    Some(match &*what {
        "submitted" => Event::Submitted(short(fields, "form")?),
        "code-asked" => Event::CodeAsked(short(fields, "form")?),
        "accepted" => Event::Accepted(short(fields, "form")?),
        "declared" => Event::Declared(when(fields)?),
        "mail-came" => Event::MailCame(short(fields, "case")),
        "read-off" => Event::ReadOff,
        "read-on" => Event::ReadOn,
        "snoozed" => Event::Snoozed(until(fields)?),
        "declined" => Event::Declined(why(fields)?),
        "look-again" => Event::LookAgain,
        "session-ended" => Event::SessionEnded,
        "linked" => Event::Linked,
        "not-linked" => Event::NotLinked,
        "undone" => Event::Undone(read_id(&fields.text("entry")?)?),
        _ => return None,
    })
}

fn read_id(text: &str) -> Option<EntryId> {
    unhex(text).map(|bytes| EntryId(u64::from_be_bytes(bytes)))
}

fn short<const MAX: usize>(fields: &mut Fields<'_>, name: &str) -> Option<Short<MAX>> {
    fields.text(name).map(|text| Short::new(&text))
}

fn when(fields: &mut Fields<'_>) -> Option<When> {
    match fields.text("day") {
        Some(day) => Date::parse(&day).map(When::Day),
        None => fields.number("year").filter(|year| *year <= 9999).map(When::Year),
    }
}

fn until(fields: &mut Fields<'_>) -> Option<Until> {
    match fields.text("until") {
        Some(time) => read_time(&time).map(Until::Time),
        None => Date::parse(&fields.text("rules")?).map(Until::RulesAfter),
    }
}

fn why(fields: &mut Fields<'_>) -> Option<Why> {
    match &*fields.text("why")? {
        NOT_THIS_ACCOUNT => Some(Why::NotThisAccount),
        NOT_OFFERED_HERE => Some(Why::NotOfferedHere),
        _ => None,
    }
}
