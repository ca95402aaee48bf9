//! Every account that something is recorded of → what the record page tells about it, also when nobody is logged in to
//! it any more or its container is gone.

mod history;
mod name;
mod to_open;

pub use crate::core::view::record_page::history::HistoryLine;

use crate::core::account::AccountKey;
use crate::core::history::event::{EntryId, Event, Evidence};
use crate::core::history::objected::{ObjectedOn, objected_on};
use crate::core::history::status::{MailStage, Objection, RecordStatus};
use crate::core::overview::status::AccountStatus;
use crate::core::overview::{AccountName, Row};
use crate::core::records::links::current_answer;
use crate::core::records::status::{ResolvedStatus, resolve};
use crate::core::records::{Account, Records};
use crate::core::text::Text;
use crate::core::time::Timestamp;
use crate::core::view::record_page::history::read_history;
use crate::core::view::record_page::name::Names;
use crate::core::view::record_page::to_open::address_to_open;
use crate::core::view::sentences::sentences;
use crate::platforms::PlatformId;
use std::rc::Rc;

/// All that the record page tells.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct RecordPage {
    /// Every account. Each of its buttons keeps it.
    pub accounts: Vec<Rc<AccountView>>,
    /// Every pair that the person answered about.
    pub pairs: Vec<PairView>,
}

/// One account.
#[derive(Debug, PartialEq, Eq)]
pub struct AccountView {
    /// Its [`AccountKey::id`].
    pub id: String,
    /// The name by which it is shown.
    pub name: AccountName,
    /// The name of its state.
    pub state: &'static str,
    /// The status in words.
    pub sentences: Vec<Text>,
    /// The form that was used last, or where the objection is made.
    pub address: &'static str,
    /// The address of the switch, if there is something to look at.
    pub to_open: Option<&'static str>,
    /// The submission whose e-mail is still to come.
    pub mail_open: Option<EntryId>,
    /// The section of the guide with a letter about it, if there is something to write about.
    pub letter: Option<&'static str>,
    /// The day on which its objection was sent or is said to have been made, if it is known.
    pub objected_on: Option<ObjectedOn>,
    /// The entry that "undo" takes back.
    pub undoable: Option<EntryId>,
    /// True if a reminder is still to come.
    pub has_reminder: bool,
    /// The history, the newest line first.
    pub history: Vec<HistoryLine>,
}

/// Two accounts, and the person's answer.
#[derive(Debug, PartialEq, Eq)]
pub struct PairView {
    /// Their ids.
    pub ids: [String; 2],
    /// The names by which they are shown.
    pub names: [AccountName; 2],
    /// True if they are in the same accounts centre.
    pub linked: bool,
}

/// All accounts and answers of the records.
#[must_use]
pub fn record_page(records: &Records, now: Timestamp) -> RecordPage {
    let (statuses, names) = (resolve(records, now), Names::new(records));
    let view = |(key, account)| Rc::new(view_account(key, account, statuses.of(key), names.of(key)));
    let accounts = records.accounts().map(view).collect();
    let pairs = records.links().filter_map(|(pair, history)| {
        let keys = pair.keys();
        Some(PairView {
            ids: keys.map(AccountKey::id),
            names: keys.map(|key| names.of(key)),
            linked: current_answer(history)?,
        })
    });
    RecordPage { accounts, pairs: pairs.collect() }
}

fn view_account(key: &AccountKey, account: &Account, resolved: ResolvedStatus<'_>, name: AccountName) -> AccountView {
    let covered_by = resolved.covered_by.map(|key| key.platform);
    let is_own = covered_by.is_none();
    let (mail_open, letter) = (open_mail(&resolved.status, is_own), letter_section(&resolved.status, is_own));
    let to_open = if is_own { address_to_open(key, &resolved.status) } else { None };
    let has_reminder = matches!(resolved.status, RecordStatus::Snoozed(..));
    let row = Row { covered_by, ..Row::new(key.platform, Vec::new(), AccountStatus::Known(resolved.status)) };
    AccountView {
        id: key.id(),
        name,
        state: row.status.slug(),
        sentences: sentences(&row),
        address: address(key.platform, account),
        to_open,
        mail_open,
        letter,
        objected_on: objected_on(account.history()),
        undoable: account.history().undoable().map(|entry| entry.id),
        has_reminder,
        history: read_history(account),
    }
}

/// The submission whose e-mail is still to come. The mail about a linked account's objection is asked for there.
const fn open_mail(status: &RecordStatus, is_own: bool) -> Option<EntryId> {
    match status {
        RecordStatus::Pending { entry, .. }
        | RecordStatus::Recorded(Objection { evidence: Evidence::Observed, entry, .. })
            if is_own =>
        {
            Some(entry.id)
        }
        _ => None,
    }
}

/// The section of the guide with a letter about it, if there is something to write about.
const fn letter_section(status: &RecordStatus, is_own: bool) -> Option<&'static str> {
    match status {
        RecordStatus::Refused(_) => Some("refused"),
        RecordStatus::Pending { mail: MailStage::Overdue, .. }
        | RecordStatus::Recorded(Objection { mail: MailStage::Overdue, .. })
            if is_own =>
        {
            Some("follow-up")
        }
        _ => None,
    }
}

/// The address of the form that was submitted last, if it is one we know; otherwise the one the buttons open.
fn address(platform: PlatformId, account: &Account) -> &'static str {
    let objection = &platform.facts().objection;
    let number = account.history().newest_first().find_map(|(_, entry, _)| match &entry.event {
        Event::Submitted(form) | Event::CodeAsked(form) | Event::AnswerUnclear(form) | Event::NoErrorSeen(form) => {
            Some(form.as_str())
        }
        _ => None,
    });
    let used = number.and_then(|number| objection.forms().find(|link| link.url.ends_with(number)));
    used.unwrap_or(&objection.main).url
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::account::Salt;
    use crate::core::cookie_store::CookieStoreId;
    use crate::core::history::event::{DeclaredWhen, DeclineReason, FormNumber, SnoozedUntil};
    use crate::core::records::Stamp;
    use crate::core::session::UserId;
    use crate::core::text::Key;

    const NOW: Timestamp = Timestamp(1_790_000_000_000);

    #[test]
    fn an_account_that_nobody_is_logged_in_to_keeps_its_history() {
        let mut records = Records::new(Salt([7; 16]));
        let store = CookieStoreId("firefox-container-9".into());
        let key = records.identify(PlatformId::Instagram, &store, &UserId::Number("17".into()));
        let mut note = |id, event| {
            let stamp = Stamp { now: NOW, id: EntryId(id), version: "0.1.0" };
            records.append(&key, event, &stamp).unwrap();
        };
        note(1, Event::Submitted(FormNumber::new("5")));
        note(2, Event::NoErrorSeen(FormNumber::new("5")));
        let views = record_page(&records, NOW).accounts;
        let [view] = views.as_slice() else { panic!("{views:?}") };
        assert_eq!(view.mail_open, Some(EntryId(2)));
        assert!(view.history.iter().all(|line| line.how == Some(Key::HowSeen) && line.version == "0.1.0"));
        assert_eq!(view.state, "recorded");
        assert_eq!(view.name.container, None, "its objection counts in every container");
        let keys: Vec<&str> =
            view.history.iter().flat_map(|line| &line.sentences).map(|text| text.key.name()).collect();
        assert_eq!(keys, ["event_no_error_seen", "event_form", "event_submitted", "event_form"]);
    }

    #[test]
    fn there_is_a_letter_where_no_mail_came_or_one_that_refuses() {
        let mut records = Records::new(Salt([7; 16]));
        let key = records.identify(PlatformId::Facebook, &CookieStoreId("0".into()), &UserId::Number("1".into()));
        let stamp = |id| Stamp { now: NOW, id: EntryId(id), version: "0.1.0" };
        let letter = |records: &Records, days| {
            let later = Timestamp(NOW.0 + days * crate::core::time::DAY_MS);
            record_page(records, later).accounts.first().map(|view| (view.letter, view.objected_on))
        };
        let sent = Some(ObjectedOn::Moment(NOW));
        records.append(&key, Event::Submitted(FormNumber::new("5")), &stamp(1)).unwrap();
        assert_eq!(letter(&records, 2), Some((None, sent)));
        assert_eq!(letter(&records, 31), Some((Some("follow-up"), sent)));
        let mut asked = records.clone();
        asked.append(&key, Event::CodeAsked(FormNumber::new("5")), &stamp(3)).unwrap();
        assert_eq!(letter(&asked, 31).map(|(section, _)| section), Some(None), "nobody knows that it was finished");
        records.append(&key, Event::MailRefused, &stamp(2)).unwrap();
        assert_eq!(letter(&records, 2), Some((Some("refused"), sent)));
    }

    #[test]
    fn what_was_taken_back_is_marked() {
        let mut records = Records::new(Salt([7; 16]));
        let key = records.identify(PlatformId::Linkedin, &CookieStoreId("0".into()), &UserId::Unnamed);
        let stamp = |id| Stamp { now: NOW, id: EntryId(id), version: "0.1.0" };
        records.append(&key, Event::Declared(DeclaredWhen::Year(2025)), &stamp(1)).unwrap();
        records.undo(EntryId(1), &stamp(2)).unwrap();
        let views = record_page(&records, NOW).accounts;
        assert_eq!(views.iter().map(|view| view.mail_open).collect::<Vec<_>>(), [None]);
        let undone: Vec<bool> = views.iter().flat_map(|view| &view.history).map(|line| line.undone).collect();
        assert_eq!(undone, [false, true]);
    }

    #[test]
    fn a_reminder_is_listed_while_it_lasts() {
        let mut records = Records::new(Salt([7; 16]));
        let key = records.identify(PlatformId::Facebook, &CookieStoreId("0".into()), &UserId::Number("1".into()));
        let stamp = |id| Stamp { now: NOW, id: EntryId(id), version: "0.1.0" };
        let reminders = |records: &Records, now| -> Vec<bool> {
            record_page(records, now).accounts.iter().map(|view| view.has_reminder).collect()
        };
        records.append(&key, Event::Declined(DeclineReason::NotThisAccount), &stamp(1)).unwrap();
        let ends = Timestamp(NOW.0 + 1000);
        records.append(&key, Event::Snoozed(SnoozedUntil::Time(ends)), &stamp(2)).unwrap();
        assert_eq!(reminders(&records, NOW), [true]);
        assert_eq!(reminders(&records, ends), [false]);
        records.append(&key, Event::SessionEnded, &stamp(4)).unwrap();
        assert_eq!(reminders(&records, NOW), [true]);
        records.undo(EntryId(2), &stamp(3)).unwrap();
        assert_eq!(reminders(&records, NOW), [false]);
    }

    #[test]
    fn the_address_is_that_of_the_form_that_was_used() {
        let mut records = Records::new(Salt([7; 16]));
        let key = records.identify(PlatformId::Facebook, &CookieStoreId("0".into()), &UserId::Number("1".into()));
        let stamp = |id| Stamp { now: NOW, id: EntryId(id), version: "0.1.0" };
        records.set_label(&key, "Work", NOW).unwrap();
        let address = |records: &Records| record_page(records, NOW).accounts.first().unwrap().address;
        assert!(address(&records).ends_with("/6359191084165019"));
        records.append(&key, Event::Submitted(FormNumber::new("712876720715583")), &stamp(1)).unwrap();
        assert!(address(&records).ends_with("/712876720715583"));
    }

    #[test]
    fn answers_about_pairs_are_told_with_their_names() {
        let mut records = Records::new(Salt([7; 16]));
        let mut key = |platform, number: &str| {
            records.identify(platform, &CookieStoreId("0".into()), &UserId::Number(number.into()))
        };
        let (a, b) = (key(PlatformId::Facebook, "1"), key(PlatformId::Instagram, "2"));
        records.set_label(&a, "Work", NOW).unwrap();
        records.link(&a, &b, false, &Stamp { now: NOW, id: EntryId(1), version: "0.1.0" }).unwrap();
        let pairs = record_page(&records, NOW).pairs;
        let [pair] = pairs.as_slice() else { panic!("{pairs:?}") };
        assert_eq!((pair.linked, pair.names[0].label.as_str(), pair.ids[1].clone()), (false, "Work", b.id()));
    }
}
