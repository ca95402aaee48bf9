//! The status of an account in the one line that a compact row has room for, and the sign beside it.

use crate::core::history::event::{DeclaredWhen, DeclineReason, Evidence, SnoozedUntil};
use crate::core::history::status::{MailStage, Objection, PendingReason, Recheck, RecordStatus};
use crate::core::overview::Row;
use crate::core::overview::status::AccountStatus;
use crate::core::text::{Arg, Key, Text};
use crate::core::view::sentences;

/// The sign of a state. Each has a shape of its own, so that no state is told by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A ring: to be done.
    Due,
    /// An exclamation mark: on again, or refused.
    Alert,
    /// A clock: sent, and the answer is open.
    Waiting,
    /// A filled tick: seen by the extension.
    Seen,
    /// A tick in a ring: the person says so.
    Told,
    /// A question mark: cannot be seen, or is to be looked at again.
    Unclear,
    /// A dash: the person wants it to rest, or nothing can be done.
    Resting,
    /// A faint ring: nobody is logged in.
    Nobody,
}

impl Icon {
    /// The name of the sign in the pages' `data-icon`.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Alert => "alert",
            Self::Waiting => "waiting",
            Self::Seen => "seen",
            Self::Told => "told",
            Self::Unclear => "unclear",
            Self::Resting => "resting",
            Self::Nobody => "nobody",
        }
    }
}

/// The sign of a row.
#[must_use]
pub const fn icon(row: &Row) -> Icon {
    match &row.status {
        AccountStatus::LoggedOut => Icon::Nobody,
        AccountStatus::NoAccess(_) | AccountStatus::Unknown(_) => Icon::Unclear,
        AccountStatus::Known(status) => match status {
            RecordStatus::NotRecorded => Icon::Due,
            RecordStatus::OnAgain { .. } | RecordStatus::Refused(_) => Icon::Alert,
            RecordStatus::Pending { .. } => Icon::Waiting,
            RecordStatus::Recorded(_) if row.covered_by.is_some() => Icon::Told,
            RecordStatus::Recorded(Objection { recheck: Some(_), .. }) => Icon::Unclear,
            RecordStatus::Recorded(objection) => evidence_icon(objection.evidence),
            RecordStatus::Locked(_) | RecordStatus::Snoozed(..) | RecordStatus::Declined(..) => Icon::Resting,
        },
    }
}

const fn evidence_icon(evidence: Evidence) -> Icon {
    match evidence {
        Evidence::Observed | Evidence::ReadBack => Icon::Seen,
        Evidence::Declared | Evidence::Confirmed => Icon::Told,
    }
}

/// The line below the name. Where nobody is logged in there is none: the button says it.
#[must_use]
pub fn row_texts(row: &Row) -> Vec<Text> {
    let platform = row.platform.facts();
    let line = match (&row.status, row.covered_by) {
        (AccountStatus::LoggedOut, _) => return Vec::new(),
        (AccountStatus::NoAccess(reason), _) => reason.text(platform.domain),
        (AccountStatus::Unknown(doubt), _) => doubt.text(platform),
        (AccountStatus::Known(RecordStatus::Recorded(_) | RecordStatus::Pending { .. }), Some(other)) => {
            Text::with(Key::RowCovered, other.facts().name)
        }
        (AccountStatus::Known(RecordStatus::Recorded(objection)), None) => objection_text(objection),
        (AccountStatus::Known(RecordStatus::NotRecorded), _) if row.is_new_beside_another => {
            return vec![Key::RowOtherAccount.into(), Key::NoteOtherAccount.into()];
        }
        (AccountStatus::Known(status), _) => status_text(status),
    };
    let mut texts = vec![line];
    add_new_login(&mut texts, &row.status);
    sentences::add_own_eyes(&mut texts, row);
    sentences::add_news(&mut texts, row);
    texts
}

/// Says that somebody may have logged in anew since. Where the switch was seen off, the line asks to check already.
fn add_new_login(texts: &mut Vec<Text>, status: &AccountStatus) {
    let is_declared = match status {
        AccountStatus::Known(RecordStatus::Recorded(Objection {
            recheck: Some(Recheck::NewLogin), evidence, ..
        })) => *evidence == Evidence::Declared,
        AccountStatus::Known(RecordStatus::OnAgain { is_new_login: true, .. }) => false,
        _ => return,
    };
    texts.push(Key::EventSessionEnded.into());
    if is_declared {
        texts.push(Key::NoteCheckOnceMore.into());
    }
}

fn status_text(status: &RecordStatus) -> Text {
    match status {
        RecordStatus::NotRecorded | RecordStatus::Recorded(_) => Key::RowNotRecorded.into(),
        RecordStatus::Pending { mail: MailStage::Overdue, .. } => Key::RowLetter.into(),
        RecordStatus::Pending { reason: PendingReason::AnswerUnclear, .. } => Key::RowDialog.into(),
        // She has just said that no other e-mail came.
        RecordStatus::Pending { reason: PendingReason::CodeAsked, mail: MailStage::Wait, .. } => {
            Key::EventCodeAsked.into()
        }
        RecordStatus::Pending { reason: PendingReason::CodeAsked, entry, .. } => dated(Key::RowCode, entry.at),
        RecordStatus::Pending { mail: MailStage::Wait, entry, .. } => dated(Key::RowNoMail, entry.at),
        RecordStatus::Pending { entry, .. } => dated(Key::RowPending, entry.at),
        RecordStatus::Refused(_) => Key::RowRefused.into(),
        RecordStatus::OnAgain { entry, .. } => dated(Key::RowOnAgain, entry.at),
        RecordStatus::Locked(_) => Key::RowLocked.into(),
        RecordStatus::Snoozed(SnoozedUntil::Time(at), _) => dated(Key::RowSnoozed, *at),
        RecordStatus::Snoozed(SnoozedUntil::RulesAfter(_), _) => Key::RowSnoozedRules.into(),
        RecordStatus::Declined(DeclineReason::NotThisAccount, _) => Key::RowDeclined.into(),
        RecordStatus::Declined(DeclineReason::NotOfferedHere, _) => Key::RowNotOffered.into(),
    }
}

fn objection_text(objection: &Objection) -> Text {
    let at = objection.entry.at;
    match (objection.evidence, objection.when, objection.recheck, objection.mail) {
        (Evidence::Declared, Some(DeclaredWhen::Year(year)), ..) => Text::with(Key::RowToldYear, year.to_string()),
        (Evidence::Declared, Some(DeclaredWhen::Day(day)), ..) => Text::with(Key::RowToldDay, Arg::ShortDay(day)),
        (Evidence::Declared, ..) => Key::RowToldUndated.into(),
        (Evidence::Observed, .., MailStage::Overdue) => Key::RowLetter.into(),
        (Evidence::Observed, .., MailStage::Ask) => dated(Key::RowSent, at),
        (Evidence::Observed, ..) => Text::with(Key::StateObserved, Arg::ShortMoment(at)),
        (Evidence::Confirmed, ..) => Key::RowAgreed.into(),
        (Evidence::ReadBack, _, None, _) => dated(Key::RowOff, at),
        (Evidence::ReadBack, _, Some(_), _) => dated(Key::RowCheckAgain, at),
    }
}

fn dated(key: Key, at: crate::core::time::Timestamp) -> Text {
    Text::with(key, Arg::ShortMoment(at))
}

/// The note, by the name of its text, says what the button of a row leads to: a form is named below the one filled button only, a
/// switch wherever the button leads to it, since nothing is shown on the page where it is.
#[must_use]
pub fn row_note(row: &Row, is_primary: bool) -> Option<&'static str> {
    let AccountStatus::Known(status) = &row.status else { return None };
    match (status, row.switch_note()) {
        (RecordStatus::NotRecorded, None) => is_primary.then_some(Key::RowOpensForm.name()),
        (
            RecordStatus::NotRecorded
            | RecordStatus::OnAgain { .. }
            | RecordStatus::Snoozed(..)
            | RecordStatus::Declined(..)
            | RecordStatus::Recorded(Objection { recheck: Some(_), .. }),
            note,
        ) => note,
        _ => None,
    }
}
