//! Logins in the browser and records → one row per account, each with its status.

mod name;
pub mod sessions;
mod site_logins;
pub mod status;

pub use name::{AccountName, container_text};
pub use site_logins::{SiteLogins, unite_names};

use crate::core::account::{AccountKey, AccountRef};
use crate::core::cookie_store::CookieStoreId;
use crate::core::history::event::EntryId;
use crate::core::history::objected::{ObjectedOn, objected_on};
use crate::core::history::status::RecordStatus;
use crate::core::overview::status::{AccountStatus, Withheld};
use crate::core::records::questions::questions;
use crate::core::records::status::{ResolvedStatus, ResolvedStatuses, resolve, rules_changed_since};
use crate::core::records::{Pair, Records};
use crate::core::session::{Doubt, LoginState};
use crate::core::sorted::sort_by_key;
use crate::core::time::Timestamp;
use crate::platforms::{PlatformId, RuleChange, Selectors};

/// One account, or one platform without any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The platform that the row is about.
    pub platform: PlatformId,
    /// The cookie stores in which it is logged in, the one outside containers first; none if nobody was seen.
    pub stores: Vec<CookieStoreId>,
    /// The account whose record it is; `None` if it cannot be told who is logged in.
    pub account: Option<AccountKey>,
    /// The status of the account.
    pub status: AccountStatus,
    /// True if somebody is logged in in another cookie store than the one this row is seen from.
    pub is_logged_in_elsewhere: bool,
    /// The platform of the linked account whose objection covers this one.
    pub covered_by: Option<PlatformId>,
    /// The name of its session, where the platform tells no number.
    pub session: Option<String>,
    /// True if the person is to say which other account it is linked to.
    pub has_link_question: bool,
    /// The person's own name for the account; may be empty.
    pub label: String,
    /// The person's last command, to undo.
    pub undoable: Option<EntryId>,
    /// The changes of the rules since something was noted.
    pub rule_changes: Vec<&'static RuleChange>,
    /// The day on which its objection was sent or is said to have been made, if it is known.
    pub objected_on: Option<ObjectedOn>,
    /// True if nothing is known of it, and something is on record of another account of the platform, which is logged in nowhere
    /// now: a person who expects that one takes its record for lost.
    pub is_new_beside_another: bool,
}

impl Row {
    /// A row of which nothing else is known.
    #[must_use]
    pub const fn new(platform: PlatformId, stores: Vec<CookieStoreId>, status: AccountStatus) -> Self {
        Self {
            platform,
            stores,
            account: None,
            status,
            is_logged_in_elsewhere: false,
            covered_by: None,
            session: None,
            has_link_question: false,
            label: String::new(),
            undoable: None,
            rule_changes: Vec::new(),
            objected_on: None,
            is_new_beside_another: false,
        }
    }

    /// Returns whether there is something for the person to do, so that it counts in the badge. Of an objection that counts for
    /// linked accounts, too, it is to be done once, at the account that it is.
    #[must_use]
    pub const fn is_due(&self) -> bool {
        self.covered_by.is_none() && matches!(&self.status, AccountStatus::Known(status) if status.is_due())
    }

    /// The name of the text that says which switch it is; `None` where the way is a form.
    #[must_use]
    pub const fn switch_note(&self) -> Option<&'static str> {
        match self.platform.facts().objection.selectors {
            Selectors::Switch(switch) => Some(switch.note),
            Selectors::Form(_) => None,
        }
    }

    /// The cookie store in which its links open; `None` if nobody was seen.
    #[must_use]
    pub fn store(&self) -> Option<&CookieStoreId> {
        self.stores.first()
    }

    /// The name by which its account is shown.
    #[must_use]
    pub fn name(&self) -> AccountName {
        let container = self.store().and_then(CookieStoreId::container).map(container_text);
        AccountName { platform: self.platform, label: self.label.clone(), container }
    }

    /// A reference to its account, logged in in this cookie store; `None` if it cannot be told who is logged
    /// in.
    #[must_use]
    pub fn account_ref(&self, store: Option<&CookieStoreId>) -> Option<AccountRef> {
        let session = self.session.clone();
        Some(AccountRef { session, ..AccountRef::new(self.account.as_ref()?, store?) })
    }
}

/// All that the badge and the pages follow from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// The rows are in the order of the platforms; within one, the cookie store outside containers comes
    /// first, then the others by number.
    pub rows: Vec<Row>,
    /// Pairs to ask about: are they in the same accounts centre?
    pub questions: Vec<Pair>,
    /// The time at which something changes by itself.
    pub wake: Option<Timestamp>,
    /// The platforms that get no banner: the person wants none there, or does not know yet what the extension is.
    pub banners_off: Vec<PlatformId>,
    /// The platforms that the person could have watched, too.
    pub unwatched: Vec<PlatformId>,
    /// The sequence number of the newest entry of all accounts, those included that nobody is logged in to; `None` if the
    /// records could not be read.
    pub newest_entry: Option<u64>,
}

impl Overview {
    /// Returns whether everything could be read: only then is there nothing to look at until something happens.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let is_unread = |row: &Row| {
            matches!(
                row.status,
                AccountStatus::Unknown(Doubt::Unreadable) | AccountStatus::NoAccess(Withheld::Unexplained)
            )
        };
        self.newest_entry.is_some() && !self.rows.iter().any(is_unread)
    }

    /// Returns whether a page of this platform is to get a banner, for whatever account.
    #[must_use]
    pub fn wants_banner(&self, platform: PlatformId) -> bool {
        let due = |row: &Row| row.platform == platform && row.is_due();
        !self.banners_off.contains(&platform) && self.rows.iter().any(due)
    }
}

/// The records, or why they could not be read.
pub type ReadRecords<'a> = Result<&'a mut Records, Doubt>;

/// Puts together what was seen and what is on record.
#[must_use]
pub fn overview(snapshot: &[SiteLogins], mut records: ReadRecords<'_>, now: Timestamp) -> Overview {
    let (mut all, mut unwatched) = (Vec::new(), Vec::new());
    for site in snapshot {
        if site.is_unwatched() {
            unwatched.push(site.platform);
        } else {
            all.append(&mut rows_of_site(site, &mut records));
        }
    }
    let mut rows = all;
    let Ok(records) = records else { return Overview { rows, unwatched, ..Overview::default() } };
    let statuses = resolve(records, now);
    let seen: Vec<AccountKey> = rows.iter().filter_map(|row| row.account.clone()).collect();
    // A narrow snapshot cannot tell.
    let is_out = |key: &AccountKey| !seen.contains(key) && snapshot.iter().any(|site| site.platform == key.platform);
    for row in &mut rows {
        if let Some(key) = row.account.clone() {
            add_record(row, records, &key, statuses.of(&key).within_reach(is_out));
        }
    }
    let is_unclear = |row: &&Row| matches!(row.status, AccountStatus::Unknown(_));
    let unclear: Vec<PlatformId> = rows.iter().filter(is_unclear).map(|row| row.platform).collect();
    let (questions, wake) = (questions(records, &statuses, &seen), statuses.next_wake(now));
    for row in &mut rows {
        let about = |pair: &Pair| row.account.as_ref().is_some_and(|key| pair.keys().contains(&key));
        row.has_link_question = questions.iter().any(about);
        let is_told_apart = |key: &AccountKey| !unclear.contains(&key.platform);
        row.is_new_beside_another =
            row.account.as_ref().is_some_and(|key| is_told_apart(key) && is_new_beside_another(&statuses, key, &seen));
    }
    let newest_entry = Some(records.highest_sequence());
    Overview { rows, questions, wake, banners_off: Vec::new(), unwatched, newest_entry }
}

/// The rows of one platform. There is at least one for each that is watched, so that nothing ever vanishes silently.
fn rows_of_site(site: &SiteLogins, records: &mut ReadRecords<'_>) -> Vec<Row> {
    let alone = |status| vec![Row::new(site.platform, Vec::new(), status)];
    let logins = match &site.logins {
        Ok(logins) => logins,
        Err(reason) => return alone(AccountStatus::NoAccess(*reason)),
    };
    let mut logins: Vec<&(CookieStoreId, LoginState)> = logins.iter().collect();
    sort_by_key(&mut logins, |(store, _)| store.container());
    let mut rows: Vec<Row> = Vec::new();
    for (store, login) in logins {
        let Some(row) = row_of_login(site.platform, store, login, records) else { continue };
        let same = rows.iter_mut().find(|other| other.account.is_some() && other.account == row.account);
        match same {
            Some(known) => known.stores.extend(row.stores),
            None => rows.push(row),
        }
    }
    if rows.is_empty() { alone(AccountStatus::LoggedOut) } else { rows }
}

/// The row of one login; `None` where nobody is logged in.
fn row_of_login(
    platform: PlatformId,
    store: &CookieStoreId,
    login: &LoginState,
    records: &mut ReadRecords<'_>,
) -> Option<Row> {
    let (status, account) = match (login, records) {
        (LoginState::LoggedOut, _) => return None,
        (LoginState::Unknown(doubt), _) => (AccountStatus::Unknown(*doubt), None),
        (LoginState::LoggedIn(_), Err(doubt)) => (AccountStatus::Unknown(*doubt), None),
        (LoginState::LoggedIn(user), Ok(records)) => {
            let key = records.identify(platform, store, user);
            (AccountStatus::Known(RecordStatus::NotRecorded), Some(key))
        }
    };
    Some(Row { account, ..Row::new(platform, vec![store.clone()], status) })
}

/// Adds what is on record of a row's account.
fn add_record(row: &mut Row, records: &Records, key: &AccountKey, resolved: ResolvedStatus<'_>) {
    row.status = AccountStatus::Known(resolved.status);
    row.covered_by = resolved.covered_by.map(|key| key.platform);
    row.rule_changes = rules_changed_since(records, key);
    if let Some(account) = records.account(key) {
        account.label().clone_into(&mut row.label);
        row.undoable = account.history().undoable().map(|entry| entry.id);
        row.objected_on = objected_on(account.history());
    }
}

/// Returns whether nothing is known of this account, and something is on record of another one of its platform that is not
/// seen.
fn is_new_beside_another(statuses: &ResolvedStatuses<'_>, key: &AccountKey, seen: &[AccountKey]) -> bool {
    let is_known = |resolved: &ResolvedStatus<'_>| resolved.status != RecordStatus::NotRecorded;
    if key.number_hash().is_none() || is_known(&statuses.of(key)) {
        return false;
    }
    let mut others = statuses.iter().filter(|(other, _)| other.platform == key.platform && !seen.contains(other));
    others.any(|(_, resolved)| is_known(resolved))
}

/// The row of a platform as a tab in this cookie store sees it: that of the account that is logged in there, or one that
/// says that nobody is. `None` for a platform that is not watched.
#[must_use]
pub fn row_seen_from(rows: &[Row], platform: PlatformId, store: &CookieStoreId) -> Option<Row> {
    let mut elsewhere = None;
    for row in rows.iter().filter(|row| row.platform == platform) {
        if row.stores.contains(store) {
            return Some(Row { stores: vec![store.clone()], ..row.clone() });
        }
        if row.stores.is_empty() {
            return Some(row.clone());
        }
        elsewhere = Some(row);
    }
    elsewhere.map(|_| Row { is_logged_in_elsewhere: true, ..Row::new(platform, Vec::new(), AccountStatus::LoggedOut) })
}

#[cfg(test)]
mod tests;
