//! What must hold for every story.

use super::naive;
use super::story::{ACCOUNTS, START, Step, Teller, event, key, step, story, told};
use bezwaar::core::account::{AccountKey, Salt};
use bezwaar::core::format::import::import;
use bezwaar::core::format::{load, save};
use bezwaar::core::history::event::{EntryId, Event};
use bezwaar::core::history::log::History;
use bezwaar::core::history::status::{Recheck, Standing, standing};
use bezwaar::core::records::Records;
use bezwaar::core::records::status::{ResolvedStatus, resolve};
use bezwaar::core::time::DAY;
use bezwaar::core::time::Timestamp;
use proptest::prelude::*;

fn keys() -> Vec<AccountKey> {
    (0..ACCOUNTS).map(key).collect()
}

fn words(standing: Standing<'_>) -> naive::Words {
    let words = match standing {
        Standing::NotRecorded => "not recorded".into(),
        Standing::Pending(_) => "pending".into(),
        Standing::Recorded(level, _, check) => {
            let check = match check {
                Some(Recheck::NewLogin) => " once more",
                Some(Recheck::ReadingStale) => " again",
                None => "",
            };
            format!("recorded {}{check}", level as u8 + 1)
        }
        Standing::OnAgain(_) => "on again".into(),
        Standing::Snoozed(..) => "snoozed".into(),
        Standing::Declined(..) => "declined".into(),
    };
    (words, standing.entry().map(|entry| entry.id))
}

/// Every resolved in full, to compare.
fn all(document: &Records, now: Timestamp) -> Vec<(naive::Words, Option<AccountKey>)> {
    let statuses = resolve(document, now);
    keys()
        .iter()
        .map(|key| statuses.of(key))
        .map(|ResolvedStatus { standing, covered_by }| (words(standing), covered_by.cloned()))
        .collect()
}

/// Points in time at which something may look different.
fn times() -> impl Strategy<Value = Timestamp> {
    prop_oneof![(-800i64..800).prop_map(|days| Timestamp(START + days * DAY)), any::<i64>().prop_map(Timestamp),]
}

fn merged(a: &Records, b: &Records) -> Records {
    let mut merged = a.clone();
    merged.merge(b);
    merged
}

/// The three stories begin together and go on apart, as documents on three machines do.
fn three() -> impl Strategy<Value = [Records; 3]> {
    (story(10), story(14), story(14), story(14)).prop_map(|(start, a, b, c)| {
        let start = told(&start, 1);
        [(a, 1000), (b, 2000), (c, 1010)].map(|(steps, first_id)| {
            let mut teller = Teller { document: start.document.clone(), ..Teller::new(first_id) };
            steps.iter().for_each(|step| teller.tell(step));
            teller.document
        })
    })
}

proptest! {
    // A failure prints its shortest story, which becomes a test in the table where it belongs.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_states_equal_a_naive_recount(steps in story(40), at in times()) {
        let teller = told(&steps, 1);
        for now in [teller.now, at] {
            let statuses = resolve(&teller.document, now);
            let mut due = 0;
            for key in keys() {
                let resolved = statuses.of(&key);
                let (expected, covered_by) = naive::decided(&teller.document, &key, &keys(), now);
                prop_assert_eq!(words(resolved.standing), expected.clone());
                prop_assert_eq!(resolved.covered_by, covered_by.as_ref());
                due += usize::from(["not recorded", "pending", "on again"].contains(&expected.0.as_str()));
            }
            prop_assert_eq!(due, keys().iter().filter(|key| statuses.of(key).standing.is_due()).count());
        }
    }

    /// Every entry that was ever made is still there, in the order in which it was made, covered_by every restart.
    #[test]
    fn nothing_that_was_noted_is_lost(steps in story(60)) {
        let teller = told(&steps, 1);
        let accounts = teller.document.accounts().map(|(_, account)| account.history());
        let histories = accounts.chain(teller.document.links().map(|(_, history)| history));
        let mut found: Vec<(u64, EntryId)> =
            histories.flat_map(History::entries).map(|entry| (entry.sequence, entry.id)).collect();
        found.sort_unstable();
        prop_assert!(found.iter().map(|(_, id)| id).eq(&teller.made));
        prop_assert!(found.is_sorted_by(|a, b| a.0 < b.0), "{found:?}");
    }

    /// After new evidence an account is recorded, at least as surely, whatever the clock does, until an undo, a look
    /// again or the switch says otherwise.
    #[test]
    fn the_latest_evidence_is_never_lost(
        before in story(20), n in 0..ACCOUNTS, evidence in event(), after in story(60), at in times(),
    ) {
        let Some(level) = evidence.kind().evidence() else { return Ok(()) };
        let mut teller = told(&before, 1);
        teller.tell(&Step::Note(n, evidence));
        let takes_away = |step: &Step| match step {
            Step::Undo(_) => true,
            Step::Note(m, event) => *m == n && matches!(event, Event::LookAgain | Event::ReadOn),
            _ => false,
        };
        let mut highest = level;
        for step in after.iter().filter(|step| !takes_away(step)) {
            teller.tell(step);
            let Standing::Recorded(now, ..) = resolve(&teller.document, at).of(&key(n)).standing else {
                return Err(TestCaseError::fail(format!("lost after {step:?}")));
            };
            prop_assert!(now >= highest);
            highest = now;
        }
    }

    #[test]
    fn exporting_and_importing_is_the_identity(steps in story(40), at in times()) {
        let document = told(&steps, 1).document;
        let text = save(&document);
        prop_assert_eq!(load(&text), Ok(document.clone()));
        let moved = import(&Records::new(Salt([1; 16])), &text).unwrap();
        if document.accounts().next().is_some() {
            prop_assert_eq!(&moved.document, &document);
        }
        prop_assert_eq!(all(&moved.document, at), all(&document, at));
        let again = import(&document, &text).unwrap();
        prop_assert_eq!((again.document, again.added), (document, 0));
    }

    #[test]
    fn merging_does_not_depend_on_order_or_number([a, b, c] in three()) {
        prop_assert_eq!(merged(&a, &a), a.clone());
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        let ab = merged(&a, &b);
        prop_assert_eq!(merged(&ab, &a), ab.clone());
        prop_assert_eq!(load(&save(&ab)), Ok(ab));
    }

    #[test]
    fn importing_a_file_twice_changes_nothing([a, b, _] in three()) {
        let file = save(&b);
        let once = import(&a, &file).unwrap().document;
        prop_assert_eq!(import(&once, &file).unwrap().document, once);
    }

    /// Undo, right away and also after a restart: back to where it was. Undoing the undo: the action counts again.
    #[test]
    fn undoing_ends_where_it_began(steps in story(30), last in step(), at in times()) {
        let mut teller = told(&steps, 1);
        let (before, made) = (all(&teller.document, at), teller.made.len());
        teller.tell(&last);
        let after = all(&teller.document, at);
        if teller.made.len() > made {
            teller.tell(&Step::Restart);
            teller.tell(&Step::Undo(1));
            prop_assert_eq!(all(&teller.document, at), before);
            teller.tell(&Step::Undo(1));
            prop_assert_eq!(all(&teller.document, at), after);
        }
    }

    /// However few entries are left, the standing is the same, at every time; and so it is after undoing recent ones.
    #[test]
    fn compacting_changes_no_state(
        events in proptest::collection::vec((event(), proptest::option::weighted(0.3, 1u64..12)), 0..120),
        limit in 0usize..60, at in times(), undone in proptest::collection::vec(0usize..8, 0..5),
    ) {
        let mut whole = History::default();
        for (n, (event, undo)) in (1..).zip(events) {
            // Undone and redone, but not undone for a third time: see History::compact.
            let target = undo.map(|ago| EntryId(n - ago.min(n))).filter(|id| depth(&whole, *id) < 2);
            whole.add(entry(n, target.map_or(event, Event::Undone)));
        }
        let mut compacted = whole.clone();
        compacted.compact(limit);
        prop_assert!(compacted.entries().len() <= limit.max(55));
        prop_assert_eq!(compacted.entries().len() + compacted.compacted() as usize, whole.entries().len());
        prop_assert_eq!(standing(&compacted, at, None), standing(&whole, at, None));
        for (n, ago) in (1000..).zip(undone) {
            if let Some(id) = whole.entries().iter().rev().nth(ago).map(|entry| entry.id) {
                whole.add(entry(n, Event::Undone(id)));
                compacted.add(entry(n, Event::Undone(id)));
                prop_assert_eq!(standing(&compacted, at, None), standing(&whole, at, None));
            }
        }
    }

    /// A file that was exported before much was compacted brings nothing back.
    #[test]
    fn an_old_file_brings_nothing_back(
        early in story(20), n in 0..ACCOUNTS, late in proptest::collection::vec(event(), 100..140), at in times(),
    ) {
        let mut teller = told(&early, 1);
        let file = save(&teller.document);
        late.into_iter().for_each(|event| teller.tell(&Step::Note(n, event)));
        let before = all(&teller.document, at);
        let imported = import(&teller.document, &file).unwrap();
        prop_assert_eq!(&imported.document, &teller.document);
        prop_assert_eq!(all(&imported.document, at), before);
    }
}

fn entry(n: u64, event: Event) -> bezwaar::core::history::event::Entry {
    let at = Timestamp(START + n as i64 * DAY / 4);
    bezwaar::core::history::event::Entry { sequence: n, id: EntryId(n), at, event, version: "0.1.0".into() }
}

/// How many undos lead from this entry to what was undone first.
fn depth(history: &History, id: EntryId) -> usize {
    match history.find(id).map(|entry| &entry.event) {
        Some(Event::Undone(target)) => 1 + depth(history, *target),
        _ => 0,
    }
}
