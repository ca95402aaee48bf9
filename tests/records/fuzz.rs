//! The loader against random and mutated documents: no panic, no wait, and nothing recorded out of damage.

use super::random_histories::{SALT, Simulation, key};
use bezwaar::core::account::Salt;
use bezwaar::core::format::import::import;
use bezwaar::core::format::recover::{Problem, open};
use bezwaar::core::format::{MAX_TEXT, load, save};
use bezwaar::core::history::event::{DeclaredWhen, Event, FormNumber, SnoozedUntil};
use bezwaar::core::records::Records;
use bezwaar::core::records::status::resolve;
use bezwaar::core::time::Timestamp;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// xorshift64*: small, good enough to throw dice with, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit.max(1) as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

/// Pieces that mean something to the loader.
const PIECES: [&str; 29] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\n",
    "null",
    "true",
    "0",
    "-1",
    "1e999",
    "99999999999999999999",
    "\"sum\":",
    "\"salt\":",
    "\"account\":",
    "\"history\":[",
    "\"format\":\"bezwaar\"",
    "\"schema\":1",
    "\"schema\":2",
    "\"records\":[",
    "\"what\":\"accepted\"",
    "\"platform\":\"facebook\"",
    "{\"sum\":\"",
    "\u{0}",
    "\u{feff}",
    "é",
];

const FIXTURE: &str = include_str!("../fixtures/records.json");

fn small() -> String {
    let mut simulation = Simulation::new(1);
    for (n, event) in [
        (0, Event::Submitted(FormNumber::new("1"))),
        (0, Event::NoErrorSeen(FormNumber::new("1"))),
        (1, Event::Declared(DeclaredWhen::Year(2024))),
        (2, Event::ReadOff),
        (3, Event::Snoozed(SnoozedUntil::Time(Timestamp(i64::MAX)))),
    ] {
        simulation.document.append(&key(n), event, &simulation.stamp()).unwrap();
        simulation.made.push(simulation.stamp().id);
    }
    simulation.document.link(&key(0), &key(1), true, &simulation.stamp()).unwrap();
    save(&simulation.document)
}

/// A text made of pieces and noise.
fn random(dice: &mut Dice) -> String {
    (0..dice.below(60))
        .map(
            |_| {
                if dice.below(4) == 0 {
                    char::from(dice.below(128) as u8).to_string()
                } else {
                    dice.pick(&PIECES).into()
                }
            },
        )
        .collect()
}

/// A text with a few changes: bytes flipped, pieces put in, parts cut out, doubled, moved, or the end cut off.
fn mutated(dice: &mut Dice, text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=dice.below(3) {
        let (at, len) = (dice.below(bytes.len()), dice.below(40));
        let end = (at + len).min(bytes.len());
        match dice.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 => drop(bytes.splice(at..at, dice.pick(&PIECES).bytes())),
            2 => drop(bytes.drain(at..end)),
            3 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            4 => bytes.truncate(at),
            _ if at < bytes.len() => bytes[at] = b"0123456789abcdef"[dice.below(16)],
            _ => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Everything that may be read out of a text: its accounts, whole and with their histories.
fn facts(document: &Records) -> BTreeSet<String> {
    let accounts = document.accounts().map(|(key, account)| format!("{key:?} {:?}", account.history().entries()));
    accounts.chain(document.links().map(|link| format!("{link:?}"))).collect()
}

#[test]
fn no_text_harms_the_loader() {
    let count: u64 = std::env::var("BEZWAAR_FUZZ").map_or(20_000, |count| count.parse().unwrap());
    let originals = [small(), FIXTURE.into()];
    let known: BTreeSet<String> = originals.iter().flat_map(|text| facts(&load(text).unwrap())).collect();
    // Knows nothing that a file could contradict.
    let here = Records::new(SALT);
    let (mut dice, started, mut slowest, mut whole, mut saved) = (Dice(42), Instant::now(), Duration::ZERO, 0, 0);
    for n in 0..count {
        let original = &originals[dice.below(2)];
        let text = if n % 4 == 0 { random(&mut dice) } else { mutated(&mut dice, original) };
        let one = Instant::now();
        let opened = open(Some(&text), None, || SALT);
        let imported = import(&here, &text);
        slowest = slowest.max(one.elapsed());
        // Whatever was read was written so: whole accounts only, and of those that there are.
        assert!(facts(&opened.document).is_subset(&known), "{text}");
        assert!(imported.is_ok() == (load(&text).is_ok()), "{text}");
        whole += u64::from(opened.problem.is_none());
        saved += u64::from(matches!(opened.problem, Some(Problem::Salvaged(_))));
        let _ = resolve(&opened.document, Timestamp(0)).next_wake(Timestamp(0));
    }
    println!("{count} documents in {:?}, slowest {slowest:?}; {whole} whole, {saved} saved in part", started.elapsed());
    assert!(saved > count / 10, "the mutations are too rough to test salvaging");
}

/// Every way to cut a document off, as a write that was interrupted would.
#[test]
fn every_truncation_keeps_what_is_whole() {
    let text = small();
    let whole = load(&text).unwrap();
    let mut before = 0;
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        let opened = open(Some(&text[..end]), None, || Salt([1; 16]));
        // Only the line feed at the very end may be missing.
        assert_eq!(opened.problem.is_none(), end + 1 == text.len(), "{end}");
        let saved = facts(&opened.document);
        assert!(saved.is_subset(&facts(&whole)) && saved.len() >= before, "{end}");
        before = saved.len();
        assert_eq!(open(Some(&text[..end]), Some(&text), || Salt([1; 16])).document, whole, "{end}");
    }
    assert_eq!(before, facts(&whole).len());
}

/// Texts built to cost time or memory.
#[test]
fn nothing_runs_away() {
    let head = "{\"format\":\"bezwaar\",\"schema\":1,\"records\":[";
    let texts = [
        "[".repeat(MAX_TEXT),
        "{\"a\":".repeat(MAX_TEXT / 5),
        format!("{head}{}", "{\"sum\":\"\"},".repeat(900_000)),
        format!(
            "{head}{{\"sum\":\"\",\"history\":[{}",
            "{\"seq\":1,\"id\":\"\",\"at\":\"\",\"what\":\"\",\"version\":\"\"},".repeat(200_000)
        ),
        format!("{head}{}", "{\"sum\":\"".repeat(1_000_000)),
        format!("\"{}\"", "\\u0000".repeat(1_700_000)),
        "9".repeat(MAX_TEXT),
        "x".repeat(MAX_TEXT + 1),
    ];
    for hostile in texts {
        let started = Instant::now();
        assert!(load(&hostile).is_err());
        assert_eq!(open(Some(&hostile), None, || SALT).problem, Some(Problem::Lost));
        // Linear work on 10 MB takes about a second, without optimisation on a busy machine a minute; quadratic, hours.
        assert!(started.elapsed() < Duration::from_secs(300), "{:?} for {hostile:.60}", started.elapsed());
    }
}
