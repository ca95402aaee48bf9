//! Overview → what the popup shows.

use crate::core::account::AccountKey;
use crate::core::account::AccountRef;
use crate::core::cookie_store::CookieStoreId;
use crate::core::history::event::{EntryId, Evidence};
use crate::core::history::status::RecordStatus;
use crate::core::overview::status::AccountStatus;
use crate::core::overview::{AccountName, Overview, Row};
use crate::core::records::Pair;
use crate::core::session::Doubt;
use crate::core::sorted::sort_by_key;
use crate::core::text::{Key, Text};
use crate::core::view::sentences::sentences;
use crate::platforms::{PlatformId, Route};

/// The popup, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Popup {
    /// Is there something for me to do?
    pub headline: Key,
    /// One row per account, those of the tab the person is in first.
    pub rows: Vec<RowView>,
    /// Questions about accounts that may be linked, and the answers given.
    pub links: Vec<LinkView>,
    /// The platforms that are watched on request, and whether they are.
    pub optional_sites: Vec<(PlatformId, bool)>,
}

/// One row of the popup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowView {
    /// What to call it.
    pub name: AccountName,
    /// Which cookie store, and so which one links open in; `None` if no account was seen.
    pub store: Option<CookieStoreId>,
    /// The account, for what the person does with it.
    pub account: Option<AccountRef>,
    /// Its [`AccountKey::id`].
    pub id: Option<String>,
    /// The name of the state.
    pub state: &'static str,
    /// How things stand, in words.
    pub sentences: Vec<Text>,
    /// What the main button does, if there is one.
    pub action: Option<MainAction>,
    /// What else a person can do.
    pub action_groups: Vec<ActionGroup>,
    /// The entry that "undo" takes back.
    pub undoable: Option<EntryId>,
}

/// What a row's main button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MainAction {
    /// Opens the form or the switch.
    Object(&'static str, Key),
    /// Opens the site itself, to log in or to switch back.
    Visit(&'static str, Key),
    /// Asks the browser for access to this match pattern.
    Grant(String),
    /// Notes that the platform's e-mail came.
    Confirm,
}

/// A group of secondary buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionGroup {
    /// "I already did this."
    Declare,
    /// "The e-mail came."
    Mail,
    /// "Remind me later."
    Remind,
    /// "Not for this account."
    Decline,
    /// "Look again."
    StartOver,
    /// A name for the account.
    Label,
}

impl ActionGroup {
    /// The name of the group in the popup's markup.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Declare => "declare",
            Self::Mail => "mail",
            Self::Remind => "remind",
            Self::Decline => "decline",
            Self::StartOver => "start-over",
            Self::Label => "label",
        }
    }
}

/// Two accounts that may be in the same accounts centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// The accounts, as they are logged in.
    pub accounts: [AccountRef; 2],
    /// Their ids.
    pub ids: [String; 2],
    /// What to call them.
    pub names: [AccountName; 2],
    /// What the person answered; `None` if not yet.
    pub answer: Option<bool>,
}

/// The popup for this overview, seen from a tab in the cookie store `here`.
#[must_use]
pub fn popup(overview: &Overview, here: Option<&CookieStoreId>) -> Popup {
    let mut rows: Vec<RowView> = overview.rows.iter().map(|row| view(row, here)).collect();
    sort_by_key(&mut rows, |view| (view.name.platform, view.store.as_ref() != here));
    let asked = overview.questions.iter().map(|pair| (pair, None));
    let answered = overview.answers.iter().map(|(pair, answer)| (pair, Some(*answer)));
    let links = asked.chain(answered).filter_map(|(pair, answer)| link(&overview.rows, pair, answer)).collect();
    let optional_sites = optional(|platform| !overview.unwatched.contains(&platform));
    Popup { headline: headline(&overview.rows), rows, links, optional_sites }
}

/// The platforms that are watched on request, and whether they are.
fn optional(watched: impl Fn(PlatformId) -> bool) -> Vec<(PlatformId, bool)> {
    let mut all = Vec::new();
    for platform in PlatformId::ALL {
        if platform.facts().is_optional() {
            all.push((platform, watched(platform)));
        }
    }
    all
}

fn headline(rows: &[Row]) -> Key {
    let any = |matching: fn(&AccountStatus) -> bool| rows.iter().any(|row| matching(&row.status));
    let accounts = || rows.iter().filter(|row| row.status != AccountStatus::LoggedOut);
    if any(AccountStatus::is_due) {
        Key::HeadlineDue
    } else if any(|status| matches!(status, AccountStatus::Unknown(_))) {
        Key::HeadlineUnclear
    } else if any(|status| *status == AccountStatus::NoAccess) {
        Key::HeadlineNoAccess
    } else if accounts().next().is_none() {
        Key::HeadlineLoggedOut
    } else if accounts().all(|row| is_settled(&row.status)) {
        Key::HeadlineRecorded
    } else {
        Key::HeadlineNothingDue
    }
}

/// Whether an objection is on record and nothing about it is to be looked at again.
const fn is_settled(status: &AccountStatus) -> bool {
    matches!(status, AccountStatus::Known(RecordStatus::Recorded(objection)) if objection.recheck.is_none())
}

/// The view of a row, seen from a tab in the cookie store `here`: there its links open, if its account is logged in there.
fn view(row: &Row, here: Option<&CookieStoreId>) -> RowView {
    let store = row.stores.iter().find(|store| Some(*store) == here).or(row.store());
    let account = row.account_ref(store);
    RowView {
        name: row.name(),
        store: store.cloned(),
        state: row.status.slug(),
        sentences: sentences(row),
        action: action(row),
        action_groups: if account.is_some() { action_groups(row) } else { Vec::new() },
        undoable: row.undoable,
        account,
        id: row.account.as_ref().map(AccountKey::id),
    }
}

/// A form only opens well for somebody who is surely logged in: Meta's login redirect loses it.
fn action(row: &Row) -> Option<MainAction> {
    let platform = row.platform.facts();
    match &row.status {
        AccountStatus::NoAccess => Some(MainAction::Grant(platform.origins())),
        AccountStatus::LoggedOut => Some(MainAction::Visit(platform.home, Key::ActionLogIn)),
        AccountStatus::Unknown(Doubt::RecordsUnreadable | Doubt::RecordsNewer) => None,
        AccountStatus::Unknown(_) => Some(MainAction::Visit(platform.home, Key::ActionVisit)),
        AccountStatus::Known(status) => known_action(status, &platform.objection),
    }
}

fn known_action(status: &RecordStatus, objection: &'static crate::platforms::Objection) -> Option<MainAction> {
    let object = |label| Some(MainAction::Object(objection.main.url, label));
    match (status, objection.route) {
        (RecordStatus::NotRecorded, Route::Form) => object(Key::ActionOpenForm),
        (RecordStatus::NotRecorded | RecordStatus::OnAgain(_), Route::Switch) => object(Key::ActionOpenSwitch),
        (RecordStatus::Recorded(recorded), Route::Switch) if recorded.recheck.is_some() => {
            object(Key::ActionLookAtSwitch)
        }
        (RecordStatus::Pending { .. }, Route::Form) => Some(MainAction::Confirm),
        _ => None,
    }
}

/// What else a person can do in this state.
fn action_groups(row: &Row) -> Vec<ActionGroup> {
    use ActionGroup::{Declare, Decline, Label, Mail, Remind, StartOver};
    let AccountStatus::Known(status) = &row.status else { return Vec::new() };
    let form = row.platform.facts().objection.route == Route::Form;
    match status {
        RecordStatus::NotRecorded | RecordStatus::OnAgain(_) => vec![Declare, Remind, Decline, Label],
        RecordStatus::Pending { .. } | RecordStatus::Refused(_) => {
            vec![Mail, Declare, Remind, Decline, StartOver, Label]
        }
        // The record is the other account's: here there is nothing to confirm or to start over.
        RecordStatus::Recorded(_) if row.covered_by.is_some() => vec![Declare, Label],
        RecordStatus::Recorded(objection) if form && objection.evidence < Evidence::Confirmed => {
            vec![Mail, StartOver, Label]
        }
        RecordStatus::Recorded(_) | RecordStatus::Locked(_) => vec![StartOver, Label],
        RecordStatus::Snoozed(..) => vec![StartOver, Declare, Remind, Decline, Label],
        RecordStatus::Declined(..) => vec![StartOver, Declare, Label],
    }
}

/// The view of a pair, if both of its accounts are on show.
fn link(rows: &[Row], pair: &Pair, answer: Option<bool>) -> Option<LinkView> {
    let find = |key: &AccountKey| rows.iter().find(|row| row.account.as_ref() == Some(key));
    let [a, b] = pair.keys();
    let (a, b) = (find(a)?, find(b)?);
    let accounts = [a.account_ref(a.store())?, b.account_ref(b.store())?];
    Some(LinkView { accounts, ids: pair.keys().map(AccountKey::id), names: [a.name(), b.name()], answer })
}

#[cfg(test)]
mod tests;
