//! The history of one account → how its objection stands now.
//!
//! # Rules
//!
//! - Recorded is what any evidence says that is not older than the last reading of the switch as on. The strongest
//!   evidence counts; of equally strong, the newest. Only an undo, "look again" and the switch take it away:
//!   submitting again, postponing or declining does not.
//! - A switch read as on after any evidence is on again, until new evidence comes. Read as on without any, it says
//!   nothing.
//! - Without evidence the newest of these counts: form submitted, postponed, declined. DeclaredWhen a snooze has ended, what
//!   was below shows again.
//! - Time is only ever compared, and nothing is written because time has passed. So a clock that runs ahead shows
//!   snoozes as ended while it does, and no longer; a clock that was set back wakes none and lengthens them by as much.
//!   No record depends on the clock.

use crate::core::history::event::{DeclineReason, Entry, Event, EventKind, Evidence, SnoozedUntil};
use crate::core::history::log::History;
use crate::core::history::newest::NewestByKind;
use crate::core::time::Timestamp;
use crate::core::time::{DAY, Date};

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
    Recorded(Evidence, &'a Entry, Option<Recheck>),
    /// The switch was seen on after the objection was recorded.
    OnAgain(&'a Entry),
    /// The person wants to be reminded later.
    Snoozed(SnoozedUntil, &'a Entry),
    /// The person does not want to object here.
    Declined(DeclineReason, &'a Entry),
}

/// A reason to look at a recorded objection again, without urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recheck {
    /// The switch was last seen off 90 days ago or more.
    ReadingStale,
    /// Somebody logged in anew, perhaps somebody else.
    NewLogin,
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

    /// DeclaredWhen it changes by itself.
    #[must_use]
    pub const fn changes(&self) -> Option<Timestamp> {
        match self {
            Self::Snoozed(SnoozedUntil::Time(end), _) => Some(*end),
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
    let latest = NewestByKind::of(history);
    let on_again = || latest.entry(latest.switched_on_again()).map(Standing::OnAgain);
    let below = || on_again().or_else(|| pending(&latest)).unwrap_or(Standing::NotRecorded);
    recorded(&latest, now).or_else(|| postponed(&latest, now, rules)).unwrap_or_else(below)
}

fn recorded<'a>(latest: &NewestByKind<'a>, now: Timestamp) -> Option<Standing<'a>> {
    let counts = |level: &Evidence| latest.newest(level.kind()) > latest.newest(EventKind::ReadOn);
    let level = Evidence::ALL.into_iter().rev().find(counts)?;
    let entry = latest.entry(latest.newest(level.kind()))?;
    let check = if latest.newest(EventKind::SessionEnded) > latest.evidence() {
        Some(Recheck::NewLogin)
    } else {
        let old = level == Evidence::ReadBack && now.0.saturating_sub(entry.at.0) >= READING_LASTS;
        old.then_some(Recheck::ReadingStale)
    };
    Some(Standing::Recorded(level, entry, check))
}

/// A snooze or a refusal, if it was the person's last word and a snooze still lasts.
fn postponed<'a>(latest: &NewestByKind<'a>, now: Timestamp, rules: Option<Date>) -> Option<Standing<'a>> {
    let said_before = latest.evidence().max(latest.switched_on_again()).max(submitted(latest));
    let said = |kind| latest.newest(kind).filter(|position| Some(*position) > said_before);
    let (snoozed, declined) = (said(EventKind::Snoozed), said(EventKind::Declined));
    let snooze = || postponed_until(latest.entry(snoozed)?, now, rules);
    let refusal = || refused(latest.entry(declined)?);
    if snoozed > declined { snooze().or_else(refusal) } else { refusal() }
}

fn postponed_until(entry: &Entry, now: Timestamp, rules: Option<Date>) -> Option<Standing<'_>> {
    let Event::Snoozed(until) = entry.event else { return None };
    let lasts = match until {
        SnoozedUntil::Time(end) => now < end,
        SnoozedUntil::RulesAfter(known) => rules.is_none_or(|newest| newest <= known),
    };
    lasts.then_some(Standing::Snoozed(until, entry))
}

fn refused(entry: &Entry) -> Option<Standing<'_>> {
    let Event::Declined(why) = entry.event else { return None };
    Some(Standing::Declined(why, entry))
}

fn pending<'a>(latest: &NewestByKind<'a>) -> Option<Standing<'a>> {
    let submitted = submitted(latest).filter(|position| Some(*position) > latest.newest(EventKind::ReadOn));
    latest.entry(submitted).map(Standing::Pending)
}

fn submitted(latest: &NewestByKind<'_>) -> Option<usize> {
    latest.newest(EventKind::Submitted).max(latest.newest(EventKind::CodeAsked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::history::event::DeclaredWhen;
    use crate::core::history::test_script::{START, event, history, letter};

    fn check_at(script: &str, days: i64, rules: &str, expected: &str) {
        let (history, now) = (history(script), Timestamp(START.0 + days * DAY));
        assert_eq!(letter(standing(&history, now, Date::parse(rules))), expected, "{script}, {days} days, {rules}");
    }

    fn check(script: &str, expected: &str) {
        check_at(script, 0, "2026-07-23", expected);
    }

    /// What each event does in each state.
    #[test]
    fn every_event_in_every_state() {
        const EVENTS: &str = "            submit code accept declare mail off on snooze decline look session";
        const TABLE: [(&str, &str); 9] = [
            ("", "                         P      P    O      D       C    R   -  z      x       -    -"),
            ("submit", "                   P      P    O      D       C    R   -  z      x       -    P"),
            ("declare", "                  D      D    O      D       C    R   !  D      D       -    D+"),
            ("submit accept", "            O      O    O      O       C    R   !  O      O       -    O+"),
            ("mail", "                     C      C    C      C       C    R   !  C      C       -    C+"),
            ("off", "                      R      R    R      R       R    R   !  R      R       -    R+"),
            ("off on", "                   !      !    O      D       C    R   !  z      x       -    !"),
            ("snooze", "                   P      P    O      D       C    R   z  z      x       -    z"),
            ("decline", "                  P      P    O      D       C    R   x  z      x       -    x"),
        ];
        for (state, row) in TABLE {
            for (event, expected) in EVENTS.split_whitespace().zip(row.split_whitespace()) {
                check(&format!("{state} {event}"), expected);
            }
        }
    }

    #[test]
    fn evidence_never_goes_down() {
        check("mail accept declare", "C");
        check("off mail accept submit code", "R");
        check("off snooze decline rules", "R");
        check("off on declare", "D");
        check("mail look declare", "D");
    }

    #[test]
    fn a_switch_is_on_again_until_there_is_new_evidence() {
        check("off on on on", "!");
        check("off on off", "R");
        check("off on look on", "-");
        check("declare on submit", "!");
        check("off on snooze on", "z");
        check("off snooze on", "!");
        check("off decline on", "!");
        check("off on decline on", "x");
        check("decline on", "x");
    }

    #[test]
    fn a_submission_lifts_what_postponed_it() {
        check("snooze submit", "P");
        check("decline code", "P");
        check("submit snooze", "z");
        check_at("submit snooze", 8, "2026-07-23", "P");
    }

    #[test]
    fn a_snooze_ends_and_what_was_below_shows() {
        check_at("snooze", 6, "2026-07-23", "z");
        check_at("snooze", 7, "2026-07-23", "-");
        check_at("decline snooze", 7, "2026-07-23", "x");
        check_at("off on snooze", 7, "2026-07-23", "!");
        check("snooze look", "-");
    }

    #[test]
    fn only_newer_rules_end_a_snooze() {
        check_at("rules", 9999, "2026-07-23", "z");
        check_at("rules", 0, "2026-07-24", "-");
        check_at("rules", 0, "2025-05-27", "z");
        check_at("rules", 0, "unknown", "z");
        check_at("declare", 9999, "2030-01-01", "D");
    }

    #[test]
    fn clocks_that_jump_take_nothing_away() {
        for days in [-100_000, -400, -1, 0, 89, 400, 100_000] {
            check_at("declare", days, "2026-07-23", "D");
            check_at("decline", days, "2026-07-23", "x");
            check_at("off", days, "2026-07-23", if days < 90 { "R" } else { "R~" });
            check_at("snooze", days, "2026-07-23", if days < 7 { "z" } else { "-" });
        }
    }

    #[test]
    fn a_reading_lasts_ninety_days() {
        check_at("off", 89, "2026-07-23", "R");
        check_at("off", 90, "2026-07-23", "R~");
        check_at("off declare", 90, "2026-07-23", "R~");
        check_at("off session", 90, "2026-07-23", "R+");
        check_at("mail", 90, "2026-07-23", "C");
    }

    #[test]
    fn a_new_login_asks_for_one_more_look() {
        check("session off", "R");
        check("off session off", "R");
        check("off session declare", "R");
        check("off session on", "!");
        check("session", "-");
    }

    #[test]
    fn undoing_ends_where_it_began() {
        check("declare undo:1", "-");
        check("submit declare undo:2", "P");
        check("off on undo:2", "R");
        check("off look undo:2", "R");
        check("mail declare undo:1", "D");
        check("declare undo:1 undo:2", "D");
        check("declare undo:1 undo:2 undo:3", "-");
        check("declare undo:9", "D");
        check("undo:2 declare", "D");
        check("undo:1 declare", "D");
    }

    #[test]
    fn an_objection_of_2024_is_valid() {
        let history = history("2024");
        let Standing::Recorded(_, entry, None) = standing(&history, START, Date::parse("2026-07-23")) else { panic!() };
        assert_eq!(entry.event, event("2024"));
        assert_eq!(entry.event, Event::Declared(DeclaredWhen::Year(2024)));
    }

    #[test]
    fn the_code_step_is_told_apart() {
        let history = history("submit code");
        let Standing::Pending(entry) = standing(&history, START, None) else { panic!() };
        assert_eq!(entry.event, event("code"));
    }
}
