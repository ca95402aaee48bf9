//! Records ↔ text. What is stored is also what is exported: JSON that people can read, one entry per line.
//!
//! # Format, schema 1
//!
//! ```json
#![doc = include_str!("../../../tests/fixtures/records.json")]
//! ```
//!
//! - `records`: salts first, then accounts, pairs of accounts that the person was asked about, and pairs of keys that
//!   are `same`: one account under two salts. In the order of their keys.
//! - `hash`: see [`crate::core::account::NumberHash`]; absent for a platform that tells no account number.
//! - `seq`: the order of things, see [`crate::core::history::log`]. `at`: what the clock said, in UTC.
//! - `what`: [`Event`](crate::core::history::event::Event), and after it what belongs to it: `form`, `day` or `year`,
//!   `case`, `until` or `rules`, `why`, `entry`.
//! - `labelled`: the `seq` of the `label`. `compacted`: how many entries were dropped.
//! - `sum` of a record: the first 8 bytes of the SHA-256 of `bezwaar/1`, a line feed, and the record as it is written
//!   here with an empty `sum`. The last `sum`: the same of all sums before it, one after the other.
//!
//! The sums are those of the text as this module would write it: a file that was reformatted is still whole, one that
//! says anything else is not. They protect from damage, not from somebody who computes them anew. A record that is
//! whole can be saved from a text that is not, see [`crate::core::format::recover`].
//!
//! The schema goes up with every change that an older version would not understand, a new kind of event included.

pub mod backup;
mod checksum;
mod entry;
pub mod import;
pub mod receipt;
mod record;
pub mod recover;

use crate::core::format::checksum::{RECORD, SCHEMA, checksum, read_verified, write_with_checksum};
use crate::core::format::record::{Record, RecordRef};
use crate::core::join::join;
use crate::core::json::Fields;
use crate::core::json::parse::{JsonError, parse, parse_first};
use crate::core::records::Records;

/// No longer text is read, in bytes. Browsers give an extension 10 MB.
pub const MAX_TEXT_BYTES: usize = 10 << 20;

/// The beginning of the text, up to the schema, is there even if the rest is lost.
const HEAD: &str = "{\"format\":\"bezwaar\",\"schema\":";

/// The reasons why a text holds no records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not JSON.
    NotJson,
    /// It is JSON, but something else.
    NotOurs,
    /// A newer version of the extension wrote it, with this schema.
    Newer(u32),
    /// It is longer, or holds more, than any records may.
    TooLarge,
    /// It holds records, and something in it is not as it was written.
    Damaged,
}

impl From<JsonError> for Fault {
    fn from(error: JsonError) -> Self {
        match error {
            JsonError::Malformed => Self::NotJson,
            JsonError::TooManyValues => Self::TooLarge,
        }
    }
}

/// Writes the records.
#[must_use]
pub fn save(records: &Records) -> String {
    let mut texts = Vec::new();
    let mut sums = String::new();
    for record_ref in records.record_refs() {
        let (sum, text) = write_with_checksum(&record_ref);
        sums.push_str(&sum);
        texts.push(text);
    }
    format!("{HEAD}{SCHEMA},\"records\":[\n{}\n],\"sum\":\"{}\"}}\n", join(&texts, ",\n"), checksum(&sums))
}

/// Reads records.
///
/// # Errors
/// [`Fault`], if it is not exactly as it was written.
pub fn load(text: &str) -> Result<Records, Fault> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(Fault::TooLarge);
    }
    // Editors on Windows put a byte order mark before the text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // It may be cut off: what a newer version wrote is not ours to judge.
    let written = text.strip_prefix(HEAD).and_then(|rest| rest.split(',').next()?.parse().ok());
    if let Some(newer @ 2..) = written {
        return Err(Fault::Newer(newer));
    }
    let mut fields = parse(text)?.object().ok_or(Fault::NotOurs)?;
    let format = fields.text("format").filter(|format| format == "bezwaar");
    match (format, fields.number("schema")) {
        (Some(_), Some(SCHEMA)) => read_whole(fields).ok_or(Fault::Damaged),
        (Some(_), Some(newer @ 2..)) => Err(Fault::Newer(newer)),
        _ => Err(Fault::NotOurs),
    }
}

fn read_whole(mut fields: Fields<'_>) -> Option<Records> {
    let mut records = Records::empty();
    let mut sums = String::new();
    for record in fields.list("records")? {
        let (sum, record) = read_verified(record.object()?)?;
        sums.push_str(&sum);
        records.insert_record(record);
    }
    records.unify_aliases();
    (fields.text("sum")? == checksum(&sums) && fields.is_empty()).then_some(records)
}

impl Records {
    /// Everything, in the order in which it is written.
    fn record_refs(&self) -> impl Iterator<Item = RecordRef<'_>> {
        let salts = self.salts.keys().map(|salt| RecordRef::Salt(*salt));
        let accounts = self.accounts.iter().map(|(key, account)| RecordRef::Account(key, account));
        let links = self.links.iter().map(|(pair, history)| RecordRef::Link(pair, history));
        salts.chain(accounts).chain(links).chain(self.aliases.keys().map(RecordRef::Same))
    }

    fn insert_record(&mut self, record: Record) {
        match record {
            Record::Salt(salt) => self.salts.insert_default(salt),
            Record::Account(key, account) => self.merge_account(key, &account),
            Record::Link(pair, history) => self.links.update(pair, |ours| ours.merge(&history)),
            Record::Same(pair) => self.aliases.insert_default(pair),
        }
    }
}

/// Every record of a damaged text that is exactly as it was written; perhaps none, not even a salt.
#[must_use]
pub(in crate::core) fn salvage(text: &str) -> Records {
    let mut records = Records::empty();
    if text.len() > MAX_TEXT_BYTES {
        return records;
    }
    // No text inside a record can look like the beginning of one: JSON writes its quotation marks as \".
    for (at, _) in text.match_indices('{') {
        let Some(rest) = text.get(at..).filter(|rest| rest.starts_with(RECORD)) else { continue };
        let first = parse_first(rest).ok().and_then(|(first, _)| read_verified(first.object()?));
        if let Some((_, record)) = first {
            records.insert_record(record);
        }
    }
    records.unify_aliases();
    records
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::account::Salt;
    use crate::core::history::event::{Entry, EntryId};
    use crate::core::history::log::History;
    use crate::core::history::test_script::START;
    use crate::core::records::test_script::{SALT, key, pair, records_of};
    use crate::core::sorted::SortedMap;

    const EXAMPLE: &str = include_str!("../../../tests/fixtures/records.json");

    /// The records in the example file.
    fn example() -> Records {
        let mut example = records_of(
            "fb/anna: submit code answered mail | ig/anna: rules 2024 undo:6 | li/container-2: off | \
             fb/anna=ig/anna: link | ig/bob: nowhere snooze | ig/carla: submit unclear notyet refused sometime | \
             li/default: on locked session over",
        );
        example.set_label(&key("fb/anna"), " Work \n", START).unwrap();
        example.salts.insert_default(Salt([8; 16]));
        example.aliases.insert_default(pair("ig/bob=ig/robert"));
        example.unify_aliases();
        example
    }

    #[test]
    fn the_example_file_is_what_is_written() {
        assert_eq!(save(&example()), EXAMPLE);
        assert_eq!(load(EXAMPLE), Ok(example()));
    }

    #[test]
    fn empty_records_come_back() {
        for empty in [Records::new(SALT), Records::empty()] {
            assert_eq!(load(&save(&empty)), Ok(empty));
        }
    }

    #[test]
    fn reformatting_does_no_harm() {
        let value: serde_json::Value = serde_json::from_str(EXAMPLE).unwrap();
        for text in [
            value.to_string(),
            serde_json::to_string_pretty(&value).unwrap(),
            EXAMPLE.replace('\n', "\r\n"),
            format!("\u{feff}{EXAMPLE}"),
        ] {
            assert_eq!(load(&text), Ok(example()), "{text}");
        }
    }

    #[track_caller]
    fn check(text: &str, fault: Fault) {
        assert_eq!(load(text), Err(fault), "{text:.200}");
    }

    #[test]
    fn each_fault_has_its_name() {
        check("", Fault::NotJson);
        check("{", Fault::NotJson);
        check("<html>", Fault::NotJson);
        check("[]", Fault::NotOurs);
        check("{}", Fault::NotOurs);
        check("{\"format\":\"other\",\"schema\":1}", Fault::NotOurs);
        check("{\"schema\":1,\"format\":\"bezwaar\"}", Fault::Damaged);
        check("{\"format\":\"bezwaar\",\"schema\":0,\"a\":1}", Fault::NotOurs);
        check("{\"format\":\"bezwaar\",\"schema\":2,\"what\":\"ever\"}", Fault::Newer(2));
        check("{\"schema\":2, \"format\": \"bezwaar\"}", Fault::Newer(2));
        check("{\"format\":\"bezwaar\",\"schema\":2,\"cut o", Fault::Newer(2));
        check(&"x".repeat(MAX_TEXT_BYTES + 1), Fault::TooLarge);
        check(&"[".repeat(1_000_000), Fault::NotJson);
    }

    #[test]
    fn other_values_are_damage() {
        for (from, to) in [
            ("no-error-seen", "submitted"),
            ("2026-11-22", "2026-11-23"),
            ("\"year\":2024", "\"year\":2025"),
            ("\"label\":\"Work\"", "\"label\":\"Home\""),
            ("facebook", "instagram"),
            ("\"version\":\"0.1.0\"", "\"version\":\"0.1.0\",\"more\":1"),
        ] {
            let changed = EXAMPLE.replacen(from, to, 1);
            assert_ne!(changed, EXAMPLE, "{from}");
            check(&changed, Fault::Damaged);
        }
    }

    #[test]
    fn a_history_without_end_is_refused() {
        let with = |entries: usize| {
            let mut records = records_of("fb/anna: submit");
            let entry = records.account(&key("fb/anna")).unwrap().history.entries()[0].clone();
            let entries = (1..=entries as u64).map(|n| Entry { id: EntryId(n), sequence: n, ..entry.clone() });
            records.accounts.update(key("fb/anna"), |account| account.history = History::new(entries.collect(), 0));
            load(&save(&records)).err()
        };
        assert_eq!((with(1000), with(1001)), (None, Some(Fault::Damaged)));
    }

    #[test]
    fn a_missing_or_repeated_record_is_damage() {
        let lines: Vec<&str> = EXAMPLE.lines().collect();
        let salt = lines.iter().position(|line| line.contains("\"salt\"")).unwrap();
        let (mut without, mut twice) = (lines.clone(), lines.clone());
        without.remove(salt);
        twice.insert(salt, lines[salt]);
        check(&without.join("\n"), Fault::Damaged);
        // A record twice says nothing new, but nobody wrote it so.
        check(&twice.join("\n"), Fault::Damaged);
    }

    #[test]
    fn whole_records_are_saved_from_a_damaged_text() {
        let whole = example();
        assert_eq!(salvage(EXAMPLE), whole);
        let cut = &EXAMPLE[..EXAMPLE.find("\"same\"").unwrap()];
        assert_eq!(salvage(cut), Records { aliases: SortedMap::new(), ..whole.clone() });
        let changed = salvage(&EXAMPLE.replacen("no-error-seen", "declined", 1));
        assert_eq!(changed.account(&key("fb/anna")), None);
        assert_eq!(changed.accounts.len() + 1, whole.accounts.len());
        assert_eq!(salvage("{\"sum\":\"{\"sum\":\"").accounts.len(), 0);
    }

    #[test]
    fn no_text_of_a_person_can_pass_for_a_record() {
        let mut records = records_of("fb/anna: declare");
        records.set_label(&key("fb/anna"), "},\n{\"sum\":\"0\",\"salt\":\"0\"}", START).unwrap();
        let text = save(&records);
        assert_eq!((load(&text), salvage(&text)), (Ok(records.clone()), records));
    }
}
