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
mod merge;
pub mod open;
mod schema1;
#[cfg(test)]
mod script;
pub mod text;
mod wire;
mod wire_entry;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::account::{AccountKey, Salt, tidy};
use super::date;
use super::record::event::{Entry, EntryId, Event, Short};
use super::record::history::History;
use super::time::Timestamp;

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

#[cfg(test)]
mod tests {
    use super::script::{SALT, document, key, stamp};
    use super::*;
    use crate::core::date::DAY;
    use crate::core::record::script::{START, event};

    #[test]
    fn numbers_only_ever_rise() {
        let mut document = Document::new(SALT);
        let clock = [0, 1000, -5000, -400 * DAY, 365 * DAY, 2000, i64::MAX - START.0, 0];
        for (id, shift) in (1..).zip(clock) {
            let stamp = Stamp { now: Timestamp(START.0 + shift), id: EntryId(id), version: "0.1.0" };
            assert_eq!(document.note(&key("fb/a"), event("submit"), &stamp), Ok(true));
        }
        let ids = document.accounts[&key("fb/a")].history.entries().iter().map(|entry| entry.id.0);
        assert!(ids.eq(1..=8));
        assert_eq!(text::load(&text::save(&document)), Ok(document));
    }

    #[test]
    fn noting_again_with_the_same_id_does_nothing() {
        let mut document = document("fb/a: submit");
        let before = document.clone();
        document.note(&key("fb/a"), event("submit"), &stamp(1)).unwrap();
        assert_eq!(document, before);
    }

    #[test]
    fn what_is_known_is_no_news() {
        let mut document = document("li/default: off");
        assert_eq!(document.note(&key("li/default"), event("off"), &stamp(2)), Ok(false));
        assert_eq!(document.note(&key("li/default"), event("on"), &stamp(2)), Ok(true));
    }

    #[test]
    fn what_does_not_belong_is_refused() {
        let mut document = document("fb/a: submit");
        let before = document.clone();
        for word in ["link", "apart", "undo:1"] {
            assert_eq!(document.note(&key("fb/a"), event(word), &stamp(9)), Err(Refused::Misplaced));
        }
        for (a, b) in [("fb/a", "fb/a"), ("fb/a", "fb/b"), ("fb/a", "li/default")] {
            assert_eq!(document.link(&key(a), &key(b), true, &stamp(9)), Err(Refused::Misplaced));
        }
        assert_eq!(document.undo(EntryId(7), &stamp(9)), Err(Refused::Misplaced));
        assert_eq!(document, before);
    }

    #[test]
    fn there_is_room_for_a_thousand_accounts() {
        let mut document = Document::new(SALT);
        for n in 0..MAX_ACCOUNTS as u64 {
            let key = key(&format!("fb/{n}"));
            for i in 0..30 {
                document.note(&key, event("submit"), &stamp(n * 100 + i + 1)).unwrap();
            }
        }
        assert_eq!(document.note(&key("fb/one-more"), event("submit"), &stamp(1)), Err(Refused::Full));
        assert_eq!(document.label(&key("fb/one-more"), "x", START), Err(Refused::Full));
        let text = text::save(&document);
        assert!(text.len() < 4_000_000, "{}", text.len());
        assert_eq!(text::load(&text), Ok(document));
    }

    #[test]
    fn a_label_is_the_last_one() {
        let mut document = document("fb/a: submit");
        let label = |document: &Document| document.account(&key("fb/a")).unwrap().label().to_owned();
        for (text, expected) in [("  Anna\u{7}\n", "Anna"), ("", ""), (&"é".repeat(99), &*"é".repeat(60)), (" ", "")]
        {
            document.label(&key("fb/a"), text, START).unwrap();
            assert_eq!(label(&document), expected);
        }
        let mut older = super::script::document("fb/a: submit");
        older.label(&key("fb/a"), "Old", Timestamp(START.0 - DAY)).unwrap();
        older.merge(&document);
        assert_eq!(label(&older), "");
    }
}
