//! Commands of a person about an account in the popup → events for its history.

use crate::core::history::event::{CaseNumber, DeclaredWhen, DeclineReason, Event, SnoozedUntil};
use crate::core::history::objected::FIRST_YEAR;
use crate::core::json::Json;
use crate::core::json::decode::{Decode, declared};
use crate::core::records::status::newest_rules;
use crate::core::time::Timestamp;
use crate::core::time::{DAY_MS, Date, parse_year};
use crate::platforms::{PlatformId, Route, YEARS_OF_MOST};

declared! {
    /// One thing a person can do.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Command {
        /// "I already objected", on this day (`YYYY-MM-DD`) of the person's own calendar.
        "declare-day" DeclareDay(String),
        /// "I already objected", some time in this year.
        "declare-year" DeclareYear(u16),
        /// "I already objected, and do not remember when."
        "declare-undated" DeclareUndated,
        /// "The platform's e-mail came, and it agrees", with the case number or an empty text.
        "mail" Mail(String),
        /// "The platform's e-mail came, and it refuses or asks something."
        "mail-refuses" MailRefuses,
        /// "No e-mail has come yet."
        "mail-not-yet" MailNotYet,
        /// "Remind me in so many days."
        "snooze" Snooze(u8),
        /// "Remind me when the rules change."
        "snooze-rules" SnoozeRules,
        /// "Not for this account."
        "decline" Decline,
        /// "Not offered where I live."
        "not-offered" NotOffered,
        /// "Not done."
        "start-over" StartOver,
    }
}

/// The day of a command does not exist, is in the future, or is before there was anything to object to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchDay;

impl Command {
    /// The command that a button of the popup stands for, by its name in the markup: that of the command, or one of its own.
    /// `typed`: what is in the field of this name beside it; `answered_on`: the day on which a page answered in a way that the
    /// person is asked about; `today`: in their own calendar.
    #[must_use]
    pub fn of_button(
        name: &str,
        typed: &dyn Fn(&str) -> String,
        answered_on: Option<&str>,
        today: &str,
    ) -> Option<Self> {
        Some(match name {
            "declare-day" => Self::DeclareDay(typed("day")),
            // The person read that the objection arrived: that is their word, for the day on which the page said it. That day may
            // be ahead, if the clock was.
            "arrived" => Self::DeclareDay(answered_on?.min(today).into()),
            "mail" => Self::Mail(typed("case")),
            "snooze-week" => Self::Snooze(7),
            "snooze-month" => Self::Snooze(30),
            _ => match name.strip_prefix("declare-").and_then(parse_year) {
                Some(year) => Self::DeclareYear(year),
                None => Self::decode(Json::Text(name.into()))?,
            },
        })
    }

    /// The event to note.
    ///
    /// # Errors
    /// [`NoSuchDay`] for a day that does not exist, is in the future or before there was anything to object to.
    pub fn event(&self, platform: PlatformId, now: Timestamp) -> Result<Event, NoSuchDay> {
        Ok(match self {
            Self::DeclareDay(day) => Event::Declared(DeclaredWhen::Day(day_until(day, now)?)),
            Self::DeclareYear(year) => Event::Declared(DeclaredWhen::Year(year_until(*year, now)?)),
            Self::DeclareUndated => Event::Declared(DeclaredWhen::Unknown),
            Self::MailRefuses => Event::MailRefused,
            Self::MailNotYet => Event::NoMailYet,
            Self::Mail(case) => Event::MailAgreed(Some(CaseNumber::new(case)).filter(|case| !case.as_str().is_empty())),
            Self::Snooze(days) => {
                Event::Snoozed(SnoozedUntil::Time(Timestamp(now.0.saturating_add(i64::from(*days) * DAY_MS))))
            }
            Self::SnoozeRules => {
                Event::Snoozed(SnoozedUntil::RulesAfter(newest_rules(platform).unwrap_or(Date::of(now))))
            }
            Self::Decline => Event::Declined(DeclineReason::NotThisAccount),
            Self::NotOffered => Event::Declined(DeclineReason::NotOfferedHere),
            Self::StartOver => Event::StartedOver,
        })
    }

    /// Returns whether it makes sense for a platform: a switch sends no e-mail and is there for everybody.
    #[must_use]
    pub const fn suits(&self, platform: PlatformId) -> bool {
        match platform.facts().objection.route {
            Route::Form => true,
            Route::Switch => !matches!(self, Self::Mail(_) | Self::MailRefuses | Self::MailNotYet | Self::NotOffered),
        }
    }
}

/// A day up to today. Somewhere on Earth the date is already a day ahead of UTC.
fn day_until(day: &str, now: Timestamp) -> Result<Date, NoSuchDay> {
    let tomorrow = Date::of(Timestamp(now.0.saturating_add(DAY_MS)));
    Date::parse(day).filter(|day| *day <= tomorrow && day.year() >= FIRST_YEAR).ok_or(NoSuchDay)
}

/// Lists the years that a person is offered: this one, and those in which most people objected. Any other can be given as a
/// day. `today`: in the person's own calendar.
pub fn offered_years(today: Date) -> impl Iterator<Item = u16> {
    let this = today.year();
    [this].into_iter().chain(YEARS_OF_MOST.into_iter().filter(move |year| *year < this))
}

fn year_until(year: u16, now: Timestamp) -> Result<u16, NoSuchDay> {
    if (FIRST_YEAR..=Date::of(Timestamp(now.0.saturating_add(DAY_MS))).year()).contains(&year) {
        Ok(year)
    } else {
        Err(NoSuchDay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-22, 23:30 UTC: in Amsterdam it is the 23rd already.
    const NOW: Timestamp = Timestamp(1_795_390_200_000);

    fn event(act: &Command) -> Result<Event, NoSuchDay> {
        act.event(PlatformId::Facebook, NOW)
    }

    #[test]
    fn days_up_to_today_anywhere_on_earth() {
        for (day, accepted) in [
            ("2026-11-22", true),
            ("2026-11-23", true),
            ("2024-06-10", true),
            ("2018-05-25", true),
            ("2026-11-24", false),
            ("2017-12-31", false),
            ("2026-02-30", false),
            ("22-11-2026", false),
            ("", false),
        ] {
            assert_eq!(event(&Command::DeclareDay(day.into())).is_ok(), accepted, "{day}");
        }
    }

    #[test]
    fn years_up_to_this_one() {
        for (year, accepted) in [(2024, true), (2026, true), (2018, true), (2027, false), (2017, false), (0, false)] {
            assert_eq!(event(&Command::DeclareYear(year)).is_ok(), accepted, "{year}");
        }
    }

    #[test]
    fn every_button_has_its_command() {
        let typed = |field: &str| if field == "day" { "2025-05-12" } else { "123" }.to_owned();
        let command =
            |name: &str, answered_on: Option<&str>| Command::of_button(name, &typed, answered_on, "2026-11-22");
        let day = |day: &str| Some(Command::DeclareDay(day.into()));
        for (name, expected) in [
            ("declare-day", day("2025-05-12")),
            ("declare-2024", Some(Command::DeclareYear(2024))),
            ("declare-undated", Some(Command::DeclareUndated)),
            ("arrived", day("2026-11-20")),
            ("mail", Some(Command::Mail("123".into()))),
            ("mail-refuses", Some(Command::MailRefuses)),
            ("mail-not-yet", Some(Command::MailNotYet)),
            ("snooze-week", Some(Command::Snooze(7))),
            ("snooze-month", Some(Command::Snooze(30))),
            ("snooze-rules", Some(Command::SnoozeRules)),
            ("decline", Some(Command::Decline)),
            ("not-offered", Some(Command::NotOffered)),
            ("start-over", Some(Command::StartOver)),
            ("snooze", None),
            ("declare-year", None),
            ("reopen", None),
        ] {
            assert_eq!(command(name, Some("2026-11-20")), expected, "{name}");
        }
        // The clock was ahead when the page answered.
        assert_eq!(command("arrived", Some("2026-12-24")), day("2026-11-22"));
        assert_eq!(command("arrived", None), None);
    }

    #[test]
    fn this_year_and_those_before_are_offered() {
        let years = |day| offered_years(Date::parse(day).unwrap()).collect::<Vec<_>>();
        assert_eq!(years("2026-12-31"), [2026, 2025, 2024]);
        assert_eq!(years("2031-01-01"), [2031, 2025, 2024]);
        assert_eq!(years("2025-06-01"), [2025, 2024]);
    }

    #[test]
    fn a_snooze_lasts_so_many_days() {
        let until = SnoozedUntil::Time(Timestamp(NOW.0 + 7 * DAY_MS));
        assert_eq!(event(&Command::Snooze(7)), Ok(Event::Snoozed(until)));
    }

    #[test]
    fn an_empty_case_number_is_none() {
        assert_eq!(event(&Command::Mail("  ".into())), Ok(Event::MailAgreed(None)));
        assert_eq!(event(&Command::Mail(" 123 ".into())), Ok(Event::MailAgreed(Some(CaseNumber::new("123")))));
    }

    #[test]
    fn an_answer_without_a_date_is_noted_as_given() {
        assert_eq!(event(&Command::DeclareUndated), Ok(Event::Declared(DeclaredWhen::Unknown)));
        assert_eq!(event(&Command::MailRefuses), Ok(Event::MailRefused));
        assert_eq!(event(&Command::MailNotYet), Ok(Event::NoMailYet));
    }

    #[test]
    fn a_switch_sends_no_mail() {
        assert!(Command::Mail(String::new()).suits(PlatformId::Instagram));
        for mail in [Command::Mail(String::new()), Command::MailRefuses, Command::MailNotYet] {
            assert!(!mail.suits(PlatformId::Linkedin), "{mail:?}");
        }
        assert!(!Command::NotOffered.suits(PlatformId::Linkedin));
        assert!(Command::Decline.suits(PlatformId::Linkedin));
    }
}
