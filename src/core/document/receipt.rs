//! One account's history as a file of its own, to show to somebody else.
//!
//! It holds neither salt nor hash: with them, whoever gets it could find out whether a known account number is meant.

use super::json_write::Writer;
use super::{Account, wire_entry};
use crate::core::account::AccountKey;
use crate::core::date::write_time;
use crate::core::time::Timestamp;

/// The receipt as JSON. `state`: how the account stands; `address`: where the objection is made; `version`: the
/// extension's.
#[must_use]
pub fn receipt(
    (key, account): (&AccountKey, &Account),
    state: &str,
    address: &str,
    now: Timestamp,
    version: &str,
) -> String {
    let entries: Vec<String> = account.history().entries().iter().map(wire_entry::write).collect();
    let history = ["[\n", &entries.join(",\n"), "\n]"].concat();
    let fields = Writer::new().text("format", "bezwaar-receipt").text("made", &write_time(now));
    let fields = fields.text("version", version).text("platform", key.platform.slug()).text("label", account.label());
    fields.text("state", state).text("address", address).json("history", &history).end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::account::Salt;
    use crate::core::document::{Document, Stamp};
    use crate::core::login;
    use crate::core::record::event::{EntryId, Event, Form};
    use crate::core::store::Store;
    use crate::platforms::PlatformId;

    #[test]
    fn a_receipt_tells_what_happened_and_not_who() {
        let now = Timestamp(1_790_000_000_000);
        let mut document = Document::new(Salt([7; 16]));
        let account = login::Account::Number("1000".into());
        let key = document.identify(PlatformId::Facebook, &Store("0".into()), &account);
        let stamp = Stamp { now, id: EntryId(1), version: "0.1.0" };
        document.note(&key, Event::Submitted(Form::new("63")), &stamp).unwrap();
        document.label(&key, "My \"work\"", now).unwrap();
        let account = document.account(&key).unwrap();
        let text = receipt((&key, account), "pending", "https://example.com/63", now, "0.1.0");
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["label"], "My \"work\"");
        assert_eq!(json["history"][0]["what"], "submitted");
        assert_eq!(json["history"][0]["form"], "63");
        assert_eq!(json["made"], json["history"][0]["at"]);
        let id = key.id();
        assert!(!text.contains(id.rsplit('/').next().unwrap()) && !text.contains("0707"), "{text}");
    }
}
