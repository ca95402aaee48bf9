//! What a page's eyes report → what it means for the record.
//!
//! The page is hostile until proven otherwise, so a report is a bundle of facts that are hard to fake together, never
//! a conclusion. No text of the page is among them: this works in languages that we know no word of.

/// Everything that was seen in one document up to now. Each report is complete, so that the worker may be killed
/// between any two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was found for each of the selectors that the plan named, in that order.
    pub found: Vec<Found>,
    /// The most elements that each selector ever found in this document.
    pub peak: Vec<u16>,
    /// For how many milliseconds `found` has been the same.
    pub still: u32,
    /// The person's last act, if there was one.
    pub act: Option<Act>,
}

/// What a selector found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How many elements.
    pub n: u16,
    /// Whether the first one is checked, by its property; `None` if it has none.
    pub on: Option<bool>,
    /// The same by its attribute for assistive technology.
    pub aria: Option<bool>,
}

/// A trusted click or key press on something the plan named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Act {
    /// Which act it is: a random number, so that what follows from it is noted once.
    pub id: String,
    /// What was there at that moment.
    pub found: Vec<Found>,
    /// The statuses of the page's requests to the addresses that the plan named, since then and within a minute.
    pub statuses: Vec<u16>,
}

/// For so long an accepted form stays gone, in milliseconds: pages that draw themselves anew bring it back sooner.
pub const SETTLED: u32 = 2000;

/// After so long without a form there will be none, in milliseconds.
pub const LATE: u32 = 8000;

/// For so long a switch shows the same before it is believed: two readings half a second apart.
pub const READ_TWICE: u32 = 500;

/// For so long a switch has to be left alone when it is not known whether the change was saved.
pub const LEFT_ALONE: u32 = 20_000;

/// The selectors of a form's plan, by their place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum FormPart {
    /// The fields to fill in.
    Fields,
    /// A field for a code from an e-mail.
    Code,
    /// A sign that something is wrong.
    Wrong,
    /// A dialog that asks for nothing.
    Dialog,
    /// A form with another number than the address says.
    OtherForm,
}

/// The selectors of a switch's plan, by their place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum SwitchPart {
    /// The switch by its stable name.
    Named,
    /// Any switch in the main part of the page.
    Any,
    /// Those of them that are on.
    AnyOn,
}

/// What became of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormVerdict {
    /// Nothing yet.
    Open,
    /// There is no form, or another one.
    Missing,
    /// It was sent; whether it was accepted is not known.
    Sent,
    /// It was sent, and a code is asked for.
    CodeAsked,
    /// It was sent and accepted.
    Accepted,
}

impl Report {
    fn count(&self, part: usize) -> u16 {
        self.found.get(part).map_or(0, |found| found.n)
    }
}

/// What became of the form.
///
/// Accepted needs all of it: an act of the person while the form was there and nothing was wrong with it, a request
/// to the submit address with a good status after it, and then for two seconds no form any more or a new dialog that
/// asks for nothing, no code field and no sign of an error.
#[must_use]
pub fn form(report: &Report) -> FormVerdict {
    let count = |part: FormPart| report.count(part as usize);
    let there = count(FormPart::Fields) > 0;
    let Some(act) = &report.act else {
        let never = |part: FormPart| report.peak.get(part as usize).is_none_or(|most| *most == 0);
        let wrong = count(FormPart::OtherForm) > 0 || (never(FormPart::Fields) && never(FormPart::Code));
        return if wrong && report.still >= LATE { FormVerdict::Missing } else { FormVerdict::Open };
    };
    let before = |part: FormPart| act.found.get(part as usize).map_or(0, |found| found.n);
    let filled_in = before(FormPart::Fields) > 0 || before(FormPart::Code) > 0;
    let ours = before(FormPart::OtherForm) == 0 && count(FormPart::OtherForm) == 0;
    let answered = act.statuses.iter().any(|status| (200..300).contains(status));
    // Meta answers errors with a good status, too; then the page says so.
    let wrong = count(FormPart::Wrong) > 0;
    if !filled_in || !ours || !answered || wrong {
        return FormVerdict::Open;
    }
    let new_dialog = count(FormPart::Dialog) > before(FormPart::Dialog);
    if count(FormPart::Code) > 0 {
        FormVerdict::CodeAsked
    } else if (!there || new_dialog) && report.still >= SETTLED {
        FormVerdict::Accepted
    } else {
        FormVerdict::Sent
    }
}

/// Whether the switch is on; `None` while that cannot be told. `exact`: the address is that of the switch, so that a
/// lone switch without a name must be it. `among_several`: see [`crate::platforms::SwitchMarks`].
#[must_use]
pub fn switch(report: &Report, exact: bool, among_several: bool) -> Option<bool> {
    let named = report.found.get(SwitchPart::Named as usize)?;
    let any = report.found.get(SwitchPart::Any as usize)?;
    let on = report.found.get(SwitchPart::AnyOn as usize)?;
    let found = match (named.n, any.n) {
        (1, _) => named,
        (0, 1) if exact => any,
        (0, 2..) if exact && among_several && (on.n == 0 || any.on == Some(true)) => any,
        _ => return None,
    };
    let saved = report.act.as_ref().is_none_or(|act| act.statuses.iter().any(|status| (200..300).contains(status)));
    let needed = if saved { READ_TWICE } else { LEFT_ALONE };
    let agree = found.aria.is_none_or(|aria| Some(aria) == found.on);
    if agree && report.still >= needed { found.on } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(counts: &[u16]) -> Vec<Found> {
        counts.iter().map(|&n| Found { n, ..Found::default() }).collect()
    }

    /// Fields, code, wrong, dialog, other form: before the act and now.
    fn check(before: Option<([u16; 5], &[u16])>, now: [u16; 5], still: u32, expected: FormVerdict) {
        let act =
            before.map(|(before, statuses)| Act { id: "1".into(), found: found(&before), statuses: statuses.into() });
        let report = Report { peak: now.to_vec(), found: found(&now), still, act };
        assert_eq!(form(&report), expected, "{report:?}");
    }

    const FORM: [u16; 5] = [2, 0, 0, 0, 0];
    const GONE: [u16; 5] = [0, 0, 0, 0, 0];
    const DIALOG: [u16; 5] = [2, 0, 0, 1, 0];

    #[test]
    fn accepted_needs_the_whole_chain() {
        check(Some((FORM, &[200])), GONE, 2000, FormVerdict::Accepted);
        check(Some((FORM, &[200])), DIALOG, 2000, FormVerdict::Accepted);
        check(Some((FORM, &[200, 204])), GONE, 9000, FormVerdict::Accepted);
        check(None, GONE, 9000, FormVerdict::Missing);
        check(None, DIALOG, 9000, FormVerdict::Open);
        check(Some((FORM, &[])), GONE, 9000, FormVerdict::Open);
        check(Some((FORM, &[500])), GONE, 9000, FormVerdict::Open);
        check(Some((FORM, &[0])), GONE, 9000, FormVerdict::Open);
        check(Some((GONE, &[200])), GONE, 9000, FormVerdict::Open);
        check(Some((FORM, &[200])), GONE, 1999, FormVerdict::Sent);
        check(Some((FORM, &[200])), FORM, 9000, FormVerdict::Sent);
    }

    #[test]
    fn a_dialog_that_was_there_before_says_nothing() {
        check(Some((DIALOG, &[200])), DIALOG, 9000, FormVerdict::Sent);
    }

    #[test]
    fn errors_with_a_good_status_are_no_success() {
        check(Some((FORM, &[200])), [2, 0, 1, 0, 0], 9000, FormVerdict::Open);
        check(Some((FORM, &[200])), [0, 0, 1, 0, 0], 9000, FormVerdict::Open);
        check(Some((FORM, &[200])), [2, 0, 1, 1, 0], 9000, FormVerdict::Open);
        check(Some((FORM, &[200])), [2, 0, 1, 0, 0], 0, FormVerdict::Open);
    }

    #[test]
    fn a_code_step_is_no_success() {
        check(Some((FORM, &[200])), [0, 1, 0, 0, 0], 9000, FormVerdict::CodeAsked);
        check(Some((FORM, &[200])), [0, 1, 0, 1, 0], 9000, FormVerdict::CodeAsked);
        check(Some(([0, 1, 0, 0, 0], &[200])), GONE, 2000, FormVerdict::Accepted);
    }

    #[test]
    fn another_form_never_counts() {
        check(Some(([2, 0, 0, 0, 1], &[200])), GONE, 9000, FormVerdict::Open);
        check(None, [2, 0, 0, 0, 1], 9000, FormVerdict::Missing);
    }

    #[test]
    fn a_form_that_is_late_is_not_missing_yet() {
        check(None, GONE, 7999, FormVerdict::Open);
        check(None, FORM, 9000, FormVerdict::Open);
    }

    fn reading(named: u16, any: u16, on: bool, aria: Option<bool>, still: u32, act: Option<&[u16]>) -> Report {
        let part = |n| Found { n, on: Some(on).filter(|_| n > 0), aria: aria.filter(|_| n > 0) };
        let act = act.map(|statuses| Act { id: "1".into(), found: Vec::new(), statuses: statuses.into() });
        Report { peak: Vec::new(), found: vec![part(named), part(any), part(if on { any } else { 0 })], still, act }
    }

    fn switch(report: &Report, exact: bool) -> Option<bool> {
        super::switch(report, exact, false)
    }

    #[test]
    fn a_switch_is_read_when_it_holds_still() {
        assert_eq!(switch(&reading(1, 1, false, Some(false), 500, None), true), Some(false));
        assert_eq!(switch(&reading(1, 1, true, None, 500, None), true), Some(true));
        assert_eq!(switch(&reading(1, 3, true, None, 500, None), false), Some(true));
        assert_eq!(switch(&reading(1, 1, false, Some(false), 499, None), true), None);
        assert_eq!(switch(&reading(1, 1, false, Some(true), 9000, None), true), None);
    }

    #[test]
    fn without_its_name_only_a_lone_switch_at_the_exact_address_counts() {
        assert_eq!(switch(&reading(0, 1, false, None, 500, None), true), Some(false));
        assert_eq!(switch(&reading(0, 1, false, None, 500, None), false), None);
        assert_eq!(switch(&reading(0, 2, false, None, 500, None), true), None);
        assert_eq!(switch(&reading(0, 0, false, None, 500, None), true), None);
        assert_eq!(switch(&reading(2, 2, false, None, 500, None), true), None);
    }

    #[test]
    fn one_of_several_is_off_when_all_are_and_on_when_the_first_is() {
        let read = |any, first, on, exact| {
            let mut report = reading(0, any, first, None, 500, None);
            report.found[SwitchPart::AnyOn as usize].n = on;
            super::switch(&report, exact, true)
        };
        assert_eq!(
            [read(3, false, 0, true), read(3, true, 3, true), read(3, true, 1, true)],
            [Some(false), Some(true), Some(true)]
        );
        assert_eq!([read(3, false, 1, true), read(3, false, 0, false), read(0, false, 0, true)], [None; 3]);
    }

    #[test]
    fn a_change_counts_when_it_was_saved() {
        assert_eq!(switch(&reading(1, 1, false, None, 5000, Some(&[])), true), None);
        assert_eq!(switch(&reading(1, 1, false, None, 5000, Some(&[403])), true), None);
        assert_eq!(switch(&reading(1, 1, false, None, 500, Some(&[200])), true), Some(false));
        assert_eq!(switch(&reading(1, 1, true, None, LEFT_ALONE, Some(&[403])), true), Some(true));
    }
}
