//! The page after a sending: the form itself, another step, an error, or none of them.

use crate::core::page::report::Report;
use crate::core::page::verdict::SETTLED_MS;
use crate::core::page::verdict::form::attempt::Attempt;
use crate::core::page::verdict::form::press::{FormProbe, count, has_sent};
use crate::core::page::verdict::form::step::{asks_for_code, has_form, is_other_step, leads_on};

/// The state of the page after the sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageShows {
    Form,
    Code,
    FormAndError,
    Error,
    FormAndDialog,
    /// The form, which has other fields, boxes or buttons than it was sent with.
    OtherStep,
    KnownDialog,
    /// Neither a form nor an error.
    Gone,
    /// The same, but there is something else to fill in or to send, or there was an error since the sending.
    Doubtful,
    /// Something that has not stayed for long enough.
    Changing,
}

impl PageShows {
    /// Returns whether there is something to fill in still.
    pub(super) const fn has_form(self) -> bool {
        matches!(self, Self::Form | Self::FormAndError | Self::FormAndDialog | Self::OtherStep)
    }
}

impl Attempt<'_> {
    pub(super) fn page(&self, report: &Report) -> PageShows {
        let has = |probe: FormProbe| report.count(probe as usize);
        let is_new = |probe: FormProbe| has(probe) > self.count(probe);
        let is_settled = report.is_unchanged_for(SETTLED_MS);
        let (form, error) = (has_form(self.sent(), &report.counts), has(FormProbe::Error) > 0);
        let was_alerted = self.was_alerted(report);
        match (form, error) {
            (true, true) => PageShows::FormAndError,
            _ if self.is_asked_for_code(report) => PageShows::Code,
            (false, true) => PageShows::Error,
            _ if is_settled && is_new(FormProbe::KnownDialog) => PageShows::KnownDialog,
            (true, false) if is_settled && is_new(FormProbe::Dialog) => PageShows::FormAndDialog,
            (true, false) if was_alerted => PageShows::FormAndError,
            (true, false) if is_settled && is_other_step(self.sent(), &report.counts) => PageShows::OtherStep,
            (true, false) => PageShows::Form,
            (false, false) if !is_settled => PageShows::Changing,
            (false, false) if was_alerted || leads_on(self.sent(), &report.counts) => PageShows::Doubtful,
            (false, false) => PageShows::Gone,
        }
    }

    /// Returns whether there was a sign of an error since the last press that sent something.
    fn was_alerted(&self, report: &Report) -> bool {
        let last = self.presses.iter().rposition(has_sent).unwrap_or_default();
        let before = self.presses.get(last).map_or(0, |press| count(press, FormProbe::Alert));
        self.most_since(last, report, FormProbe::Alert) > before
    }

    /// The most elements that a probe found since one of the presses.
    fn most_since(&self, press: usize, report: &Report, probe: FormProbe) -> u16 {
        let later = self.presses.iter().skip(press + 1).map(|press| press.max_count(probe as usize));
        later.max().unwrap_or_default().max(report.max_count(probe as usize))
    }

    /// Returns whether a code is asked for, or was and the field went away with nothing filled in.
    fn is_asked_for_code(&self, report: &Report) -> bool {
        let asks = |codes| asks_for_code(report, codes);
        asks(report.count(FormProbe::Code as usize))
            || !asks(self.count(FormProbe::Code)) && asks(self.most_since(0, report, FormProbe::Code))
    }
}
