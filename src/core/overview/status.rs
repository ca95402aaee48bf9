//! The status of one account follows from its login and its record.

use crate::core::history::status::RecordStatus;
use crate::core::session::Doubt;

/// The status of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountStatus {
    /// The host's cookies cannot be seen.
    NoAccess,
    /// Nobody is logged in.
    LoggedOut,
    /// It cannot be told who is logged in, or what is on record.
    Unknown(Doubt),
    /// Somebody is logged in, and this is known about their objection.
    Known(RecordStatus),
}

impl AccountStatus {
    /// Returns whether there is something for the person to do, so that it counts in the badge.
    #[must_use]
    pub const fn is_due(&self) -> bool {
        matches!(self, Self::Known(status) if status.is_due())
    }

    /// Returns whether something could not be seen that may be due.
    #[must_use]
    pub const fn is_blind(&self) -> bool {
        matches!(self, Self::NoAccess | Self::Unknown(Doubt::RecordsUnreadable | Doubt::RecordsNewer))
    }

    /// Returns whether the switch was seen on after the objection was on record.
    #[must_use]
    pub const fn is_on_again(&self) -> bool {
        matches!(self, Self::Known(RecordStatus::OnAgain(_)))
    }

    /// The name of the status in the pages' `data-state`.
    #[must_use]
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::NoAccess => "no-access",
            Self::LoggedOut => "logged-out",
            Self::Unknown(_) => "unknown",
            Self::Known(status) => record_slug(status),
        }
    }
}

/// The name of a known status in the pages' `data-state` and in receipts.
#[must_use]
pub const fn record_slug(status: &RecordStatus) -> &'static str {
    match status {
        RecordStatus::NotRecorded => "not-recorded",
        RecordStatus::Pending { .. } => "pending",
        RecordStatus::Recorded(_) => "recorded",
        RecordStatus::Refused(_) => "refused",
        RecordStatus::OnAgain(_) => "on-again",
        RecordStatus::Locked(_) => "locked",
        RecordStatus::Snoozed(..) => "snoozed",
        RecordStatus::Declined(..) => "declined",
    }
}
