//! Several presses: which of them sent the form, and which request answered.

use super::*;

#[test]
fn a_press_on_what_came_of_the_first_one_belongs_to_it() {
    let (sent, ok) = (submitted(SentBy::Page), Happened::Answered { kind: Own, status: 200 });
    let both = [sent.clone(), ok.clone()];
    check_presses(vec![press(0, FORM, &both), press(9999, GONE, &[])], "0", FormVerdict::NoErrorSeen);
    check_presses(vec![press(0, FORM, &[sent]), press(400, FORM, &[ok])], "0", FormVerdict::NoErrorSeen);
    // Later, too, as long as it sends nothing; it may have taken the form away.
    check_presses(vec![press(0, FORM, &both), press(10_000, FORM, &[])], "0", FormVerdict::AnswerUnclear);
    check_presses(vec![press(0, FORM, &both), press(10_000, GONE, &[])], "0", FormVerdict::NoErrorSeen);
    check_presses(vec![press(0, FORM, &both), press(10_000, FORM, &both)], "10000", FormVerdict::NoErrorSeen);
    // It is the first one that the time is counted from.
    let third = press(18_000, FORM, &both);
    check_presses(vec![press(0, FORM, &[]), press(9000, GONE, &[]), third], "18000", FormVerdict::NoErrorSeen);
}

#[test]
fn a_press_that_sends_nothing_may_have_taken_the_form_away() {
    let own = |status| Happened::Answered { kind: Own, status };
    let shared = Happened::Answered { kind: Shared, status: 200 };
    let sent = |status| press(0, FORM, &[submitted(SentBy::Page), own(status)]);
    let then = |pressed: Press, expected| check_presses(vec![sent(200), pressed], "0", expected);
    for counts in [FORM, DIALOG, ERROR, ERROR_BESIDE] {
        then(press(3000, counts, &[]), FormVerdict::AnswerUnclear);
        then(press(3000, counts, std::slice::from_ref(&shared)), FormVerdict::AnswerUnclear);
        then(press(9999, counts, &[submitted(SentBy::Nobody)]), FormVerdict::AnswerUnclear);
        then(press(3000, counts, &[submitted(SentBy::Page)]), FormVerdict::Sent);
    }
    check_presses(vec![sent(500), press(3000, FORM, &[shared])], "0", FormVerdict::Sent);
    // A page that is busy drops the second press on the same button.
    then(Press { again: true, ..press(3000, FORM, &[]) }, FormVerdict::NoErrorSeen);
    // The answer to the first press came after the second one.
    let mut cancelled = press(3000, FORM, &[own(200)]);
    cancelled.outcomes[0].at_ms = 10;
    then(cancelled.clone(), FormVerdict::AnswerUnclear);
    // It is sent once more.
    let again = press(5000, FORM, &[submitted(SentBy::Page), own(200)]);
    check_presses(vec![sent(200), cancelled, again], "0", FormVerdict::NoErrorSeen);
    let one = |at_ms, outcomes: &[Happened]| loose(1, press(at_ms, FORM, outcomes));
    check_presses(vec![one(0, &[own(200)]), one(300, &[])], "0", FormVerdict::NoErrorSeen);
}

#[test]
fn a_press_beside_a_field_for_a_code_is_another_one() {
    let (sent, ok) = (submitted(SentBy::Page), Happened::Answered { kind: Own, status: 200 });
    let form = press(0, FORM, &[sent, ok.clone()]);
    let code = |outcomes: &[Happened]| loose(1, press(400, CODE, outcomes));
    check_presses(vec![form.clone(), code(&[])], "400", FormVerdict::Sent);
    check_presses(vec![form, code(&[ok])], "400", FormVerdict::NoErrorSeen);
}

#[test]
fn an_answer_begins_with_its_press_and_not_long_after() {
    let answered = |press_ms, answer_ms| {
        let mut press =
            press(press_ms, FORM, &[submitted(SentBy::Page), Happened::Answered { kind: Own, status: 200 }]);
        press.outcomes[1].at_ms = answer_ms;
        press
    };
    check_presses(vec![answered(1000, 950)], "1000", FormVerdict::NoErrorSeen);
    check_presses(vec![answered(1000, 949)], "1000", FormVerdict::Sent);
    check_presses(vec![answered(1000, 60_999)], "1000", FormVerdict::NoErrorSeen);
    check_presses(vec![answered(1000, 61_000)], "1000", FormVerdict::Sent);
}

#[test]
fn what_answered_an_earlier_sending_answers_no_later_one() {
    let own = |status| Happened::Answered { kind: Own, status };
    let sent = |at_ms, answers: &[Happened]| {
        let outcomes: Vec<_> = [submitted(SentBy::Page)].into_iter().chain(answers.iter().cloned()).collect();
        press(at_ms, FORM, &outcomes)
    };
    let twice = |at_ms, answers: &[Happened], expected| {
        check_presses(vec![sent(0, &[own(200)]), sent(at_ms, answers)], "0", expected);
        let loose_one = |press| loose(1, press);
        check_presses(vec![loose_one(sent(0, &[own(200)])), loose_one(sent(at_ms, answers))], "0", expected);
    };
    twice(1000, &[], FormVerdict::Sent);
    twice(5000, &[own(500)], FormVerdict::Sent);
    twice(5000, &[own(200)], FormVerdict::NoErrorSeen);
    // It is pressed twice, at once; and then once more.
    twice(999, &[], FormVerdict::NoErrorSeen);
    let three = |answers: &[Happened]| vec![sent(0, &[]), sent(3000, answers), sent(3300, &[])];
    check_presses(three(&[own(200)]), "0", FormVerdict::NoErrorSeen);
    check_presses(three(&[]), "0", FormVerdict::Sent);
}

#[test]
fn a_first_step_of_boxes_is_no_sending() {
    let ok = || Happened::Answered { kind: Own, status: 200 };
    let next = Press { counts: with(GONE, FormProbe::Choices, 2), ..press(0, GONE, &[ok()]) };
    check_presses(
        vec![next.clone(), press(5000, FORM, &[submitted(SentBy::Page), ok()])],
        "5000",
        FormVerdict::NoErrorSeen,
    );
    check_presses(vec![next.clone(), loose(1, press(5000, FORM, &[ok()]))], "5000", FormVerdict::NoErrorSeen);
    check_presses(vec![next.clone(), press(5000, FORM, &[])], "0", FormVerdict::Open);
    check_presses(vec![next], "0", FormVerdict::Open);
}

/// Judges two presses of one attempt, whose form is gone: what came of the first one, and of the second one, which sends it.
fn judge_after_another_press(first: &[Happened], second: &[Happened]) -> FormVerdict {
    let sent: Vec<_> = [submitted(SentBy::Page)].into_iter().chain(second.iter().cloned()).collect();
    judge_form(&report(vec![press(20_000, FORM, first), press(25_000, FORM, &sent)], GONE, 9000))
}

#[test]
fn what_an_earlier_press_caused_answers_no_sending() {
    let answered = |kind| Happened::Answered { kind, status: 200 };
    assert_eq!(judge_after_another_press(&[answered(Shared)], &[]), FormVerdict::Sent);
    assert_eq!(judge_after_another_press(&[answered(Own)], &[]), FormVerdict::Sent);
    assert_eq!(judge_after_another_press(&[answered(Shared)], &[answered(Shared)]), FormVerdict::NoErrorSeen);
}

#[test]
fn a_request_long_after_the_sending_answers_only_at_the_form_s_own_address() {
    let judge = |kind, after_ms: u64| {
        let answer = Outcome { at_ms: 10_000 + after_ms, what: Happened::Answered { kind, status: 200 } };
        let mut sent = press(10_000, FORM, &[submitted(SentBy::Page)]);
        sent.outcomes.push(answer);
        judge_form(&report(vec![sent], GONE, 9000))
    };
    assert_eq!([judge(Shared, 2000), judge(Own, 2000), judge(Own, 59_999)], [FormVerdict::NoErrorSeen; 3]);
    assert_eq!([judge(Shared, 2001), judge(Own, 60_000)], [FormVerdict::Sent; 2]);
}
