//! One thing that happened to an account, when, and how far it proves an objection.

use std::fmt;

use strum::EnumDiscriminants;

use crate::core::account::sanitize;
use crate::core::digest::{hex, sha256, unhex};
use crate::core::time::Timestamp;
use crate::core::time::{Date, clamp_to_storable};

/// One line of a history. Entries are never changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The sequence number orders the entries of the records: it is greater than that of every entry that
    /// was there when this one was made. Usually it is the wall clock in milliseconds, see
    /// [`crate::core::history::log`].
    pub sequence: u64,
    /// The id stays the same when records are merged.
    pub id: EntryId,
    /// The time by the wall clock is for people to read: the order does not depend on it.
    pub at: Timestamp,
    /// The event that the entry notes.
    pub event: Event,
    /// The version of the extension that noted it.
    pub version: Box<str>,
}

/// A random number that is given to an entry when it is made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u64);

impl EntryId {
    /// The id for what follows from something that has a name of its own, so that noting it twice notes it once.
    #[must_use]
    pub fn derived(name: &str, kind: EventKind) -> Self {
        Self(u64::from_be_bytes(sha256(&[name.as_bytes(), &[0, kind as u8]])))
    }

    /// Reads what [`fmt::Display`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        unhex(text).map(u64::from_be_bytes).map(Self)
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0.to_be_bytes()))
    }
}

impl fmt::Debug for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An event is something that a person did or that the extension observed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, EnumDiscriminants)]
#[strum_discriminants(
    name(EventKind),
    derive(PartialOrd, Ord),
    doc = "The kinds of events, to find the newest entry of each.",
    allow(missing_docs, reason = "the same as in Event")
)]
pub enum Event {
    /// The form was seen submitted; what came of it was not seen.
    Submitted(FormNumber),
    /// After the form the platform asked for a code it sent by e-mail.
    CodeAsked(FormNumber),
    /// The form was seen submitted, and answered in a way that can be read in more than one way.
    AnswerUnclear(FormNumber),
    /// The form was seen submitted; the page answered without a sign of an error, and the form went away.
    NoErrorSeen(FormNumber),
    /// The person says that they objected.
    Declared(DeclaredWhen),
    /// The person says that the platform's e-mail agrees, perhaps with a case number.
    MailAgreed(Option<CaseNumber>),
    /// The person says that the platform's e-mail refuses, or asks something.
    MailRefused,
    /// The person says that no e-mail has come yet.
    NoMailYet,
    /// The switch was seen off.
    ReadOff,
    /// The switch was seen on.
    ReadOn,
    /// The switch was seen on, and the platform does not let the person change it.
    ReadLocked,
    /// The person wants to be left alone for a while.
    Snoozed(SnoozedUntil),
    /// The person does not want to object here.
    Declined(DeclineReason),
    /// The person wants to start over: what came before says nothing any more.
    StartedOver,
    /// It can no longer be shown that the session is the one in which the switch was read, where the platform does not
    /// tell whose it is: somebody logged out, or another session took its place.
    SessionEnded,
    /// The person says that this account and another are in the same accounts centre.
    Linked,
    /// The person says that they are not.
    NotLinked,
    /// That earlier entry does not count. Undoing this one brings it back.
    Undone(EntryId),
}

impl EventKind {
    /// The number of kinds.
    pub const COUNT: usize = Self::Undone as usize + 1;

    /// Returns how far such an event proves an objection; `None` if it proves nothing.
    #[must_use]
    pub const fn evidence(self) -> Option<Evidence> {
        match self {
            Self::Declared => Some(Evidence::Declared),
            Self::NoErrorSeen => Some(Evidence::Observed),
            Self::MailAgreed => Some(Evidence::Confirmed),
            Self::ReadOff => Some(Evidence::ReadBack),
            _ => None,
        }
    }

    /// Returns whether a person did it in the extension, so that it can be undone there; all others were
    /// observed.
    #[must_use]
    pub const fn is_command(self) -> bool {
        use EventKind::{
            Declared, Declined, Linked, MailAgreed, MailRefused, NoMailYet, NotLinked, Snoozed, StartedOver,
        };
        matches!(
            self,
            Declared | Declined | Linked | MailAgreed | MailRefused | NoMailYet | NotLinked | Snoozed | StartedOver
        )
    }

    /// Returns whether it observes something that lasts, so that seeing the same again soon is no news.
    #[must_use]
    pub const fn is_reading(self) -> bool {
        matches!(self, Self::ReadOff | Self::ReadOn | Self::ReadLocked | Self::SessionEnded | Self::CodeAsked)
    }
}

impl Event {
    /// The kind of the event, without its details.
    #[must_use]
    pub fn kind(&self) -> EventKind {
        self.into()
    }

    /// The event with times and years moved into the range that can be written.
    #[must_use]
    pub fn clamp_to_storable(self) -> Self {
        match self {
            Self::Snoozed(SnoozedUntil::Time(time)) => Self::Snoozed(SnoozedUntil::Time(clamp_to_storable(time))),
            Self::Declared(DeclaredWhen::Year(year)) => Self::Declared(DeclaredWhen::Year(year.min(9999))),
            other => other,
        }
    }
}

/// The levels of evidence tell how it is known that somebody objected, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// The person says so.
    Declared,
    /// The form was seen submitted, and answered without a sign of an error.
    Observed,
    /// The person says that the platform's e-mail agrees.
    Confirmed,
    /// The switch was seen off.
    ReadBack,
}

impl Evidence {
    /// Every level, weakest first.
    pub const ALL: [Self; 4] = [Self::Declared, Self::Observed, Self::Confirmed, Self::ReadBack];

    /// The one kind of event that proves this much.
    #[must_use]
    pub const fn kind(self) -> EventKind {
        match self {
            Self::Declared => EventKind::Declared,
            Self::Observed => EventKind::NoErrorSeen,
            Self::Confirmed => EventKind::MailAgreed,
            Self::ReadBack => EventKind::ReadOff,
        }
    }
}

/// The date of an objection as the person tells it, in their own calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeclaredWhen {
    /// The person knows the day.
    Day(Date),
    /// Some time in a year, 0 to 9999.
    Year(u16),
    /// They do not remember when.
    Unknown,
}

/// A snooze lasts until a time, or until the platform has new rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SnoozedUntil {
    /// Up to a point in time.
    Time(Timestamp),
    /// It lasts until the platform has rules newer than these, the newest that were known.
    RulesAfter(Date),
}

/// The reason why a person does not want to object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeclineReason {
    /// "Not for this account."
    NotThisAccount,
    /// The platform does not offer it where the person lives.
    NotOfferedHere,
}

/// A short text that came from a page or a person: it is cleaned and cut off when it is made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BoundedText<const MAX_CHARS: usize>(Box<str>);

impl<const MAX_CHARS: usize> BoundedText<MAX_CHARS> {
    /// The text without control characters and blanks around it, cut off after `MAX_CHARS` characters.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(sanitize(text, MAX_CHARS).into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The number that a platform gives its form.
pub type FormNumber = BoundedText<32>;

/// The case number in a platform's e-mail.
pub type CaseNumber = BoundedText<64>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_has_its_kind() {
        for level in Evidence::ALL {
            assert_eq!(level.kind().evidence(), Some(level));
        }
        assert_eq!(Evidence::ALL.len(), 4);
        assert!(Evidence::ALL.is_sorted());
    }

    #[test]
    fn ids_are_written_in_full() {
        assert_eq!(EntryId(0xab).to_string(), "00000000000000ab");
    }
}
