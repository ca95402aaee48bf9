//! Records stay small enough to be stored whole. `benches/core.rs` measures how fast they are decided.

use super::random_histories::{SALT, START_MS};
use bezwaar::core::account::{AccountIdentity, AccountKey, NumberHash};
use bezwaar::core::format::save;
use bezwaar::core::history::event::{EntryId, Event, FormNumber, SnoozedUntil};
use bezwaar::core::records::{Records, Stamp};
use bezwaar::core::time::DAY_MS;
use bezwaar::core::time::Timestamp;
use bezwaar::platforms::PlatformId;

/// Makes records of accounts with five entries each, in which every tenth Instagram account is linked to a Facebook
/// account. More than records take by noting come about by merging.
fn records_of(accounts: usize) -> Records {
    let mut whole = Records::new(SALT);
    for from in (0..accounts).step_by(900) {
        let mut part = Records::new(SALT);
        (from..accounts.min(from + 900)).for_each(|n| fill(&mut part, n as u64));
        whole.merge(&part);
    }
    whole
}

fn fill(records: &mut Records, n: u64) {
    let form = || FormNumber::new("6359191084165019");
    let (snooze, key) = (SnoozedUntil::Time(Timestamp(START_MS + 7 * DAY_MS)), key(n));
    let events = [
        Event::Snoozed(snooze),
        Event::Submitted(form()),
        Event::CodeAsked(form()),
        Event::NoErrorSeen(form()),
        Event::MailAgreed(None),
    ];
    let stamp = |i: u64| Stamp {
        now: Timestamp(START_MS + (n * 10 + i) as i64),
        id: EntryId((n * 10 + i) << 20),
        version: "0.1.0",
    };
    for (i, event) in (0..).zip(events) {
        records.append(&key, event, &stamp(i)).unwrap();
    }
    if n % 10 == 1 {
        records.link(&key, &self::key(n - 1), true, &stamp(9)).unwrap();
    }
}

fn key(n: u64) -> AccountKey {
    let platform = PlatformId::ALL[(n % 2) as usize];
    AccountKey { platform, identity: AccountIdentity::Number(NumberHash::of(SALT, platform, &n.to_string())) }
}

#[test]
fn records_stay_small() {
    for (accounts, limit) in [(1, 2_000), (10, 12_000), (1000, 1_000_000)] {
        let size = save(&records_of(accounts)).len();
        assert!(size < limit, "{accounts}: {size}");
    }
}
