//! The names of the verdicts on a form.

use crate::core::page::verdict::form::FormVerdict;

impl FormVerdict {
    /// Its name where developers read it.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Missing => "missing",
            Self::Sent => "sent",
            Self::CodeAsked => "code-asked",
            Self::AnswerUnclear => "answer-unclear",
            Self::NoErrorSeen => "no-error-seen",
        }
    }
}
