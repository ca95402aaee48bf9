//! The platform's e-mail about an objection: when to ask whether it came.

use crate::core::history::event::{Entry, Event, EventKind};
use crate::core::history::newest::NewestByKind;
use crate::core::time::{DAY_MS, Timestamp};
use crate::platforms::MAIL_COMES_WITHIN_DAYS;

/// Nobody is asked for the platform's e-mail for so many milliseconds after a submission without an error: until then it may well
/// be on its way.
pub const MAIL_NOT_ASKED_MS: i64 = MAIL_COMES_WITHIN_DAYS * DAY_MS;

/// The platform's e-mail is overdue so many milliseconds after a submission: the GDPR (article 12(3)) allows
/// one month.
pub const MAIL_OVERDUE_MS: i64 = 30 * DAY_MS;

/// Nobody is asked for the e-mail again for so many milliseconds after they said "not yet".
pub const NO_MAIL_YET_LASTS_MS: i64 = 7 * DAY_MS;

/// The stage tells whether to ask for the platform's e-mail, which takes a while and may never come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailStage {
    /// There is none to come, or the person told about it.
    NotExpected,
    /// It is too early to ask, or the person just said that it has not come.
    Wait,
    /// It may have come.
    Ask,
    /// It should have come: there is a letter to remind the platform with. Never where only a code was asked for, since nobody
    /// knows that the form was finished.
    Overdue,
}

/// Returns whether to ask for the e-mail that answers this entry's submission, `wait` milliseconds after it
/// at the earliest.
pub(super) fn mail_stage(newest: &NewestByKind<'_>, sent: &Entry, wait: i64, now: Timestamp) -> MailStage {
    let not_yet = newest.entry(newest.newest(EventKind::NoMailYet));
    let not_yet = not_yet.is_some_and(|said| said.sequence > sent.sequence && age(said, now) < NO_MAIL_YET_LASTS_MS);
    if age(sent, now) >= MAIL_OVERDUE_MS && !matches!(sent.event, Event::CodeAsked(_)) {
        MailStage::Overdue
    } else if not_yet || age(sent, now).max(0) < wait {
        MailStage::Wait
    } else {
        MailStage::Ask
    }
}

/// The age of an entry in milliseconds is negative if the clock was set back.
pub(super) const fn age(entry: &Entry, now: Timestamp) -> i64 {
    now.0.saturating_sub(entry.at.0)
}
