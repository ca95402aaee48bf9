//! The names of accounts on the record page, where nothing shows which of them is logged in.

use crate::core::account::{AccountKey, CookieStoreName};
use crate::core::overview::{AccountName, container_text};
use crate::core::records::{Account, Records};
use crate::core::time::Timestamp;
use crate::platforms::PlatformId;

/// The names of the accounts of these records.
pub(super) struct Names<'a> {
    records: &'a Records,
    /// The number of accounts of each platform that have neither a name nor a container.
    plain: [usize; PlatformId::ALL.len()],
}

impl<'a> Names<'a> {
    pub(super) fn new(records: &'a Records) -> Self {
        let is_plain = |key: &AccountKey, account: &Account| account.label().is_empty() && container(key).is_none();
        let count = |platform| {
            records.accounts().filter(|(key, account)| key.platform == platform && is_plain(key, account)).count()
        };
        Self { records, plain: PlatformId::ALL.map(count) }
    }

    /// The name of an account. What has no name is told apart by when something was first noted of it, which its history says,
    /// too.
    pub(super) fn of(&self, key: &AccountKey) -> AccountName {
        let account = self.records.account(key);
        let label = account.map_or("", Account::label).to_owned();
        let is_one_of_several = self.plain.get(key.platform as usize).is_some_and(|count| *count > 1);
        let (container, first_noted) = (container(key).map(container_text), account.and_then(first_noted));
        let is_told_apart = !is_one_of_several || !label.is_empty() || container.is_some();
        let first_noted = first_noted.filter(|_| !is_told_apart);
        AccountName { platform: key.platform, label, container, first_noted }
    }
}

fn container(key: &AccountKey) -> Option<u32> {
    key.cookie_store().and_then(CookieStoreName::container)
}

fn first_noted(account: &Account) -> Option<Timestamp> {
    account.history().entries().first().map(|entry| entry.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::history::test_script::START;
    use crate::core::records::test_script::{key, records_of};

    #[track_caller]
    fn check(records: &Records, account: &str, label: &str, minutes: Option<i64>) {
        let name = Names::new(records).of(&key(account));
        let expected = minutes.map(|minutes| Timestamp(START.0 + minutes * 60_000));
        assert_eq!((name.label.as_str(), name.first_noted), (label, expected), "{account}");
    }

    #[test]
    fn what_has_no_name_is_told_apart_by_when_it_began() {
        let mut records = records_of("fb/a: submit answered | fb/b: declare | ig/a: declare | li/default: off");
        check(&records, "fb/a", "", Some(0));
        check(&records, "fb/b", "", Some(2));
        check(&records, "ig/a", "", None);
        check(&records, "li/default", "", None);
        records.set_label(&key("fb/a"), "Work", START).unwrap();
        check(&records, "fb/a", "Work", None);
        check(&records, "fb/b", "", None);
    }

    #[test]
    fn a_container_tells_it_apart_already() {
        let records = records_of("li/default: off | li/container-2: off");
        check(&records, "li/default", "", None);
        check(&records, "li/container-2", "", None);
    }
}
