use super::*;

fn found(counts: &[u16]) -> Vec<Found> {
    counts.iter().map(|&n| Found { n, ..Found::default() }).collect()
}

/// Fields, code, wrong, dialog, other form: before the act and now.
fn check(before: Option<([u16; 5], &[u16])>, now: [u16; 5], still: u32, expected: FormVerdict) {
    let act =
        before.map(|(before, statuses)| Press { id: "1".into(), found: found(&before), statuses: statuses.into() });
    let report = Report { peak: now.to_vec(), found: found(&now), still, act };
    assert_eq!(judge_form(&report), expected, "{report:?}");
}

const FORM: [u16; 5] = [2, 0, 0, 0, 0];
const GONE: [u16; 5] = [0, 0, 0, 0, 0];
const DIALOG: [u16; 5] = [2, 0, 0, 1, 0];

#[test]
fn accepted_needs_the_whole_chain() {
    check(Some((FORM, &[200])), GONE, 2000, FormVerdict::NoErrorSeen);
    check(Some((FORM, &[200])), DIALOG, 2000, FormVerdict::NoErrorSeen);
    check(Some((FORM, &[200, 204])), GONE, 9000, FormVerdict::NoErrorSeen);
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
    check(Some((FORM, &[200])), [0, 0, 1, 0, 0], 9000, FormVerdict::Sent);
    check(Some((FORM, &[200])), [2, 0, 1, 1, 0], 9000, FormVerdict::Open);
    check(Some((FORM, &[200])), [2, 0, 1, 0, 0], 0, FormVerdict::Open);
}

#[test]
fn what_was_sent_without_an_answer_is_no_success() {
    check(Some((FORM, &[SENT_BY_BROWSER])), FORM, 0, FormVerdict::Sent);
    check(Some((FORM, &[SENT_BY_BROWSER])), GONE, 9000, FormVerdict::Sent);
    check(Some((FORM, &[SENT_BY_PAGE])), GONE, 2000, FormVerdict::Sent);
    check(Some((FORM, &[SENT_BY_PAGE])), DIALOG, 2000, FormVerdict::Sent);
    check(Some((FORM, &[SENT_BY_PAGE])), GONE, 1999, FormVerdict::Open);
    check(Some((FORM, &[SENT_BY_PAGE])), FORM, 9000, FormVerdict::Open);
    check(Some((FORM, &[SENT_BY_PAGE, 500])), GONE, 9000, FormVerdict::Open);
    check(Some((FORM, &[SENT_BY_PAGE, 200])), GONE, 2000, FormVerdict::NoErrorSeen);
    check(Some((GONE, &[SENT_BY_BROWSER])), GONE, 9000, FormVerdict::Open);
    check(Some((FORM, &[SENT_BY_BROWSER])), [2, 0, 1, 0, 0], 9000, FormVerdict::Sent);
    check(Some((FORM, &[SENT_BY_PAGE])), [2, 0, 1, 1, 0], 9000, FormVerdict::Open);
}

#[test]
fn a_code_step_is_no_success() {
    check(Some((FORM, &[200])), [0, 1, 0, 0, 0], 9000, FormVerdict::CodeAsked);
    check(Some((FORM, &[200])), [0, 1, 0, 1, 0], 9000, FormVerdict::CodeAsked);
    check(Some(([0, 1, 0, 0, 0], &[200])), GONE, 2000, FormVerdict::NoErrorSeen);
    check(Some(([0, 1, 0, 0, 0], &[200])), [0, 1, 0, 1, 0], 9000, FormVerdict::CodeAsked);
    let act = Press { id: "1".into(), found: found(&FORM), statuses: vec![200] };
    let left = Report { found: found(&GONE), peak: vec![2, 1, 0, 0, 0], still: 9000, act: Some(act) };
    assert_eq!(judge_form(&left), FormVerdict::CodeAsked, "the field went away, and nobody filled it in");
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
    let act = act.map(|statuses| Press { id: "1".into(), found: Vec::new(), statuses: statuses.into() });
    Report { peak: Vec::new(), found: vec![part(named), part(any), part(if on { any } else { 0 })], still, act }
}

fn switch(report: &Report, exact: bool) -> Option<bool> {
    crate::core::page::verdict::judge_switch(report, exact, false)
}

#[test]
fn a_switch_is_read_when_it_holds_still() {
    assert_eq!(switch(&reading(1, 1, false, Some(false), 500, None), true), Some(false));
    assert_eq!(switch(&reading(1, 1, true, None, 500, None), true), Some(true));
    assert_eq!(switch(&reading(1, 3, true, None, 500, None), false), Some(true));
    assert_eq!(switch(&reading(1, 1, false, Some(false), 499, None), true), None);
    assert_eq!(switch(&reading(1, 1, false, Some(true), 9000, None), true), None);
    let button = |aria| Found { n: 1, on: None, aria };
    for aria in [None, Some(true), Some(false)] {
        let report = Report { found: vec![button(aria); 3], still: 500, ..Report::default() };
        assert_eq!(switch(&report, true), aria);
    }
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
        report.found[SwitchProbe::AnyOn as usize].n = on;
        crate::core::page::verdict::judge_switch(&report, exact, true)
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
    assert_eq!(switch(&reading(1, 1, true, None, LEFT_ALONE_MS, Some(&[403])), true), Some(true));
    // The attribute was forgotten.
    assert_eq!(switch(&reading(1, 1, false, Some(true), LEFT_ALONE_MS - 1, Some(&[200])), true), None);
    assert_eq!(switch(&reading(1, 1, false, Some(true), LEFT_ALONE_MS, Some(&[200])), true), Some(false));
}
