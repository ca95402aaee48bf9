//! Overview → what the popup shows.

use crate::core::account::AccountKey;
use crate::core::cookie_store::CookieStoreId;
use crate::core::history::event::{EntryId, Evidence};
use crate::core::message::AccountRef;
use crate::core::overview::status::State;
use crate::core::overview::{Overview, Row};
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
    LookAgain,
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
            Self::LookAgain => "look-again",
            Self::Label => "label",
        }
    }
}

/// Two accounts that may be in the same accounts centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// The accounts.
    pub accounts: [AccountRef; 2],
    /// What to call them.
    pub names: [AccountName; 2],
    /// What the person answered; `None` if not yet.
    pub answer: Option<bool>,
}

/// What an account is called: the platform, and what tells it from optional_sites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountName {
    /// Which platform.
    pub platform: PlatformId,
    /// The person's own name for the account; may be empty.
    pub label: String,
    /// Where the account is, if it is in a container.
    pub container: Option<Text>,
}

impl AccountName {
    /// The name of a row's account.
    #[must_use]
    pub fn of(row: &Row) -> Self {
        let container = row.store.as_ref().and_then(CookieStoreId::container);
        let container = container.map(|number| Text::with(Key::Container, number.to_string()));
        Self { platform: row.platform, label: row.label.clone(), container }
    }
}

/// The popup for this overview, seen from a tab in the cookie store `here`.
#[must_use]
pub fn popup(overview: &Overview, here: Option<&CookieStoreId>) -> Popup {
    let mut rows: Vec<RowView> = overview.rows.iter().map(view).collect();
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
    let any = |matching: fn(&State) -> bool| rows.iter().any(|row| matching(&row.state));
    let accounts = || rows.iter().filter(|row| row.state != State::LoggedOut);
    if any(State::is_due) {
        Key::HeadlineDue
    } else if any(|state| matches!(state, State::Unknown(_))) {
        Key::HeadlineUnclear
    } else if any(|state| *state == State::NoAccess) {
        Key::HeadlineNoAccess
    } else if accounts().next().is_none() {
        Key::HeadlineLoggedOut
    } else if accounts().all(|row| matches!(&row.state, State::Recorded(record) if record.check.is_none())) {
        Key::HeadlineRecorded
    } else {
        Key::HeadlineNothingDue
    }
}

fn view(row: &Row) -> RowView {
    let account = row.account.as_ref().zip(row.store.as_ref()).map(|(key, store)| AccountRef::new(key, store));
    RowView {
        name: AccountName::of(row),
        store: row.store.clone(),
        state: row.state.slug(),
        sentences: sentences(row),
        action: action(row),
        action_groups: if account.is_some() { action_groups(row) } else { Vec::new() },
        undoable: row.undoable,
        account,
    }
}

/// A form only opens well for somebody who is surely logged in: Meta's login redirect loses it.
fn action(row: &Row) -> Option<MainAction> {
    let platform = row.platform.facts();
    let object = |label| Some(MainAction::Object(platform.objection.main.url, label));
    match (&row.state, platform.objection.route) {
        (State::NoAccess, _) => Some(MainAction::Grant(platform.origins())),
        (State::LoggedOut, _) => Some(MainAction::Visit(platform.home, Key::ActionLogIn)),
        (State::Unknown(Doubt::RecordsUnreadable | Doubt::RecordsNewer), _) => None,
        (State::Unknown(_), _) => Some(MainAction::Visit(platform.home, Key::ActionVisit)),
        (State::NotRecorded, Route::Form) => object(Key::ActionOpenForm),
        (State::NotRecorded | State::OnAgain { .. }, Route::Switch) => object(Key::ActionOpenSwitch),
        (State::Recorded(record), Route::Switch) if record.check.is_some() => object(Key::ActionLookAtSwitch),
        (State::Pending { .. }, Route::Form) => Some(MainAction::Confirm),
        _ => None,
    }
}

/// What else a person can do in this state.
fn action_groups(row: &Row) -> Vec<ActionGroup> {
    use ActionGroup::{Declare, Decline, Label, LookAgain, Mail, Remind};
    let form = row.platform.facts().objection.route == Route::Form;
    match &row.state {
        State::NoAccess | State::LoggedOut | State::Unknown(_) => Vec::new(),
        State::NotRecorded | State::OnAgain { .. } => vec![Declare, Remind, Decline, Label],
        State::Pending { .. } => vec![Mail, Declare, Remind, Decline, LookAgain, Label],
        // The record is the other account's: here there is nothing to confirm or to start over.
        State::Recorded(_) if row.covered_by.is_some() => vec![Declare, Label],
        State::Recorded(record) if form && record.evidence < Evidence::Confirmed => vec![Mail, LookAgain, Label],
        State::Recorded(_) => vec![LookAgain, Label],
        State::Snoozed(_) => vec![LookAgain, Declare, Remind, Decline, Label],
        State::Declined(_) => vec![LookAgain, Declare, Label],
    }
}

/// The view of a pair, if both of its accounts are on show.
fn link(rows: &[Row], pair: &Pair, answer: Option<bool>) -> Option<LinkView> {
    let find = |key: &AccountKey| rows.iter().find(|row| row.account.as_ref() == Some(key));
    let [a, b] = pair.keys();
    let (a, b) = (find(a)?, find(b)?);
    let account = |row: &Row| Some(AccountRef::new(row.account.as_ref()?, row.store.as_ref()?));
    Some(LinkView { accounts: [account(a)?, account(b)?], names: [AccountName::of(a), AccountName::of(b)], answer })
}

#[cfg(test)]
mod tests;
