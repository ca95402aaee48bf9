//! Every account that something is recorded of → what the record page tells about it, also when nobody is logged in to
//! it any more or its container is gone.

use super::account::AccountKey;
use super::document::decide::decide;
use super::document::{Account, Document};
use super::overview::Row;
use super::popup::{Name, sentences};
use super::record::event::{Entry, Event, Until, When, Why};
use super::state::State;
use super::text::{Key, Text};
use super::time::Timestamp;

/// One account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountView {
    /// What to call it.
    pub name: Name,
    /// The name of its state.
    pub state: &'static str,
    /// How things stand, in words.
    pub sentences: Vec<Text>,
    /// What happened, the newest first.
    pub history: Vec<Line>,
}

/// One line of a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When it was noted.
    pub at: Timestamp,
    /// What it was.
    pub sentences: Vec<Text>,
    /// Whether it was taken back since.
    pub undone: bool,
}

/// All accounts of the document.
#[must_use]
pub fn ledger(document: &Document, now: Timestamp) -> Vec<AccountView> {
    let decisions = decide(document, now);
    let view = |(key, account): (&AccountKey, &Account)| {
        let decision = decisions.of(key);
        let through = decision.through.map(|key| key.platform);
        let row = Row { through, ..Row::new(key.platform, None, State::of(decision.standing)) };
        let container = key.store.container().map(|number| Text::with(Key::Container, number.to_string()));
        let name = Name { platform: key.platform, label: account.label().to_owned(), container };
        AccountView { name, state: row.state.slug(), sentences: sentences(&row), history: history(account) }
    };
    document.accounts().map(view).collect()
}

fn history(account: &Account) -> Vec<Line> {
    let line = |(_, entry, in_force): (usize, &Entry, bool)| Line {
        at: entry.at,
        sentences: words(&entry.event),
        undone: !in_force,
    };
    account.history().in_force().map(line).collect()
}

fn words(event: &Event) -> Vec<Text> {
    let form = |key: Key, form: &str| vec![key.into(), Text::with(Key::EventForm, form)];
    match event {
        Event::Submitted(number) => form(Key::EventSubmitted, number.as_str()),
        Event::CodeAsked(number) => form(Key::EventCodeAsked, number.as_str()),
        Event::Accepted(number) => form(Key::EventAccepted, number.as_str()),
        Event::MailCame(Some(case)) => vec![Key::EventMail.into(), Text::with(Key::NoteCase, case.as_str())],
        event => vec![one(event)],
    }
}

fn one(event: &Event) -> Text {
    match event {
        Event::Declared(When::Day(day)) => Text::with(Key::EventDeclaredDay, *day),
        Event::Declared(When::Year(year)) => Text::with(Key::EventDeclaredYear, year.to_string()),
        Event::Snoozed(Until::Time(end)) => Text::with(Key::EventSnoozedUntil, *end),
        Event::Snoozed(Until::RulesAfter(_)) => Key::EventSnoozedRules.into(),
        Event::ReadOff => Key::EventReadOff.into(),
        Event::ReadOn => Key::EventReadOn.into(),
        Event::Declined(Why::NotThisAccount) => Key::EventDeclined.into(),
        Event::Declined(Why::NotOfferedHere) => Key::EventNotOffered.into(),
        Event::LookAgain => Key::EventLookAgain.into(),
        Event::SessionEnded => Key::EventSessionEnded.into(),
        Event::Undone(_) => Key::EventUndone.into(),
        Event::MailCame(_) => Key::EventMail.into(),
        Event::Submitted(_) => Key::EventSubmitted.into(),
        Event::CodeAsked(_) => Key::EventCodeAsked.into(),
        Event::Accepted(_) => Key::EventAccepted.into(),
        // Answers about pairs are in no account's history.
        Event::Linked => Key::LinkSame.into(),
        Event::NotLinked => Key::LinkDifferent.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::account::Salt;
    use crate::core::document::Stamp;
    use crate::core::login;
    use crate::core::record::event::{EntryId, Form};
    use crate::core::store::Store;
    use crate::platforms::PlatformId;

    const NOW: Timestamp = Timestamp(1_790_000_000_000);

    #[test]
    fn a_container_that_is_gone_keeps_its_history() {
        let mut document = Document::new(Salt([7; 16]));
        let store = Store("firefox-container-9".into());
        let key = document.identify(PlatformId::Instagram, &store, &login::Account::Number("17".into()));
        let mut note = |id, event| {
            let stamp = Stamp { now: NOW, id: EntryId(id), version: "0.1.0" };
            document.note(&key, event, &stamp).unwrap();
        };
        note(1, Event::Submitted(Form::new("5")));
        note(2, Event::Accepted(Form::new("5")));
        let views = ledger(&document, NOW);
        let [view] = views.as_slice() else { panic!("{views:?}") };
        assert_eq!(view.state, "recorded");
        assert_eq!(view.name.container, Some(Text::with(Key::Container, "9")));
        let keys: Vec<&str> =
            view.history.iter().flat_map(|line| &line.sentences).map(|text| text.key.name()).collect();
        assert_eq!(keys, ["event_accepted", "event_form", "event_submitted", "event_form"]);
    }

    #[test]
    fn what_was_taken_back_is_marked() {
        let mut document = Document::new(Salt([7; 16]));
        let key = document.identify(PlatformId::Linkedin, &Store("0".into()), &login::Account::OfStore);
        let stamp = |id| Stamp { now: NOW, id: EntryId(id), version: "0.1.0" };
        document.note(&key, Event::Declared(When::Year(2025)), &stamp(1)).unwrap();
        document.undo(EntryId(1), &stamp(2)).unwrap();
        let views = ledger(&document, NOW);
        let undone: Vec<bool> = views.iter().flat_map(|view| &view.history).map(|line| line.undone).collect();
        assert_eq!(undone, [false, true]);
    }
}
