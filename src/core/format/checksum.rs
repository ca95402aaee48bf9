//! The check sums of records, which depend on the schema.

use crate::core::digest::{hex, sha256};
use crate::core::format::record::{Record, RecordRef};
use crate::core::json::Fields;

/// The version of the format that is written.
pub(in crate::core) const SCHEMA: u32 = 1;

/// The beginning of each record.
pub(in crate::core) const RECORD: &str = "{\"sum\":\"";

/// The sum of a record, and the record with it.
pub(in crate::core) fn write_with_checksum(record_ref: &RecordRef<'_>) -> (String, String) {
    let mut text = record_ref.write();
    let sum = checksum(&text);
    text.insert_str(RECORD.len(), &sum);
    (sum, text)
}

/// The first bytes of the SHA-256, tagged with the schema so that no record passes for one of another schema.
pub(in crate::core) fn checksum(text: &str) -> String {
    let tag = format!("bezwaar/{SCHEMA}\n");
    hex(&sha256::<8>(&[tag.as_bytes(), text.as_bytes()]))
}

/// The sum of a record and what it says, if it is exactly what was written.
pub(in crate::core) fn read_verified(mut fields: Fields<'_>) -> Option<(String, Record)> {
    let sum = fields.text("sum")?;
    let record = Record::read(fields)?;
    (checksum(&record.record_ref().write()) == sum).then_some((sum.into_owned(), record))
}
