//! The history of one account → how its objection stands now.
//!
//! # Rules
//!
//! - Recorded is what any evidence says that is not older than the last reading of the switch as on. The strongest
//!   evidence counts; of equally strong, the newest. Only an undo, "look again" and the switch take it away:
//!   submitting again, postponing or declining does not.
//! - A switch read as on after any evidence is on again, until new evidence comes. Read as on without any, it says
//!   nothing.
//! - Without evidence the newest of these counts: form submitted, postponed, declined. When a snooze has ended, what
//!   was below shows again.
//! - Time is only ever compared, and nothing is written because time has passed. So a clock that runs ahead shows
//!   snoozes as ended while it does, and no longer; a clock that was set back wakes none and lengthens them by as much.
//!   No record depends on the clock.

use super::event::{Entry, Event, Evidence, Kind, Until, Why};
use super::history::{History, Latest};
use crate::core::date::{DAY, Date};
use crate::core::time::Timestamp;

/// For so long a switch that was seen off is taken to be off still.
pub const READING_LASTS: i64 = 90 * DAY;

/// How the objection of one account stands, with the entry that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Nothing is known.
    NotRecorded,
    /// The form was submitted, or a code asked for; whether it was accepted is open.
    Pending(&'a Entry),
    /// The objection is recorded.
    Recorded(Evidence, &'a Entry, Option<Check>),
    /// The switch was seen on after the objection was recorded.
    OnAgain(&'a Entry),
    /// The person wants to be reminded later.
    Snoozed(Until, &'a Entry),
    /// The person does not want to object here.
    Declined(Why, &'a Entry),
}

/// A reason to look at a recorded objection again, without urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The switch was last seen off 90 days ago or more.
    Again,
    /// Somebody logged in anew, perhaps somebody else.
    OnceMore,
}

impl<'a> Standing<'a> {
    /// Whether there is something for the person to do, so that it counts in the badge.
    #[must_use]
    pub const fn is_due(&self) -> bool {
        matches!(self, Self::NotRecorded | Self::Pending(_) | Self::OnAgain(_))
    }

    /// The entry that says so.
    #[must_use]
    pub const fn entry(&self) -> Option<&'a Entry> {
        match self {
            Self::NotRecorded => None,
            Self::Pending(entry)
            | Self::Recorded(_, entry, _)
            | Self::OnAgain(entry)
            | Self::Snoozed(_, entry)
            | Self::Declined(_, entry) => Some(entry),
        }
    }

    /// When it changes by itself.
    #[must_use]
    pub const fn changes(&self) -> Option<Timestamp> {
        match self {
            Self::Snoozed(Until::Time(end), _) => Some(*end),
            Self::Recorded(Evidence::ReadBack, entry, None) => {
                Some(Timestamp(entry.at.0.saturating_add(READING_LASTS)))
            }
            _ => None,
        }
    }
}

/// How the objection stands. `rules`: the date of the platform's newest rules, if it has any.
#[must_use]
pub fn standing(history: &History, now: Timestamp, rules: Option<Date>) -> Standing<'_> {
    let latest = history.latest();
    let on_again = || latest.entry(latest.turn()).map(Standing::OnAgain);
    let below = || on_again().or_else(|| pending(&latest)).unwrap_or(Standing::NotRecorded);
    recorded(&latest, now).or_else(|| postponed(&latest, now, rules)).unwrap_or_else(below)
}

fn recorded<'a>(latest: &Latest<'a>, now: Timestamp) -> Option<Standing<'a>> {
    let counts = |level: &Evidence| latest.of(level.kind()) > latest.of(Kind::ReadOn);
    let level = Evidence::ALL.into_iter().rev().find(counts)?;
    let entry = latest.entry(latest.of(level.kind()))?;
    let check = if latest.of(Kind::SessionEnded) > latest.evidence() {
        Some(Check::OnceMore)
    } else {
        let old = level == Evidence::ReadBack && now.0.saturating_sub(entry.at.0) >= READING_LASTS;
        old.then_some(Check::Again)
    };
    Some(Standing::Recorded(level, entry, check))
}

/// A snooze or a refusal, if it was the person's last word and a snooze still lasts.
fn postponed<'a>(latest: &Latest<'a>, now: Timestamp, rules: Option<Date>) -> Option<Standing<'a>> {
    let said_before = latest.evidence().max(latest.turn()).max(submitted(latest));
    let said = |kind| latest.of(kind).filter(|position| Some(*position) > said_before);
    let (snoozed, declined) = (said(Kind::Snoozed), said(Kind::Declined));
    let snooze = || postponed_until(latest.entry(snoozed)?, now, rules);
    let refusal = || refused(latest.entry(declined)?);
    if snoozed > declined { snooze().or_else(refusal) } else { refusal() }
}

fn postponed_until(entry: &Entry, now: Timestamp, rules: Option<Date>) -> Option<Standing<'_>> {
    let Event::Snoozed(until) = entry.event else { return None };
    let lasts = match until {
        Until::Time(end) => now < end,
        Until::RulesAfter(known) => rules.is_none_or(|newest| newest <= known),
    };
    lasts.then_some(Standing::Snoozed(until, entry))
}

fn refused(entry: &Entry) -> Option<Standing<'_>> {
    let Event::Declined(why) = entry.event else { return None };
    Some(Standing::Declined(why, entry))
}

fn pending<'a>(latest: &Latest<'a>) -> Option<Standing<'a>> {
    let submitted = submitted(latest).filter(|position| Some(*position) > latest.of(Kind::ReadOn));
    latest.entry(submitted).map(Standing::Pending)
}

fn submitted(latest: &Latest<'_>) -> Option<usize> {
    latest.of(Kind::Submitted).max(latest.of(Kind::CodeAsked))
}
