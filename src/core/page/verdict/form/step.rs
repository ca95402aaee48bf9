//! A page has the form that was sent, or leads on to another step, by what it has now and had when it was sent.

use crate::core::page::report::{Found, Press, Report, count_of};
use crate::core::page::verdict::form::press::{FormProbe, count, count_elsewhere, is_loose};

/// Returns whether the page has the form that was sent, or a field of another one that came since.
pub(super) fn has_form(sent: &Press, now: &[Found]) -> bool {
    let now = |probe: FormProbe| count_of(now, probe as usize);
    // Fields in a form element beside it are another form's.
    let in_forms = || count(sent, FormProbe::Fields).saturating_sub(count(sent, FormProbe::LooseFields));
    let others = if is_loose(sent) { in_forms() } else { 0 };
    now(FormProbe::Fields) > others || now(FormProbe::LooseFields) > 0 || now(FormProbe::Code) > 0
}

/// Returns whether the page has something new to choose from or to send, so that what was sent may have been a step on
/// the way. A button outside a form element may close what came of it, but where there is none it may as well send.
pub(super) fn leads_on(sent: &Press, now: &[Found]) -> bool {
    let now = |probe: FormProbe| count_of(now, probe as usize);
    let is_more = |probe: FormProbe| now(probe) > count_elsewhere(sent, probe);
    let may_send = is_loose(sent) && (now(FormProbe::Controls) > 0 || now(FormProbe::Choices) > 0);
    may_send || is_more(FormProbe::Submitters) || is_more(FormProbe::Choices)
}

/// Returns whether the page's form has other fields, boxes or buttons now than the one that was sent.
pub(super) fn is_other_step(sent: &Press, now: &[Found]) -> bool {
    let differs = |probe: FormProbe| count_of(now, probe as usize) != count(sent, probe);
    [FormProbe::Fields, FormProbe::Choices, FormProbe::Submitters].into_iter().any(differs)
}

/// Returns whether a field for a code came after something was sent: those that were there at the first press belong to the form.
/// `codes`: the number that is there now.
pub(super) fn asks_for_code(report: &Report, codes: u16) -> bool {
    report.presses.first().is_some_and(|first| codes > count(first, FormProbe::Code))
}
