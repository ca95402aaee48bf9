//! Runs every fuzz target over its corpus, which the long run found, and over mutations of it.
//!
//! The mutations are the same in every run. `BEZWAAR_FUZZ=1000000` raises their number, best with `--release`.

#[allow(unreachable_pub, missing_docs, reason = "shared with a crate of their own")]
#[path = "../fuzz/targets.rs"]
mod targets;

use bezwaar::core::format::load;
use bezwaar::core::format::recover::{Problem, open};
use bezwaar::core::records::Records;
use fastrand::Rng;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Returns the number of mutations that each test tries.
fn mutations() -> usize {
    std::env::var("BEZWAAR_FUZZ").map_or(2_000, |count| count.parse().unwrap())
}

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(name);
    let mut files: Vec<_> = fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// Returns a text of the corpus with a few changes, and now and then with a piece of another text.
fn mutated(dice: &mut Rng, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = corpus[dice.usize(..corpus.len())].clone();
    for _ in 0..=dice.usize(..4) {
        let at = dice.usize(..bytes.len() + 1);
        let end = (at + dice.usize(..24)).min(bytes.len());
        match dice.usize(..5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.usize(..8),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            3 if at < bytes.len() => bytes[at] = b"0123456789abcdef\"{},=. "[dice.usize(..23)],
            _ => {
                let other = &corpus[dice.usize(..corpus.len())];
                let from = dice.usize(..other.len() + 1);
                let to = (from + dice.usize(..40)).min(other.len());
                drop(bytes.splice(at..end, other[from..to].iter().copied()));
            }
        }
    }
    bytes
}

#[test]
fn every_target_holds() {
    let count = mutations();
    for (name, target) in targets::TARGETS {
        let corpus = corpus(name);
        assert!(!corpus.is_empty(), "{name} has no corpus");
        corpus.iter().for_each(|bytes| target(bytes));
        let mut dice = Rng::with_seed(42);
        for _ in 0..count {
            let bytes = mutated(&mut dice, &corpus);
            if std::panic::catch_unwind(|| targets::run(name, &bytes)).is_err() {
                panic!("{name} fails for {:?}", String::from_utf8_lossy(&bytes));
            }
        }
        println!("{name}: {} from the corpus and {count} mutations", corpus.len());
    }
}

/// Returns everything that can be read out of records: their accounts, whole and with their histories.
fn facts(records: &Records) -> BTreeSet<String> {
    let accounts = records.accounts().map(|(key, account)| format!("{key:?} {:?}", account.history().entries()));
    accounts.chain(records.links().map(|link| format!("{link:?}"))).collect()
}

/// Damage may cost records, and never makes one: everything that is read out of a mutated text stands in the
/// corpus.
#[test]
fn damage_invents_nothing() {
    let corpus = corpus("records");
    let whole = corpus.iter().filter_map(|bytes| load(&String::from_utf8_lossy(bytes)).ok());
    let known: BTreeSet<String> = whole.flat_map(|records| facts(&records)).collect();
    let (mut dice, mut salvaged) = (Rng::with_seed(42), 0);
    for _ in 0..mutations() {
        let text = String::from_utf8_lossy(&mutated(&mut dice, &corpus)).into_owned();
        let opened = open(Some(&text), None);
        assert!(facts(&opened.records).is_subset(&known), "{text}");
        salvaged += usize::from(matches!(opened.problem, Some(Problem::Salvaged(_))));
    }
    assert!(salvaged > mutations() / 10, "{salvaged}: the mutations are too rough to test salvaging");
}
