//! Every cell of the table, and what an attempt is.

mod attempts;
mod steps;

use super::*;
use crate::core::page::report::{Found, Pressed, SentBy};
use RequestKind::{Own, Shared};

/// Fields, code, error, dialog, known dialog, other form.
type Counts = [u16; 6];

const FORM: Counts = [2, 0, 0, 0, 0, 0];
const GONE: Counts = [0, 0, 0, 0, 0, 0];
const DIALOG: Counts = [2, 0, 0, 1, 0, 0];
const KNOWN: Counts = [2, 0, 0, 1, 1, 0];
const CODE: Counts = [0, 1, 0, 0, 0, 0];
const ERROR: Counts = [0, 0, 1, 0, 0, 0];
const ERROR_BESIDE: Counts = [2, 0, 1, 0, 0, 0];

fn found(counts: &[u16]) -> Vec<Found> {
    counts.iter().map(|&count| Found { count, ..Found::default() }).collect()
}

fn submitted(by: SentBy) -> Happened {
    Happened::Submitted { by, inside: vec![2, 0, 0, 0, 0, 0, 1] }
}

/// A press in a form at this time, and what began as late.
fn press(at_ms: u64, counts: Counts, outcomes: &[Happened]) -> Press {
    let outcomes = outcomes.iter().map(|what| Outcome { at_ms, what: what.clone() }).collect();
    Press { id: at_ms.to_string(), at_ms, counts: found(&counts), on: Pressed::InForm, outcomes, ..Press::default() }
}

/// The same press on a page without a form element, on one of so many controls.
fn loose(controls: u16, press: Press) -> Press {
    let mut counts: Vec<u16> = press.counts.iter().map(|found| found.count).collect();
    counts.resize(FormProbe::Choices as usize + 1, 0);
    counts[FormProbe::LooseFields as usize] =
        press.count(FormProbe::Fields as usize) + press.count(FormProbe::Code as usize);
    counts[FormProbe::Controls as usize] = controls;
    Press { on: Pressed::Control, counts: found(&counts), ..press }
}

/// The counts with so many elements of one more kind.
fn with(counts: Counts, probe: FormProbe, count: u16) -> Vec<Found> {
    let mut counts = counts.to_vec();
    counts.resize(FormProbe::Numbers as usize + 1, 0);
    counts[probe as usize] = count;
    found(&counts)
}

/// A press on one of so many controls of a page without a form element.
fn on_control(controls: u16, outcomes: &[Happened]) -> Press {
    loose(controls, press(10_000, FORM, outcomes))
}

fn report(presses: Vec<Press>, now: Counts, unchanged_ms: u64) -> Report {
    Report { counts: found(&now), max_counts: now.into(), unchanged_ms, earlier: Vec::new(), presses }
}

#[track_caller]
fn check(press: Press, now: Counts, expected: FormVerdict) {
    let report = report(vec![press], now, u64::from(SETTLED_MS));
    assert_eq!(judge_form(&report), expected, "{report:?}");
}

/// The letters stand for the verdict in each state of the page: gone, code, error alone, error beside it, dialog above it, a known
/// dialog above it, unchanged; one letter each: `-` open, `s` sent, `c` code asked, `?` answer unclear, `N` no error seen.
#[track_caller]
fn check_row(press: &Press, expected: &str) {
    let pages = [GONE, CODE, ERROR, ERROR_BESIDE, DIALOG, KNOWN, FORM];
    let letters = pages.map(|now| match judge_form(&report(vec![press.clone()], now, u64::from(SETTLED_MS))) {
        FormVerdict::Open => '-',
        FormVerdict::Missing => 'm',
        FormVerdict::Sent => 's',
        FormVerdict::CodeAsked => 'c',
        FormVerdict::AnswerUnclear => '?',
        FormVerdict::NoErrorSeen => 'N',
    });
    assert_eq!(String::from_iter(letters), expected, "{press:?}");
}

/// The presses, then the number of the attempt that counts, and what became of the form, which is gone.
#[track_caller]
fn check_presses(presses: Vec<Press>, attempt: &str, expected: FormVerdict) {
    let report = Report { max_counts: FORM.into(), ..report(presses, GONE, 9000) };
    assert_eq!((attempt_id(&report), judge_form(&report)), (Some(attempt), expected), "{report:?}");
}

#[test]
fn the_table_cell_by_cell() {
    let answered = |kind, status| Happened::Answered { kind, status };
    let (by_page, by_browser) = (submitted(SentBy::Page), submitted(SentBy::Browser));
    let in_form = |outcomes: &[Happened]| press(10_000, FORM, outcomes);
    // A sending that was seen: the browser told of it, or there is only one control.
    for sent in [in_form(&[by_page.clone(), answered(Own, 200)]), on_control(1, &[answered(Own, 200)])] {
        check_row(&sent, "Ncs-?Ns");
    }
    for sent in [in_form(&[by_page.clone(), answered(Shared, 200)]), on_control(1, &[answered(Shared, 204)])] {
        check_row(&sent, "Ncs-?Ns");
    }
    for sent in [in_form(&[by_page.clone(), answered(Own, 500)]), on_control(1, &[answered(Own, 403)])] {
        check_row(&sent, "s------");
    }
    for sent in [in_form(std::slice::from_ref(&by_page)), on_control(1, &[]), on_control(1, &[answered(Own, 0)])] {
        check_row(&sent, "scs-??-");
    }
    check_row(&in_form(&[by_browser]), "scss??s");
    // A sending that is possible: *Cancel* looks the same.
    check_row(&on_control(2, &[answered(Own, 200)]), "?------");
    check_row(&on_control(2, &[answered(Shared, 200)]), "?------");
    check_row(&Press { on: Pressed::Field, ..on_control(1, &[answered(Shared, 200)]) }, "?------");
    check_row(&in_form(&[answered(Own, 200)]), "?------");
    check_row(&on_control(2, &[answered(Own, 500)]), "-------");
    check_row(&on_control(2, &[]), "-------");
    // No sending: another button of the form, or a form that asks for a page.
    check_row(&in_form(&[answered(Shared, 200)]), "-------");
    check_row(&in_form(&[]), "-------");
    check_row(&in_form(&[submitted(SentBy::Nobody), answered(Shared, 200)]), "-------");
    // Another of the form's buttons sends it, too: that may have been the one.
    let by_one_of_two = |by| Happened::Submitted { by, inside: vec![2, 0, 0, 0, 0, 0, 2] };
    check_row(&in_form(&[by_one_of_two(SentBy::Page), answered(Own, 200)]), "?c--??-");
    check_row(&in_form(&[by_one_of_two(SentBy::Page), answered(Shared, 200)]), "?c--??-");
    check_row(&in_form(&[by_one_of_two(SentBy::Page)]), "-c--??-");
    check_row(&in_form(&[by_one_of_two(SentBy::Browser)]), "?c?????");
}

#[test]
fn an_answer_that_is_contradicted_is_none() {
    let answer = |answers: &[(RequestKind, u16)], now| {
        let answers = answers.iter().map(|&(kind, status)| Happened::Answered { kind, status });
        let outcomes: Vec<_> = [submitted(SentBy::Page)].into_iter().chain(answers).collect();
        judge_form(&report(vec![press(0, FORM, &outcomes)], now, 9000))
    };
    let all = |answers: &[(RequestKind, u16)]| [GONE, DIALOG, FORM].map(|now| answer(answers, now));
    use FormVerdict::{AnswerUnclear as Unclear, NoErrorSeen, Open, Sent};
    assert_eq!(all(&[(Shared, 200), (Shared, 500)]), [Unclear, Unclear, Sent]);
    assert_eq!(all(&[(Shared, 500), (Shared, 200)]), [Unclear, Unclear, Sent]);
    // It may be another request that failed.
    assert_eq!(all(&[(Shared, 500)]), [Sent, Unclear, Open]);
    assert_eq!(all(&[(Own, 500), (Shared, 200)]), [Sent, Open, Open]);
    assert_eq!(all(&[(Own, 200), (Shared, 500)]), [NoErrorSeen, Unclear, Sent]);
    // The page tries again by itself.
    assert_eq!(all(&[(Own, 500), (Own, 200)]), [NoErrorSeen, Unclear, Sent]);
    assert_eq!(all(&[(Own, 200), (Own, 500)]), [Unclear, Unclear, Sent]);
    // Some failed on their way.
    assert_eq!(all(&[(Own, 0), (Shared, 200)]), [Sent, Unclear, Open]);
    assert_eq!(all(&[(Shared, 0), (Shared, 200)]), [Unclear, Unclear, Sent]);
    assert_eq!(all(&[(Own, 200), (Own, 0)]), [Unclear, Unclear, Sent]);
    assert_eq!(all(&[(Own, 0), (Own, 200)]), [NoErrorSeen, Unclear, Sent]);
}

#[test]
fn a_page_that_sends_all_the_time_answers_nothing() {
    let sent = || press(10_000, FORM, &[submitted(SentBy::Page), Happened::Answered { kind: Shared, status: 200 }]);
    let with_request_at = |at_ms, what: Happened| Report {
        earlier: vec![Outcome { at_ms, what }],
        ..report(vec![sent()], GONE, u64::from(SETTLED_MS))
    };
    let shared = || Happened::Answered { kind: Shared, status: 200 };
    assert_eq!(judge_form(&with_request_at(5000, shared())), FormVerdict::AnswerUnclear);
    assert_eq!(judge_form(&with_request_at(9949, shared())), FormVerdict::AnswerUnclear);
    assert_eq!(judge_form(&with_request_at(4999, shared())), FormVerdict::NoErrorSeen, "it has been quiet since");
    let own = Report {
        presses: vec![press(10_000, FORM, &[submitted(SentBy::Page), Happened::Answered { kind: Own, status: 200 }])],
        ..with_request_at(9000, shared())
    };
    assert_eq!(judge_form(&own), FormVerdict::NoErrorSeen, "the form's own address is for nothing else");
}

#[test]
fn a_page_that_was_not_quiet_before_the_attempt_answers_nothing() {
    let shared = |at_ms| Outcome { at_ms, what: Happened::Answered { kind: Shared, status: 200 } };
    let after = |outcomes: Vec<Outcome>| {
        let sent = press(40_000, FORM, &[submitted(SentBy::Page), shared(0).what]);
        judge_form(&report(vec![Press { outcomes, ..press(20_000, FORM, &[]) }, sent], GONE, 9000))
    };
    assert_eq!(after(vec![shared(36_000)]), FormVerdict::AnswerUnclear, "a poll");
    assert_eq!(after(vec![shared(34_999)]), FormVerdict::NoErrorSeen, "it has been quiet since");
    assert_eq!(after(vec![shared(20_100); 19]), FormVerdict::NoErrorSeen);
    assert_eq!(after(vec![shared(20_100); 20]), FormVerdict::AnswerUnclear, "nobody knows what came afterwards");
    let mut slow = press(10_000, FORM, &[submitted(SentBy::Page), shared(0).what, shared(0).what]);
    slow.outcomes[2].at_ms = 9000;
    check(slow, GONE, FormVerdict::AnswerUnclear);
    // The answer to a press is no poll.
    let one = |at_ms, counts| loose(1, press(at_ms, counts, &[Happened::Answered { kind: Shared, status: 200 }]));
    check_presses(vec![one(0, FORM), one(4500, CODE)], "4500", FormVerdict::NoErrorSeen);
}

#[test]
fn only_the_form_with_the_fields_is_sent() {
    let other = Happened::Submitted { by: SentBy::Page, inside: vec![0, 0, 0, 0, 0, 0] };
    check(press(0, FORM, &[other, Happened::Answered { kind: Shared, status: 200 }]), GONE, FormVerdict::Open);
    let mut late = press(0, FORM, &[submitted(SentBy::Page), Happened::Answered { kind: Own, status: 200 }]);
    late.outcomes[0].at_ms = SUBMIT_MS + 1;
    check(late, GONE, FormVerdict::AnswerUnclear);
}

#[test]
fn what_has_not_stayed_is_not_believed() {
    let sent = || vec![press(0, FORM, &[submitted(SentBy::Page), Happened::Answered { kind: Own, status: 200 }])];
    let early = u64::from(SETTLED_MS) - 1;
    assert_eq!(judge_form(&report(sent(), GONE, early)), FormVerdict::Sent);
    assert_eq!(judge_form(&report(sent(), DIALOG, early)), FormVerdict::Sent);
    let unanswered = vec![press(0, FORM, &[submitted(SentBy::Page)])];
    assert_eq!(judge_form(&report(unanswered, GONE, early)), FormVerdict::Open);
}

#[test]
fn a_dialog_that_was_there_before_says_nothing() {
    let sent = |before| press(0, before, &[submitted(SentBy::Page), Happened::Answered { kind: Own, status: 200 }]);
    check(sent(DIALOG), DIALOG, FormVerdict::Sent);
    check(sent(KNOWN), KNOWN, FormVerdict::Sent);
    check(sent(DIALOG), GONE, FormVerdict::NoErrorSeen);
}

#[test]
fn a_message_is_spoken_of_only_if_it_came_after_the_sending() {
    let has = |before, now| {
        let sent = press(0, before, &[submitted(SentBy::Page), Happened::Answered { kind: Own, status: 200 }]);
        has_new_dialog(&report(vec![sent], now, u64::from(SETTLED_MS)))
    };
    assert!(has(FORM, DIALOG));
    assert!(!has(DIALOG, DIALOG));
    assert!(!has(FORM, GONE));
    assert!(!has_new_dialog(&report(Vec::new(), DIALOG, 9000)), "nobody sent anything");
}

#[test]
fn a_code_that_nobody_filled_in_is_still_asked_for() {
    let sent = press(0, FORM, &[submitted(SentBy::Page), Happened::Answered { kind: Own, status: 200 }]);
    let left = Report { max_counts: vec![2, 1, 0, 0, 0, 0], ..report(vec![sent.clone()], GONE, 9000) };
    assert_eq!(judge_form(&left), FormVerdict::CodeAsked);
    let code = || loose(1, press(400, CODE, &[Happened::Answered { kind: Own, status: 200 }]));
    check_presses(vec![sent.clone(), code()], "400", FormVerdict::NoErrorSeen);
    let again = report(vec![sent, code()], CODE, u64::from(SETTLED_MS));
    assert_eq!(judge_form(&again), FormVerdict::CodeAsked);
    // It was there from the start: what is called a code is another field of the form.
    check(code(), GONE, FormVerdict::NoErrorSeen);
    check(code(), CODE, FormVerdict::Sent);
    const ZIP: Counts = [3, 1, 0, 0, 0, 0];
    check(
        press(0, ZIP, &[submitted(SentBy::Page), Happened::Answered { kind: Own, status: 200 }]),
        ZIP,
        FormVerdict::Sent,
    );
}

#[test]
fn another_form_never_counts() {
    const OTHER: Counts = [2, 0, 0, 0, 0, 1];
    check(
        press(0, OTHER, &[submitted(SentBy::Page), Happened::Answered { kind: Own, status: 200 }]),
        GONE,
        FormVerdict::Open,
    );
    assert_eq!(judge_form(&report(Vec::new(), OTHER, 9000)), FormVerdict::Missing);
}

#[test]
fn a_form_that_is_late_is_not_missing_yet() {
    let unsent = |now, unchanged_ms| judge_form(&report(Vec::new(), now, unchanged_ms));
    assert_eq!(unsent(GONE, u64::from(LATE_MS) - 1), FormVerdict::Open);
    assert_eq!(unsent(GONE, u64::from(LATE_MS)), FormVerdict::Missing);
    assert_eq!(unsent(FORM, 9000), FormVerdict::Open);
    assert_eq!(unsent(DIALOG, 9000), FormVerdict::Open);
}
