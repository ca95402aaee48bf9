//! Measures the core natively, for more accounts than anybody has: decide, load, save. Ten times the accounts should
//! take about ten times as long; the closing table says so.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a bench may panic, and nobody calls it"
)]

use bezwaar::core::account::{AccountIdentity, AccountKey, NumberHash, Salt};
use bezwaar::core::format::{MAX_TEXT_BYTES, load, save};
use bezwaar::core::history::event::{EntryId, Event, FormNumber};
use bezwaar::core::records::status::resolve;
use bezwaar::core::records::{Records, Stamp};
use bezwaar::core::time::Timestamp;
use bezwaar::platforms::PlatformId;
use criterion::{BenchmarkId, Criterion, Throughput};
use std::hint::black_box;
use std::time::{Duration, Instant};

const SIZES: [usize; 4] = [10, 1000, 10_000, 100_000];
const SALT: Salt = Salt([7; 16]);
const NOW: Timestamp = Timestamp(1_795_344_170_123);

fn main() {
    let mut criterion = Criterion::default().configure_from_args().sample_size(15);
    criterion = criterion.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
    let mut growth = Vec::new();
    for accounts in SIZES {
        measure(&mut criterion, accounts, &mut growth);
    }
    criterion.final_summary();
    println!("\nper account (fastest of 5), in nanoseconds");
    println!("{:>8}  {:>9} {:>9} {:>9}", "accounts", "decide", "save", "load");
    for (accounts, times) in growth {
        let cells = times.map(|time| time.map_or("refused".into(), |time| format!("{:.0}", time / accounts as f64)));
        println!("{accounts:>8}  {:>9} {:>9} {:>9}", cells[0], cells[1], cells[2]);
    }
}

/// The nanoseconds for deciding, saving and loading; `None` where the text is longer than any that is read.
type Times = [Option<f64>; 3];

fn measure(criterion: &mut Criterion, accounts: usize, growth: &mut Vec<(usize, Times)>) {
    let mut group = criterion.benchmark_group("core");
    group.throughput(Throughput::Elements(accounts as u64));
    let records = records_of(accounts);
    let text = save(&records);
    let mut times = [None; 3];
    let jobs: [(&str, bool, &dyn Fn()); 3] = [
        ("decide", true, &|| drop(black_box(resolve(&records, NOW)))),
        ("save", true, &|| drop(black_box(save(&records)))),
        ("load", text.len() <= MAX_TEXT_BYTES, &|| drop(black_box(load(&text).expect("whole")))),
    ];
    for (time, (name, possible, job)) in times.iter_mut().zip(jobs) {
        if possible {
            group.bench_function(BenchmarkId::new(name, accounts), |bencher| bencher.iter(job));
            *time = Some(fastest(job));
        }
    }
    growth.push((accounts, times));
}

fn fastest(job: &dyn Fn()) -> f64 {
    let once = |_| {
        let started = Instant::now();
        job();
        started.elapsed().as_nanos() as f64
    };
    (0..5).map(once).fold(f64::INFINITY, f64::min)
}

/// Makes records of accounts with an objection each, half of them at Facebook and half at Instagram; every tenth
/// pair is linked.
fn records_of(accounts: usize) -> Records {
    let mut whole = Records::new(SALT);
    for from in (0..accounts).step_by(900) {
        let mut part = Records::new(SALT);
        (from..accounts.min(from + 900)).for_each(|n| fill(&mut part, n, accounts));
        whole.merge(&part);
    }
    whole
}

fn fill(records: &mut Records, n: usize, accounts: usize) {
    let (half, key) = (accounts / 2, key(n, accounts));
    let id = |i: usize| EntryId((n * 10 + i) as u64);
    let stamp = |i| Stamp { now: NOW, id: id(i), version: "0.1.0" };
    records.append(&key, Event::Submitted(FormNumber::new("6359191084165019")), &stamp(0)).expect("room");
    records.append(&key, Event::NoErrorSeen(FormNumber::new("6359191084165019")), &stamp(1)).expect("room");
    if n >= half && n.is_multiple_of(10) {
        records.link(&key, &self::key(n - half, accounts), true, &stamp(2)).expect("room");
    }
}

fn hash(n: usize) -> NumberHash {
    let mut hash = [0; 16];
    hash[8..].copy_from_slice(&(n as u64).to_be_bytes());
    NumberHash(hash)
}

fn key(n: usize, accounts: usize) -> AccountKey {
    let platform = if n < accounts / 2 { PlatformId::Facebook } else { PlatformId::Instagram };
    AccountKey { platform, identity: AccountIdentity::Number(hash(n)) }
}
