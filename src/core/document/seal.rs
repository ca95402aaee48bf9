//! Records with their check sums.

use super::json::Fields;
use super::text::SCHEMA;
use super::wire::{Piece, Record};
use crate::core::account::{hex, sha256};

/// How each record begins.
pub(super) const RECORD: &str = "{\"sum\":\"";

/// The sum of a record, and the record with it.
pub(super) fn seal(piece: &Piece<'_>) -> (String, String) {
    let mut text = piece.write();
    let sum = checksum(&text);
    text.insert_str(RECORD.len(), &sum);
    (sum, text)
}

/// The first bytes of the SHA-256, tagged with the schema so that no record passes for one of another schema.
pub(super) fn checksum(text: &str) -> String {
    let tag = format!("bezwaar/{SCHEMA}\n");
    hex(&sha256::<8>(&[tag.as_bytes(), text.as_bytes()]))
}

/// The sum of a record and what it says, if it is exactly what was written.
pub(super) fn verified(mut fields: Fields<'_>) -> Option<(String, Record)> {
    let sum = fields.text("sum")?;
    let record = Record::read(fields)?;
    (checksum(&record.piece().write()) == sum).then_some((sum.into_owned(), record))
}
