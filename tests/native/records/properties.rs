//! These properties hold for every history, however random.

use super::random_histories::{ACCOUNTS, START_MS, Simulation, Step, event, key, simulate, step, steps};
use super::reference_model;
use bezwaar::core::account::{AccountKey, Salt};
use bezwaar::core::format::import::import;
use bezwaar::core::format::{load, save};
use bezwaar::core::history::event::{EntryId, Event};
use bezwaar::core::history::log::History;
use bezwaar::core::history::status::{Recheck, RecordStatus, derive_status};
use bezwaar::core::records::Records;
use bezwaar::core::records::status::{ResolvedStatus, resolve};
use bezwaar::core::time::DAY_MS;
use bezwaar::core::time::Timestamp;
use proptest::prelude::*;

fn keys() -> Vec<AccountKey> {
    (0..ACCOUNTS).map(key).collect()
}

fn words(status: &RecordStatus) -> reference_model::Words {
    let words = match status {
        RecordStatus::NotRecorded => "not recorded".into(),
        RecordStatus::Pending { .. } => "pending".into(),
        RecordStatus::Recorded(objection) => {
            let recheck = match objection.recheck {
                Some(Recheck::NewLogin) => " new login",
                Some(Recheck::ReadingStale) => " stale",
                None => "",
            };
            format!("recorded {}{recheck}", objection.evidence as u8 + 1)
        }
        RecordStatus::Refused(_) => "refused".into(),
        RecordStatus::OnAgain { is_new_login: false, .. } => "on again".into(),
        RecordStatus::OnAgain { is_new_login: true, .. } => "on again, new login".into(),
        RecordStatus::Locked(_) => "locked".into(),
        RecordStatus::Snoozed(..) => "snoozed".into(),
        RecordStatus::Declined(..) => "declined".into(),
    };
    (words, status.entry().map(|entry| entry.id))
}

/// Returns the status of every account in full, to compare.
fn all(records: &Records, now: Timestamp) -> Vec<(reference_model::Words, Option<AccountKey>)> {
    let statuses = resolve(records, now);
    keys()
        .iter()
        .map(|key| statuses.of(key))
        .map(|ResolvedStatus { status, covered_by }| (words(&status), covered_by.cloned()))
        .collect()
}

/// Returns points in time at which something may look different.
fn times() -> impl Strategy<Value = Timestamp> {
    prop_oneof![(-800i64..800).prop_map(|days| Timestamp(START_MS + days * DAY_MS)), any::<i64>().prop_map(Timestamp),]
}

fn merged(a: &Records, b: &Records) -> Records {
    let mut merged = a.clone();
    merged.merge(b);
    merged
}

/// Returns three histories that begin together and go on apart, as records on three machines do.
fn three() -> impl Strategy<Value = [Records; 3]> {
    (steps(10), steps(14), steps(14), steps(14)).prop_map(|(start, a, b, c)| {
        let start = simulate(&start, 1);
        [(a, 1000), (b, 2000), (c, 1010)].map(|(steps, first_id)| {
            let mut simulation = Simulation { records: start.records.clone(), ..Simulation::new(first_id) };
            steps.iter().for_each(|step| simulation.play(step));
            simulation.records
        })
    })
}

proptest! {
    // A failure prints its shortest history, which becomes a test in the table where it belongs.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_states_equal_the_reference_models(steps in steps(40), at in times()) {
        let simulation = simulate(&steps, 1);
        for now in [simulation.now, at] {
            let statuses = resolve(&simulation.records, now);
            let mut due = 0;
            for key in keys() {
                let resolved = statuses.of(&key);
                let (expected, covered_by) = reference_model::decided(&simulation.records, &key, &keys(), now);
                prop_assert_eq!(words(&resolved.status), expected.clone());
                prop_assert_eq!(resolved.covered_by, covered_by.as_ref());
                due += usize::from(expected.0.starts_with("on again") || ["not recorded", "pending", "refused"].contains(&expected.0.as_str()));
            }
            prop_assert_eq!(due, keys().iter().filter(|key| statuses.of(key).status.is_due()).count());
        }
    }

    /// Every entry that was ever made is still there, in the order in which it was made, through every restart.
    #[test]
    fn nothing_that_was_noted_is_lost(steps in steps(60)) {
        let simulation = simulate(&steps, 1);
        let accounts = simulation.records.accounts().map(|(_, account)| account.history());
        let histories = accounts.chain(simulation.records.links().map(|(_, history)| history));
        let mut found: Vec<(u64, EntryId)> =
            histories.flat_map(History::entries).map(|entry| (entry.sequence, entry.id)).collect();
        found.sort_unstable();
        prop_assert!(found.iter().map(|(_, id)| id).eq(&simulation.made));
        prop_assert!(found.is_sorted_by(|a, b| a.0 < b.0), "{found:?}");
    }

    /// After new evidence an account is recorded, at least as surely, whatever the clock does, until an undo, a
    /// refusal, starting over or the switch says otherwise.
    #[test]
    fn the_latest_evidence_is_never_lost(
        before in steps(20), n in 0..ACCOUNTS, evidence in event(), after in steps(60), at in times(),
    ) {
        let Some(level) = evidence.kind().evidence() else { return Ok(()) };
        let mut simulation = simulate(&before, 1);
        simulation.play(&Step::Note(n, evidence));
        let takes_away = |step: &Step| match step {
            Step::Undo(_) => true,
            Step::Note(m, event) => *m == n && matches!(event, Event::StartedOver | Event::ReadOn | Event::ReadLocked | Event::MailRefused),
            _ => false,
        };
        let mut highest = level;
        for step in after.iter().filter(|step| !takes_away(step)) {
            simulation.play(step);
            let RecordStatus::Recorded(objection) = resolve(&simulation.records, at).of(&key(n)).status else {
                return Err(TestCaseError::fail(format!("lost after {step:?}")));
            };
            prop_assert!(objection.evidence >= highest);
            highest = objection.evidence;
        }
    }

    #[test]
    fn exporting_and_importing_is_the_identity(steps in steps(40), at in times()) {
        let records = simulate(&steps, 1).records;
        let text = save(&records);
        prop_assert_eq!(load(&text), Ok(records.clone()));
        let moved = import(&Records::new(Salt([1; 16])), &text).unwrap();
        if records.accounts().next().is_some() {
            prop_assert_eq!(&moved.records, &records);
        }
        prop_assert_eq!(all(&moved.records, at), all(&records, at));
        let again = import(&records, &text).unwrap();
        prop_assert_eq!((again.records, again.added), (records, 0));
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
        let once = import(&a, &file).unwrap().records;
        prop_assert_eq!(import(&once, &file).unwrap().records, once);
    }

    /// An undo, right away or after a restart, leads back to where the account was. Undoing the undo lets the action count
    /// again.
    #[test]
    fn undoing_ends_where_it_began(steps in steps(30), last in step(), at in times()) {
        let mut simulation = simulate(&steps, 1);
        let (before, made) = (all(&simulation.records, at), simulation.made.len());
        simulation.play(&last);
        let after = all(&simulation.records, at);
        if simulation.made.len() > made {
            simulation.play(&Step::Restart);
            simulation.play(&Step::Undo(1));
            prop_assert_eq!(all(&simulation.records, at), before);
            simulation.play(&Step::Undo(1));
            prop_assert_eq!(all(&simulation.records, at), after);
        }
    }

    /// However few entries are left, the status is the same, at every time; and so it is after undoing recent ones.
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
        prop_assert_eq!(derive_status(&compacted, at, None), derive_status(&whole, at, None));
        for (n, ago) in (1000..).zip(undone) {
            if let Some(id) = whole.entries().iter().rev().nth(ago).map(|entry| entry.id) {
                whole.add(entry(n, Event::Undone(id)));
                compacted.add(entry(n, Event::Undone(id)));
                prop_assert_eq!(derive_status(&compacted, at, None), derive_status(&whole, at, None));
            }
        }
    }

    /// A file that was exported before much was compacted brings nothing back.
    #[test]
    fn an_old_file_brings_nothing_back(
        early in steps(20), n in 0..ACCOUNTS, late in proptest::collection::vec(event(), 100..140), at in times(),
    ) {
        let mut simulation = simulate(&early, 1);
        let file = save(&simulation.records);
        late.into_iter().for_each(|event| simulation.play(&Step::Note(n, event)));
        let before = all(&simulation.records, at);
        let imported = import(&simulation.records, &file).unwrap();
        prop_assert_eq!(&imported.records, &simulation.records);
        prop_assert_eq!(all(&imported.records, at), before);
    }
}

fn entry(n: u64, event: Event) -> bezwaar::core::history::event::Entry {
    let at = Timestamp(START_MS + n as i64 * DAY_MS / 4);
    bezwaar::core::history::event::Entry { sequence: n, id: EntryId(n), at, event, version: "0.1.0".into() }
}

/// Returns the number of undos from this entry to the one that was undone first.
fn depth(history: &History, id: EntryId) -> usize {
    match history.find(id).map(|entry| &entry.event) {
        Some(Event::Undone(target)) => 1 + depth(history, *target),
        _ => 0,
    }
}
