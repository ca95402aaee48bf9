//! The intent is kept while the browser runs: pages and background write whose form was asked for, and the background
//! compares it with the one that came up.

use crate::browser::{Warn, clock, session_storage, spawn_local};
use crate::core::account::AccountKey;
use crate::core::page::intent::Intent;

/// The name under which it is kept.
const KEY: &str = "intent";

/// Notes that the form of an account is asked for, by its [`AccountKey::id`]. The tab opens whether it is noted or not.
pub(crate) fn note(account: &str) {
    keep(&Intent::new(account, clock::now()));
}

/// Forgets whose form was asked for.
pub(crate) fn forget() {
    session_storage::forget(KEY);
}

/// Returns whether the form in a tab is there for another account than the one that it was asked for; `is_new`: it came up just
/// now.
pub(crate) async fn is_missed(form: &AccountKey, tab_id: i32, is_new: bool) -> bool {
    let kept = session_storage::read_text(KEY).await;
    let Some(mut intent) = kept.and_then(|kept| Intent::parse(&kept)) else { return false };
    let before = intent.clone();
    let is_missed = intent.meet(form, tab_id, is_new, clock::now());
    if intent != before {
        keep(&intent);
    }
    is_missed
}

/// Starts keeping it; a failure costs a sentence.
fn keep(intent: &Intent) {
    let keeping = session_storage::set(KEY, &[&intent.write()]);
    spawn_local(async { drop(keeping.result().await.warn("keeping whose form was asked for")) });
}
