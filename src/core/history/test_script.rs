//! Histories for tests, written as words: `submit accept off undo:2`.

use crate::core::history::event::{
    CaseNumber, DeclaredWhen, DeclineReason, Entry, EntryId, Event, Evidence, FormNumber, SnoozedUntil,
};
use crate::core::history::log::History;
use crate::core::history::status::{Recheck, Standing};
use crate::core::time::Timestamp;
use crate::core::time::{DAY, Date};

/// The time of the first entry of every script; each further one is a minute later.
pub(crate) const START: Timestamp = Timestamp(1_795_343_930_123);

/// The event that a word stands for. `undo:2` undoes the second entry, `snooze` lasts a week, `rules` until there are
/// rules newer than those of 2026-07-23.
pub(crate) fn event(word: &str) -> Event {
    match word {
        "submit" => Event::Submitted(FormNumber::new("6359191084165019")),
        "code" => Event::CodeAsked(FormNumber::new("6359191084165019")),
        "accept" => Event::Accepted(FormNumber::new("6359191084165019")),
        "declare" => Event::Declared(DeclaredWhen::Day(Date::parse("2026-11-20").unwrap())),
        "2024" => Event::Declared(DeclaredWhen::Year(2024)),
        "mail" => Event::MailCame(Some(CaseNumber::new("12345"))),
        "off" => Event::ReadOff,
        "on" => Event::ReadOn,
        "snooze" => Event::Snoozed(SnoozedUntil::Time(Timestamp(START.0 + 7 * DAY))),
        "rules" => Event::Snoozed(SnoozedUntil::RulesAfter(Date::parse("2026-07-23").unwrap())),
        "decline" => Event::Declined(DeclineReason::NotThisAccount),
        "nowhere" => Event::Declined(DeclineReason::NotOfferedHere),
        "look" => Event::LookAgain,
        "session" => Event::SessionEnded,
        "link" => Event::Linked,
        "apart" => Event::NotLinked,
        undo => Event::Undone(EntryId(undo.strip_prefix("undo:").expect(undo).parse().unwrap())),
    }
}

/// The history that a script describes. The ids are 1, 2, 3, and the sequence follows the clock.
pub(crate) fn history(script: &str) -> History {
    let entries = (1..).zip(script.split_whitespace()).map(|(n, word)| {
        let at = Timestamp(START.0 + (n - 1) * 60_000);
        Entry {
            sequence: at.0.unsigned_abs(),
            id: EntryId(n.unsigned_abs()),
            at,
            event: event(word),
            version: "0.1.0".into(),
        }
    });
    History::new(entries.collect(), 0)
}

/// One letter for a standing: `-` not recorded, `P`ending, `D`eclared, `O`bserved, `C`onfirmed, `R`ead back,
/// `!` on again, `z` snoozed, `x` declined; `+` after it for "once more", `~` for "check again".
pub(crate) fn letter(standing: Standing<'_>) -> String {
    let letter = match standing {
        Standing::NotRecorded => "-",
        Standing::Pending(_) => "P",
        Standing::Recorded(Evidence::Declared, ..) => "D",
        Standing::Recorded(Evidence::Observed, ..) => "O",
        Standing::Recorded(Evidence::Confirmed, ..) => "C",
        Standing::Recorded(Evidence::ReadBack, ..) => "R",
        Standing::OnAgain(_) => "!",
        Standing::Snoozed(..) => "z",
        Standing::Declined(..) => "x",
    };
    let check = match standing {
        Standing::Recorded(_, _, Some(Recheck::NewLogin)) => "+",
        Standing::Recorded(_, _, Some(Recheck::ReadingStale)) => "~",
        _ => "",
    };
    format!("{letter}{check}")
}
