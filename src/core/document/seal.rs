//! Records with their check sums.

use super::text::SCHEMA;
use super::wire::{RawRecord, Record};
use super::wire_entry::RawEntry;
use crate::core::account::{hex, sha256};
use crate::core::record::event::Entry;

/// How each record begins.
pub(super) const RECORD: &str = "{\"sum\":\"";

/// The sum of a record, and the record with it.
pub(super) fn seal(raw: RawRecord, entries: Option<&[Entry]>) -> (String, String) {
    let mut text = json(&RawRecord { sum: String::new(), ..raw });
    if let Some(entries) = entries {
        text.truncate(text.len().saturating_sub(1));
        text.push_str(",\"history\":[");
        for (n, entry) in entries.iter().enumerate() {
            text.push_str(if n == 0 { "\n" } else { ",\n" });
            text.push_str(&json(&RawEntry::of(entry)));
        }
        text.push_str(if entries.is_empty() { "]}" } else { "\n]}" });
    }
    let sum = checksum(&text);
    text.insert_str(RECORD.len(), &sum);
    (sum, text)
}

/// These shapes have string keys only, so writing them cannot fail.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The first bytes of the SHA-256, tagged with the schema so that no record passes for one of another schema.
pub(super) fn checksum(text: &str) -> String {
    let tag = format!("bezwaar/{SCHEMA}\n");
    hex(&sha256::<8>(&[tag.as_bytes(), text.as_bytes()]))
}

/// What a record says, if it is exactly what was written.
pub(super) fn verified(raw: RawRecord) -> Option<Record> {
    let sum = raw.sum.clone();
    let record = raw.read()?;
    let (written, _) = match &record {
        Record::Salt(salt) => seal(RawRecord::of_salt(*salt), None),
        Record::Account(key, account) => seal(RawRecord::of_account(key, account), Some(account.history.entries())),
        Record::Link(pair, history) => seal(RawRecord::of_link(pair, history), Some(history.entries())),
        Record::Same(pair) => seal(RawRecord::of_same(pair), None),
    };
    (sum == written).then_some(record)
}
