//! The shape of the document's text, and its translation into the document's types.
//!
//! Reading is lenient where a rewrite shows the difference: [`super::text`] writes every record again and compares the
//! check sums, so a record counts only if what was understood here is all that was written.

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::marker::PhantomData;

use super::wire_entry::RawEntry;
use super::{Account, Label, Pair};
use crate::core::account::{AccountKey, Hash, Salt, StoreName, hex, unhex};
use crate::core::record::event::{Entry, Short};
use crate::core::record::history::History;
use crate::platforms::PlatformId;

/// The greatest number that JSON readers agree on, 2⁵³ - 1.
pub(super) const MAX_SEQUENCE: u64 = 9_007_199_254_740_991;

/// A list that is refused while it is read when it grows too long, before it can fill the memory.
#[derive(Debug)]
pub(super) struct Bounded<T, const MAX: usize>(pub(super) Vec<T>);

impl<'de, T: Deserialize<'de>, const MAX: usize> Deserialize<'de> for Bounded<T, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(BoundedVisitor(PhantomData))
    }
}

struct BoundedVisitor<T, const MAX: usize>(PhantomData<T>);

impl<'de, T: Deserialize<'de>, const MAX: usize> Visitor<'de> for BoundedVisitor<T, MAX> {
    type Value = Bounded<T, MAX>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "at most {MAX} elements")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = seq.next_element()? {
            if list.len() == MAX {
                return Err(A::Error::custom("too many elements"));
            }
            list.push(element);
        }
        Ok(Bounded(list))
    }
}

/// One sealed piece of a document: exactly one of `salt`, `account`, `pair` and `same` is there.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRecord {
    pub(super) sum: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) salt: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) account: Option<RawKey>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) pair: Option<[RawKey; 2]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) same: Option<[RawKey; 2]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) labelled: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) compacted: Option<u32>,
    #[serde(default, skip_serializing)]
    pub(super) history: Option<Bounded<RawEntry, 1000>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawKey {
    platform: PlatformId,
    store: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
}

/// What a record says.
pub(super) enum Record {
    Salt(Salt),
    Account(AccountKey, Account),
    Link(Pair, History),
    Same(Pair),
}

impl RawRecord {
    /// What it says, if it makes sense. Whether the sum is right is for the caller to see.
    pub(super) fn read(self) -> Option<Record> {
        let history = |raw: Option<Bounded<_, 1000>>, compacted: Option<u32>| {
            let entries: Option<Vec<Entry>> = raw?.0.into_iter().map(RawEntry::read).collect();
            Some(History::new(entries?, compacted.unwrap_or(0)))
        };
        match (self.salt, self.account, self.pair, self.same) {
            (Some(salt), None, None, None) => Some(Record::Salt(Salt(unhex(&salt)?))),
            (None, Some(key), None, None) => {
                let sequence = self.labelled.unwrap_or(0).min(MAX_SEQUENCE);
                let label = Label { sequence, text: self.label.as_deref().map(Short::new) };
                let account = Account { label, history: history(self.history, self.compacted)? };
                Some(Record::Account(key.read()?, account))
            }
            (None, None, Some([a, b]), None) => {
                Some(Record::Link(Pair::new(&a.read()?, &b.read()?)?, history(self.history, self.compacted)?))
            }
            (None, None, None, Some([a, b])) => Some(Record::Same(Pair::new(&a.read()?, &b.read()?)?)),
            _ => None,
        }
    }

    pub(super) fn of_salt(salt: Salt) -> Self {
        Self { salt: Some(hex(&salt.0)), ..Self::default() }
    }

    pub(super) fn of_account(key: &AccountKey, account: &Account) -> Self {
        let Label { sequence, text } = &account.label;
        Self {
            account: Some(RawKey::of(key)),
            label: text.as_ref().map(|text| text.as_str().to_owned()),
            labelled: some_unless_zero(*sequence),
            compacted: some_unless_zero(account.history.compacted()),
            ..Self::default()
        }
    }

    pub(super) fn of_link(pair: &Pair, history: &History) -> Self {
        let compacted = some_unless_zero(history.compacted());
        Self { pair: Some(pair.keys().map(RawKey::of)), compacted, ..Self::default() }
    }

    pub(super) fn of_same(pair: &Pair) -> Self {
        Self { same: Some(pair.keys().map(RawKey::of)), ..Self::default() }
    }
}

fn some_unless_zero<T: Default + PartialEq>(value: T) -> Option<T> {
    (value != T::default()).then_some(value)
}

impl RawKey {
    fn of(key: &AccountKey) -> Self {
        let hash = key.hash.map(|hash| hex(&hash.0));
        Self { platform: key.platform, store: key.store.as_str().into(), hash }
    }

    fn read(self) -> Option<AccountKey> {
        let hash = match self.hash {
            Some(hash) => Some(Hash(unhex(&hash)?)),
            None => None,
        };
        Some(AccountKey { platform: self.platform, store: StoreName::stored(&self.store), hash })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_refused() {
        let read = |text| serde_json::from_str::<Bounded<u8, 3>>(text).map(|list| list.0).ok();
        assert_eq!(read("[1,2,3]"), Some(vec![1, 2, 3]));
        assert_eq!(read("[1,2,3,4]"), None);
        assert_eq!(read("[1,2,3,"), None);
    }
}
