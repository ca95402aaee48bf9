use super::*;
use crate::core::page::report::{Found, Outcome, RequestKind};

fn press(at_ms: u64, statuses: &[u16]) -> Press {
    let answered =
        |status: &u16| Outcome { at_ms, what: Happened::Answered { kind: RequestKind::Own, status: *status } };
    Press { id: at_ms.to_string(), at_ms, outcomes: statuses.iter().map(answered).collect(), ..Press::default() }
}

fn reading(named: u16, any: u16, on: bool, aria: Option<bool>, unchanged_ms: u64, saved: Option<&[u16]>) -> Report {
    let part =
        |count| Found { count, checked: Some(on).filter(|_| count > 0), aria_checked: aria.filter(|_| count > 0) };
    let presses = saved.into_iter().map(|statuses| press(1000, statuses)).collect();
    let counts = vec![part(named), part(0), part(any), part(if on { any } else { 0 }), part(0), part(0)];
    Report { counts, unchanged_ms, presses, ..Report::default() }
}

/// The report with one element of one more kind.
fn with(probe: SwitchProbe, mut report: Report) -> Report {
    report.counts[probe as usize].count = 1;
    report
}

#[track_caller]
fn check(report: &Report, exact: bool, expected: Option<SwitchReading>) {
    assert_eq!(judge_switch(report, exact, false), expected, "{report:?}");
}

const ON: Option<SwitchReading> = Some(SwitchReading::On);
const OFF: Option<SwitchReading> = Some(SwitchReading::Off);
const SETTLED: u64 = SETTLED_MS as u64;
const LEFT_ALONE: u64 = LEFT_ALONE_MS as u64;
const UNANSWERED: u64 = UNANSWERED_MS as u64;
const UNNAMED: u64 = UNNAMED_MS as u64;

#[test]
fn a_switch_is_read_when_it_holds_still() {
    check(&reading(1, 1, false, Some(false), SETTLED, None), true, OFF);
    check(&reading(1, 1, true, None, SETTLED, None), true, ON);
    check(&reading(1, 3, true, None, SETTLED, None), false, ON);
    // It may have been drawn before its state came.
    check(&reading(1, 1, false, Some(false), SETTLED - 1, None), true, None);
    check(&reading(1, 1, false, Some(true), 9000, None), true, None);
    let button = |aria_checked| Found { count: 1, checked: None, aria_checked };
    for (aria, expected) in [(None, None), (Some(true), ON), (Some(false), OFF)] {
        let counts = vec![button(aria), Found::default(), button(aria), button(aria)];
        check(&Report { counts, unchanged_ms: SETTLED, ..Report::default() }, true, expected);
    }
}

#[test]
fn without_its_name_only_a_lone_switch_at_the_exact_address_counts() {
    check(&reading(0, 1, false, None, UNNAMED, None), true, OFF);
    check(&reading(0, 1, false, None, UNNAMED - 1, None), true, None); // The named one may be late.
    check(&reading(0, 1, false, None, 500, Some(&[200])), true, OFF);
    check(&reading(0, 1, false, None, UNNAMED, None), false, None);
    check(&reading(0, 2, false, None, UNNAMED, None), true, None);
    check(&reading(0, 0, false, None, UNNAMED, None), true, None);
    check(&reading(2, 2, false, None, UNNAMED, None), true, None);
    // It bears another name, so that it is another setting, pressed or not.
    for saved in [None, Some(&[200][..])] {
        let other = with(SwitchProbe::NamedOtherwise, reading(0, 1, false, None, UNNAMED, saved));
        check(&other, true, None);
    }
}

#[test]
fn one_of_several_is_off_when_all_are_and_on_when_the_first_is() {
    let read = |any, first, on, exact| {
        let mut report = reading(0, any, first, None, LEFT_ALONE, None);
        report.counts[SwitchProbe::AnyOn as usize].count = on;
        judge_switch(&report, exact, true)
    };
    assert_eq!([read(3, false, 0, true), read(3, true, 3, true), read(3, true, 1, true)], [OFF, ON, ON]);
    assert_eq!([read(3, false, 1, true), read(3, false, 0, false), read(0, false, 0, true)], [None; 3]);
}

#[test]
fn a_switch_that_nobody_can_change_may_still_load() {
    let read = |on, unchanged_ms, among_several| {
        let report = with(SwitchProbe::NamedLocked, reading(1, 1, on, None, unchanged_ms, None));
        judge_switch(&report, true, among_several)
    };
    assert_eq!([read(true, LEFT_ALONE, true), read(false, LEFT_ALONE, true)], [Some(SwitchReading::Locked), OFF]);
    // Alone it is locked for nobody, as far as is known: its state is still to come.
    assert_eq!([read(true, LEFT_ALONE, false), read(false, LEFT_ALONE, false)], [None; 2]);
    for among_several in [true, false] {
        assert_eq!([true, false].map(|on| read(on, LEFT_ALONE - 1, among_several)), [None; 2]);
    }
}

#[test]
fn a_switch_that_is_neither_on_nor_off_is_not_read() {
    check(&with(SwitchProbe::Undecided, reading(1, 1, false, Some(false), UNNAMED, None)), true, None);
}

#[test]
fn a_page_that_shows_what_was_before_is_outdated() {
    let status = |script| crate::core::history::test_script::known(script);
    let read_at = |script| status(script).entry().map_or(0, |entry| entry.at.0);
    let check = |script, unchanged_ms, expected| {
        let now = Timestamp(read_at(script) + 10_000);
        let report = Report { unchanged_ms, ..Report::default() };
        assert_eq!(is_outdated(&report, &status(script), now), expected, "{script}, {unchanged_ms}");
    };
    for script in ["off", "off on", "locked"] {
        check(script, 10_001, true);
        check(script, 10_000, false);
    }
    // Nothing was read, or the clock was set back since.
    for script in ["", "on", "2025", "decline"] {
        check(script, 20_000, false);
    }
    let soon = Timestamp(read_at("off") + 5000);
    assert!(!is_outdated(&Report { unchanged_ms: 8999, ..Report::default() }, &status("off"), soon));
    let before = Timestamp(read_at("off") - 1);
    assert!(!is_outdated(&Report { unchanged_ms: 20_000, ..Report::default() }, &status("off"), before));
}

#[test]
fn a_change_counts_when_it_was_saved() {
    check(&reading(1, 1, false, None, UNANSWERED - 1, Some(&[])), true, None);
    check(&reading(1, 1, false, None, UNANSWERED, Some(&[])), true, OFF);
    check(&reading(1, 1, true, None, LEFT_ALONE, Some(&[])), true, ON);
    check(&reading(1, 1, false, None, 5000, Some(&[403])), true, None);
    check(&reading(1, 1, false, None, 500, Some(&[200])), true, OFF);
    check(&reading(1, 1, true, None, LEFT_ALONE, Some(&[403])), true, ON);
    // The attribute was forgotten.
    check(&reading(1, 1, false, Some(true), LEFT_ALONE - 1, Some(&[200])), true, None);
    check(&reading(1, 1, false, Some(true), LEFT_ALONE, Some(&[200])), true, OFF);
}

#[test]
fn a_click_on_a_label_is_told_of_twice() {
    let read = |boxed_at_ms| {
        let presses = vec![press(0, &[]), press(boxed_at_ms, &[200])];
        judge_switch(&Report { presses, ..reading(1, 3, false, None, 500, None) }, true, false)
    };
    assert_eq!([read(EARLY_MS), read(EARLY_MS + 1)], [OFF, None]);
}

#[test]
fn every_press_changes_a_switch() {
    let read = |presses: [Press; 2], unchanged_ms| {
        let report = Report { presses: presses.into(), ..reading(1, 0, false, None, unchanged_ms, None) };
        judge_switch(&report, true, false)
    };
    let (saved, unsaved) = (press(0, &[200]), press(400, &[]));
    assert_eq!(read([saved, unsaved.clone()], 5000), None, "the second one may not be saved");
    assert_eq!(read([unsaved, press(800, &[200])], 500), OFF);
}

#[test]
fn a_change_that_was_refused_is_not_read_as_off() {
    for statuses in [&[403][..], &[500], &[302], &[200, 403], &[403, 200], &[0], &[200, 0]] {
        check(&reading(1, 1, false, None, LEFT_ALONE, Some(statuses)), true, None);
        check(&reading(1, 1, true, None, LEFT_ALONE, Some(statuses)), true, ON);
        check(&reading(1, 1, true, None, LEFT_ALONE - 1, Some(statuses)), true, None);
    }
    let after =
        |next: Press| Report { presses: vec![press(0, &[403]), next], ..reading(1, 1, false, None, LEFT_ALONE, None) };
    check(&after(press(2000, &[])), true, None);
    // It was put back, and pressed once more.
    let again = Press { max_counts: vec![1, 0, 1, 1], ..press(2000, &[200]) };
    check(&after(again.clone()), true, OFF);
    // Something else was pressed and saved.
    check(&after(press(2000, &[200])), true, None);
    let mut button = after(press(2000, &[200]));
    for found in &mut button.counts {
        (found.checked, found.aria_checked) = (None, Some(false));
    }
    check(&button, true, OFF);
    // The refusal came after the next press.
    let mut late = press(2000, &[403]);
    late.outcomes[0].at_ms = 0;
    check(&Report { presses: vec![press(0, &[]), late], ..after(press(0, &[])) }, true, None);
}

#[test]
fn a_change_that_nobody_is_seen_to_make_is_left_alone() {
    let turned_off = |unchanged_ms, statuses: &[u16]| Report {
        max_counts: vec![1, 0, 1, 1],
        earlier: press(0, statuses).outcomes,
        ..reading(1, 1, false, None, unchanged_ms, None)
    };
    check(&turned_off(LEFT_ALONE - 1, &[200]), true, None);
    for statuses in [&[][..], &[200], &[500, 200]] {
        check(&turned_off(LEFT_ALONE, statuses), true, OFF);
    }
    for statuses in [&[403][..], &[0], &[200, 302]] {
        check(&turned_off(LEFT_ALONE, statuses), true, None);
    }
    let turned_on = Report { max_counts: vec![1, 0, 1, 1], ..reading(1, 1, true, None, SETTLED, None) };
    check(&turned_on, true, ON);
}

#[test]
fn a_change_that_failed_on_its_way_counts_when_the_page_tried_again() {
    check(&reading(1, 1, false, None, 500, Some(&[0, 200])), true, OFF);
}

#[test]
fn beside_other_switches_every_press_may_have_been_on_the_named_one() {
    let read = |first: &[u16], second: &[u16], unchanged_ms| {
        let presses = vec![press(0, first), press(2000, second)];
        judge_switch(&Report { presses, ..reading(1, 3, false, None, unchanged_ms, None) }, true, false)
    };
    assert_eq!(read(&[403], &[200], LEFT_ALONE), None, "another one's saving hides no refusal");
    assert_eq!(read(&[], &[200], LEFT_ALONE - 1), None, "the first one may not be saved");
    assert_eq!(read(&[], &[200], LEFT_ALONE), OFF);
    assert_eq!(read(&[200], &[200], 500), OFF);
}
