//! The first shape of the document, and what becomes of it.
//!
//! Schema 1 held one flat record per account, without a history: its last state, and since when.
//!
//! ```json
#![doc = include_str!("../../../tests/fixtures/document-1.json")]
//! ```
//!
//! - `state`: `pending`, `declared`, `observed`, `confirmed`, `off`, `on-again`, `snoozed` (with `until`) or
//!   `declined`. `at`: when it came about, in milliseconds since 1970 UTC. `form`: which form, where it was one.
//! - `sum`: the first 8 bytes of the SHA-256 of `bezwaar/1`, a line feed, the salt, and of every account a line feed
//!   and its fields separated by blanks in the order `platform store hash state at until form`, `-` for absent ones.
//!
//! Each record becomes the entry that leads to its state. The ids are derived from the content, so that a document
//! migrated twice, or from two copies, is still the same one.

use std::borrow::Cow;

use super::Document;
use super::json::Fields;
use crate::core::account::{AccountKey, Hash, Salt, StoreName, hex, sha256, unhex};
use crate::core::date::{Date, bounded};
use crate::core::overview::Store;
use crate::core::record::event::{Entry, EntryId, Event, Form, Until, When, Why};
use crate::core::time::Timestamp;
use crate::platforms::PlatformId;

/// The version that is noted with migrated entries: nobody knows which it was.
const VERSION: &str = "schema-1";

struct Account1 {
    platform: PlatformId,
    store: String,
    hash: Option<String>,
    state: String,
    at: i64,
    until: Option<i64>,
    form: Option<String>,
}

/// Reads a document of schema 1, `format` and `schema` taken out already; `None` if it is not exactly as it was written.
pub(super) fn read(mut fields: Fields<'_>) -> Option<Document> {
    let (salt, sum) = (fields.text("salt")?, fields.text("sum")?);
    let accounts = fields.list("accounts")?.into_iter().map(|account| Account1::read(account.object()?));
    let accounts: Vec<Account1> = accounts.collect::<Option<_>>()?;
    if sum != checksum(&salt, &accounts) || !fields.is_empty() {
        return None;
    }
    let mut document = Document::new(Salt(unhex(&salt)?));
    for account in &accounts {
        let (key, entries) = (account.key()?, account.entries()?);
        document.accounts.change(key, |account| entries.into_iter().for_each(|entry| account.history.add(entry)));
    }
    Some(document)
}

fn checksum(salt: &str, accounts: &[Account1]) -> String {
    let lines: String = accounts.iter().map(|account| format!("\n{}", account.line())).collect();
    hex(&sha256::<8>(&[b"bezwaar/1\n", salt.as_bytes(), lines.as_bytes()]))
}

impl Account1 {
    fn read(mut fields: Fields<'_>) -> Option<Self> {
        let slug = fields.text("platform")?;
        let account = Self {
            platform: PlatformId::ALL.into_iter().find(|platform| platform.slug() == slug)?,
            store: fields.text("store")?.into_owned(),
            hash: fields.text("hash").map(Cow::into_owned),
            state: fields.text("state")?.into_owned(),
            at: fields.number("at")?,
            until: fields.number("until"),
            form: fields.text("form").map(Cow::into_owned),
        };
        fields.is_empty().then_some(account)
    }

    fn line(&self) -> String {
        let Self { platform, store, hash, state, at, until, form } = self;
        let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
        let until = or_dash(&until.map(|until| until.to_string()));
        format!("{} {store} {} {state} {at} {until} {}", platform.slug(), or_dash(hash), or_dash(form))
    }

    fn key(&self) -> Option<AccountKey> {
        let hash = match &self.hash {
            Some(hash) => Some(Hash(unhex(hash)?)),
            None => None,
        };
        Some(AccountKey { platform: self.platform, store: StoreName::of(&Store(self.store.clone())), hash })
    }

    /// In schema 1 the switch could only be on again after it had been read as off.
    fn entries(&self) -> Option<Vec<Entry>> {
        let form = Form::new(self.form.as_deref().unwrap_or_default());
        let at = bounded(Timestamp(self.at));
        let events = match self.state.as_str() {
            "pending" => vec![Event::Submitted(form)],
            "declared" => vec![Event::Declared(When::Day(Date::of(at)))],
            "observed" => vec![Event::Accepted(form)],
            "confirmed" => vec![Event::MailCame(None)],
            "off" => vec![Event::ReadOff],
            "on-again" => vec![Event::ReadOff, Event::ReadOn],
            "snoozed" => vec![Event::Snoozed(Until::Time(bounded(Timestamp(self.until?))))],
            "declined" => vec![Event::Declined(Why::NotThisAccount)],
            _ => return None,
        };
        Some((0..).zip(events).map(|(n, event)| self.entry(n, at, event)).collect())
    }

    fn entry(&self, n: u64, at: Timestamp, event: Event) -> Entry {
        let id = sha256(&[b"bezwaar/1", &n.to_be_bytes(), self.line().as_bytes()]);
        let (sequence, id) = (at.0.unsigned_abs() + n, EntryId(u64::from_be_bytes(id)));
        Entry { sequence, id, at, event, version: VERSION.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::document::decide::decide;
    use crate::core::document::text::{self, Fault, save};
    use crate::core::record::script::letter;

    const EXAMPLE: &str = include_str!("../../../tests/fixtures/document-1.json");

    #[test]
    fn every_account_keeps_its_state() {
        let document = text::load(EXAMPLE).unwrap();
        let decisions = decide(&document, Timestamp(1_764_000_000_000));
        let states = decisions.iter().map(|(key, decision)| {
            format!("{}/{} {}", key.platform.slug(), key.store.as_str(), letter(decision.standing))
        });
        let states: Vec<String> = states.collect();
        assert_eq!(
            states.join(", "),
            "facebook/container-3 P, facebook/default O, facebook/default z, \
            instagram/container-3 D, instagram/container-4 x, instagram/default C, \
            linkedin/container-3 !, linkedin/default R"
        );
    }

    #[test]
    fn migrating_twice_is_migrating_once() {
        let migrated = text::load(EXAMPLE).unwrap();
        let mut twice = migrated.clone();
        twice.merge(&text::load(EXAMPLE).unwrap());
        assert_eq!(twice, migrated);
        assert_eq!(text::load(&save(&migrated)), Ok(migrated));
    }

    #[test]
    fn damage_is_seen() {
        for (from, to) in [("observed", "declared"), ("\"0\"", "\"1\""), ("\"salt\":\"0", "\"salt\":\"1")] {
            let changed = EXAMPLE.replacen(from, to, 1);
            assert_ne!(changed, EXAMPLE);
            assert_eq!(text::load(&changed), Err(Fault::Damaged));
        }
    }
}
