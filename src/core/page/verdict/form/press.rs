//! A press may send a form; the browser tells of it, or there is nothing else to press.

use crate::core::page::report::{Happened, Press, Pressed, RequestKind, SentBy};
use crate::core::page::verdict::EARLY_MS;
use std::ops::RangeInclusive;

/// The longest between a press and the browser's word that the form is being sent, in milliseconds: pages check it first.
pub const SUBMIT_MS: u64 = 2000;

/// The probes of a form's plan, by their place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum FormProbe {
    /// The fields to fill in, and in a form with its number the button that sends it.
    Fields,
    /// A field for a code from an e-mail.
    Code,
    /// A sign that something is wrong.
    Error,
    /// A dialog that asks for nothing.
    Dialog,
    /// A dialog with a sentence that is known to say that the form arrived.
    KnownDialog,
    /// A form with another number than the address says.
    OtherForm,
    /// The buttons that send the form in which they stand.
    Submitters,
    /// A sign that something is wrong, which may go away by itself.
    Alert,
    /// The fields that stand in no form element.
    LooseFields,
    /// The controls that stand in no form element and may send something.
    Controls,
    /// The boxes to tick or to choose from.
    Choices,
    /// The forms' numbers, whatever they are.
    Numbers,
}

/// The degree to which it is sure that a press sent the form, from the least to the surest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sending {
    Impossible,
    Possible,
    Seen,
    ByBrowser,
}

/// The time in which a press sends a form.
pub(super) const fn right_after(press: &Press) -> RangeInclusive<u64> {
    press.at_ms.saturating_sub(EARLY_MS)..=press.at_ms.saturating_add(SUBMIT_MS)
}

/// Returns who sent the form that holds the fields right after this press, and the number of elements in it of each probe; `None` if
/// the browser told of none. Where the page has a form's number, that form holds it, too: any other may have fields of its own.
fn submission(press: &Press) -> Option<(SentBy, &[u16])> {
    let is_numbered = count(press, FormProbe::Numbers) > 0;
    press.outcomes.iter().find_map(|outcome| match &outcome.what {
        Happened::Submitted { by, inside } if right_after(press).contains(&outcome.at_ms) => {
            let holds = |probe: FormProbe| inside.get(probe as usize).is_some_and(|count| *count > 0);
            let is_it = holds(FormProbe::Numbers) || !is_numbered;
            (is_it && (holds(FormProbe::Fields) || holds(FormProbe::Code))).then_some((*by, inside.as_slice()))
        }
        _ => None,
    })
}

/// Returns how sure it is that a press sent the form. The browser tells of most sendings, but not of all.
pub(super) fn sending(press: &Press) -> Sending {
    let own = |what: &Happened| matches!(what, Happened::Answered { kind: RequestKind::Own, status: 200..=299 });
    match (submission(press), press.on) {
        (Some((SentBy::Browser, _)), _) => Sending::ByBrowser,
        (Some((SentBy::Page, _)), _) => Sending::Seen,
        (Some((SentBy::Nobody, _)), _) => Sending::Impossible,
        (None, Pressed::Control) if is_loose(press) && count(press, FormProbe::Controls) == 1 => Sending::Seen,
        (None, _) if is_loose(press) => Sending::Possible,
        (None, _) if press.outcomes.iter().any(|outcome| own(&outcome.what)) => Sending::Possible,
        (None, _) => Sending::Impossible,
    }
}

/// Returns whether a press was outside any form element, on a page with fields outside them, too. Where all fields are in one, the
/// browser tells of it being sent, wherever the button stands.
pub(super) fn is_loose(press: &Press) -> bool {
    press.on != Pressed::InForm && count(press, FormProbe::LooseFields) > 0
}

/// The number of elements that a probe found when it was pressed.
pub(super) fn count(press: &Press, probe: FormProbe) -> u16 {
    press.count(probe as usize)
}

/// The number of elements that stand elsewhere than in the form that a press sent.
pub(super) fn count_elsewhere(press: &Press, probe: FormProbe) -> u16 {
    let inside = submission(press).and_then(|(_, inside)| inside.get(probe as usize).copied());
    count(press, probe).saturating_sub(inside.unwrap_or_default())
}

/// Returns whether a press sent the form by one of several buttons that do, so that it is not known which one it was.
pub(super) fn is_by_one_of_several(press: &Press) -> bool {
    let submitters = FormProbe::Submitters as usize;
    submission(press).is_some_and(|(_, inside)| inside.get(submitters).is_some_and(|count| *count > 1))
}

/// Returns whether this very press sent something: the browser tells of it, or the form's own address was asked after it.
pub(super) fn has_sent(press: &Press) -> bool {
    let since = press.at_ms.saturating_sub(EARLY_MS);
    let is_own = |what: &Happened| matches!(what, Happened::Answered { kind: RequestKind::Own, .. });
    let has_asked = || press.outcomes.iter().any(|outcome| outcome.at_ms >= since && is_own(&outcome.what));
    sending(press) >= Sending::Seen || has_asked()
}
