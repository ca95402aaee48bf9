//! A person can press a row's main button, answer a question in it, or choose from the menu behind "⋯".

use crate::core::account::AccountKey;
use crate::core::cookie_store::CookieStoreId;
use crate::core::history::event::{EntryId, Evidence};
use crate::core::history::status::{MailStage, Objection, PendingReason, RecordStatus};
use crate::core::overview::status::{AccountStatus, Withheld};
use crate::core::overview::{AccountName, Overview, Row};
use crate::core::session::Doubt;
use crate::core::text::Key;
use crate::platforms::{ObjectionFacts, Route};

/// The action of a row's main button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MainAction {
    /// Opens the form or the switch.
    Object(&'static str, Key),
    /// Takes back the choice not to object now, and opens the form or the switch.
    ObjectAfterAll(&'static str, Key, EntryId),
    /// Opens the site itself, to log in or to switch back.
    Visit(&'static str, Key),
    /// Asks the browser for access to this match pattern.
    Grant(String),
    /// Shows the questions about what was sent.
    Answer,
    /// Opens this section of the guide.
    Guide(&'static str, Key),
}

/// A group of choices behind "⋯".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionGroup {
    /// "The site showed a message: did it say that the request arrived?"
    Message,
    /// "Has the platform's e-mail come?"
    Mail,
    /// The letter, where the e-mail is overdue.
    Letter,
    /// The form once more.
    Reopen,
    /// The answer to the question whether two accounts are linked, to change it.
    Linked,
    /// "I already did this."
    Declare,
    /// "Remind me later."
    Remind,
    /// "Not for this account."
    Decline,
    /// The person's own name for it, where it is not the account that was known before.
    Name,
    /// "Not done."
    StartOver,
}

impl ActionGroup {
    /// The name of the group in the popup's markup.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Mail => "mail",
            Self::Letter => "letter",
            Self::Reopen => "reopen",
            Self::Linked => "linked",
            Self::Declare => "declare",
            Self::Remind => "remind",
            Self::Decline => "decline",
            Self::Name => "name",
            Self::StartOver => "start-over",
        }
    }
}

/// The question whether two accounts are in the same accounts centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkQuestion {
    /// The ids of the accounts, as in [`AccountKey::id`].
    pub ids: [String; 2],
    /// The names by which they are shown.
    pub names: [AccountName; 2],
    /// The address where a person can look.
    pub centre: &'static str,
    /// The cookie store in which they are logged in there.
    pub store: Option<CookieStoreId>,
}

/// A form only opens well for somebody who is surely logged in: Meta's login redirect loses it.
pub(super) fn action(row: &Row) -> Option<MainAction> {
    let platform = row.platform.facts();
    match &row.status {
        AccountStatus::NoAccess(Withheld::ByChoice) => Some(MainAction::Grant(platform.origins())),
        AccountStatus::NoAccess(_) => Some(MainAction::Guide(platform.slug, Key::ActionWhatNow)),
        AccountStatus::LoggedOut => Some(MainAction::Visit(platform.home, Key::ActionLogIn)),
        // Nothing at the site would clear that up.
        AccountStatus::Unknown(Doubt::Unreadable | Doubt::RecordsUnreadable | Doubt::RecordsNewer) => None,
        AccountStatus::Unknown(_) => Some(MainAction::Visit(platform.home, Key::ActionVisit)),
        AccountStatus::Known(RecordStatus::Recorded(_) | RecordStatus::Pending { .. }) if row.covered_by.is_some() => {
            None
        }
        AccountStatus::Known(status) => known_action(status, &platform.objection),
    }
}

fn known_action(status: &RecordStatus, objection: &'static ObjectionFacts) -> Option<MainAction> {
    use PendingReason::{CodeAsked, NoAnswerSeen};
    let url = objection.main.url;
    let (object, after_all) = match objection.route {
        Route::Form => (Key::ActionObject, Key::ActionObjectAfterAll),
        Route::Switch => (Key::ActionTurnOff, Key::ActionTurnOffAfterAll),
    };
    match status {
        RecordStatus::NotRecorded | RecordStatus::OnAgain { .. } => Some(MainAction::Object(url, object)),
        RecordStatus::Snoozed(_, entry) | RecordStatus::Declined(_, entry) => {
            Some(MainAction::ObjectAfterAll(url, after_all, entry.id))
        }
        RecordStatus::Recorded(recorded) if recorded.recheck.is_some() => {
            Some(MainAction::Object(url, Key::ActionLookAtSwitch))
        }
        RecordStatus::Refused(_) => Some(MainAction::Guide("refused", Key::ActionWhatNow)),
        // No e-mail has come: a question for it would leave that unsaid.
        RecordStatus::Pending { mail: MailStage::Overdue, .. }
        | RecordStatus::Recorded(Objection { mail: MailStage::Overdue, .. }) => {
            Some(MainAction::Guide("follow-up", Key::ActionLetter))
        }
        // She said that no e-mail has come: it is not asked again at once.
        RecordStatus::Pending { mail: MailStage::Wait, reason: NoAnswerSeen | CodeAsked, .. } => {
            Some(MainAction::Object(url, Key::CompanionReopen))
        }
        RecordStatus::Pending { .. } => Some(MainAction::Answer),
        RecordStatus::Recorded(recorded) if recorded.mail == MailStage::Ask => Some(MainAction::Answer),
        RecordStatus::Recorded(_) | RecordStatus::Locked(_) => None,
    }
}

/// The further actions that a person can take in this state, in the order of the popup.
pub(super) fn action_groups(row: &Row) -> Vec<ActionGroup> {
    use ActionGroup::{Declare, Decline, Letter, Linked, Mail, Message, Name, Remind, Reopen, StartOver};
    let AccountStatus::Known(status) = &row.status else { return Vec::new() };
    let is_form = row.platform.facts().objection.route == Route::Form;
    match status {
        RecordStatus::NotRecorded if row.is_new_beside_another => vec![Declare, Name, Remind, Decline],
        RecordStatus::NotRecorded | RecordStatus::OnAgain { .. } => vec![Declare, Remind, Decline],
        // The record is the other account's: here there is nothing to confirm or to start over.
        RecordStatus::Recorded(_) | RecordStatus::Pending { .. } if row.covered_by.is_some() => {
            vec![Reopen, Linked, Declare]
        }
        RecordStatus::Pending { reason, mail, .. } => {
            let message = (*reason == PendingReason::AnswerUnclear).then_some(Message);
            let letter = (*mail == MailStage::Overdue).then_some(Letter);
            let groups = [message, Some(Mail), letter, Some(Reopen), Some(Declare), Some(Remind), Some(Decline)];
            groups.into_iter().flatten().collect()
        }
        RecordStatus::Refused(_) => vec![Mail, Reopen, Declare, Remind, Decline],
        RecordStatus::Recorded(objection) if objection.mail == MailStage::Overdue => {
            vec![Mail, Letter, Reopen, StartOver]
        }
        RecordStatus::Recorded(objection) if is_form && objection.evidence < Evidence::Confirmed => {
            vec![Mail, Reopen, StartOver]
        }
        // New rules may ask for a new objection, which takes nothing away from the old one.
        RecordStatus::Recorded(_) if is_form => vec![Reopen, StartOver],
        RecordStatus::Recorded(_) | RecordStatus::Locked(_) => vec![StartOver],
        RecordStatus::Snoozed(..) => vec![Declare, Remind, Decline],
        RecordStatus::Declined(..) => vec![Declare],
    }
}

/// The question about the row's account and another one, in the row of the one that is not on record: there the button to
/// object is the safe answer. One at a time.
pub(super) fn link_question(overview: &Overview, row: &Row) -> Option<LinkQuestion> {
    let is_open = |row: &Row| matches!(&row.status, AccountStatus::Known(status) if !is_on_its_way(status));
    let key = row.account.as_ref().filter(|_| is_open(row))?;
    let pair = overview.questions.iter().find(|pair| pair.keys().contains(&key))?;
    let find = |key: &AccountKey| overview.rows.iter().find(|row| row.account.as_ref() == Some(key));
    let [a, b] = pair.keys();
    let (a, b) = (find(a)?, find(b)?);
    Some(LinkQuestion {
        ids: pair.keys().map(AccountKey::id),
        names: [a.name(), b.name()],
        centre: row.platform.facts().accounts_center.as_ref()?.url,
        store: row.store().cloned(),
    })
}

/// Returns whether an objection is on record or sent.
const fn is_on_its_way(status: &RecordStatus) -> bool {
    matches!(status, RecordStatus::Recorded(_) | RecordStatus::Pending { .. })
}

#[cfg(test)]
mod tests;
