//! One more document into this one.

use super::text::{Fault, load};
use super::{Document, MAX_ACCOUNTS};
use crate::core::account::AccountKey;

/// The most salts that importing may bring together: each costs a hash whenever an account is looked up.
const MAX_SALTS: usize = 32;

/// The greatest sequence number a file may bring. Half of what fits, so that no file can use up the numbers.
const MAX_SEQUENCE: u64 = 1 << 52;

/// What importing a file would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Both documents in one, within the bounds.
    pub document: Document,
    /// How many entries are new.
    pub added: usize,
    /// The accounts that are known by their cookie store only and got entries from another installation, where
    /// somebody else may have been logged in: to be checked once more (note
    /// [`SessionEnded`](crate::core::record::event::Event::SessionEnded) for each).
    pub unsure: Vec<AccountKey>,
}

/// Merges the text of an exported document into this one. Importing the same file again changes nothing.
///
/// # Errors
/// [`Fault`]: the file is not an export, or there would be more than a document may hold.
pub fn import(document: &Document, text: &str) -> Result<Imported, Fault> {
    let file = load(text)?;
    let highest = file.accounts.values().flat_map(|account| [account.history.sequence(), account.label.sequence]);
    if highest.chain(file.links.values().map(super::History::sequence)).any(|sequence| sequence > MAX_SEQUENCE) {
        return Err(Fault::Damaged);
    }
    let mut merged = document.clone();
    // An installation that knows nothing yet moves in; its own salt would only be a second one to try.
    if document.accounts.is_empty() && document.links.is_empty() && !file.salts.is_empty() {
        merged.salts.clear();
    }
    merged.merge(&file);
    merged.bound();
    let full = [merged.accounts.len(), merged.links.len(), merged.same.len()].into_iter().any(|n| n > MAX_ACCOUNTS);
    if full || merged.salts.len() > MAX_SALTS {
        return Err(Fault::TooLarge);
    }
    let (added, unsure) = (added(document, &merged), unsure(document, &file, &merged));
    Ok(Imported { document: merged, added, unsure })
}

/// Counted by id: an entry that moved to another name of its account is not new.
fn added(before: &Document, after: &Document) -> usize {
    let count = |document: &Document| -> usize {
        let accounts = document.accounts.values().map(|account| account.history.entries().len());
        accounts.chain(document.links.values().map(|history| history.entries().len())).sum()
    };
    count(after).saturating_sub(count(before))
}

fn unsure(before: &Document, file: &Document, after: &Document) -> Vec<AccountKey> {
    if before.salts.is_empty() || !before.salts.is_disjoint(&file.salts) || before.accounts.is_empty() {
        return Vec::new();
    }
    let grew = |key: &AccountKey| before.accounts.get(key) != after.accounts.get(key);
    after.accounts.keys().filter(|key| key.hash.is_none() && grew(key)).cloned().collect()
}
