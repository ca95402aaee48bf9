//! The status of one account follows from its login and its record.

use crate::core::history::status::RecordStatus;
use crate::core::session::Doubt;
use crate::core::text::{Key, Text};

/// The reasons why a site cannot be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// The person gave no access, or took it back: they can give it with a press.
    ByChoice,
    /// The browser promises access and refuses it, as whoever manages the browser told it to.
    ByPolicy,
    /// The browser does not say.
    Unexplained,
}

impl Withheld {
    /// The sentence says who withholds the site at this domain, and what the person can do.
    #[must_use]
    pub fn text(self, domain: &str) -> Text {
        let key = match self {
            Self::ByChoice => Key::StateNoAccess,
            Self::ByPolicy => Key::StateBlockedAdmin,
            Self::Unexplained => Key::StateBlockedUnknown,
        };
        Text::with(key, domain)
    }
}

/// The status of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountStatus {
    /// The host's cookies cannot be seen.
    NoAccess(Withheld),
    /// Nobody is logged in.
    LoggedOut,
    /// It cannot be told who is logged in, or what is on record.
    Unknown(Doubt),
    /// Somebody is logged in, and this is known about their objection.
    Known(RecordStatus),
}

impl AccountStatus {
    /// Returns whether something could not be seen that may be due.
    #[must_use]
    pub const fn is_blind(&self) -> bool {
        matches!(self, Self::NoAccess(_) | Self::Unknown(_))
    }

    /// Returns whether the switch was seen on after the objection was on record.
    #[must_use]
    pub const fn is_on_again(&self) -> bool {
        matches!(self, Self::Known(RecordStatus::OnAgain { .. }))
    }

    /// The name of the status in the pages' `data-state`.
    #[must_use]
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::NoAccess(_) => "no-access",
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
        RecordStatus::OnAgain { .. } => "on-again",
        RecordStatus::Locked(_) => "locked",
        RecordStatus::Snoozed(..) => "snoozed",
        RecordStatus::Declined(..) => "declined",
    }
}
