//! Everything that is stored: the histories of all accounts, the answers about linked accounts, the salts.
//!
//! - [`status`]: records and time → how every account stands, linked accounts included.
//! - [`links`]: the answers about linked accounts; [`questions`]: the pairs that are still to be asked about.
//!
//! The module [`mod@crate::core::format`] turns records into text and text into records.
//!
//! # Merging
//!
//! Records are a bundle of sets that only grow: salts, entries, pairs of names for the same account. Merging is their
//! union, so it does not matter in which order or how often records are merged. What looks like a change (an undo, a
//! correction) is one more entry. The one exception is a label, of which the last one counts.
//!
//! # Bounds
//!
//! At most [`MAX_ACCOUNTS`] accounts and as many answers about pairs. At most [`MAX_ENTRIES`] entries in all: each
//! history may have [`MAX_ENTRIES_PER_HISTORY`] of them while there is room, and at least [`MIN_ENTRIES_PER_HISTORY`] always (and a few more if
//! all of them matter). So a thousand busy accounts stay below 4 MB of the 10 MB that browsers give an extension. What is dropped: [`crate::core::history::log`].

mod append;
mod choices;
mod groups;
pub mod links;
mod merge;
pub mod questions;
pub mod status;
#[cfg(test)]
pub(in crate::core) mod test_script;

use crate::core::account::{AccountKey, Salt};
use crate::core::history::event::{BoundedText, EntryId};
use crate::core::history::log::History;
use crate::core::sorted::SortedMap;
use crate::core::time::Timestamp;

/// The most accounts that are recorded.
pub const MAX_ACCOUNTS: usize = 1000;
/// The most entries in all histories together.
pub const MAX_ENTRIES: usize = 20_000;
/// The most entries of one account or pair.
pub const MAX_ENTRIES_PER_HISTORY: usize = 100;
/// The number of entries that an account or pair may always have.
pub const MIN_ENTRIES_PER_HISTORY: usize = 25;

/// All that is known. Two sets of records with the same content are equal and have the same text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records {
    pub(in crate::core) salts: SortedMap<Salt>,
    pub(in crate::core) accounts: SortedMap<AccountKey, Account>,
    pub(in crate::core) links: SortedMap<Pair, History>,
    pub(in crate::core) aliases: SortedMap<Pair>,
}

/// An account of the records, with its history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub(in crate::core) label: Label,
    pub(in crate::core) history: History,
}

impl Account {
    /// The person's own name for it; empty for none.
    #[must_use]
    pub fn label(&self) -> &str {
        self.label.text.as_ref().map_or("", BoundedText::as_str)
    }

    /// Everything that happened to it.
    #[must_use]
    pub const fn history(&self) -> &History {
        &self.history
    }
}

/// A name that a person gave an account. The greater one is the later one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::core) struct Label {
    pub(in crate::core) sequence: u64,
    pub(in crate::core) text: Option<BoundedText<60>>,
}

/// Two different accounts, the lesser key first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair(pub(in crate::core) AccountKey, pub(in crate::core) AccountKey);

impl Pair {
    /// The pair in order; `None` if they are the same.
    #[must_use]
    pub fn new(a: &AccountKey, b: &AccountKey) -> Option<Self> {
        (a != b).then(|| Self(a.min(b).clone(), a.max(b).clone()))
    }

    /// The two, the lesser key first.
    #[must_use]
    pub const fn keys(&self) -> [&AccountKey; 2] {
        [&self.0, &self.1]
    }

    /// Returns whether one objection can cover both: different platforms with the same accounts centre.
    #[must_use]
    pub fn can_be_linked(&self) -> bool {
        let group = |key: &AccountKey| key.platform.facts().group;
        self.0.platform != self.1.platform && group(&self.0).is_some() && group(&self.0) == group(&self.1)
    }
}

/// Every new entry is made with a stamp, all of which comes from outside.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// The time by the clock.
    pub now: Timestamp,
    /// A fresh random number. Noting again with the same one does nothing, so a note can safely be repeated.
    pub id: EntryId,
    /// The extension's version.
    pub version: &'a str,
}

/// Something was not noted, for one of these reasons. The records are as they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There are [`MAX_ACCOUNTS`] accounts or answers already.
    Full,
    /// Such an event does not belong there, or there is no such entry to undo.
    Misplaced,
}

impl Records {
    /// Empty records. The salt must be random.
    #[must_use]
    pub fn new(salt: Salt) -> Self {
        let mut records = Self::empty();
        records.salts.insert_default(salt);
        records
    }

    pub(in crate::core) const fn empty() -> Self {
        Self { salts: SortedMap::new(), accounts: SortedMap::new(), links: SortedMap::new(), aliases: SortedMap::new() }
    }

    /// Returns whether the records are new, and have no secret yet.
    #[must_use]
    pub fn lacks_salt(&self) -> bool {
        self.salts.is_empty()
    }

    /// Adds a secret, which must be random.
    pub fn add_salt(&mut self, salt: Salt) {
        self.salts.insert_default(salt);
    }

    /// The secrets under which account numbers are hashed.
    pub fn salts(&self) -> impl Iterator<Item = Salt> {
        self.salts.iter().map(|(salt, ())| *salt)
    }

    /// Every account that something is known of, by key.
    pub fn accounts(&self) -> impl Iterator<Item = (&AccountKey, &Account)> {
        self.accounts.iter()
    }

    /// The account with this key, if something is known of it.
    #[must_use]
    pub fn account(&self, key: &AccountKey) -> Option<&Account> {
        self.accounts.get(key)
    }

    /// Every pair that was asked about, with the answers.
    pub fn links(&self) -> impl Iterator<Item = (&Pair, &History)> {
        self.links.iter()
    }
}
