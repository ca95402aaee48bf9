//! The shape of one entry of a history in the text of the records.

use crate::core::account::sanitize;
use crate::core::digest::unhex;
use crate::core::history::event::{BoundedText, DeclaredWhen, DeclineReason, Entry, EntryId, Event, SnoozedUntil};
use crate::core::history::log::MAX_SEQUENCE;
use crate::core::history::log::MAX_VERSION_CHARS;
use crate::core::json::write::Writer;
use crate::core::json::{Fields, Json};
use crate::core::time::{Date, read_time, write_time};

const NOT_THIS_ACCOUNT: &str = "not-this-account";
const NOT_OFFERED_HERE: &str = "not-offered-here";

pub(in crate::core) fn write(entry: &Entry) -> String {
    let what = |what| {
        let fields = Writer::new().number("seq", entry.sequence).text("id", &entry.id.to_string());
        fields.text("at", &write_time(entry.at)).text("what", what)
    };
    let fields = match &entry.event {
        Event::Submitted(form) => what("submitted").text("form", form.as_str()),
        Event::CodeAsked(form) => what("code-asked").text("form", form.as_str()),
        Event::AnswerUnclear(form) => what("answer-unclear").text("form", form.as_str()),
        Event::NoErrorSeen(form) => what("no-error-seen").text("form", form.as_str()),
        Event::Declared(DeclaredWhen::Day(day)) => what("declared").text("day", &day.to_string()),
        Event::Declared(DeclaredWhen::Year(year)) => what("declared").number("year", (*year).into()),
        Event::Declared(DeclaredWhen::Unknown) => what("declared"),
        Event::MailAgreed(Some(case)) => what("mail-agreed").text("case", case.as_str()),
        Event::MailAgreed(None) => what("mail-agreed"),
        Event::MailRefused => what("mail-refused"),
        Event::NoMailYet => what("no-mail-yet"),
        Event::ReadOff => what("read-off"),
        Event::ReadOn => what("read-on"),
        Event::ReadLocked => what("read-locked"),
        Event::Snoozed(SnoozedUntil::Time(time)) => what("snoozed").text("until", &write_time(*time)),
        Event::Snoozed(SnoozedUntil::RulesAfter(date)) => what("snoozed").text("rules", &date.to_string()),
        Event::Declined(DeclineReason::NotThisAccount) => what("declined").text("why", NOT_THIS_ACCOUNT),
        Event::Declined(DeclineReason::NotOfferedHere) => what("declined").text("why", NOT_OFFERED_HERE),
        Event::StartedOver => what("started-over"),
        Event::SessionEnded => what("session-ended"),
        Event::Linked => what("linked"),
        Event::NotLinked => what("not-linked"),
        Event::Undone(target) => what("undone").text("entry", &target.to_string()),
    };
    fields.text("version", &entry.version).end()
}

/// The entry, if it makes sense.
pub(in crate::core) fn read(mut fields: Fields<'_>) -> Option<Entry> {
    let sequence = fields.number("seq").filter(|sequence| *sequence <= MAX_SEQUENCE)?;
    let id = read_id(&fields.text("id")?)?;
    let at = read_time(&fields.text("at")?)?;
    let version = sanitize(&fields.text("version")?, MAX_VERSION_CHARS).into();
    let event = read_event(&mut fields)?;
    fields.is_empty().then_some(Entry { sequence, id, at, event, version })
}

fn read_event(fields: &mut Fields<'_>) -> Option<Event> {
    let what = fields.text("what")?;
    Some(match &*what {
        "submitted" => Event::Submitted(read_bounded(fields, "form")?),
        "code-asked" => Event::CodeAsked(read_bounded(fields, "form")?),
        "answer-unclear" => Event::AnswerUnclear(read_bounded(fields, "form")?),
        "no-error-seen" => Event::NoErrorSeen(read_bounded(fields, "form")?),
        "declared" => Event::Declared(read_when(fields)?),
        "mail-agreed" => Event::MailAgreed(read_bounded(fields, "case")),
        "mail-refused" => Event::MailRefused,
        "no-mail-yet" => Event::NoMailYet,
        "read-off" => Event::ReadOff,
        "read-on" => Event::ReadOn,
        "read-locked" => Event::ReadLocked,
        "snoozed" => Event::Snoozed(read_until(fields)?),
        "declined" => Event::Declined(read_reason(fields)?),
        "started-over" => Event::StartedOver,
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

fn read_bounded<const MAX_CHARS: usize>(fields: &mut Fields<'_>, name: &str) -> Option<BoundedText<MAX_CHARS>> {
    fields.text(name).map(|text| BoundedText::new(&text))
}

fn read_when(fields: &mut Fields<'_>) -> Option<DeclaredWhen> {
    if let Some(day) = fields.text("day") {
        return Date::parse(&day).map(DeclaredWhen::Day);
    }
    match fields.take("year") {
        Some(Json::Number(year)) => {
            year.and_then(|year| u16::try_from(year).ok()).filter(|year| *year <= 9999).map(DeclaredWhen::Year)
        }
        Some(_) => None,
        None => Some(DeclaredWhen::Unknown),
    }
}

fn read_until(fields: &mut Fields<'_>) -> Option<SnoozedUntil> {
    match fields.text("until") {
        Some(time) => read_time(&time).map(SnoozedUntil::Time),
        None => Date::parse(&fields.text("rules")?).map(SnoozedUntil::RulesAfter),
    }
}

fn read_reason(fields: &mut Fields<'_>) -> Option<DeclineReason> {
    match &*fields.text("why")? {
        NOT_THIS_ACCOUNT => Some(DeclineReason::NotThisAccount),
        NOT_OFFERED_HERE => Some(DeclineReason::NotOfferedHere),
        _ => None,
    }
}
