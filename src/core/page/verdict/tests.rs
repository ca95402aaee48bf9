use super::*;

use super::Happened::{HandledByPage, OpenedByBrowser, SentByBrowser, Status};

fn found(counts: &[u16]) -> Vec<Found> {
    counts.iter().map(|&count| Found { count, ..Found::default() }).collect()
}

/// A press at this time, and what began as late.
fn press(at_ms: u64, counts: &[u16], outcomes: &[Happened]) -> Press {
    let outcomes = outcomes.iter().map(|&what| Outcome { at_ms, what }).collect();
    Press { id: at_ms.to_string(), at_ms, counts: found(counts), outcomes }
}

/// Fields, code, wrong, dialog, other form: before the press and now.
#[track_caller]
fn check(before: Option<([u16; 5], &[Happened])>, now: [u16; 5], unchanged_ms: u64, expected: FormVerdict) {
    let presses = before.iter().map(|(before, outcomes)| press(1000, before, outcomes)).collect();
    let report = Report { max_counts: now.to_vec(), counts: found(&now), unchanged_ms, presses };
    assert_eq!(judge_form(&report), expected, "{report:?}");
}

const FORM: [u16; 5] = [2, 0, 0, 0, 0];
const GONE: [u16; 5] = [0, 0, 0, 0, 0];
const DIALOG: [u16; 5] = [2, 0, 0, 1, 0];

#[test]
fn accepted_needs_the_whole_chain() {
    check(Some((FORM, &[Status(200)])), GONE, 2000, FormVerdict::NoErrorSeen);
    check(Some((FORM, &[Status(200)])), DIALOG, 2000, FormVerdict::NoErrorSeen);
    check(Some((FORM, &[Status(200), Status(204)])), GONE, 9000, FormVerdict::NoErrorSeen);
    check(None, GONE, 9000, FormVerdict::Missing);
    check(None, DIALOG, 9000, FormVerdict::Open);
    check(Some((FORM, &[])), GONE, 9000, FormVerdict::Open);
    check(Some((FORM, &[Status(500)])), GONE, 9000, FormVerdict::Open);
    check(Some((FORM, &[Status(0)])), GONE, 9000, FormVerdict::Open);
    check(Some((GONE, &[Status(200)])), GONE, 9000, FormVerdict::Open);
    check(Some((FORM, &[Status(200)])), GONE, 1999, FormVerdict::Sent);
    check(Some((FORM, &[Status(200)])), FORM, 9000, FormVerdict::Sent);
}

#[test]
fn a_dialog_that_was_there_before_says_nothing() {
    check(Some((DIALOG, &[Status(200)])), DIALOG, 9000, FormVerdict::Sent);
}

#[test]
fn errors_with_a_good_status_are_no_success() {
    check(Some((FORM, &[Status(200)])), [2, 0, 1, 0, 0], 9000, FormVerdict::Open);
    check(Some((FORM, &[Status(200)])), [0, 0, 1, 0, 0], 9000, FormVerdict::Sent);
    check(Some((FORM, &[Status(200)])), [2, 0, 1, 1, 0], 9000, FormVerdict::Open);
    check(Some((FORM, &[Status(200)])), [2, 0, 1, 0, 0], 0, FormVerdict::Open);
}

#[test]
fn what_was_sent_without_an_answer_is_no_success() {
    check(Some((FORM, &[SentByBrowser])), FORM, 0, FormVerdict::Sent);
    check(Some((FORM, &[SentByBrowser])), GONE, 9000, FormVerdict::Sent);
    check(Some((FORM, &[HandledByPage])), GONE, 2000, FormVerdict::Sent);
    check(Some((FORM, &[HandledByPage])), DIALOG, 2000, FormVerdict::Sent);
    check(Some((FORM, &[HandledByPage])), GONE, 1999, FormVerdict::Open);
    check(Some((FORM, &[HandledByPage])), FORM, 9000, FormVerdict::Open);
    check(Some((FORM, &[HandledByPage, Status(500)])), GONE, 9000, FormVerdict::Open);
    check(Some((FORM, &[HandledByPage, Status(200)])), GONE, 2000, FormVerdict::NoErrorSeen);
    check(Some((GONE, &[SentByBrowser])), GONE, 9000, FormVerdict::Open);
    check(Some((FORM, &[SentByBrowser])), [2, 0, 1, 0, 0], 9000, FormVerdict::Sent);
    check(Some((FORM, &[HandledByPage])), [2, 0, 1, 1, 0], 9000, FormVerdict::Open);
}

#[test]
fn a_code_step_is_no_success() {
    check(Some((FORM, &[Status(200)])), [0, 1, 0, 0, 0], 9000, FormVerdict::CodeAsked);
    check(Some((FORM, &[Status(200)])), [0, 1, 0, 1, 0], 9000, FormVerdict::CodeAsked);
    check(Some(([0, 1, 0, 0, 0], &[Status(200)])), GONE, 2000, FormVerdict::NoErrorSeen);
    check(Some(([0, 1, 0, 0, 0], &[Status(200)])), [0, 1, 0, 1, 0], 9000, FormVerdict::CodeAsked);
    let presses = vec![press(1000, &FORM, &[Status(200)])];
    let left = Report { counts: found(&GONE), max_counts: vec![2, 1, 0, 0, 0], unchanged_ms: 9000, presses };
    assert_eq!(judge_form(&left), FormVerdict::CodeAsked, "the field went away, and nobody filled it in");
}

#[test]
fn another_form_never_counts() {
    check(Some(([2, 0, 0, 0, 1], &[Status(200)])), GONE, 9000, FormVerdict::Open);
    check(None, [2, 0, 0, 0, 1], 9000, FormVerdict::Missing);
}

#[test]
fn a_form_that_is_late_is_not_missing_yet() {
    check(None, GONE, 7999, FormVerdict::Open);
    check(None, FORM, 9000, FormVerdict::Open);
}

fn reading(
    named: u16,
    any: u16,
    on: bool,
    aria: Option<bool>,
    unchanged_ms: u64,
    saved: Option<&[Happened]>,
) -> Report {
    let part =
        |count| Found { count, checked: Some(on).filter(|_| count > 0), aria_checked: aria.filter(|_| count > 0) };
    let presses = saved.into_iter().map(|outcomes| press(1000, &[], outcomes)).collect();
    let counts = vec![part(named), part(any), part(if on { any } else { 0 })];
    Report { counts, max_counts: Vec::new(), unchanged_ms, presses }
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
    let button = |aria_checked| Found { count: 1, checked: None, aria_checked };
    for aria in [None, Some(true), Some(false)] {
        let report = Report { counts: vec![button(aria); 3], unchanged_ms: 500, ..Report::default() };
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
        report.counts[SwitchProbe::AnyOn as usize].count = on;
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
    assert_eq!(switch(&reading(1, 1, false, None, 5000, Some(&[Status(403)])), true), None);
    assert_eq!(switch(&reading(1, 1, false, None, 500, Some(&[Status(200)])), true), Some(false));
    assert_eq!(switch(&reading(1, 1, true, None, u64::from(LEFT_ALONE_MS), Some(&[Status(403)])), true), Some(true));
    // The attribute was forgotten.
    assert_eq!(
        switch(&reading(1, 1, false, Some(true), u64::from(LEFT_ALONE_MS) - 1, Some(&[Status(200)])), true),
        None
    );
    assert_eq!(
        switch(&reading(1, 1, false, Some(true), u64::from(LEFT_ALONE_MS), Some(&[Status(200)])), true),
        Some(false)
    );
}

/// The presses, then the number of the attempt that counts, and what became of the form, which is gone.
#[track_caller]
fn check_presses(presses: Vec<Press>, attempt: &str, expected: FormVerdict) {
    let report = Report { counts: found(&GONE), max_counts: FORM.to_vec(), unchanged_ms: 9000, presses };
    assert_eq!((attempt_id(&report), judge_form(&report)), (Some(attempt), expected), "{report:?}");
}

#[test]
fn a_press_on_what_came_of_the_first_one_belongs_to_it() {
    let ok = Status(200);
    check_presses(vec![press(0, &FORM, &[ok]), press(9999, &DIALOG, &[])], "0", FormVerdict::NoErrorSeen);
    check_presses(vec![press(0, &FORM, &[HandledByPage]), press(400, &FORM, &[ok])], "0", FormVerdict::NoErrorSeen);
    // Later, it is another attempt, which has not sent anything.
    check_presses(vec![press(0, &FORM, &[ok]), press(10_000, &FORM, &[])], "10000", FormVerdict::Open);
    // It is the first one that the time is counted from.
    check_presses(
        vec![press(0, &FORM, &[]), press(9000, &GONE, &[]), press(18_000, &FORM, &[ok])],
        "18000",
        FormVerdict::NoErrorSeen,
    );
}

#[test]
fn a_press_beside_a_field_for_a_code_is_another_one() {
    const CODE: [u16; 5] = [0, 1, 0, 0, 0];
    let (form, code) = (press(0, &FORM, &[Status(200)]), press(400, &CODE, &[]));
    check_presses(vec![form.clone(), code], "400", FormVerdict::Open);
    check_presses(vec![form, press(400, &CODE, &[Status(200)])], "400", FormVerdict::NoErrorSeen);
}

#[test]
fn an_answer_begins_with_its_press_and_not_long_after() {
    let answered = |press_ms, answer_ms| {
        let mut press = press(press_ms, &FORM, &[Status(200)]);
        press.outcomes[0].at_ms = answer_ms;
        press
    };
    check_presses(vec![answered(1000, 950)], "1000", FormVerdict::NoErrorSeen);
    check_presses(vec![answered(1000, 949)], "1000", FormVerdict::Open);
    check_presses(vec![answered(1000, 60_999)], "1000", FormVerdict::NoErrorSeen);
    check_presses(vec![answered(1000, 61_000)], "1000", FormVerdict::Open);
}

#[test]
fn a_page_that_the_browser_opens_was_sent_nothing() {
    check(Some((FORM, &[OpenedByBrowser])), GONE, 9000, FormVerdict::Open);
    check(Some((FORM, &[HandledByPage, OpenedByBrowser])), GONE, 9000, FormVerdict::Open);
}

#[test]
fn every_press_changes_a_switch() {
    let read = |presses: [Press; 2], unchanged_ms| {
        let report = Report { presses: presses.into(), ..reading(1, 0, false, None, unchanged_ms, None) };
        judge_switch(&report, true, false)
    };
    let (saved, unsaved) = (press(0, &[], &[Status(200)]), press(400, &[], &[]));
    assert_eq!(read([saved.clone(), unsaved.clone()], 5000), None, "the second one may not be saved");
    assert_eq!(read([unsaved, press(800, &[], &[Status(200)])], 500), Some(false));
}
