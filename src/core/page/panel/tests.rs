use super::*;
use crate::core::account::AccountKey;
use crate::core::account::Salt;
use crate::core::cookie_store::CookieStoreId;
use crate::core::history::objected::objected_on;
use crate::core::history::status::{MAIL_OVERDUE_MS, derive_status};
use crate::core::history::test_script::{START, history, known};
use crate::core::overview::status::Withheld;
use crate::core::session::{Doubt, UserId};
use crate::platforms::PlatformId::{self, Facebook, Instagram, Linkedin};
use std::collections::BTreeSet;

fn row_of(platform: PlatformId, number: &str, status: AccountStatus) -> Row {
    let store = CookieStoreId("0".into());
    let key = AccountKey::new(Salt([1; 16]), platform, &store, &UserId::Number(number.into()));
    Row { account: Some(key), ..Row::new(platform, vec![store], status) }
}

fn row(status: AccountStatus) -> Row {
    row_of(Facebook, "1", status)
}

/// The status of an account with this history.
fn on(script: &str) -> AccountStatus {
    AccountStatus::Known(known(script))
}

/// The row of an account with this history, as the overview makes it.
fn row_with(script: &str) -> Row {
    Row { objected_on: objected_on(&history(script)), ..row(on(script)) }
}

/// The sentences and buttons of a panel, in order; after a star, the first button is the filled one.
fn words(panel: &Panel) -> String {
    let said = panel.sentences.iter().map(|text| text.key.name()).chain(panel.steps.iter().map(|key| key.name()));
    let star = if panel.main_button().is_some() { "*" } else { "" };
    let pressed = panel.buttons.iter().map(|button| button.slug());
    format!("{} | {star}{}", said.collect::<Vec<_>>().join(" "), pressed.collect::<Vec<_>>().join(" "))
}

const LATER: Timestamp = Timestamp(START.0 + BANNER_WAITS_MS);

/// No answer has come for so long that the popup offers a letter in place of the question.
const OVERDUE: Timestamp = Timestamp(START.0 + MAIL_OVERDUE_MS);

#[track_caller]
fn check_banner(status: AccountStatus, now: Timestamp, expected: Option<&str>) {
    assert_eq!(banner(&row(status), now).map(|panel| words(&panel)).as_deref(), expected);
}

#[test]
fn a_banner_is_for_what_is_due() {
    check_banner(on(""), START, Some("banner_not_recorded | *object already close"));
    for script in ["answered", "mail", "refused", "decline", "snooze", "2025"] {
        check_banner(on(script), LATER, None);
    }
    for status in [
        AccountStatus::LoggedOut,
        AccountStatus::NoAccess(Withheld::ByChoice),
        AccountStatus::Unknown(Doubt::HalfSession),
    ] {
        check_banner(status, LATER, None);
    }
}

#[test]
fn a_banner_asks_for_the_mail_two_days_after_sending_and_never_to_object() {
    for (script, asks) in [
        ("submit", "banner_mail | *mail open-form close"),
        ("code", "state_code_asked | *mail open-form close"),
        // Nobody knows that the form was sent.
        ("unclear", "state_unclear | *mail open-form close"),
    ] {
        check_banner(on(script), START, None);
        check_banner(on(script), Timestamp(LATER.0 - 1), None);
        check_banner(on(script), LATER, Some(asks));
    }
    // A clock that was set back makes nobody be asked.
    check_banner(on("submit"), Timestamp(0), None);
    check_banner(on("submit notyet"), LATER, None);
    for script in ["submit", "unclear", "submit notyet"] {
        let status = derive_status(&history(script), OVERDUE, None);
        check_banner(AccountStatus::Known(status), OVERDUE, None);
    }
}

#[test]
fn a_form_that_was_sent_with_a_linked_account_is_not_asked_about() {
    for script in ["submit", "code", "unclear"] {
        let covered = Row { covered_by: Some(Facebook), ..row_of(Instagram, "3", on(script)) };
        assert_eq!(banner(&covered, LATER), None, "{script}");
        let form = FormSeen { verdict: FormVerdict::Missing, has_new_dialog: false, is_there: false };
        let ways = "companion_missing companion_missing_hint | *reopen alternate fallback guide";
        assert_eq!(words(&companion(&covered, &[], form)), ways, "{script}");
        assert!(next::is_all_done(&[covered]), "{script}");
    }
}

#[track_caller]
fn check(status: AccountStatus, verdict: FormVerdict, expected: &str) {
    let form = FormSeen { verdict, has_new_dialog: false, is_there: false };
    assert_eq!(words(&companion(&row(status), &[row(on("submit"))], form)), expected);
}

#[test]
fn the_companion_says_what_was_seen_and_no_more() {
    let open = "companion_lead companion_step_mail companion_step_reason companion_step_send | insert";
    check(on(""), FormVerdict::Open, open);
    check(on("submit"), FormVerdict::Open, open);
    check(on("2025"), FormVerdict::Open, "companion_recorded | record");
    check(on("submit"), FormVerdict::Sent, "companion_sent | record");
    check(on("code"), FormVerdict::CodeAsked, "companion_code | ");
    check(on("unclear"), FormVerdict::NoErrorSeen, "event_answer_unclear | *answer reopen");
    // The record was taken back meanwhile.
    check(on(""), FormVerdict::NoErrorSeen, "companion_mail | record");
    let ways = "companion_missing companion_missing_hint | *reopen alternate fallback guide";
    check(on("refused"), FormVerdict::Missing, ways);
    check(on(""), FormVerdict::Missing, &[ways, " already"].concat());
    let done = "companion_recorded companion_missing | record reopen alternate fallback";
    check(on("2025"), FormVerdict::Missing, done);
    // It may have been a step on the way.
    let still = FormSeen { verdict: FormVerdict::Sent, has_new_dialog: false, is_there: true };
    assert_eq!(words(&companion(&row(on("submit")), &[], still)), open);
    check(on("submit"), FormVerdict::Missing, "companion_sent | record reopen");
    check(on("code"), FormVerdict::Missing, "state_code_asked | *answer reopen");
    check(on("unclear"), FormVerdict::Missing, "event_answer_unclear | *answer reopen");
    check(AccountStatus::LoggedOut, FormVerdict::NoErrorSeen, "companion_logged_out | *visit");
    check(AccountStatus::NoAccess(Withheld::ByChoice), FormVerdict::Open, "state_no_access | ");
}

#[test]
fn the_companion_says_what_is_not_clear_and_sends_nobody_where_it_does_not_help() {
    let check = |doubt, expected| check(AccountStatus::Unknown(doubt), FormVerdict::Open, expected);
    check(Doubt::ActingAsPage, "doubt_acting_as_page | *visit");
    check(Doubt::HalfSession, "doubt_half_session | *visit");
    check(Doubt::TwoAccounts, "doubt_two_accounts | *visit");
    check(Doubt::Unreadable, "doubt_unreadable | ");
    check(Doubt::RecordsUnreadable, "problem_unreadable | ");
    check(Doubt::RecordsNewer, "problem_newer | ");
}

#[test]
fn the_companion_speaks_of_a_message_only_where_there_is_one() {
    let unclear = |has_new_dialog| {
        let form = FormSeen { verdict: FormVerdict::AnswerUnclear, has_new_dialog, is_there: false };
        words(&companion(&row(on("unclear")), &[], form))
    };
    assert_eq!(unclear(true), "companion_dialog | *answer reopen");
    let step = FormSeen { verdict: FormVerdict::AnswerUnclear, has_new_dialog: false, is_there: true };
    let steps = "companion_step_mail companion_step_reason companion_step_send";
    let expected = format!("event_answer_unclear companion_lead {steps} | insert answer");
    assert_eq!(words(&companion(&row(on("unclear")), &[], step)), expected);
    assert_eq!(unclear(false), "event_answer_unclear | *answer reopen");
}

#[test]
fn a_login_in_another_container_is_told_apart() {
    let elsewhere = Row { is_logged_in_elsewhere: true, ..row(AccountStatus::LoggedOut) };
    let form = FormSeen { verdict: FormVerdict::Open, has_new_dialog: false, is_there: false };
    assert_eq!(words(&companion(&elsewhere, &[], form)), "companion_elsewhere | *visit");
    assert_eq!(words(&other_right(&elsewhere)), "other_right_title other_right_hint | *object");
    assert_eq!(words(&switched(&elsewhere)), "companion_switched | *reopen");
}

#[test]
fn beside_a_form_for_another_right_nobody_is_led_to_what_is_done() {
    for (status, covered_by, button) in [
        (on(""), None, "*object"),
        (on("submit"), None, "*object"),
        (on("refused"), None, "*object"),
        (on("answered"), None, "record"),
        (on("decline"), None, "record"),
        (on("submit"), Some(Facebook), "record"),
        (AccountStatus::Unknown(Doubt::HalfSession), None, "*object"),
    ] {
        let row = Row { covered_by, ..row_of(Instagram, "3", status) };
        assert_eq!(words(&other_right(&row)), format!("other_right_title other_right_hint | {button}"), "{row:?}");
    }
}

/// After the form of the first row was sent without an error: what is said, and whose turn it is.
#[track_caller]
fn check_next(rows: &[Row], expected: &str, whose: Option<(PlatformId, &str)>) {
    let form = FormSeen { verdict: FormVerdict::NoErrorSeen, has_new_dialog: false, is_there: false };
    let panel = companion(&rows[0], rows, form);
    assert_eq!(words(&panel), expected);
    let named = panel.next.as_ref().map(|name| (name.platform, name.label.as_str()));
    assert_eq!(named, whose);
    // Nothing of ours is shown beside a switch, so that it is named before.
    let is_switch = whose.is_some_and(|(platform, _)| platform == Linkedin);
    assert_eq!(panel.next_note, is_switch.then_some("row_set_off_linkedin"));
}

#[test]
fn what_is_on_again_comes_next_and_then_what_is_not_done() {
    let leads_on = "companion_seen companion_mail | *next record";
    let ends = "companion_seen companion_mail companion_done | record friends";
    let quiet = "companion_seen companion_mail | record";
    let sent = || row_with("answered");
    let labelled = |status, label: &str| Row { label: label.into(), ..row_of(Facebook, "2", status) };
    let (instagram, linkedin) = (|s| row_of(Instagram, "3", on(s)), |s| row_of(Linkedin, "4", on(s)));
    check_next(&[sent(), instagram(""), linkedin("")], leads_on, Some((Instagram, "")));
    check_next(&[sent(), instagram(""), linkedin("off on")], leads_on, Some((Linkedin, "")));
    check_next(&[sent(), instagram("submit"), linkedin("")], leads_on, Some((Linkedin, "")));
    check_next(&[sent(), labelled(on(""), "Work"), linkedin("")], leads_on, Some((Facebook, "Work")));
    check_next(&[sent(), instagram("2025"), linkedin("decline")], ends, None);
    check_next(&[sent(), Row::new(Instagram, Vec::new(), AccountStatus::LoggedOut)], ends, None);
    // An account that waits for an answer is no next step, and not done either; nor is one that cannot be
    // seen.
    check_next(&[sent(), instagram("submit"), linkedin("off")], quiet, None);
    check_next(&[sent(), instagram("refused")], quiet, None);
    check_next(&[sent(), row_of(Instagram, "3", AccountStatus::NoAccess(Withheld::ByChoice))], quiet, None);
    check_next(&[sent(), row_of(Instagram, "3", AccountStatus::Unknown(Doubt::HalfSession))], quiet, None);
    // The person took it back: the next account is not this one again.
    check_next(&[row(on("")), linkedin("off")], "companion_mail | record", None);
}

#[test]
fn the_date_is_that_of_the_sending() {
    let first_words = |script| {
        let form = FormSeen { verdict: FormVerdict::NoErrorSeen, has_new_dialog: false, is_there: false };
        companion(&row_with(script), &[], form).sentences.swap_remove(0)
    };
    let sent = Text::with(Key::CompanionSeen, START);
    // An answer, or another one's word, has a day of its own.
    for script in ["answered", "answered mail", "answered refused", "answered over undo:2"] {
        assert_eq!(first_words(script), sent, "{script}");
    }
    for script in ["answered undo:1", "answered declare", "mail"] {
        assert_eq!(first_words(script), Key::CompanionMail.into(), "{script}");
    }
}

#[test]
fn what_could_not_be_saved_is_not_called_sent_and_leads_nowhere_else() {
    let panel = not_saved(&row(on("")), Key::NotSavedFull);
    assert_eq!((words(&panel).as_str(), panel.next), ("not_saved_full | already", None));
}

#[test]
fn the_other_form_is_not_the_one_the_person_is_on() {
    let main = Facebook.facts().objection.main.url;
    let Some(Target::Web(other)) = PanelButton::Alternate.target(Facebook, main) else { panic!("no other form") };
    assert_ne!(other, main);
    assert_eq!(PanelButton::Alternate.target(Facebook, other), Some(Target::Web(main)));
}

#[test]
fn what_is_to_be_answered_is_asked_in_the_row_of_the_account() {
    for button in [PanelButton::Already, PanelButton::Mail, PanelButton::Answer] {
        assert_eq!(button.target(Instagram, ""), Some(Target::Own("popup.html#done/instagram".into())));
    }
    assert_eq!(PanelButton::Settings.target(Instagram, ""), Some(Target::Own("record.html#settings".into())));
}

#[test]
fn without_the_form_there_is_a_letter_to_the_site_in_question() {
    let guide = PanelButton::Guide.target(Instagram, "");
    assert_eq!(guide, Some(Target::Own("guide.html?instagram/#locked-out".into())));
}

#[test]
fn names_of_presses_differ() {
    let names: BTreeSet<_> = PanelButton::ALL.iter().map(|press| press.slug()).collect();
    assert_eq!(names.len(), PanelButton::ALL.len());
}
