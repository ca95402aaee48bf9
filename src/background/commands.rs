//! Requests of the extension's pages → what changes in the records and settings.

use crate::background::capture;
use crate::background::stamp::{salt, stamp};
use crate::browser::{Warn, clock};
use crate::core::account::{AccountKey, AccountRef};
use crate::core::cookie_store::CookieStoreId;
use crate::core::format;
use crate::core::format::backup::DeletionMark;
use crate::core::history::event::{EntryId, Event};
use crate::core::message::command::Command;
use crate::core::message::{Failure, Reply, Request};
use crate::core::overview::sessions::{SessionChanges, compare_sessions, containers_seen};
use crate::core::overview::{SiteLogins, unite_names};
use crate::core::records::Records;
use crate::core::session::UserId;
use crate::records::{self, Change, ChangeResult};
use crate::snapshot::read_user;
use std::rc::Rc;

/// Does what a page asks for.
pub(super) async fn carry_out(request: Request) -> Result<Reply, Failure> {
    let change = match request {
        Request::Erase => {
            records::erase().await?;
            return Ok(done_reply(None));
        }
        Request::ListPages => return Ok(capture::list_pages().await),
        Request::Capture { tab } => return Ok(capture::capture(tab).await),
        Request::Command { account, command } => command_change(account, command).await?,
        Request::PopupOpened => records::introduced_change(),
        Request::Banner { platform, on } => records::banner_choice_change(platform, on),
        Request::Dismiss => records::dismissal_change(),
        Request::Name { account, label } => label_change(&account, label)?,
        Request::Link { a, b, linked } => link_change(&a, &b, linked)?,
        Request::Undo { entry } => undo_change(&entry)?,
        Request::Import { text } => import_change(text),
    };
    Ok(match records::update(change).await? {
        ChangeResult::Imported(added) => Reply::Imported { added },
        ChangeResult::Noted(entry) => done_reply(Some(entry)),
        ChangeResult::Done => done_reply(None),
    })
}

fn done_reply(entry: Option<EntryId>) -> Reply {
    Reply::Done { entry: entry.map(|id| id.to_string()) }
}

/// Builds the change for what a person did with an account.
async fn command_change(account: AccountRef, command: Command) -> Result<Change, Failure> {
    if !command.suits(account.platform) {
        return Err(Failure::Misplaced);
    }
    let event = command.event(account.platform, clock::now())?;
    let logged_in = read_logged_in(account).await?;
    Ok(Change::of_records(move |records| {
        let key = logged_in.key(records)?;
        let stamp = stamp();
        records.append(&key, event, &stamp)?;
        Ok(ChangeResult::Noted(stamp.id))
    }))
}

/// Builds the change by which a person names an account.
fn label_change(account: &str, label: String) -> Result<Change, Failure> {
    let key = AccountKey::parse(account).ok_or(Failure::Misplaced)?;
    Ok(Change::of_records(move |records| {
        records.set_label(&key, &label, clock::now())?;
        Ok(ChangeResult::Done)
    }))
}

/// Builds the change for what a person said of two accounts: whether they are in the same accounts centre.
fn link_change(a: &str, b: &str, linked: bool) -> Result<Change, Failure> {
    let (a, b) = (AccountKey::parse(a), AccountKey::parse(b));
    let (Some(a), Some(b)) = (a, b) else { return Err(Failure::Misplaced) };
    Ok(Change::of_records(move |records| {
        let stamp = stamp();
        records.link(&a, &b, linked, &stamp)?;
        Ok(ChangeResult::Noted(stamp.id))
    }))
}

/// Builds the change by which a person takes back an entry.
fn undo_change(entry: &str) -> Result<Change, Failure> {
    let id = EntryId::parse(entry).ok_or(Failure::Misplaced)?;
    Ok(Change::of_records(move |records| {
        records.undo(id, &stamp())?;
        Ok(ChangeResult::Done)
    }))
}

/// Builds the change that adds what a saved file knows.
fn import_change(text: String) -> Change {
    Change::of_records(move |records| {
        let imported = format::import::import(records, &text)?;
        *records = imported.records;
        for key in &imported.unsure {
            records.append(key, Event::SessionEnded, &stamp())?;
        }
        Ok(ChangeResult::Imported(imported.added))
    })
}

/// Notes what a snapshot found: sessions that are over, the proofs of the others, containers, and accounts with two names. It also
/// mends the records. They are compared with what is stored once more: another snapshot may have been noted meanwhile, and what
/// it alone saw stays. Returns whether all of it is noted.
pub(super) async fn note_findings(since: DeletionMark, snapshot: Rc<Vec<SiteLogins>>) -> bool {
    let change = Change::Records(Box::new(move |records, stored| {
        // Nothing that was known before a deletion is written after it.
        if stored.deletion != since {
            return Ok(ChangeResult::Done);
        }
        let _anew = unite_names(&snapshot, records);
        let SessionChanges { ended, proofs } = compare_sessions(&snapshot, records, &stored.sessions, salt);
        (stored.sessions, stored.containers) = (proofs, containers_seen(&snapshot, &stored.containers));
        for key in &ended {
            records.append(key, Event::SessionEnded, &stamp())?;
        }
        Ok(ChangeResult::Done)
    }));
    records::update(change).await.warn("noting what was seen").is_some()
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

async fn read_logged_in(asked: AccountRef) -> Result<LoggedIn, Failure> {
    let store = CookieStoreId(asked.store.clone());
    let user = read_user(asked.platform, &store).await.ok_or(Failure::Misplaced)?;
    Ok(LoggedIn { asked, store, user })
}
