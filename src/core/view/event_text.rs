//! Event of a history → what the record page and the receipt say about it.

use crate::core::history::event::{DeclaredWhen, DeclineReason, Event, SnoozedUntil};
use crate::core::text::{Key, Text};

/// Tells whether the extension saw it, or the person said so; `None` where neither did, but it follows.
#[must_use]
pub const fn how_known(event: &Event) -> Option<Key> {
    match event {
        Event::Submitted(_)
        | Event::CodeAsked(_)
        | Event::AnswerUnclear(_)
        | Event::NoErrorSeen(_)
        | Event::ReadOff
        | Event::ReadOn
        | Event::ReadLocked => Some(Key::HowSeen),
        Event::SessionEnded => None,
        Event::Declared(_)
        | Event::MailAgreed(_)
        | Event::MailRefused
        | Event::NoMailYet
        | Event::Snoozed(_)
        | Event::Declined(_)
        | Event::StartedOver
        | Event::Undone(_)
        | Event::Linked
        | Event::NotLinked => Some(Key::HowSaid),
    }
}

/// Puts an entry of a history into words, as one line.
#[must_use]
pub fn event_texts(event: &Event) -> Vec<Text> {
    let form = |key: Key, form: &str| vec![key.into(), Text::with(Key::EventForm, form)];
    match event {
        Event::Submitted(number) => form(Key::EventSubmitted, number.as_str()),
        Event::CodeAsked(number) => form(Key::EventCodeAsked, number.as_str()),
        Event::NoErrorSeen(number) => form(Key::EventNoErrorSeen, number.as_str()),
        Event::AnswerUnclear(number) => form(Key::EventAnswerUnclear, number.as_str()),
        Event::MailAgreed(Some(case)) => vec![Key::EventMail.into(), Text::with(Key::NoteCase, case.as_str())],
        event => vec![sentence(event)],
    }
}

fn sentence(event: &Event) -> Text {
    match event {
        Event::Declared(DeclaredWhen::Day(day)) => Text::with(Key::EventDeclaredDay, *day),
        Event::Declared(DeclaredWhen::Unknown) => Key::EventDeclaredUndated.into(),
        Event::Declared(DeclaredWhen::Year(year)) => Text::with(Key::EventDeclaredYear, year.to_string()),
        Event::Snoozed(SnoozedUntil::Time(end)) => Text::with(Key::EventSnoozedUntil, *end),
        Event::Snoozed(SnoozedUntil::RulesAfter(_)) => Key::EventSnoozedRules.into(),
        Event::ReadOff => Key::EventReadOff.into(),
        Event::ReadOn => Key::EventReadOn.into(),
        Event::ReadLocked => Key::EventReadLocked.into(),
        Event::Declined(DeclineReason::NotThisAccount) => Key::EventDeclined.into(),
        Event::Declined(DeclineReason::NotOfferedHere) => Key::EventNotOffered.into(),
        Event::StartedOver => Key::EventStartedOver.into(),
        Event::SessionEnded => Key::EventSessionEnded.into(),
        Event::Undone(_) => Key::EventUndone.into(),
        Event::MailAgreed(_) => Key::EventMail.into(),
        Event::MailRefused => Key::EventMailRefused.into(),
        Event::NoMailYet => Key::EventMailNotYet.into(),
        Event::Submitted(_) => Key::EventSubmitted.into(),
        Event::CodeAsked(_) => Key::EventCodeAsked.into(),
        Event::NoErrorSeen(_) => Key::EventNoErrorSeen.into(),
        Event::AnswerUnclear(_) => Key::EventAnswerUnclear.into(),
        // Answers about pairs are in no account's history.
        Event::Linked => Key::LinkSame.into(),
        Event::NotLinked => Key::LinkDifferent.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::history::event::FormNumber;
    use crate::core::time::{Date, Timestamp};
    use std::collections::HashSet;

    const NOW: Timestamp = Timestamp(1_790_000_000_000);

    /// Nothing that was said or seen is told with the words of something else.
    #[test]
    fn every_event_has_its_own_words() {
        let number = FormNumber::new("1");
        let events = [
            Event::Submitted(number.clone()),
            Event::CodeAsked(number.clone()),
            Event::AnswerUnclear(number.clone()),
            Event::NoErrorSeen(number),
            Event::Declared(DeclaredWhen::Unknown),
            Event::Declared(DeclaredWhen::Year(2024)),
            Event::Declared(DeclaredWhen::Day(Date::of(NOW))),
            Event::MailAgreed(None),
            Event::MailRefused,
            Event::NoMailYet,
            Event::ReadOff,
            Event::ReadOn,
            Event::ReadLocked,
            Event::Snoozed(SnoozedUntil::Time(NOW)),
            Event::Declined(DeclineReason::NotThisAccount),
            Event::Declined(DeclineReason::NotOfferedHere),
            Event::StartedOver,
            Event::SessionEnded,
        ];
        let keys: HashSet<Key> = events.iter().map(|event| sentence(event).key).collect();
        assert_eq!(keys.len(), events.len());
    }
}
