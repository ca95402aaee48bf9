//! What a person does in the extension's pages → entries in the document.

use super::stamp;
use crate::browser::clock;
use crate::core::account::AccountKey;
use crate::core::act::{Act, NoSuchDay};
use crate::core::document::text::Fault;
use crate::core::document::{self, Document, Refused};
use crate::core::login::Account;
use crate::core::message::{AccountRef, Failure};
use crate::core::record::event::{EntryId, Event};
use crate::core::store::Store;
use crate::look::account_in;
use crate::records;

/// The new entry, or why there is none.
type Done = Result<Option<EntryId>, Failure>;

/// A person did something with an account.
pub(super) async fn act(account: AccountRef, act: Act) -> Done {
    let now = clock::now();
    if !act.suits(account.platform) {
        return Err(Failure::Misplaced);
    }
    let event = act.event(account.platform, now).map_err(|NoSuchDay| Failure::NoSuchDay)?;
    let seen = seen(account).await?;
    records::change(move |document| {
        let key = seen.key(document)?;
        let stamp = stamp();
        match (event, act) {
            (None, Act::Label(text)) => document.label(&key, &text, now).map(|()| None).map_err(failure),
            (None, _) => Err(Failure::Misplaced),
            (Some(event), _) => document.note(&key, event, &stamp).map(|_| Some(stamp.id)).map_err(failure),
        }
    })
    .await
}

/// A person said whether two accounts are in the same accounts centre.
pub(super) async fn link(a: AccountRef, b: AccountRef, linked: bool) -> Done {
    let (a, b) = (seen(a).await?, seen(b).await?);
    records::change(move |document| {
        let (a, b) = (a.key(document)?, b.key(document)?);
        let stamp = stamp();
        document.link(&a, &b, linked, &stamp).map(|()| Some(stamp.id)).map_err(failure)
    })
    .await
}

/// A person names an account on the record page.
pub(super) async fn name(account: String, label: String) -> Done {
    records::change(move |document| {
        let key = document.called(&account).ok_or(Failure::Misplaced)?;
        document.label(&key, &label, clock::now()).map(|()| None).map_err(failure)
    })
    .await
}

/// A person changed an answer on the record page.
pub(super) async fn relate(a: String, b: String, linked: bool) -> Done {
    records::change(move |document| {
        let key = |id: &str| document.called(id).ok_or(Failure::Misplaced);
        let (a, b, stamp) = (key(&a)?, key(&b)?, stamp());
        document.link(&a, &b, linked, &stamp).map(|()| Some(stamp.id)).map_err(failure)
    })
    .await
}

/// A person takes back an entry.
pub(super) async fn undo(entry: &str) -> Done {
    let id = EntryId::parse(entry).ok_or(Failure::Misplaced)?;
    records::change(move |document| document.undo(id, &stamp()).map(|()| None).map_err(failure)).await
}

/// Adds what a saved file knows; how many entries are new.
pub(super) async fn import(text: String) -> Result<usize, Failure> {
    records::change(move |document| {
        let imported = document::import::import(document, &text).map_err(fault)?;
        *document = imported.document;
        for key in &imported.unsure {
            document.note(key, Event::SessionEnded, &stamp()).map_err(failure)?;
        }
        Ok(imported.added)
    })
    .await
}

const fn fault(fault: Fault) -> Failure {
    match fault {
        Fault::NotJson | Fault::NotOurs => Failure::NotOurs,
        Fault::Newer(_) => Failure::FileNewer,
        Fault::TooLarge => Failure::FileTooLarge,
        Fault::Damaged => Failure::FileDamaged,
    }
}

/// Notes logouts, and mends the document on the way.
pub(super) async fn note_sessions_ended(accounts: Vec<AccountKey>) {
    let noted = records::change(move |document| {
        for key in &accounts {
            document.note(key, Event::SessionEnded, &stamp()).map_err(failure)?;
        }
        Ok(())
    });
    if let Err(failure) = noted.await {
        web_sys::console::warn_1(&format!("Bezwaar: mending the records: {failure:?}").into());
    }
}

/// The account a page spoke of, and who is logged in there now.
struct Seen {
    asked: AccountRef,
    store: Store,
    account: Account,
}

impl Seen {
    /// The key, if it is still the account that the page showed. Otherwise a click would be noted for somebody else.
    fn key(&self, document: &mut Document) -> Result<AccountKey, Failure> {
        let key = document.identify(self.asked.platform, &self.store, &self.account);
        if self.asked.is(&key, &self.store) { Ok(key) } else { Err(Failure::OtherAccount) }
    }
}

async fn seen(asked: AccountRef) -> Result<Seen, Failure> {
    let store = Store(asked.store.clone());
    let account = account_in(asked.platform, &store).await.ok_or(Failure::OtherAccount)?;
    Ok(Seen { asked, store, account })
}

const fn failure(refused: Refused) -> Failure {
    match refused {
        Refused::Full => Failure::NoRoom,
        Refused::Misplaced => Failure::Misplaced,
    }
}
