//! Other things stay or come after a sending: another step, an error that goes away, another form.

use super::*;

#[test]
fn another_step_is_no_end() {
    let ok = || Happened::Answered { kind: Own, status: 200 };
    let judge = |press: &Press, probe, count| {
        judge_form(&Report { counts: with(GONE, probe, count), ..report(vec![press.clone()], GONE, 9000) })
    };
    let in_form = press(0, FORM, &[submitted(SentBy::Page), ok()]);
    let (one, unanswered) = (on_control(1, &[ok()]), on_control(1, &[]));
    use FormVerdict::{AnswerUnclear as Unclear, NoErrorSeen, Open};
    assert_eq!([FormProbe::Choices, FormProbe::Submitters].map(|probe| judge(&in_form, probe, 1)), [Unclear; 2]);
    assert_eq!(judge(&in_form, FormProbe::Controls, 1), NoErrorSeen, "it closes what came");
    let steps = [FormProbe::Choices, FormProbe::Submitters, FormProbe::Controls];
    assert_eq!(steps.map(|probe| judge(&one, probe, 1)), [Unclear; 3]);
    assert_eq!(steps.map(|probe| judge(&unanswered, probe, 1)), [Open; 3]);
    // Another form was there before.
    let beside = Press { counts: with(FORM, FormProbe::Submitters, 2), ..in_form };
    assert_eq!([1, 2].map(|count| judge(&beside, FormProbe::Submitters, count)), [NoErrorSeen, Unclear]);
    // Somebody turns back there.
    let back = Press { counts: with(GONE, FormProbe::Choices, 2), ..press(20_000, GONE, &[]) };
    check_presses(vec![one, back], "10000", Unclear);
}

#[test]
fn an_error_that_went_away_is_no_good_end() {
    const ALERT: usize = FormProbe::Alert as usize;
    let most = |alerts| with(FORM, FormProbe::Alert, alerts).iter().map(|found| found.count).collect::<Vec<_>>();
    let sent = |at_ms| press(at_ms, FORM, &[submitted(SentBy::Page), Happened::Answered { kind: Own, status: 200 }]);
    let judge = |presses, now, alerts| judge_form(&Report { max_counts: most(alerts), ..report(presses, now, 9000) });
    use FormVerdict::{AnswerUnclear as Unclear, NoErrorSeen, Open, Sent};
    assert_eq!(
        [GONE, DIALOG, KNOWN, FORM].map(|now| judge(vec![sent(0)], now, 1)),
        [Unclear, Unclear, NoErrorSeen, Open]
    );
    assert_eq!([GONE, FORM].map(|now| judge(vec![sent(0)], now, 0)), [NoErrorSeen, Sent]);
    // It is sent again.
    let again = Press { max_counts: most(1), ..sent(5000) };
    assert_eq!([0, 1].map(|alerts| judge(vec![sent(0), again.clone()], GONE, alerts)), [NoErrorSeen, Unclear]);
    // Something else is pressed.
    let other = Press { max_counts: most(1), ..press(5000, GONE, &[]) };
    assert_eq!(judge(vec![sent(0), other], GONE, 0), Unclear);
    // It was there before.
    let mut beside = sent(0);
    beside.counts = with(FORM, FormProbe::Alert, 1);
    assert_eq!((beside.count(ALERT), judge(vec![beside], GONE, 1)), (1, NoErrorSeen));
}

#[test]
fn beside_a_form_with_other_fields_a_page_without_one_sends_too() {
    const WITH_SEARCH: Counts = [3, 0, 0, 0, 0, 0];
    const SEARCH: Counts = [1, 0, 0, 0, 0, 0];
    let ok = || Happened::Answered { kind: Shared, status: 200 };
    let mut sent = loose(1, press(0, WITH_SEARCH, &[ok()]));
    sent.counts[FormProbe::LooseFields as usize].count = 2;
    check(sent.clone(), SEARCH, FormVerdict::NoErrorSeen);
    check(sent.clone(), WITH_SEARCH, FormVerdict::Sent);
    // Beside a form that holds all fields, no control is as good as its button.
    sent.counts[FormProbe::LooseFields as usize].count = 0;
    check(sent, GONE, FormVerdict::Open);
}

#[test]
fn a_first_step_of_boxes_is_not_missing() {
    let boxes = |count, button, buttons| {
        let mut max_counts: Vec<u16> = with(GONE, FormProbe::Choices, count).iter().map(|found| found.count).collect();
        max_counts[button as usize] = buttons;
        judge_form(&Report { max_counts, ..report(Vec::new(), GONE, 9000) })
    };
    for button in [FormProbe::Controls, FormProbe::Submitters] {
        assert_eq!([boxes(0, button, 1), boxes(1, button, 1)], [FormVerdict::Missing, FormVerdict::Open]);
        // Boxes alone, as of a setting for the page's colours, lead nowhere.
        assert_eq!(boxes(1, button, 0), FormVerdict::Missing);
    }
}

#[test]
fn a_form_with_other_fields_is_another_step() {
    let judge = |press: &Press, counts, unchanged_ms| {
        judge_form(&Report { counts, ..report(vec![press.clone()], FORM, unchanged_ms) })
    };
    let ok = || Happened::Answered { kind: Own, status: 200 };
    let sent = press(0, FORM, &[submitted(SentBy::Page), ok()]);
    let settled = u64::from(SETTLED_MS);
    use FormVerdict::{AnswerUnclear as Unclear, Open, Sent};
    for counts in [found(&[1]), found(&[3]), with(FORM, FormProbe::Choices, 1), with(FORM, FormProbe::Submitters, 1)] {
        assert_eq!([settled - 1, settled].map(|ms| judge(&sent, counts.clone(), ms)), [Sent, Unclear]);
        let unanswered = press(0, FORM, &[submitted(SentBy::Page)]);
        // One of several controls may attach a file.
        assert_eq!([unanswered, on_control(2, &[ok()])].map(|press| judge(&press, counts.clone(), settled)), [Open; 2]);
    }
    assert_eq!(judge(&sent, with(FORM, FormProbe::Controls, 1), settled), Sent);
}

#[test]
fn where_the_page_has_a_form_s_number_the_form_that_is_sent_holds_it() {
    let judge = |numbers, number_inside| {
        let mut inside = vec![2, 0, 0, 0, 0, 0, 1];
        inside.resize(FormProbe::Numbers as usize, 0);
        inside.push(number_inside);
        let by_page = Happened::Submitted { by: SentBy::Page, inside };
        let mut sent = press(0, FORM, &[by_page, Happened::Answered { kind: Shared, status: 200 }]);
        sent.counts = with(FORM, FormProbe::Numbers, numbers);
        judge_form(&report(vec![sent], GONE, 9000))
    };
    use FormVerdict::{NoErrorSeen, Open};
    assert_eq!([judge(1, 1), judge(1, 0), judge(0, 0)], [NoErrorSeen, Open, NoErrorSeen]);
}

#[test]
fn what_comes_back_by_itself_says_that_it_was_no_end() {
    let ok = || Happened::Answered { kind: Own, status: 200 };
    let sent = || press(0, FORM, &[submitted(SentBy::Page), ok()]);
    let judge = |presses: &[Press], now, unchanged_ms, ago_ms| {
        judge_ended(&report(presses.to_vec(), now, unchanged_ms), ago_ms)
    };
    use FormVerdict::{AnswerUnclear as Unclear, CodeAsked, NoErrorSeen};
    let soon = |now| judge(&[sent()], now, u64::from(SETTLED_MS), 1000);
    assert_eq!([FORM, ERROR_BESIDE, DIALOG].map(soon), [Unclear; 3]);
    // Something loads in its place, as what else there is to read.
    assert_eq!([GONE, KNOWN, ERROR, CODE].map(soon), [NoErrorSeen, NoErrorSeen, NoErrorSeen, CodeAsked]);
    // It passes, or comes long afterwards, as a page may draw itself anew.
    for (unchanged_ms, ago_ms) in [(u64::from(SETTLED_MS) - 1, 1000), (9000, 60_000)] {
        assert_eq!(judge(&[sent()], ERROR_BESIDE, unchanged_ms, ago_ms), NoErrorSeen);
        assert_eq!(judge(&[sent()], CODE, unchanged_ms, ago_ms), CodeAsked);
    }
    // The person pressed something else meanwhile.
    let back = [sent(), press(4000, GONE, &[])];
    assert_eq!([FORM, CODE].map(|now| judge(&back, now, 9000, 1000)), [NoErrorSeen, CodeAsked]);
    let by_key = [sent(), press(4000, GONE, &[]), Press { again: true, ..press(4010, GONE, &[]) }];
    assert_eq!(judge(&by_key, FORM, 9000, 1000), NoErrorSeen);
}
