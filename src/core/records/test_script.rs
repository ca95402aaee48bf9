//! Records for tests, written as one line: `fb/anna: submit answered | fb/anna=ig/anna: link`.

use crate::core::account::{AccountIdentity, AccountKey, CookieStoreName, NumberHash, Salt};
use crate::core::history::event::{EntryId, Event};
use crate::core::history::test_script::{START, event};
use crate::core::records::{Pair, Records, Stamp};
use crate::core::time::Timestamp;
use crate::platforms::PlatformId;

/// The salt of all scripted records.
pub(in crate::core) const SALT: Salt = Salt([7; 16]);

/// The key of a scripted account. `fb/anna` and `ig/anna` have a number; `li/container-3` is whoever is
/// logged in in that cookie store.
pub(in crate::core) fn key(name: &str) -> AccountKey {
    let (platform, who) = name.trim().split_once('/').expect(name);
    let platform = match platform {
        "fb" => PlatformId::Facebook,
        "ig" => PlatformId::Instagram,
        _ => PlatformId::Linkedin,
    };
    let identity = match platform {
        PlatformId::Linkedin => AccountIdentity::CookieStore(CookieStoreName::stored(who)),
        _ => AccountIdentity::Number(NumberHash::of(SALT, platform, who)),
    };
    AccountKey { platform, identity }
}

/// The stamp of the n-th entry: its id is n, and n - 1 minutes have passed.
pub(in crate::core) fn stamp(n: u64) -> Stamp<'static> {
    let minutes = i64::try_from(n).unwrap() - 1;
    Stamp { now: Timestamp(START.0 + minutes * 60_000), id: EntryId(n), version: "0.1.0" }
}

/// The records that a script describes. Entries are numbered through, so `undo:3` undoes the third of all.
pub(in crate::core) fn records_of(script: &str) -> Records {
    let mut records = Records::new(SALT);
    let parts = script.split('|').filter_map(|part| part.split_once(':').map(|(who, words)| (who.trim(), words)));
    let words = parts.flat_map(|(who, words)| words.split_whitespace().map(move |word| (who, word)));
    for (n, (who, word)) in (1..).zip(words) {
        note(&mut records, who, word, n);
    }
    records
}

/// Notes one word about `fb/anna` or the pair `fb/anna=ig/anna`, as the n-th entry.
pub(in crate::core) fn note(records: &mut Records, who: &str, word: &str, n: u64) {
    match (event(word), who.split_once('=')) {
        (Event::Undone(id), _) => records.undo(id, &stamp(n)).unwrap(),
        (event, Some((a, b))) => records.link(&key(a), &key(b), event == Event::Linked, &stamp(n)).unwrap(),
        (event, None) => drop(records.append(&key(who), event, &stamp(n)).unwrap()),
    }
}

/// The pair `fb/anna=ig/anna`.
pub(in crate::core) fn pair(names: &str) -> Pair {
    let (a, b) = names.split_once('=').expect(names);
    Pair::new(&key(a), &key(b)).expect(names)
}
