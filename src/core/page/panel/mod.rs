//! Panels are shown in a site's pages: the banner on a site, and the companion beside its form.

mod button;
pub mod next;

pub use button::{PanelButton, Target};

use crate::core::history::objected::ObjectedOn;
use crate::core::history::status::{MailStage, PendingReason, RecordStatus};
use crate::core::overview::status::AccountStatus;
use crate::core::overview::{AccountName, Row};
use crate::core::page::panel::next::{find_next, is_all_done};
use crate::core::page::verdict::form::FormVerdict;
use crate::core::session::Doubt;
use crate::core::text::{Key, Text};
use crate::core::time::{DAY_MS, Timestamp};
use crate::platforms::MAIL_COMES_WITHIN_DAYS;

/// A panel: what it says, and what a person can press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// The place where it stands.
    pub placement: Placement,
    /// The account it is about.
    pub name: AccountName,
    /// The sentences in it.
    pub sentences: Vec<Text>,
    /// The steps that a person takes, one after the other.
    pub steps: &'static [Key],
    /// The buttons, the most useful first. Closing or folding is always possible.
    pub buttons: Vec<PanelButton>,
    /// The account that [`PanelButton::Next`] leads to.
    pub next: Option<AccountName>,
    /// The name of a text that says what to do there, where nothing of ours is shown.
    pub next_note: Option<&'static str>,
}

impl Panel {
    /// The one button that is filled: the first one, if it is the next step.
    #[must_use]
    pub fn main_button(&self) -> Option<PanelButton> {
        self.buttons.first().copied().filter(|button| button.is_next_step())
    }
}

/// A panel stands in one of these places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// One strip below the site's header.
    Strip,
    /// A small card in a corner, beside a form.
    Corner,
}

/// The time for which the banner keeps quiet after a form was sent, in milliseconds: until the platform's e-mail is there, and a day longer,
/// since people do not read theirs at once.
pub const BANNER_WAITS_MS: i64 = (MAIL_COMES_WITHIN_DAYS + 1) * DAY_MS;

/// The steps that a person takes with a form.
const STEPS: &[Key] = &[Key::CompanionStepMail, Key::CompanionStepReason, Key::CompanionStepSend];

/// The banner, if there is something to do or to say for this account now.
#[must_use]
pub fn banner(row: &Row, now: Timestamp) -> Option<Panel> {
    if row.covered_by.is_some() {
        return None;
    }
    let (said, [step, other]) = match &row.status {
        AccountStatus::Known(RecordStatus::NotRecorded) => {
            (Key::BannerNotRecorded.into(), [PanelButton::Object, PanelButton::Already])
        }
        AccountStatus::Known(RecordStatus::Pending { mail: MailStage::Ask, entry, reason })
            if now.0.saturating_sub(entry.at.0) >= BANNER_WAITS_MS =>
        {
            let said = match reason {
                PendingReason::NoAnswerSeen => Key::BannerMail,
                // Nothing is known to be sent.
                PendingReason::CodeAsked => Key::StateCodeAsked,
                PendingReason::AnswerUnclear => Key::StateUnclear,
            };
            (Text::with(said, entry.at), [PanelButton::Mail, PanelButton::OpenForm])
        }
        _ => return None,
    };
    let buttons = vec![step, other, PanelButton::NotToday];
    Some(Panel { placement: Placement::Strip, buttons, ..corner(row, vec![said], &[]) })
}

/// A form as the person has it before her.
#[derive(Clone, Copy, Debug)]
pub struct FormSeen {
    /// The verdict on what became of it.
    pub verdict: FormVerdict,
    /// True if its page shows a dialog that came after the sending.
    pub has_new_dialog: bool,
    /// True if its page still has something to fill in after a press.
    pub is_there: bool,
}

/// The companion beside a form. `rows`: those of all accounts, of which one comes next.
#[must_use]
pub fn companion(row: &Row, rows: &[Row], form: FormSeen) -> Panel {
    let status = match &row.status {
        AccountStatus::Known(status) => status,
        status => return not_logged_in(row, status),
    };
    match form.verdict {
        FormVerdict::NoErrorSeen => ended_well(row, rows, status),
        FormVerdict::CodeAsked => tell(row, &[Key::CompanionCode], &[]),
        FormVerdict::AnswerUnclear => answer_unclear(row, form),
        FormVerdict::Missing => form_missing(row, status),
        FormVerdict::Sent if !form.is_there => tell(row, &[Key::CompanionSent], &[PanelButton::Record]),
        FormVerdict::Open | FormVerdict::Sent => beside_the_form(row, status),
    }
}

/// The companion with these sentences and buttons.
fn tell(row: &Row, sentences: &[Key], buttons: &[PanelButton]) -> Panel {
    corner(row, sentences.iter().map(|key| (*key).into()).collect(), buttons)
}

/// The companion of a page that showed no error. One that showed something else before has not become clear by that.
fn ended_well(row: &Row, rows: &[Row], status: &RecordStatus) -> Panel {
    match status {
        RecordStatus::Pending {
            reason: reason @ (PendingReason::AnswerUnclear | PendingReason::CodeAsked),
            entry,
            ..
        } => tell_pending(row, *reason, entry.at),
        _ => no_error_seen(row, rows),
    }
}

fn answer_unclear(row: &Row, form: FormSeen) -> Panel {
    let said = if form.has_new_dialog { Key::CompanionDialog } else { Key::EventAnswerUnclear };
    if form.is_there && !form.has_new_dialog {
        // Where there is something to fill in, it may have been a step on the way.
        let buttons = [PanelButton::Insert, PanelButton::Answer];
        return Panel { steps: STEPS, ..tell(row, &[said, Key::CompanionLead], &buttons) };
    }
    tell(row, &[said], &[PanelButton::Answer, PanelButton::Reopen])
}

fn form_missing(row: &Row, status: &RecordStatus) -> Panel {
    match status {
        // A form that the browser sent may be answered by a page at the form's own address.
        RecordStatus::Pending { reason, entry, .. } if row.covered_by.is_none() => tell_pending(row, *reason, entry.at),
        RecordStatus::Recorded(_) => {
            let ways = [PanelButton::Record, PanelButton::Reopen, PanelButton::Alternate, PanelButton::Fallback];
            corner(row, vec![tell_recorded(row), Key::CompanionMissing.into()], &ways)
        }
        status => {
            let mut ways = vec![PanelButton::Reopen, PanelButton::Alternate, PanelButton::Fallback, PanelButton::Guide];
            // The page in the form's place may say that they objected before.
            if *status == RecordStatus::NotRecorded {
                ways.push(PanelButton::Already);
            }
            tell(row, &[Key::CompanionMissing, Key::CompanionMissingHint], &ways)
        }
    }
}

/// The companion beside a form that can be filled in.
fn beside_the_form(row: &Row, status: &RecordStatus) -> Panel {
    match status {
        RecordStatus::Recorded(_) if row.covered_by.is_none() => {
            corner(row, vec![tell_recorded(row)], &[PanelButton::Record])
        }
        RecordStatus::Recorded(_) => {
            Panel { steps: STEPS, ..corner(row, vec![tell_recorded(row)], &[PanelButton::Insert]) }
        }
        _ => Panel { steps: STEPS, ..tell(row, &[Key::CompanionLead], &[PanelButton::Insert]) },
    }
}

/// The sentence that says that the objection is on record, for this account or with another one.
fn tell_recorded(row: &Row) -> Text {
    row.covered_by.map_or(Key::CompanionRecorded.into(), |other| Text::with(Key::NoteCovered, other.facts().name))
}

/// The companion of a form where nobody is logged in whose objection it could be.
fn not_logged_in(row: &Row, status: &AccountStatus) -> Panel {
    let site = row.platform.facts();
    let (said, buttons): (Text, &[PanelButton]) = match status {
        AccountStatus::LoggedOut if row.is_logged_in_elsewhere => {
            (Text::with(Key::CompanionElsewhere, site.name), &[PanelButton::Visit])
        }
        AccountStatus::NoAccess(reason) => (reason.text(site.domain), &[]),
        // Nothing at the site would clear that up.
        AccountStatus::Unknown(doubt @ (Doubt::Unreadable | Doubt::RecordsUnreadable | Doubt::RecordsNewer)) => {
            (doubt.text(site), &[])
        }
        AccountStatus::Unknown(doubt) => (doubt.text(site), &[PanelButton::Visit]),
        AccountStatus::LoggedOut | AccountStatus::Known(_) => {
            (Text::with(Key::CompanionLoggedOut, site.name), &[PanelButton::Visit])
        }
    };
    corner(row, vec![said], buttons)
}

/// The companion of a form that was sent without an error, which names what comes next.
fn no_error_seen(row: &Row, rows: &[Row]) -> Panel {
    let mut sentences: Vec<Text> = sent_at(row).map(|at| Text::with(Key::CompanionSeen, at)).into_iter().collect();
    sentences.push(Key::CompanionMail.into());
    let next = find_next(rows, row);
    let mut buttons = vec![PanelButton::Record];
    if next.is_some() {
        buttons.insert(0, PanelButton::Next);
    } else if is_all_done(rows) {
        sentences.push(Key::CompanionDone.into());
        buttons.push(PanelButton::Friends);
    }
    let (next, next_note) = (next.map(Row::name), next.and_then(Row::switch_note));
    Panel { next, next_note, ..corner(row, sentences, &buttons) }
}

/// The time when the sending was noted; `None` if the person took that back, or gave another day.
const fn sent_at(row: &Row) -> Option<Timestamp> {
    match row.objected_on {
        Some(ObjectedOn::Moment(at)) => Some(at),
        _ => None,
    }
}

/// The companion of a form whose sending is on record, and whose answer is not known.
fn tell_pending(row: &Row, reason: PendingReason, at: Timestamp) -> Panel {
    let (said, first) = match reason {
        PendingReason::AnswerUnclear => (Key::EventAnswerUnclear.into(), PanelButton::Answer),
        PendingReason::CodeAsked => (Text::with(Key::StateCodeAsked, at), PanelButton::Answer),
        PendingReason::NoAnswerSeen => (Key::CompanionSent.into(), PanelButton::Record),
    };
    corner(row, vec![said], &[first, PanelButton::Reopen])
}

/// The companion of a form of which nothing could be put on record. It names nothing that comes next: the person can say
/// themselves that it was sent.
#[must_use]
pub fn not_saved(row: &Row, reason: Key) -> Panel {
    corner(row, vec![reason.into()], &[PanelButton::Already])
}

/// The companion beside a form that was loaded with another account than the one that is logged in by now.
#[must_use]
pub fn switched(row: &Row) -> Panel {
    corner(row, vec![Key::CompanionSwitched.into()], &[PanelButton::Reopen])
}

/// The companion beside a form for another right.
#[must_use]
pub fn other_right(row: &Row) -> Panel {
    let is_done = matches!(row.status, AccountStatus::Known(_)) && !row.is_due();
    let button = if is_done { PanelButton::Record } else { PanelButton::Object };
    corner(row, vec![Key::OtherRightTitle.into(), Key::OtherRightHint.into()], &[button])
}

fn corner(row: &Row, sentences: Vec<Text>, buttons: &[PanelButton]) -> Panel {
    let placement = Placement::Corner;
    Panel { placement, name: row.name(), sentences, steps: &[], buttons: buttons.to_vec(), next: None, next_note: None }
}

#[cfg(test)]
mod tests;
