//! Imports an exported file into the records.

use crate::core::account::AccountKey;
use crate::core::format::{Fault, load};
use crate::core::history::event::Entry;
use crate::core::history::log::History;
use crate::core::records::{Account, MAX_ACCOUNTS, Records};
use crate::core::sorted::{SortedMap, sort_by_key};

/// The most salts that importing may bring together: each costs a hash whenever an account is looked up.
const MAX_SALTS: usize = 32;

/// The greatest sequence number a file may bring. Half of what fits, so that no file can use up the numbers.
const MAX_IMPORTED_SEQUENCE: u64 = 1 << 52;

/// The result of importing a file, for the caller to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The records of both in one, within the bounds.
    pub records: Records,
    /// The number of entries and names that are new.
    pub added: usize,
    /// The accounts that are known by their cookie store only and got something from the file, which may be about
    /// somebody else than who is logged in here now: to be checked once more (note
    /// [`SessionEnded`](crate::core::history::event::Event::SessionEnded) for each).
    pub unsure: Vec<AccountKey>,
}

/// Merges the text of exported records into these. Importing the same file again changes nothing.
///
/// # Errors
/// [`Fault`]: the file is not an export, or there would be more than records may hold.
pub fn import(records: &Records, text: &str) -> Result<Imported, Fault> {
    let file = load(text)?;
    let highest = file.accounts.values().flat_map(|account| [account.history.sequence(), account.label.sequence]);
    if highest.chain(file.links.values().map(History::sequence)).any(|sequence| sequence > MAX_IMPORTED_SEQUENCE) {
        return Err(Fault::Damaged);
    }
    if contradicts(records, &file) {
        return Err(Fault::Damaged);
    }
    let mut merged = records.clone();
    // An installation that knows nothing yet moves in; its own salt would only be a second one to try.
    if records.accounts.is_empty() && records.links.is_empty() && !file.salts.is_empty() {
        merged.salts = SortedMap::new();
    }
    merged.merge(&file);
    merged.enforce_limits();
    count_once(records, &mut merged);
    let full = [merged.accounts.len(), merged.links.len(), merged.aliases.len()].into_iter().any(|n| n > MAX_ACCOUNTS);
    if full || merged.salts.len() > MAX_SALTS {
        return Err(Fault::TooLarge);
    }
    let added = count_added(records, &merged) + count_renamed(records, &merged);
    let unsure = find_unsure(records, &merged);
    Ok(Imported { records: merged, added, unsure })
}

/// Returns whether the file holds a known entry with different content. Entries are never changed, so
/// somebody changed the file, and importing it could take away what was seen.
fn contradicts(records: &Records, file: &Records) -> bool {
    let mut ours: Vec<&Entry> = entries(records).collect();
    sort_by_key(&mut ours, |entry| entry.id);
    // A file may have brought the same id for two accounts.
    let known = |id| ours.iter().skip(ours.partition_point(|ours| ours.id < id)).take_while(move |ours| ours.id == id);
    entries(file).any(|theirs| known(theirs.id).next().is_some() && known(theirs.id).all(|ours| *ours != theirs))
}

fn entries(records: &Records) -> impl Iterator<Item = &Entry> {
    let accounts = records.accounts.values().map(|account| &account.history);
    accounts.chain(records.links.values()).flat_map(History::entries)
}

/// Restores the count of dropped entries where nothing else changed: the file brought back entries that were
/// dropped again, and they must not count as dropped twice.
pub(super) fn count_once(before: &Records, after: &mut Records) {
    let restore = |before: Option<&History>, after: &mut History| match before {
        Some(before) if before.entries() == after.entries() => before.clone_into(after),
        _ => {}
    };
    for (key, account) in after.accounts.iter_mut() {
        restore(before.account(key).map(Account::history), &mut account.history);
    }
    for (pair, history) in after.links.iter_mut() {
        restore(before.links.get(pair), history);
    }
}

fn count_added(before: &Records, after: &Records) -> usize {
    entries(after).count().saturating_sub(entries(before).count())
}

/// The number of accounts that got a name, or another one.
fn count_renamed(before: &Records, after: &Records) -> usize {
    let label = |key| before.account(key).map_or("", Account::label);
    after.accounts().filter(|(key, account)| account.label() != label(key)).count()
}

/// A name says nothing of what happened, so it makes nothing unsure.
fn find_unsure(before: &Records, after: &Records) -> Vec<AccountKey> {
    let grew = |key: &AccountKey| history(before, key) != history(after, key);
    after.accounts.keys().filter(|key| key.cookie_store().is_some() && grew(key)).cloned().collect()
}

/// The history of an account that something happened to.
fn history<'a>(records: &'a Records, key: &AccountKey) -> Option<&'a History> {
    records.account(key).map(Account::history).filter(|history| !history.entries().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::account::{AccountIdentity, NumberHash, Salt};
    use crate::core::cookie_store::CookieStoreId;
    use crate::core::format::save;
    use crate::core::history::event::EntryId;
    use crate::core::history::test_script::{START, event, letter};
    use crate::core::records::status::resolve;
    use crate::core::records::test_script::{SALT, key, note, records_of, stamp};
    use crate::core::session::UserId;
    use crate::platforms::PlatformId;

    const OTHER: Salt = Salt([3; 16]);

    #[test]
    fn an_export_moves_into_an_empty_installation() {
        let whole = records_of("fb/a: submit answered | ig/a: declare | fb/a=ig/a: link | li/default: off");
        let imported = import(&Records::new(OTHER), &save(&whole)).unwrap();
        assert_eq!((imported.records, imported.added, imported.unsure), (whole, 5, vec![key("li/default")]));
    }

    #[test]
    fn the_same_file_twice_changes_nothing() {
        let (mut here, file) = (records_of("fb/a: submit"), save(&records_of("fb/a: submit answered | ig/b: mail")));
        note(&mut here, "ig/a", "declare", 9);
        let once = import(&here, &file).unwrap();
        let twice = import(&once.records, &file).unwrap();
        assert_eq!((once.added, twice.added), (2, 0));
        assert_eq!(once.records, twice.records);
    }

    #[test]
    fn a_wrong_file_is_refused() {
        let here = records_of("fb/a: submit");
        for (text, fault) in [("", Fault::NotJson), ("{}", Fault::NotOurs), ("[1]", Fault::NotOurs)] {
            assert_eq!(import(&here, text), Err(fault));
        }
        assert_eq!(import(&here, &save(&here).replacen("submitted", "accepted", 1)), Err(Fault::Damaged));
    }

    #[test]
    fn a_file_that_tells_otherwise_what_is_recorded_is_refused() {
        let here = records_of("fb/a: submit answered");
        let mut forged = Records::new(SALT);
        for (mut entry, event) in here
            .account(&key("fb/a"))
            .unwrap()
            .history
            .entries()
            .to_vec()
            .into_iter()
            .zip([event("submit"), event("decline")])
        {
            entry.event = event;
            forged.accounts.update(key("fb/a"), |account| account.history.add(entry));
        }
        assert_eq!(import(&here, &save(&forged)), Err(Fault::Damaged));
    }

    #[test]
    fn a_file_cannot_use_up_the_numbers() {
        let mut hostile = records_of("fb/a: submit");
        let mut entry = hostile.account(&key("fb/a")).unwrap().history.entries()[0].clone();
        (entry.sequence, entry.id) = (MAX_IMPORTED_SEQUENCE + 1, EntryId(99));
        hostile.accounts.update(key("fb/a"), |account| account.history.add(entry));
        assert_eq!(import(&Records::new(SALT), &save(&hostile)), Err(Fault::Damaged));
    }

    #[test]
    fn a_file_cannot_overfill_the_records() {
        let names =
            |from: usize| (from..from + 600).map(|n| format!("fb/{n}: declare")).collect::<Vec<_>>().join(" | ");
        let (here, file) = (records_of(&names(0)), records_of(&names(600)));
        assert_eq!(import(&here, &save(&file)), Err(Fault::TooLarge));
    }

    /// An account without a number may be one person's there and another's here.
    #[test]
    fn accounts_without_a_number_are_unsure_after_moving() {
        let mut elsewhere = Records::new(OTHER);
        elsewhere.append(&key("li/default"), event("off"), &stamp(50)).unwrap();
        let unsure = |here: &Records| import(here, &save(&elsewhere)).unwrap().unsure;
        assert_eq!(unsure(&records_of("fb/a: declare")), [key("li/default")]);
        assert_eq!(unsure(&records_of("")), [key("li/default")], "nothing is recorded here");
        assert_eq!(unsure(&Records::new(OTHER)), [key("li/default")], "a copy was loaded here before");
        assert_eq!(unsure(&records_of("li/default: off")), [key("li/default")]);
        assert_eq!(unsure(&records_of("li/container-2: off")), [key("li/default")]);
        let mut here = records_of("fb/a: declare");
        here.merge(&elsewhere);
        assert_eq!(unsure(&here), [], "it brings nothing");
    }

    #[test]
    fn a_name_alone_is_news_and_makes_nothing_unsure() {
        let here = records_of("li/default: decline");
        let mut named = here.clone();
        named.set_label(&key("li/default"), "Work", START).unwrap();
        let imported = import(&here, &save(&named)).unwrap();
        assert_eq!((imported.added, imported.unsure), (1, Vec::new()));
        assert_eq!(import(&imported.records, &save(&named)).unwrap().added, 0);
    }

    /// The same account under the salts of two installations becomes one, as soon as its number is seen.
    #[test]
    fn an_account_under_two_salts_becomes_one() {
        let there = crate::core::account::AccountKey {
            identity: AccountIdentity::Number(NumberHash::of(OTHER, PlatformId::Facebook, "1000")),
            ..key("fb/x")
        };
        let mut elsewhere = Records::new(OTHER);
        elsewhere.append(&there, event("mail"), &stamp(50)).unwrap();
        elsewhere.set_label(&there, "Anna", START).unwrap();
        let mut here = import(&records_of("fb/1000: submit"), &save(&elsewhere)).unwrap().records;
        let status = |records: &Records, key: &AccountKey| letter(&resolve(records, START).of(key).status);
        assert_eq!((status(&here, &key("fb/1000")), here.accounts.len()), ("P".into(), 2));

        let anna = UserId::Number("1000".into());
        let found = here.identify(PlatformId::Facebook, &CookieStoreId("0".into()), &anna);
        assert_eq!((status(&here, &found), here.accounts.len()), ("C".into(), 1));
        assert_eq!(here.account(&found).unwrap().label(), "Anna");
        let before = here.clone();
        assert_eq!(here.identify(PlatformId::Facebook, &CookieStoreId("firefox-default".into()), &anna), found);
        assert_eq!(here, before);
        assert_eq!(import(&here, &save(&elsewhere)).unwrap().records, before);
        assert_eq!(super::load(&save(&here)), Ok(before));
    }
}
