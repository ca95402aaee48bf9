//! An attempt to send a form is a press, with those after it that belong to it.

use crate::core::page::report::{Press, Report};
use crate::core::page::verdict::form::press::{FormProbe, Sending, count, has_sent, is_loose, sending};
use crate::core::page::verdict::form::step::{asks_for_code, leads_on};

/// The longest between two presses on a form that belong together, in milliseconds: people press twice, and press the
/// OK of what came of it. A field for a code makes the next press another one.
pub const SAME_ATTEMPT_MS: u64 = 10_000;

/// The least time between two presses that send the form twice, in milliseconds: sooner it is the same one, pressed twice.
const SENT_TWICE_MS: u64 = 1000;

/// An attempt to send a form: a press, and those after it that belong to it.
pub(super) struct Attempt<'a> {
    pub(super) first: &'a Press,
    /// All of its presses, the first one included.
    pub(super) presses: &'a [Press],
}

impl<'a> Attempt<'a> {
    /// The last attempt.
    pub(super) fn last(report: &'a Report) -> Option<Self> {
        let mut rest = report.presses.as_slice();
        let mut attempt = Self { first: rest.first()?, presses: rest };
        while let Some((press, others)) = rest.split_first() {
            let is_late = press.at_ms >= attempt.first.at_ms.saturating_add(SAME_ATTEMPT_MS);
            // One that sends nothing, as a link does, begins none: the answer to the one before may be on its way.
            let may_send = is_loose(press) || has_sent(press);
            // A first step with nothing but boxes led on, and sent nothing.
            let is_filled_in = attempt.is_filled_in();
            if may_send && (is_late || !is_filled_in || asks_for_code(report, count(press, FormProbe::Code))) {
                attempt = Self { first: press, presses: rest };
            }
            rest = others;
        }
        Some(attempt)
    }

    /// The number of elements that a probe found before the attempt.
    pub(super) fn count(&self, probe: FormProbe) -> u16 {
        count(self.first, probe)
    }

    /// Returns whether there was something to send, and it was the form that the address names.
    pub(super) fn is_ours(&self, report: &Report) -> bool {
        let is_other = self.count(FormProbe::OtherForm) > 0 || report.count(FormProbe::OtherForm as usize) > 0;
        self.is_filled_in() && !is_other
    }

    fn is_filled_in(&self) -> bool {
        self.count(FormProbe::Fields) > 0 || self.count(FormProbe::Code) > 0
    }

    pub(super) fn sending(&self) -> Sending {
        self.presses.iter().map(sending).max().unwrap_or(Sending::Impossible)
    }

    /// Returns whether a person pressed something after the sending that sent nothing, while the form, another step or an error
    /// was there: that may be what took them away. A page that is busy drops the second press on the same button.
    pub(super) fn may_be_cancelled(&self) -> bool {
        let shows = |press: &Press, probe: FormProbe| count(press, probe) > 0;
        let mut after = self.presses.iter().rev().take_while(|press| !has_sent(press)).filter(|press| !press.again);
        after.any(|press| {
            shows(press, FormProbe::Fields) || shows(press, FormProbe::Error) || leads_on(self.sent(), &press.counts)
        })
    }

    /// The time of the sending. Presses before it may have caused requests of their own.
    pub(super) fn sent_at_ms(&self) -> u64 {
        self.sent().at_ms
    }

    /// The presses whose outcomes may answer the last sending: what had come before it answered another one.
    pub(super) fn answering(&self) -> &[Press] {
        let surest = self.sending();
        let (mut from, mut sent_at_ms) = (0, self.sent_at_ms());
        for (position, press) in self.presses.iter().enumerate().filter(|(_, press)| sending(press) == surest) {
            if press.at_ms >= sent_at_ms.saturating_add(SENT_TWICE_MS) {
                from = position;
            }
            sent_at_ms = press.at_ms;
        }
        self.presses.get(from..).unwrap_or_default()
    }

    /// The press that sent, as far as can be seen.
    pub(super) fn sent(&self) -> &Press {
        let surest = self.sending();
        self.presses.iter().find(|press| sending(press) == surest).unwrap_or(self.first)
    }
}
