//! One account's history as a file of its own, to show to somebody else.
//!
//! It holds neither salt nor hash: with them, whoever gets it could find out whether a known account number is meant.

use crate::core::account::AccountKey;
use crate::core::format::entry;
use crate::core::join::join;
use crate::core::json::write::Writer;
use crate::core::records::Account;
use crate::core::time::Timestamp;
use crate::core::time::write_time;

/// The receipt as JSON. `state`: how the account stands; `address`: where the objection is made; `version`: the
/// extension's.
#[must_use]
pub fn write_receipt(
    (key, account): (&AccountKey, &Account),
    state: &str,
    address: &str,
    now: Timestamp,
    version: &str,
) -> String {
    let entries: Vec<String> = account.history().entries().iter().map(entry::write).collect();
    let history = ["[\n", &join(&entries, ",\n"), "\n]"].concat();
    let fields = Writer::new().text("format", "bezwaar-receipt").text("made", &write_time(now));
    let fields = fields.text("version", version).text("platform", key.platform.slug()).text("label", account.label());
    fields.text("state", state).text("address", address).json("history", &history).end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::account::Salt;
    use crate::core::cookie_store::CookieStoreId;
    use crate::core::history::event::{EntryId, Event, FormNumber};
    use crate::core::records::{Records, Stamp};
    use crate::core::session::UserId;
    use crate::platforms::PlatformId;

    #[test]
    fn a_receipt_tells_what_happened_and_not_who() {
        let now = Timestamp(1_790_000_000_000);
        let mut records = Records::new(Salt([7; 16]));
        let account = UserId::Number("1000".into());
        let key = records.identify(PlatformId::Facebook, &CookieStoreId("0".into()), &account);
        let stamp = Stamp { now, id: EntryId(1), version: "0.1.0" };
        records.append(&key, Event::Submitted(FormNumber::new("63")), &stamp).unwrap();
        records.set_label(&key, "My \"work\"", now).unwrap();
        let account = records.account(&key).unwrap();
        let text = write_receipt((&key, account), "pending", "https://example.com/63", now, "0.1.0");
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["label"], "My \"work\"");
        assert_eq!(json["history"][0]["what"], "submitted");
        assert_eq!(json["history"][0]["form"], "63");
        assert_eq!(json["made"], json["history"][0]["at"]);
        let id = key.id();
        assert!(!text.contains(id.rsplit('/').next().unwrap()) && !text.contains("0707"), "{text}");
    }
}
