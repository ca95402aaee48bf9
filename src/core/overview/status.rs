//! How one account stands: what its login and its record come to.

use crate::core::history::event::{DeclaredWhen, DeclineReason, Event, Evidence, SnoozedUntil};
use crate::core::history::status::{Recheck, Standing};
use crate::core::session::Doubt;
use crate::core::time::Timestamp;

/// The state of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The host's cookies cannot be seen.
    NoAccess,
    /// Nobody is logged in.
    LoggedOut,
    /// It cannot be told who is logged in, or what is recorded.
    Unknown(Doubt),
    /// Somebody is logged in, and no objection is recorded.
    NotRecorded,
    /// The form was seen submitted; whether it was accepted is open.
    Pending {
        /// The platform asked for a code from an e-mail.
        code: bool,
        /// DeclaredWhen that was.
        at: Timestamp,
    },
    /// The objection is recorded.
    Recorded(Record),
    /// The switch was seen on after the objection was recorded.
    OnAgain {
        /// DeclaredWhen that was.
        at: Timestamp,
    },
    /// The person wants to be reminded later.
    Snoozed(SnoozedUntil),
    /// The person does not want to object.
    Declined(DeclineReason),
}

/// A recorded objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// How we know.
    pub evidence: Evidence,
    /// DeclaredWhen it was noted.
    pub at: Timestamp,
    /// DeclaredWhen the person says it was, if it is their word.
    pub when: Option<DeclaredWhen>,
    /// The number in the platform's e-mail.
    pub case: Option<String>,
    /// A reason to look again.
    pub check: Option<Recheck>,
}

impl State {
    /// Whether there is something for the person to do, so that it counts in the badge.
    #[must_use]
    pub const fn is_due(&self) -> bool {
        matches!(self, Self::NotRecorded | Self::Pending { .. } | Self::OnAgain { .. })
    }

    /// Whether something could not be seen that may be due.
    #[must_use]
    pub const fn is_blind(&self) -> bool {
        matches!(self, Self::NoAccess | Self::Unknown(Doubt::RecordsUnreadable | Doubt::RecordsNewer))
    }

    /// The name of the state in the pages' `data-state`.
    #[must_use]
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::NoAccess => "no-access",
            Self::LoggedOut => "logged-out",
            Self::Unknown(_) => "unknown",
            Self::NotRecorded => "not-recorded",
            Self::Pending { .. } => "pending",
            Self::Recorded(_) => "recorded",
            Self::OnAgain { .. } => "on-again",
            Self::Snoozed(_) => "snoozed",
            Self::Declined(_) => "declined",
        }
    }

    /// What a standing comes to, without the document it lives in.
    #[must_use]
    pub fn of(standing: Standing<'_>) -> Self {
        match standing {
            Standing::NotRecorded => Self::NotRecorded,
            Standing::Pending(entry) => {
                Self::Pending { code: matches!(entry.event, Event::CodeAsked(_)), at: entry.at }
            }
            Standing::OnAgain(entry) => Self::OnAgain { at: entry.at },
            Standing::Snoozed(until, _) => Self::Snoozed(until),
            Standing::Declined(why, _) => Self::Declined(why),
            Standing::Recorded(evidence, entry, check) => {
                let when = if let Event::Declared(when) = entry.event { Some(when) } else { None };
                let case = if let Event::MailCame(case) = &entry.event { case.as_ref() } else { None };
                let case = case.map(|case| case.as_str().to_owned());
                Self::Recorded(Record { evidence, at: entry.at, when, case, check })
            }
        }
    }
}
