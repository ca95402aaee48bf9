//! Everything that is stored: the histories of all accounts, the answers about linked accounts, the salts.
//!
//! - [`decide`]: document and time → how every account stands, linked accounts included.
//! - [`text`]: document ↔ text. The text is stored and exported as it is; its format is described there.
//! - [`open`]: the stored text and its last good copy → a document to work with, whatever happened to them.
//! - [`import`]: one more document into this one.
//!
//! # Merging
//!
//! A document is a bundle of sets that only grow: salts, entries, pairs of names for the same account. Merging is their
//! union, so it does not matter in which order or how often documents are merged. What looks like a change (an undo, a
//! correction) is one more entry. The one exception is a label, of which the last one counts.
//!
//! # Bounds
//!
//! At most [`MAX_ACCOUNTS`] accounts and as many answers about pairs. At most [`MAX_ENTRIES`] entries in all: each
//! history may have [`MAX_HISTORY`] of them while there is room, and at least [`MIN_HISTORY`] always. A document is
//! so kept below 4 MB, and fits twice into the 10 MB that browsers give an extension. What is dropped:
//! [`super::record::history`].

pub mod decide;
mod groups;
pub mod import;
pub mod open;
mod schema1;
pub mod text;
mod wire;
mod wire_entry;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use groups::Groups;

use super::account::{AccountKey, Salt, tidy};
use super::date;
use super::login;
use super::overview::Store;
use super::record::event::{Entry, EntryId, Event, Short};
use super::record::history::History;
use super::time::Timestamp;
use crate::platforms::PlatformId;

/// The most accounts that are recorded.
pub const MAX_ACCOUNTS: usize = 1000;
/// The most entries in all histories together.
pub const MAX_ENTRIES: usize = 20_000;
/// The most entries of one account or pair.
pub const MAX_HISTORY: usize = 100;
/// So many entries an account or pair may always have.
pub const MIN_HISTORY: usize = 25;

/// All that is known. Two documents with the same content are equal and have the same text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    salts: BTreeSet<Salt>,
    accounts: BTreeMap<AccountKey, Account>,
    links: BTreeMap<Pair, History>,
    same: BTreeSet<Pair>,
}

/// What is known of one account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    label: Label,
    history: History,
}

impl Account {
    /// The person's own name for it; empty for none.
    #[must_use]
    pub fn label(&self) -> &str {
        self.label.text.as_ref().map_or("", Short::as_str)
    }

    /// What happened.
    #[must_use]
    pub const fn history(&self) -> &History {
        &self.history
    }
}

/// A name that a person gave an account. The greater one is the later one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Label {
    sequence: u64,
    text: Option<Short<60>>,
}

/// Two different accounts, the lesser key first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair(AccountKey, AccountKey);

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

    /// Whether one objection can cover both: different platforms with the same accounts centre.
    #[must_use]
    pub fn can_be_linked(&self) -> bool {
        let group = |key: &AccountKey| key.platform.facts().group;
        self.0.platform != self.1.platform && group(&self.0).is_some() && group(&self.0) == group(&self.1)
    }
}

/// What every new entry is made with; all of it comes from outside.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// What the clock says.
    pub now: Timestamp,
    /// A fresh random number. Noting again with the same one does nothing, so a note can safely be repeated.
    pub id: EntryId,
    /// The extension's version.
    pub version: &'a str,
}

/// Why something was not noted. The document is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There are [`MAX_ACCOUNTS`] accounts or answers already.
    Full,
    /// Such an event does not belong there, or there is no such entry to undo.
    Misplaced,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full => "no room for another account",
            Self::Misplaced => "that does not belong there",
        })
    }
}

impl Document {
    /// An empty document. The salt must be random.
    #[must_use]
    pub fn new(salt: Salt) -> Self {
        Self { salts: BTreeSet::from([salt]), ..Self::empty() }
    }

    const fn empty() -> Self {
        Self { salts: BTreeSet::new(), accounts: BTreeMap::new(), links: BTreeMap::new(), same: BTreeSet::new() }
    }

    /// Every account that something is known of, by key.
    pub fn accounts(&self) -> impl Iterator<Item = (&AccountKey, &Account)> {
        self.accounts.iter()
    }

    /// What is known of this account.
    #[must_use]
    pub fn account(&self, key: &AccountKey) -> Option<&Account> {
        self.accounts.get(key)
    }

    /// Every pair that was asked about, with the answers.
    pub fn links(&self) -> impl Iterator<Item = (&Pair, &History)> {
        self.links.iter()
    }

    /// The key of an account that was seen.
    ///
    /// After an import there may be several salts, and the account may be known under more than one. Then its
    /// histories are united here, because only now is the number at hand that shows that they are the same.
    pub fn identify(&mut self, platform: PlatformId, store: &Store, account: &login::Account) -> AccountKey {
        let key = |salt: &Salt| AccountKey::new(*salt, platform, store, account);
        let keys: Vec<AccountKey> = self.salts.iter().map(key).collect();
        let mut known = keys.iter().filter(|key| self.knows(key));
        let Some(first) = known.next().or(keys.first()) else { return key(&Salt([0; 16])) };
        let new: Vec<Pair> =
            known.filter_map(|other| Pair::new(first, other)).filter(|p| !self.same.contains(p)).collect();
        if !new.is_empty() {
            self.same.extend(new);
            self.unite();
        }
        Groups::new(self.same.iter()).root(first).clone()
    }

    fn knows(&self, key: &AccountKey) -> bool {
        let about = |pair: &Pair| pair.keys().contains(&key);
        self.accounts.contains_key(key) || self.same.iter().any(about) || self.links.keys().any(about)
    }

    /// Notes what happened to an account. Says whether that was news; what is known already is not written again.
    ///
    /// # Errors
    /// [`Refused`]; the document is as it was.
    pub fn note(&mut self, key: &AccountKey, event: Event, stamp: &Stamp<'_>) -> Result<bool, Refused> {
        if matches!(event, Event::Linked | Event::NotLinked | Event::Undone(_)) {
            return Err(Refused::Misplaced);
        }
        if !self.accounts.contains_key(key) && self.accounts.len() >= MAX_ACCOUNTS {
            return Err(Refused::Full);
        }
        if self.account(key).is_some_and(|account| account.history.knows(&event, stamp.now)) {
            return Ok(false);
        }
        let entry = self.entry(event, stamp);
        self.accounts.entry(key.clone()).or_default().history.add(entry);
        self.bound();
        Ok(true)
    }

    /// Notes the answer to "are these two in the same accounts centre?".
    ///
    /// # Errors
    /// [`Refused`]; the document is as it was.
    pub fn link(&mut self, a: &AccountKey, b: &AccountKey, linked: bool, stamp: &Stamp<'_>) -> Result<(), Refused> {
        let pair = Pair::new(a, b).filter(Pair::can_be_linked).ok_or(Refused::Misplaced)?;
        if !self.links.contains_key(&pair) && self.links.len() >= MAX_ACCOUNTS {
            return Err(Refused::Full);
        }
        let entry = self.entry(if linked { Event::Linked } else { Event::NotLinked }, stamp);
        self.links.entry(pair).or_default().add(entry);
        self.bound();
        Ok(())
    }

    /// Undoes an entry of whatever history. To undo the undoing, undo that entry.
    ///
    /// # Errors
    /// [`Refused::Misplaced`] if there is no such entry; the document is as it was.
    pub fn undo(&mut self, id: EntryId, stamp: &Stamp<'_>) -> Result<(), Refused> {
        let entry = self.entry(Event::Undone(id), stamp);
        let history = self.histories().find(|history| history.find(id).is_some()).ok_or(Refused::Misplaced)?;
        history.add(entry);
        self.bound();
        Ok(())
    }

    /// Gives an account a name, or takes it away with an empty one.
    ///
    /// # Errors
    /// [`Refused::Full`]; the document is as it was.
    pub fn label(&mut self, key: &AccountKey, text: &str, now: Timestamp) -> Result<(), Refused> {
        if !self.accounts.contains_key(key) && self.accounts.len() >= MAX_ACCOUNTS {
            return Err(Refused::Full);
        }
        let sequence = self.next_sequence(now);
        let text = Some(Short::new(text)).filter(|text| !text.as_str().is_empty());
        self.accounts.entry(key.clone()).or_default().label = Label { sequence, text };
        Ok(())
    }

    /// Takes over everything that another document knows. Idempotent, commutative and associative; does not drop
    /// anything, so the result may be over the bounds.
    pub fn merge(&mut self, other: &Self) {
        self.salts.extend(&other.salts);
        self.same.extend(other.same.iter().cloned());
        other.accounts.iter().for_each(|(key, account)| self.take_account(key, account));
        other.links.iter().for_each(|(pair, history)| self.links.entry(pair.clone()).or_default().merge(history));
        self.unite();
    }

    fn take_account(&mut self, key: &AccountKey, other: &Account) {
        let account = self.accounts.entry(key.clone()).or_default();
        account.history.merge(&other.history);
        if other.label > account.label {
            account.label = other.label.clone();
        }
    }

    /// Moves what is known under several names of one account to the least of them.
    fn unite(&mut self) {
        if self.same.is_empty() {
            return;
        }
        let same = std::mem::take(&mut self.same);
        let groups = Groups::new(same.iter());
        for (key, account) in std::mem::take(&mut self.accounts) {
            self.take_account(groups.root(&key), &account);
        }
        for (pair, history) in std::mem::take(&mut self.links) {
            if let Some(pair) = Pair::new(groups.root(&pair.0), groups.root(&pair.1)) {
                self.links.entry(pair).or_default().merge(&history);
            }
        }
        drop(groups);
        self.same = same;
    }

    fn entry(&self, event: Event, stamp: &Stamp<'_>) -> Entry {
        let (sequence, at) = (self.next_sequence(stamp.now), date::bounded(stamp.now));
        Entry { sequence, id: stamp.id, at, event: event.bounded(), version: tidy(stamp.version, 16).into() }
    }

    /// The clock, or the next free number if the clock was set back, see [`super::record::history`].
    fn next_sequence(&self, now: Timestamp) -> u64 {
        let accounts = self.accounts.values().flat_map(|account| [account.history.sequence(), account.label.sequence]);
        let highest = accounts.chain(self.links.values().map(History::sequence)).max().unwrap_or(0);
        date::bounded(now).0.unsigned_abs().max(highest + 1).min(wire::MAX_SEQUENCE)
    }

    fn histories(&mut self) -> impl Iterator<Item = &mut History> {
        self.accounts.values_mut().map(|account| &mut account.history).chain(self.links.values_mut())
    }

    /// Drops entries until the document is within its bounds again.
    fn bound(&mut self) {
        let count = (self.accounts.len() + self.links.len()).max(1);
        let limit = (MAX_ENTRIES / count).clamp(MIN_HISTORY, MAX_HISTORY);
        self.histories().for_each(|history| history.compact(limit));
    }
}
