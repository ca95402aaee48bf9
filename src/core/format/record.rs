//! The shape of a record in the text, and its translation into the core's types.
//!
//! Reading is lenient where a rewrite shows the difference: [`crate::core::format::checksum`] writes every
//! record again and compares the check sums, so a record counts only if what was understood here is all that
//! was written.

use crate::core::account::{AccountIdentity, AccountKey, CookieStoreName, NumberHash, Salt};
use crate::core::digest::{hex, unhex};
use crate::core::format::entry;
use crate::core::history::event::BoundedText;
use crate::core::history::log::{History, MAX_SEQUENCE};
use crate::core::json::write::Writer;
use crate::core::json::{Fields, Json};
use crate::core::records::{Account, Label, Pair};
use crate::platforms::PlatformId;

/// More entries of one account or pair are refused; ten times as many as are ever written.
const MAX_ENTRIES_READ: usize = 1000;

/// A record of the text, as it was read.
pub(in crate::core) enum Record {
    Salt(Salt),
    Account(AccountKey, Account),
    Link(Pair, History),
    Same(Pair),
}

/// The same, to be written.
pub(in crate::core) enum RecordRef<'a> {
    Salt(Salt),
    Account(&'a AccountKey, &'a Account),
    Link(&'a Pair, &'a History),
    Same(&'a Pair),
}

impl Record {
    /// Reads a record; `None` if it makes no sense. Its sum is taken out already.
    pub(in crate::core) fn read(mut fields: Fields<'_>) -> Option<Self> {
        let record = if let Some(salt) = fields.text("salt") {
            Self::Salt(Salt(unhex(&salt)?))
        } else if let Some(key) = fields.object("account") {
            let text = fields.text("label").map(|text| BoundedText::new(&text));
            let label = Label { sequence: fields.number("labelled").unwrap_or(0).min(MAX_SEQUENCE), text };
            Self::Account(read_key(key)?, Account { label, history: read_history(&mut fields)? })
        } else if let Some(pair) = fields.list("pair") {
            Self::Link(read_pair(pair)?, read_history(&mut fields)?)
        } else {
            Self::Same(read_pair(fields.list("same")?)?)
        };
        fields.is_empty().then_some(record)
    }

    pub(in crate::core) const fn record_ref(&self) -> RecordRef<'_> {
        match self {
            Self::Salt(salt) => RecordRef::Salt(*salt),
            Self::Account(key, account) => RecordRef::Account(key, account),
            Self::Link(pair, history) => RecordRef::Link(pair, history),
            Self::Same(pair) => RecordRef::Same(pair),
        }
    }
}

impl RecordRef<'_> {
    /// The record, with an empty sum.
    pub(in crate::core) fn write(&self) -> String {
        let record = Writer::new().text("sum", "");
        let record = match self {
            Self::Salt(salt) => record.text("salt", &hex(&salt.0)),
            Self::Account(key, account) => {
                let record = write_label(record.json("account", &write_key(key)), &account.label);
                write_history(record, &account.history)
            }
            Self::Link(pair, history) => write_history(record.json("pair", &write_pair(pair)), history),
            Self::Same(pair) => record.json("same", &write_pair(pair)),
        };
        record.end()
    }
}

fn read_key(mut fields: Fields<'_>) -> Option<AccountKey> {
    let slug = fields.text("platform")?;
    let platform = PlatformId::from_slug(&slug)?;
    let identity = match fields.text("hash") {
        Some(hash) => AccountIdentity::Number(NumberHash(unhex(&hash)?)),
        None => AccountIdentity::CookieStore(CookieStoreName::stored(&fields.text("store")?)),
    };
    fields.is_empty().then_some(AccountKey { platform, identity })
}

fn write_key(key: &AccountKey) -> String {
    let fields = Writer::new().text("platform", key.platform.slug());
    match &key.identity {
        AccountIdentity::Number(hash) => fields.text("hash", &hash.to_string()).end(),
        AccountIdentity::CookieStore(name) => fields.text("store", name.as_str()).end(),
    }
}

fn read_pair(keys: Vec<Json<'_>>) -> Option<Pair> {
    let mut keys = keys.into_iter().map(|key| read_key(key.object()?));
    let pair = Pair::new(&keys.next()??, &keys.next()??);
    pair.filter(|_| keys.next().is_none())
}

fn write_pair(pair: &Pair) -> String {
    let [a, b] = pair.keys().map(write_key);
    format!("[{a},{b}]")
}

fn write_label(record: Writer, label: &Label) -> Writer {
    let record = match &label.text {
        Some(text) => record.text("label", text.as_str()),
        None => record,
    };
    if label.sequence == 0 { record } else { record.number("labelled", label.sequence) }
}

fn read_history(fields: &mut Fields<'_>) -> Option<History> {
    let compacted = fields.number("compacted").unwrap_or(0);
    let mut entries = Vec::new();
    for entry in fields.list("history").filter(|entries| entries.len() <= MAX_ENTRIES_READ)? {
        entries.push(entry::read(entry.object()?)?);
    }
    Some(History::new(entries, compacted))
}

/// One entry per line.
fn write_history(record: Writer, history: &History) -> Writer {
    let compacted = u64::from(history.compacted());
    let record = if compacted == 0 { record } else { record.number("compacted", compacted) };
    let mut entries = String::from("[");
    for entry in history.entries() {
        entries.push_str(if entries.len() == 1 { "\n" } else { ",\n" });
        entries.push_str(&entry::write(entry));
    }
    entries.push_str(if entries.len() == 1 { "]" } else { "\n]" });
    record.json("history", &entries)
}
