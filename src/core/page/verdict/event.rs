//! Verdicts → the events that are noted for them. There is none for a verdict that proves nothing.

use crate::core::history::event::{Event, FormNumber};
use crate::core::page::verdict::form::FormVerdict;
use crate::core::page::verdict::switch::SwitchReading;

impl FormVerdict {
    /// The event of a form that was sent; `None` if it was not, as far as is seen.
    #[must_use]
    pub fn event(self, form: FormNumber) -> Option<Event> {
        Some(match self {
            Self::Open | Self::Missing => return None,
            Self::Sent => Event::Submitted(form),
            Self::CodeAsked => Event::CodeAsked(form),
            Self::AnswerUnclear => Event::AnswerUnclear(form),
            Self::NoErrorSeen => Event::NoErrorSeen(form),
        })
    }
}

impl SwitchReading {
    /// The event of a switch that was read.
    #[must_use]
    pub const fn event(self) -> Event {
        match self {
            Self::On => Event::ReadOn,
            Self::Off => Event::ReadOff,
            Self::Locked => Event::ReadLocked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_sent_is_not_noted() {
        let event = |verdict: FormVerdict| verdict.event(FormNumber::new("123"));
        assert_eq!([FormVerdict::Open, FormVerdict::Missing].map(event), [None, None]);
        assert_eq!(event(FormVerdict::NoErrorSeen), Some(Event::NoErrorSeen(FormNumber::new("123"))));
        assert_eq!(SwitchReading::Locked.event(), Event::ReadLocked);
    }
}
