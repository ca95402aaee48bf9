//! How large and how fast. The numbers are printed with `--nocapture`; the limits hold in release builds.

use super::random_histories::{SALT, START};
use bezwaar::core::account::{AccountIdentity, AccountKey, NumberHash};
use bezwaar::core::format::{load, save};
use bezwaar::core::history::event::{EntryId, Event, FormNumber, SnoozedUntil};
use bezwaar::core::records::status::resolve;
use bezwaar::core::records::{Records, Stamp};
use bezwaar::core::time::DAY_MS;
use bezwaar::core::time::Timestamp;
use bezwaar::platforms::PlatformId;
use std::time::{Duration, Instant};

/// Accounts with five entries each, and every tenth Instagram account linked to a Facebook account.
/// More than a document takes by noting come about by merging.
fn document(accounts: usize) -> Records {
    let mut whole = Records::new(SALT);
    for from in (0..accounts).step_by(900) {
        let mut part = Records::new(SALT);
        (from..accounts.min(from + 900)).for_each(|n| fill(&mut part, n as u64));
        whole.merge(&part);
    }
    whole
}

fn fill(document: &mut Records, n: u64) {
    let form = || FormNumber::new("6359191084165019");
    let (snooze, key) = (SnoozedUntil::Time(Timestamp(START + 7 * DAY_MS)), key(n));
    let events = [
        Event::Snoozed(snooze),
        Event::Submitted(form()),
        Event::CodeAsked(form()),
        Event::NoErrorSeen(form()),
        Event::MailAgreed(None),
    ];
    let stamp = |i: u64| Stamp {
        now: Timestamp(START + (n * 10 + i) as i64),
        id: EntryId((n * 10 + i) << 20),
        version: "0.1.0",
    };
    for (i, event) in (0..).zip(events) {
        document.append(&key, event, &stamp(i)).unwrap();
    }
    if n % 10 == 1 {
        document.link(&key, &self::key(n - 1), true, &stamp(9)).unwrap();
    }
}

fn key(n: u64) -> AccountKey {
    let platform = PlatformId::ALL[(n % 2) as usize];
    AccountKey { platform, identity: AccountIdentity::Number(NumberHash::of(SALT, platform, &n.to_string())) }
}

/// The fastest of several runs, which other programs disturb least.
fn time<T>(mut run: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let started = Instant::now();
        std::hint::black_box(run());
        started.elapsed()
    };
    (0..if cfg!(debug_assertions) { 2 } else { 20 }).map(once).min().unwrap()
}

#[test]
fn documents_stay_small() {
    for (accounts, limit) in [(1, 2_000), (10, 12_000), (1000, 1_000_000)] {
        let size = save(&document(accounts)).len();
        println!("{accounts} accounts: {size} bytes");
        assert!(size < limit, "{accounts}: {size}");
    }
}

#[test]
fn deciding_is_quick_and_linear() {
    let mut per_account = Vec::new();
    let counts = if cfg!(debug_assertions) { [10, 100, 1000] } else { [100, 1000, 10_000] };
    for accounts in counts {
        let document = document(accounts);
        let text = save(&document);
        let decided = time(|| resolve(&document, Timestamp(START)));
        let (loaded, saved) = (time(|| load(&text).unwrap()), time(|| save(&document)));
        println!("{accounts} accounts: decide {decided:?}, load {loaded:?}, save {saved:?}, {} bytes", text.len());
        per_account.push(decided.as_secs_f64() / accounts as f64);
        if accounts == 10_000 && !cfg!(debug_assertions) {
            assert!(decided < Duration::from_millis(10), "{decided:?}");
        }
    }
    // Ten times the accounts take ten times as long, or a little more where they outgrow the processor's cache. Were
    // it quadratic, each would take ten times as long.
    assert!(per_account[2] < 5.0 * per_account[1], "{per_account:?}");
}
