//! Records that were cut off lose only what is cut off, and texts that are built to cost time or memory cost little.
//! For random damage see `tests/native/fuzz.rs`.

use super::random_histories::{Simulation, key};
use bezwaar::core::format::recover::{Problem, open};
use bezwaar::core::format::{MAX_TEXT_BYTES, load, save};
use bezwaar::core::history::event::{DeclaredWhen, Event, FormNumber, SnoozedUntil};
use bezwaar::core::records::Records;
use bezwaar::core::time::Timestamp;
use std::collections::BTreeSet;

fn small() -> String {
    let mut simulation = Simulation::new(1);
    for (n, event) in [
        (0, Event::Submitted(FormNumber::new("1"))),
        (0, Event::NoErrorSeen(FormNumber::new("1"))),
        (1, Event::Declared(DeclaredWhen::Year(2024))),
        (2, Event::ReadOff),
        (3, Event::Snoozed(SnoozedUntil::Time(Timestamp(i64::MAX)))),
    ] {
        simulation.records.append(&key(n), event, &simulation.stamp()).unwrap();
        simulation.made.push(simulation.stamp().id);
    }
    simulation.records.link(&key(0), &key(1), true, &simulation.stamp()).unwrap();
    save(&simulation.records)
}

/// Returns everything that can be read out of records: their accounts, whole and with their histories.
fn facts(records: &Records) -> BTreeSet<String> {
    let accounts = records.accounts().map(|(key, account)| format!("{key:?} {:?}", account.history().entries()));
    accounts.chain(records.links().map(|link| format!("{link:?}"))).collect()
}

/// A text is cut off at every place, as by a write that was interrupted, and keeps each record that is whole.
#[test]
fn every_truncation_keeps_what_is_whole() {
    let text = small();
    let whole = load(&text).unwrap();
    let mut before = 0;
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        let opened = open(Some(&text[..end]), None);
        // Only the line feed at the very end may be missing.
        assert_eq!(opened.problem.is_none(), end + 1 == text.len(), "{end}");
        let saved = facts(&opened.records);
        assert!(saved.is_subset(&facts(&whole)) && saved.len() >= before, "{end}");
        before = saved.len();
        assert_eq!(open(Some(&text[..end]), Some(&text)).records, whole, "{end}");
    }
    assert_eq!(before, facts(&whole).len());
}

/// Texts that are built to cost time or memory are read in linear time. That takes about a second for 10 MB; work that
/// grows with the square would not end.
#[test]
fn nothing_runs_away() {
    let head = "{\"format\":\"bezwaar\",\"schema\":1,\"records\":[";
    let texts = [
        "[".repeat(MAX_TEXT_BYTES),
        "{\"a\":".repeat(MAX_TEXT_BYTES / 5),
        format!("{head}{}", "{\"sum\":\"\"},".repeat(900_000)),
        format!(
            "{head}{{\"sum\":\"\",\"history\":[{}",
            "{\"seq\":1,\"id\":\"\",\"at\":\"\",\"what\":\"\",\"version\":\"\"},".repeat(200_000)
        ),
        format!("{head}{}", "{\"sum\":\"".repeat(1_000_000)),
        format!("\"{}\"", "\\u0000".repeat(1_700_000)),
        "9".repeat(MAX_TEXT_BYTES),
        "x".repeat(MAX_TEXT_BYTES + 1),
    ];
    for hostile in texts {
        assert!(load(&hostile).is_err());
        assert_eq!(open(Some(&hostile), None).problem, Some(Problem::Lost));
    }
}
