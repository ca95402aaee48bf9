//! The salt of records of which nothing is stored yet. It is kept while the browser runs: where nothing can be written, an account
//! would otherwise be another one at each look, and once more when writing works again.

use crate::browser::{random, session_storage};
use crate::core::account::Salt;
use crate::core::digest::{hex, unhex};

/// The name under which it is kept.
const KEY: &str = "salt";

/// Returns the salt for new records.
pub(super) async fn find_or_draw() -> Salt {
    if let Some(kept) = session_storage::read_text(KEY).await.and_then(|text| unhex(&text)) {
        return Salt(kept);
    }
    let drawn = random::bytes();
    session_storage::keep_text(KEY, &hex(&drawn)).await;
    Salt(drawn)
}

/// Forgets it, once it is stored, or everything is deleted: then no account of before may be known again.
pub(super) fn forget() {
    session_storage::forget(KEY);
}
