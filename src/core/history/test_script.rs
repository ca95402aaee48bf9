//! Histories for tests, written as words: `submit answered off undo:2`.

use crate::core::history::event::{
    CaseNumber, DeclaredWhen, DeclineReason, Entry, EntryId, Event, Evidence, FormNumber, SnoozedUntil,
};
use crate::core::history::log::History;
use crate::core::history::status::{Objection, Recheck, RecordStatus, derive_status};
use crate::core::time::Timestamp;
use crate::core::time::{DAY_MS, Date};

/// The time of the first entry of every script; each further one is a minute later.
pub(crate) const START: Timestamp = Timestamp(1_795_343_930_123);

/// The event that a word stands for. `undo:2` undoes the second entry, `snooze` lasts a week, `rules` until there are
/// rules newer than those of 2026-07-23.
pub(crate) fn event(word: &str) -> Event {
    match word {
        "submit" => Event::Submitted(FormNumber::new("6359191084165019")),
        "code" => Event::CodeAsked(FormNumber::new("6359191084165019")),
        "unclear" => Event::AnswerUnclear(FormNumber::new("6359191084165019")),
        "answered" => Event::NoErrorSeen(FormNumber::new("6359191084165019")),
        "declare" => Event::Declared(DeclaredWhen::Day(Date::parse("2026-11-20").unwrap())),
        "2025" => Event::Declared(DeclaredWhen::Year(2025)),
        "sometime" => Event::Declared(DeclaredWhen::Unknown),
        "2024" => Event::Declared(DeclaredWhen::Year(2024)),
        "mail" => Event::MailAgreed(Some(CaseNumber::new("12345"))),
        "refused" => Event::MailRefused,
        "notyet" => Event::NoMailYet,
        "off" => Event::ReadOff,
        "on" => Event::ReadOn,
        "locked" => Event::ReadLocked,
        "snooze" => Event::Snoozed(SnoozedUntil::Time(Timestamp(START.0 + 7 * DAY_MS))),
        "rules" => Event::Snoozed(SnoozedUntil::RulesAfter(Date::parse("2026-07-23").unwrap())),
        "decline" => Event::Declined(DeclineReason::NotThisAccount),
        "nowhere" => Event::Declined(DeclineReason::NotOfferedHere),
        "over" => Event::StartedOver,
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

/// The status that follows from the history that a script describes, at [`START`].
pub(crate) fn known(script: &str) -> RecordStatus {
    derive_status(&history(script), START, Date::parse("2026-07-23"))
}

/// One letter for a status: `-` not recorded, `P`ending, `D`eclared, `O`bserved, `C`onfirmed, `R`ead back,
/// `!` on again, `L`ocked, `F` refused, `z` snoozed, `x` declined; `+` after it for a new login, `~` for a
/// stale reading.
pub(crate) fn letter(status: &RecordStatus) -> String {
    let letter = match status {
        RecordStatus::NotRecorded => "-",
        RecordStatus::Pending { .. } => "P",
        RecordStatus::Recorded(objection) => match objection.evidence {
            Evidence::Declared => "D",
            Evidence::Observed => "O",
            Evidence::Confirmed => "C",
            Evidence::ReadBack => "R",
        },
        RecordStatus::Refused(_) => "F",
        RecordStatus::OnAgain { .. } => "!",
        RecordStatus::Locked(_) => "L",
        RecordStatus::Snoozed(..) => "z",
        RecordStatus::Declined(..) => "x",
    };
    let recheck = match status {
        RecordStatus::Recorded(Objection { recheck: Some(Recheck::NewLogin), .. })
        | RecordStatus::OnAgain { is_new_login: true, .. } => "+",
        RecordStatus::Recorded(Objection { recheck: Some(Recheck::ReadingStale), .. }) => "~",
        _ => "",
    };
    [letter, recheck].concat()
}
