//! Commands of a person in the extension's pages → entries in the records.

use crate::background::stamp::stamp;
use crate::browser::clock;
use crate::core::account::{AccountKey, AccountRef};
use crate::core::cookie_store::CookieStoreId;
use crate::core::format;
use crate::core::format::backup::DeletionMark;
use crate::core::history::event::{EntryId, Event};
use crate::core::message::Failure;
use crate::core::message::command::Command;
use crate::core::overview::sessions::SessionChanges;
use crate::core::records::Records;
use crate::core::session::UserId;
use crate::records;
use crate::snapshot::read_user;

/// The new entry, or why there is none.
type Outcome = Result<Option<EntryId>, Failure>;

/// A person did something with an account.
pub(super) async fn run(account: AccountRef, command: Command) -> Outcome {
    if !command.suits(account.platform) {
        return Err(Failure::Misplaced);
    }
    let event = command.event(account.platform, clock::now())?;
    let logged_in = logged_in(account).await?;
    records::update(move |records| {
        let key = logged_in.key(records)?;
        let stamp = stamp();
        records.append(&key, event, &stamp)?;
        Ok(Some(stamp.id))
    })
    .await
}

/// A person names an account.
pub(super) async fn name(account: String, label: String) -> Outcome {
    let key = AccountKey::parse(&account).ok_or(Failure::Misplaced)?;
    records::update(move |records| Ok(records.label(&key, &label, clock::now()).map(|()| None)?)).await
}

/// A person said whether two accounts are in the same accounts centre.
pub(super) async fn link(a: String, b: String, linked: bool) -> Outcome {
    let (a, b) = (AccountKey::parse(&a), AccountKey::parse(&b));
    let (Some(a), Some(b)) = (a, b) else { return Err(Failure::Misplaced) };
    records::update(move |records| {
        let stamp = stamp();
        records.link(&a, &b, linked, &stamp)?;
        Ok(Some(stamp.id))
    })
    .await
}

/// A person takes back an entry.
pub(super) async fn undo(entry: &str) -> Outcome {
    let id = EntryId::parse(entry).ok_or(Failure::Misplaced)?;
    records::update(move |records| Ok(records.undo(id, &stamp()).map(|()| None)?)).await
}

/// Adds what a saved file knows; how many entries are new.
pub(super) async fn import(text: String) -> Result<usize, Failure> {
    records::update(move |records| {
        let imported = format::import::import(records, &text)?;
        *records = imported.document;
        for key in &imported.unsure {
            records.append(key, Event::SessionEnded, &stamp())?;
        }
        Ok(imported.added)
    })
    .await
}

/// Notes what a look found: sessions that are over, the proofs of the others, and containers. Mends the records on the way.
pub(super) async fn note_findings(since: DeletionMark, sessions: SessionChanges, containers: Vec<u32>) {
    let SessionChanges { ended, proofs } = sessions;
    let noted = records::update_with_findings(since, proofs, containers, move |records| {
        for key in &ended {
            records.append(key, Event::SessionEnded, &stamp())?;
        }
        Ok(())
    });
    if let Err(failure) = noted.await {
        web_sys::console::warn_1(&format!("Bezwaar: noting what was seen: {failure:?}").into());
    }
}

/// The account a page spoke of, and who is logged in there now.
struct LoggedIn {
    asked: AccountRef,
    store: CookieStoreId,
    user: UserId,
}

impl LoggedIn {
    /// The key, if it is still the account that the page showed. Otherwise a click would be noted for somebody else.
    fn key(&self, records: &mut Records) -> Result<AccountKey, Failure> {
        let key = records.identify(self.asked.platform, &self.store, &self.user);
        if self.asked.is(&key, &self.store) { Ok(key) } else { Err(Failure::OtherAccount) }
    }
}

async fn logged_in(asked: AccountRef) -> Result<LoggedIn, Failure> {
    let store = CookieStoreId(asked.store.clone());
    let user = read_user(asked.platform, &store).await.ok_or(Failure::OtherAccount)?;
    Ok(LoggedIn { asked, store, user })
}
