//! Overview → what the popup shows.

mod choices;

pub use choices::{ActionGroup, LinkQuestion, MainAction};

use crate::core::account::{AccountKey, AccountRef};
use crate::core::cookie_store::CookieStoreId;
use crate::core::history::event::EntryId;
use crate::core::history::objected::ObjectedOn;
use crate::core::history::status::{MailStage, Objection, PendingReason, RecordStatus};
use crate::core::overview::status::{AccountStatus, Withheld};
use crate::core::overview::{AccountName, Overview, Row};
use crate::core::sorted::sort_by_key;
use crate::core::text::{Key, Text};
use crate::core::time::Timestamp;
use crate::core::view::row_texts::{Icon, icon, row_note, row_texts};
use crate::platforms::PlatformId;
use std::rc::Rc;

/// The popup, ready to be drawn.
#[derive(Debug, PartialEq, Eq)]
pub struct Popup {
    /// Is there something for me to do?
    pub headline: Text,
    /// The sign of each account that counts in the headline, in the order of the rows.
    pub progress: Vec<Icon>,
    /// One row per account, the next step first. Each of its buttons keeps the row.
    pub rows: Vec<Rc<RowView>>,
}

/// One row of the popup.
#[derive(Debug, PartialEq, Eq)]
pub struct RowView {
    /// The name by which it is shown.
    pub name: AccountName,
    /// The cookie store in which links open; `None` if no account was seen.
    pub store: Option<CookieStoreId>,
    /// The account, for what the person does with it.
    pub account: Option<AccountRef>,
    /// The account's [`AccountKey::id`](crate::core::account::AccountKey::id), empty if it cannot be told who is logged in.
    pub id: String,
    /// True if it is logged in in the cookie store of the tab that the popup is seen from, or the browser has but one.
    pub is_here: bool,
    /// The name of the state.
    pub state: &'static str,
    /// Its sign.
    pub icon: Icon,
    /// The status in a line.
    pub line: Vec<Text>,
    /// The note, by the name of its text, says what the button leads to.
    pub note: Option<&'static str>,
    /// The action of the main button, if there is one.
    pub action: Option<MainAction>,
    /// True for the row with the next step, which has the one filled button.
    pub is_primary: bool,
    /// The question about this account and another one.
    pub link_question: Option<LinkQuestion>,
    /// The further actions that a person can take.
    pub action_groups: Vec<ActionGroup>,
    /// The day on which its objection was sent or is said to have been made, if it is known.
    pub objected_on: Option<ObjectedOn>,
    /// The time of an answer of the site of which the person is asked whether it said that the request arrived.
    pub answered_at: Option<Timestamp>,
    /// The entry that "undo" takes back.
    pub undoable: Option<EntryId>,
    /// The tab with the platform's form or switch, whose page may be captured.
    pub page_tab: Option<u32>,
}

/// The tab that the person is in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Here {
    /// Its cookie store, where the browser tells.
    pub store: Option<CookieStoreId>,
    /// The platform that it shows, if it shows one.
    pub platform: Option<PlatformId>,
    /// A platform of which the browser lets no script of ours into a page, with the name of the text that says why, and the host.
    pub is_closed_to: Option<(PlatformId, Key, &'static str)>,
    /// The pages of forms and switches that are open.
    pub pages: Vec<OpenPage>,
}

/// A page of a form or a switch that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPage {
    /// The browser's number for its tab.
    pub tab: u32,
    /// The platform whose form or switch it is.
    pub platform: PlatformId,
    /// The cookie store of the tab.
    pub store: CookieStoreId,
    /// True if it is not read, because it may be from before a new login.
    pub is_unread: bool,
}

/// The popup for this overview, seen from a tab.
#[must_use]
pub fn popup(overview: &Overview, here: &Here) -> Popup {
    let mut rows: Vec<&Row> = overview.rows.iter().collect();
    let is_here = |row: &Row| here.store.as_ref().is_some_and(|store| row.stores.contains(store));
    sort_by_key(&mut rows, |row| (urgency(row), Some(row.platform) != here.platform, row.platform, !is_here(row)));
    let primary = rows.iter().position(|row| is_next_step(row));
    let view = |(n, row)| Rc::new(view_row(overview, row, here, Some(n) == primary));
    Popup {
        headline: headline(&overview.rows),
        progress: rows.iter().filter(|row| is_counted(row)).map(|row| icon(row)).collect(),
        rows: rows.iter().copied().enumerate().map(view).collect(),
    }
}

/// The order of the rows: what is most pressing first.
const fn urgency(row: &Row) -> u8 {
    match &row.status {
        AccountStatus::Known(RecordStatus::OnAgain { .. }) => 0,
        AccountStatus::Known(RecordStatus::NotRecorded | RecordStatus::Refused(_)) => 1,
        AccountStatus::NoAccess(_) | AccountStatus::Unknown(_) => 2,
        status if is_waiting(status) => 4,
        AccountStatus::Known(RecordStatus::Pending { .. }) if row.covered_by.is_none() => 3,
        _ if is_letter_due(row) => 3,
        AccountStatus::Known(_) => 4,
        AccountStatus::LoggedOut => 5,
    }
}

/// Returns whether this row's button can be the next step.
fn is_next_step(row: &Row) -> bool {
    urgency(row) < 4 && choices::action(row).is_some()
}

/// Returns whether an account counts in "2 of 3".
const fn is_counted(row: &Row) -> bool {
    matches!(row.status, AccountStatus::Known(_))
}

fn headline(rows: &[Row]) -> Text {
    let any = |matching: fn(&AccountStatus) -> bool| rows.iter().any(|row| matching(&row.status));
    let accounts = || rows.iter().filter(|row| row.status != AccountStatus::LoggedOut);
    let due = || rows.iter().filter(|row| row.is_due());
    if !due().all(|row| is_waiting(&row.status)) {
        let total = rows.iter().filter(|row| is_counted(row)).count();
        return Text { key: Key::HeadlineToDo, args: vec![due().count().to_string().into(), total.to_string().into()] };
    }
    Text::from(if any(is_unclear) {
        Key::HeadlineUnclear
    } else if any(|status| *status == AccountStatus::NoAccess(Withheld::ByChoice)) {
        Key::HeadlineNoAccess
    } else if accounts().next().is_none() {
        Key::HeadlineLoggedOut
    } else if rows.iter().any(is_letter_due) {
        Key::RowLetter
    } else if !accounts().all(|row| is_settled(&row.status) || is_waiting(&row.status)) {
        Key::HeadlineNothingDue
    } else if any(awaits_mail) {
        Key::HeadlineWaiting
    } else {
        Key::HeadlineRecorded
    })
}

/// Returns whether something cannot be told that no permission would tell.
const fn is_unclear(status: &AccountStatus) -> bool {
    matches!(status, AccountStatus::Unknown(_) | AccountStatus::NoAccess(Withheld::ByPolicy | Withheld::Unexplained))
}

/// Returns whether an objection is on record and nothing about it is to be looked at again.
const fn is_settled(status: &AccountStatus) -> bool {
    matches!(status, AccountStatus::Known(RecordStatus::Recorded(objection)) if objection.recheck.is_none())
}

/// Returns whether the platform's e-mail may still come.
const fn awaits_mail(status: &AccountStatus) -> bool {
    use MailStage::{Ask, Wait};
    is_waiting(status)
        || matches!(status, AccountStatus::Known(RecordStatus::Recorded(Objection { mail: Wait | Ask, .. })))
}

/// Returns whether a form was sent and the person said that no e-mail has come yet: nothing can be done until later.
const fn is_waiting(status: &AccountStatus) -> bool {
    let AccountStatus::Known(RecordStatus::Pending { mail, reason, .. }) = status else { return false };
    matches!((mail, reason), (MailStage::Wait, PendingReason::NoAnswerSeen))
}

/// Returns whether no e-mail has come about an objection that is on record, so that there is a letter to be sent.
const fn is_letter_due(row: &Row) -> bool {
    use MailStage::Overdue;
    row.covered_by.is_none()
        && matches!(row.status, AccountStatus::Known(RecordStatus::Recorded(Objection { mail: Overdue, .. })))
}

/// Returns the time of an answer that can be read in more than one way.
const fn answered_at(status: &AccountStatus) -> Option<Timestamp> {
    match status {
        AccountStatus::Known(RecordStatus::Pending { reason: PendingReason::AnswerUnclear, entry, .. }) => {
            Some(entry.at)
        }
        _ => None,
    }
}

/// Returns whether an open page is one of the row's site, in a cookie store of its account.
fn is_page_of(row: &Row, page: &OpenPage) -> bool {
    page.platform == row.platform && (row.stores.is_empty() || row.stores.contains(&page.store))
}

/// Returns what a row says below its name. A question of the same row stands in place of a text that says no more than it does.
fn status_line(row: &Row, here: &Here, has_question: bool) -> Vec<Text> {
    let mut line = row_texts(row);
    if has_question && line.first().is_some_and(|text| text.key == Key::RowNotRecorded) {
        line.remove(0);
    }
    // Nobody has to load a page again for what is known.
    if row.account.is_none() || is_settled(&row.status) {
        return line;
    }
    let closed = here.is_closed_to.filter(|(platform, ..)| *platform == row.platform);
    line.extend(closed.map(|(_, key, host)| Text::with(key, host)));
    if here.pages.iter().any(|page| page.is_unread && is_page_of(row, page)) {
        line.push(Text::with(Key::NoteReloadPage, row.platform.facts().name));
    }
    line
}

/// The view of a row, seen from a tab: in its cookie store links open, if the row's account is logged in there.
fn view_row(overview: &Overview, row: &Row, here: &Here, is_primary: bool) -> RowView {
    let store = row.stores.iter().find(|store| Some(*store) == here.store.as_ref()).or(row.store());
    let account = row.account_ref(store);
    let link_question = choices::link_question(overview, row);
    RowView {
        name: row.name(),
        store: store.cloned(),
        state: row.status.slug(),
        icon: icon(row),
        line: status_line(row, here, link_question.is_some()),
        note: row_note(row, is_primary),
        action: choices::action(row),
        is_primary,
        link_question,
        action_groups: if account.is_some() { choices::action_groups(row) } else { Vec::new() },
        objected_on: row.objected_on,
        answered_at: answered_at(&row.status),
        undoable: row.undoable,
        id: row.account.as_ref().map(AccountKey::id).unwrap_or_default(),
        is_here: here.store.as_ref().is_none_or(|store| row.stores.contains(store)),
        page_tab: here.pages.iter().rev().find(|page| is_page_of(row, page)).map(|page| page.tab),
        account,
    }
}

#[cfg(test)]
mod tests;
