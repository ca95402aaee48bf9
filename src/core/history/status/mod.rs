//! The history of one account → how its objection stands now.
//!
//! # Rules
//!
//! - An objection is on record if any evidence is newer than the last time the switch was seen on and the last time the
//!   person said that the platform refuses. The strongest evidence counts; of equally strong, the newest. Only an undo,
//!   starting over, a refusal and the switch take it away: submitting again, postponing or declining does not.
//! - A switch that is seen on after any evidence is on again, until new evidence comes. Seen on without any, it says
//!   nothing. Seen on and locked, it is told and not demanded.
//! - A session that ended takes with it what somebody chose or could not change: a snooze, "not for this account", a
//!   locked switch. The next session may be somebody else's. What is on record is to be checked once more; a switch that is on
//!   again stays so, since most people log in again themselves, and it is said that it may be another person's.
//! - A refusal counts until the person acts: objects again, postpones or declines.
//! - Without evidence the newest of these counts: form submitted, postponed, declined. When a snooze has ended, what
//!   was below shows again.
//! - Time is only ever compared, and nothing is written because time has passed. So a clock that runs ahead shows
//!   snoozes as ended while it does, and no longer; a clock that was set back wakes none and lengthens them by as much.
//!   No record depends on the clock.

mod mail;

pub use mail::{MAIL_NOT_ASKED_MS, MAIL_OVERDUE_MS, MailStage, NO_MAIL_YET_LASTS_MS};

use crate::core::history::event::{
    DeclaredWhen, DeclineReason, Entry, EntryId, Event, EventKind, Evidence, SnoozedUntil,
};
use crate::core::history::log::History;
use crate::core::history::newest::NewestByKind;
use crate::core::history::status::mail::{age, mail_stage};
use crate::core::time::{DAY_MS, Date, Timestamp};

/// The longest that a switch is taken to be off still after it was seen off, in milliseconds.
pub const READING_LASTS_MS: i64 = 90 * DAY_MS;

/// The status of one account's objection, as far as its history tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordStatus {
    /// Nothing is known.
    NotRecorded,
    /// The form was submitted; whether it arrived is open.
    Pending {
        /// The reason says what was seen after it.
        reason: PendingReason,
        /// The stage tells whether to ask for the platform's e-mail.
        mail: MailStage,
        /// The entry that says so.
        entry: EntryRef,
    },
    /// The objection is on record.
    Recorded(Objection),
    /// The person says that the platform refuses, or asks something.
    Refused(EntryRef),
    /// The switch was seen on after the objection was on record.
    OnAgain {
        /// The entry that says so.
        entry: EntryRef,
        /// True if somebody may have logged in anew since it was off: perhaps somebody else, who never turned it off.
        is_new_login: bool,
    },
    /// The switch was seen on, and the platform does not let the person change it.
    Locked(EntryRef),
    /// The person wants to be left alone for a while.
    Snoozed(SnoozedUntil, EntryRef),
    /// The person does not want to object here.
    Declined(DeclineReason, EntryRef),
}

/// A submission is pending because nothing that was seen after it settles it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PendingReason {
    /// Nothing that answers it.
    NoAnswerSeen,
    /// The platform asked for a code from an e-mail.
    CodeAsked,
    /// An answer that can be read in more than one way.
    AnswerUnclear,
}

/// An objection that is on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The evidence by which it is known.
    pub evidence: Evidence,
    /// The date that the person gave, if it is their word.
    pub when: Option<DeclaredWhen>,
    /// The number in the platform's e-mail.
    pub case: Option<String>,
    /// A reason to look at it again, without urgency.
    pub recheck: Option<Recheck>,
    /// The stage tells whether to ask for the platform's e-mail.
    pub mail: MailStage,
    /// The entry that says so.
    pub entry: EntryRef,
}

/// A reason to look at a recorded objection again, without urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recheck {
    /// The switch was last seen off [`READING_LASTS_MS`] ago or more.
    ReadingStale,
    /// Somebody logged in anew, perhaps somebody else.
    NewLogin,
}

/// A reference to the entry that a status rests on. A greater one is a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryRef {
    /// Its place in the order of all entries.
    pub sequence: u64,
    /// Its id.
    pub id: EntryId,
    /// The time when it was noted.
    pub at: Timestamp,
}

impl From<&Entry> for EntryRef {
    fn from(entry: &Entry) -> Self {
        Self { sequence: entry.sequence, id: entry.id, at: entry.at }
    }
}

impl RecordStatus {
    /// Returns whether there is something for the person to do, so that it counts in the badge.
    #[must_use]
    pub const fn is_due(&self) -> bool {
        matches!(self, Self::NotRecorded | Self::Pending { .. } | Self::Refused(_) | Self::OnAgain { .. })
    }

    /// The entry that says so.
    #[must_use]
    pub const fn entry(&self) -> Option<EntryRef> {
        match self {
            Self::NotRecorded => None,
            Self::Recorded(Objection { entry, .. })
            | Self::Pending { entry, .. }
            | Self::Refused(entry)
            | Self::OnAgain { entry, .. }
            | Self::Locked(entry)
            | Self::Snoozed(_, entry)
            | Self::Declined(_, entry) => Some(*entry),
        }
    }

    /// The time at which it changes by itself, for an alarm.
    #[must_use]
    pub const fn changes_at(&self) -> Option<Timestamp> {
        match self {
            Self::Snoozed(SnoozedUntil::Time(end), _) => Some(*end),
            Self::Recorded(Objection { evidence: Evidence::ReadBack, recheck: None, entry, .. }) => {
                Some(Timestamp(entry.at.0.saturating_add(READING_LASTS_MS)))
            }
            _ => None,
        }
    }
}

/// Derives the status from the history. `rules`: the date of the platform's newest rules, if it has any.
#[must_use]
pub fn derive_status(history: &History, now: Timestamp, rules: Option<Date>) -> RecordStatus {
    let newest = NewestByKind::of(history);
    status_by_evidence(&newest, now)
        .or_else(|| postponed(&newest, now, rules))
        .or_else(|| on_again(&newest))
        .or_else(|| locked(&newest))
        .or_else(|| refused(&newest))
        .or_else(|| pending(&newest, now))
        .unwrap_or(RecordStatus::NotRecorded)
}

fn status_by_evidence(newest: &NewestByKind<'_>, now: Timestamp) -> Option<RecordStatus> {
    let contradicted =
        [EventKind::ReadOn, EventKind::ReadLocked, EventKind::MailRefused].map(|kind| newest.newest(kind));
    let counts = |level: &Evidence| contradicted.iter().all(|position| newest.newest(level.kind()) > *position);
    let evidence = Evidence::ALL.into_iter().rev().find(counts)?;
    let entry = newest.entry(newest.newest(evidence.kind()))?;
    let when = if let Event::Declared(when) = entry.event { Some(when) } else { None };
    let case = if let Event::MailAgreed(case) = &entry.event { case.as_ref() } else { None };
    let case = case.map(|case| case.as_str().to_owned());
    let observed = evidence == Evidence::Observed;
    let mail = if observed { mail_stage(newest, entry, MAIL_NOT_ASKED_MS, now) } else { MailStage::NotExpected };
    let recheck = recheck(newest, evidence, entry, now);
    Some(RecordStatus::Recorded(Objection { evidence, when, case, recheck, mail, entry: entry.into() }))
}

fn on_again(newest: &NewestByKind<'_>) -> Option<RecordStatus> {
    let position = newest.switched_on_again();
    let is_new_login = newest.newest(EventKind::SessionEnded) > position;
    Some(RecordStatus::OnAgain { entry: newest.entry(position)?.into(), is_new_login })
}

/// Returns whether a session ended since the newest evidence.
fn is_new_login(newest: &NewestByKind<'_>) -> bool {
    newest.newest(EventKind::SessionEnded) > newest.evidence()
}

fn recheck(newest: &NewestByKind<'_>, evidence: Evidence, entry: &Entry, now: Timestamp) -> Option<Recheck> {
    if is_new_login(newest) {
        return Some(Recheck::NewLogin);
    }
    let stale = evidence == Evidence::ReadBack && age(entry, now) >= READING_LASTS_MS;
    stale.then_some(Recheck::ReadingStale)
}

/// A snooze or a refusal to object, if it was the person's last word and a snooze still lasts.
fn postponed(newest: &NewestByKind<'_>, now: Timestamp, rules: Option<Date>) -> Option<RecordStatus> {
    let [refused, ended] = [EventKind::MailRefused, EventKind::SessionEnded].map(|kind| newest.newest(kind));
    let before = newest.evidence().max(newest.switched_on_again()).max(submitted(newest)).max(refused);
    let said = |kind| {
        let position = newest.newest(kind).filter(|position| Some(*position) > before);
        position
            .filter(|_| position > ended || newest.entry(position).is_some_and(|entry| is_for_anybody(&entry.event)))
    };
    let (snoozed, declined) = (said(EventKind::Snoozed), said(EventKind::Declined));
    let snooze = || lasting_snooze(newest.entry(snoozed)?, now, rules);
    let decline = || declined_by(newest.entry(declined)?);
    if snoozed > declined { snooze().or_else(decline) } else { decline() }
}

/// Returns whether a choice may stand though somebody else may be logged in by now: it ends by itself soon, or is about the
/// country. Who clears the cookies every day would else be asked every day.
const fn is_for_anybody(choice: &Event) -> bool {
    matches!(choice, Event::Snoozed(SnoozedUntil::Time(_)) | Event::Declined(DeclineReason::NotOfferedHere))
}

fn lasting_snooze(entry: &Entry, now: Timestamp, rules: Option<Date>) -> Option<RecordStatus> {
    let Event::Snoozed(until) = entry.event else { return None };
    let lasts = match until {
        SnoozedUntil::Time(end) => now < end,
        SnoozedUntil::RulesAfter(known) => rules.is_none_or(|newest| newest <= known),
    };
    lasts.then(|| RecordStatus::Snoozed(until, entry.into()))
}

fn declined_by(entry: &Entry) -> Option<RecordStatus> {
    let Event::Declined(why) = entry.event else { return None };
    Some(RecordStatus::Declined(why, entry.into()))
}

/// A switch that the platform locks, if nothing else was seen since, in the same session.
fn locked(newest: &NewestByKind<'_>) -> Option<RecordStatus> {
    let position = newest.newest(EventKind::ReadLocked);
    let [on, ended] = [EventKind::ReadOn, EventKind::SessionEnded].map(|kind| newest.newest(kind));
    let unlocked = newest.evidence().max(on).max(ended);
    let entry = newest.entry(position.filter(|_| position > unlocked))?;
    Some(RecordStatus::Locked(entry.into()))
}

/// The platform's refusal, until the form is submitted anew.
fn refused(newest: &NewestByKind<'_>) -> Option<RecordStatus> {
    let position = newest.newest(EventKind::MailRefused);
    let entry = newest.entry(position.filter(|_| position > submitted(newest)))?;
    Some(RecordStatus::Refused(entry.into()))
}

fn pending(newest: &NewestByKind<'_>, now: Timestamp) -> Option<RecordStatus> {
    let settled = newest.newest(EventKind::ReadOn).max(newest.evidence());
    let entry = newest.entry(submitted(newest).filter(|position| Some(*position) > settled))?;
    let reason = match entry.event {
        Event::CodeAsked(_) => PendingReason::CodeAsked,
        Event::AnswerUnclear(_) => PendingReason::AnswerUnclear,
        _ => PendingReason::NoAnswerSeen,
    };
    // Nothing but the e-mail can tell what became of it, so it is asked for at once.
    let mail = mail_stage(newest, entry, 0, now);
    Some(RecordStatus::Pending { reason, mail, entry: entry.into() })
}

/// The position of the last submission of the form, whatever was seen after it.
fn submitted(newest: &NewestByKind<'_>) -> Option<usize> {
    [EventKind::Submitted, EventKind::CodeAsked, EventKind::AnswerUnclear]
        .into_iter()
        .filter_map(|kind| newest.newest(kind))
        .max()
}

#[cfg(test)]
mod tests;
