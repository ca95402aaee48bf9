//! Each rule as a row of a table.

use super::*;
use crate::core::history::test_script::{START, history, known, letter};

#[track_caller]
fn check_at(script: &str, days: i64, rules: &str, expected: &str) {
    let (history, now) = (history(script), Timestamp(START.0 + days * DAY_MS));
    assert_eq!(letter(&derive_status(&history, now, Date::parse(rules))), expected, "{script}, {days} days, {rules}");
}

#[track_caller]
fn check(script: &str, expected: &str) {
    check_at(script, 0, "2026-07-23", expected);
}

/// The table gives the status after each event in each state.
#[test]
fn every_event_in_every_state() {
    const EVENTS: &str = "            submit code unclear answered declare mail refused notyet off on locked snooze decline over session";
    const TABLE: [(&str, &str); 11] = [
        (
            "",
            "                         P      P    P       O        D       C    F       -      R   -  L      z      x       -    -",
        ),
        (
            "submit",
            "                   P      P    P       O        D       C    F       P      R   -  L      z      x       -    P",
        ),
        (
            "declare",
            "                  D      D    D       O        D       C    F       D      R   !  L      D      D       -    D+",
        ),
        (
            "submit answered",
            "          O      O    O       O        O       C    F       O      R   !  L      O      O       -    O+",
        ),
        (
            "mail",
            "                     C      C    C       C        C       C    F       C      R   !  L      C      C       -    C+",
        ),
        (
            "submit refused",
            "           P      P    P       O        D       C    F       F      R   F  L      z      x       -    F",
        ),
        (
            "off",
            "                      R      R    R       R        R       R    F       R      R   !  L      R      R       -    R+",
        ),
        (
            "off on",
            "                   !      !    !       O        D       C    !       !      R   !  !      z      x       -    !+",
        ),
        (
            "locked",
            "                   L      L    L       O        D       C    L       L      R   -  L      z      x       -    -",
        ),
        (
            "snooze",
            "                   P      P    P       O        D       C    F       z      R   z  z      z      x       -    z",
        ),
        (
            "decline",
            "                  P      P    P       O        D       C    F       x      R   x  x      z      x       -    -",
        ),
    ];
    for (state, row) in TABLE {
        for (event, expected) in EVENTS.split_whitespace().zip(row.split_whitespace()) {
            check(&format!("{state} {event}"), expected);
        }
    }
}

#[test]
fn a_refusal_counts_until_the_person_acts() {
    check("submit answered refused", "F");
    check("mail refused", "F");
    check("refused mail", "C");
    check("refused submit", "P");
    check("refused submit answered", "O");
    check("refused declare", "D");
    check("refused snooze", "z");
    check("refused decline", "x");
    check("refused undo:1", "-");
    check("declare refused over", "-");
    check_at("refused snooze", 8, "2026-07-23", "F");
}

#[track_caller]
fn check_mail(script: &str, days: i64, expected: MailStage) {
    let now = Timestamp(START.0 + days * DAY_MS + MINUTES_OF_A_SCRIPT_MS);
    let found = match derive_status(&history(script), now, None) {
        RecordStatus::Pending { mail, .. } | RecordStatus::Recorded(Objection { mail, .. }) => mail,
        other => panic!("{script}: {other:?}"),
    };
    assert_eq!(found, expected, "{script}, {days} days");
}

/// Later than every entry of a short script, each of which is a minute after the one before.
const MINUTES_OF_A_SCRIPT_MS: i64 = 10 * 60_000;

#[test]
fn the_mail_is_asked_for_from_the_second_day_and_missed_after_thirty() {
    check_mail("submit answered", 0, MailStage::Wait);
    check_mail("submit answered", 1, MailStage::Ask);
    check_mail("submit answered", 29, MailStage::Ask);
    check_mail("submit answered", 30, MailStage::Overdue);
    check_mail("submit answered mail", 40, MailStage::NotExpected);
    check_mail("declare", 40, MailStage::NotExpected);
    check_mail("off", 40, MailStage::NotExpected);
    check_mail("submit", 0, MailStage::Ask);
    check_mail("submit code", 0, MailStage::Ask);
    check_mail("submit", 30, MailStage::Overdue);
    check_mail("unclear", 30, MailStage::Overdue);
    // Nobody knows that a form was finished whose code was asked for.
    check_mail("code", 30, MailStage::Ask);
    check_mail("submit code", 400, MailStage::Ask);
}

#[test]
fn not_yet_is_an_answer_for_a_week() {
    check_mail("submit notyet", 0, MailStage::Wait);
    check_mail("submit notyet", 6, MailStage::Wait);
    check_mail("submit notyet", 7, MailStage::Ask);
    check_mail("submit notyet", 30, MailStage::Overdue);
    check_mail("code notyet", 6, MailStage::Wait);
    check_mail("code notyet", 30, MailStage::Ask);
    check_mail("notyet submit", 0, MailStage::Ask);
    check_mail("submit notyet submit", 0, MailStage::Ask);
}

#[test]
fn what_was_seen_after_a_submission_is_told_apart() {
    let reason = |script| match known(script) {
        RecordStatus::Pending { reason, .. } => reason,
        other => panic!("{script}: {other:?}"),
    };
    assert_eq!(reason("submit"), PendingReason::NoAnswerSeen);
    assert_eq!(reason("submit code"), PendingReason::CodeAsked);
    assert_eq!(reason("submit unclear"), PendingReason::AnswerUnclear);
    assert_eq!(reason("submit unclear submit"), PendingReason::NoAnswerSeen);
}

#[test]
fn evidence_never_goes_down() {
    check("mail answered declare", "C");
    check("off mail answered submit code", "R");
    check("off snooze decline rules", "R");
    check("off on declare", "D");
    check("mail over declare", "D");
}

#[test]
fn a_switch_is_on_again_until_there_is_new_evidence() {
    check("off on on on", "!");
    check("off on off", "R");
    check("off on over on", "-");
    check("declare on submit", "!");
    check("off on snooze on", "z");
    check("off snooze on", "!");
    check("off decline on", "!");
    check("off on decline on", "x");
    check("decline on", "x");
}

#[test]
fn a_submission_lifts_what_postponed_it() {
    check("snooze submit", "P");
    check("decline code", "P");
    check("submit snooze", "z");
    check_at("submit snooze", 8, "2026-07-23", "P");
}

#[test]
fn a_snooze_ends_and_what_was_below_shows() {
    check_at("snooze", 6, "2026-07-23", "z");
    check_at("snooze", 7, "2026-07-23", "-");
    check_at("decline snooze", 7, "2026-07-23", "x");
    check_at("off on snooze", 7, "2026-07-23", "!");
    check("snooze over", "-");
}

#[test]
fn only_newer_rules_end_a_snooze() {
    check_at("rules", 9999, "2026-07-23", "z");
    check_at("rules", 0, "2026-07-24", "-");
    check_at("rules", 0, "2025-05-27", "z");
    check_at("rules", 0, "unknown", "z");
    check_at("declare", 9999, "2030-01-01", "D");
}

#[test]
fn clocks_that_jump_take_nothing_away() {
    for days in [-100_000, -400, -1, 0, 89, 400, 100_000] {
        check_at("declare", days, "2026-07-23", "D");
        check_at("decline", days, "2026-07-23", "x");
        check_at("off", days, "2026-07-23", if days < 90 { "R" } else { "R~" });
        check_at("snooze", days, "2026-07-23", if days < 7 { "z" } else { "-" });
    }
}

#[test]
fn a_reading_lasts_ninety_days() {
    check_at("off", 89, "2026-07-23", "R");
    check_at("off", 90, "2026-07-23", "R~");
    check_at("off declare", 90, "2026-07-23", "R~");
    check_at("off session", 90, "2026-07-23", "R+");
    check_at("mail", 90, "2026-07-23", "C");
}

#[test]
fn a_new_login_asks_for_one_more_look() {
    check("session off", "R");
    check("off session off", "R");
    check("off session declare", "R");
    check("off session on", "!");
    check("off on session", "!+");
    check("off session off on", "!");
    check("session", "-");
}

#[test]
fn what_one_person_chose_or_saw_counts_for_no_other() {
    check("decline session", "-");
    check("rules session", "-");
    check("decline snooze session", "z");
    // It ends by itself, or is about the country.
    check("snooze session", "z");
    check("nowhere session", "x");
    check("nowhere decline session", "-");
    check("off locked session", "-");
    check("submit answered locked session", "-");
    check("off on decline session", "!+");
    check("submit decline session", "P");
    check("session decline", "x");
    check("session snooze", "z");
    check("session locked", "L");
    check("decline session undo:2", "x");
    check("off over session undo:2", "R+");
}

#[test]
fn undoing_ends_where_it_began() {
    check("declare undo:1", "-");
    check("submit declare undo:2", "P");
    check("off on undo:2", "R");
    check("off over undo:2", "R");
    check("mail declare undo:1", "D");
    check("declare undo:1 undo:2", "D");
    check("declare undo:1 undo:2 undo:3", "-");
    check("declare undo:9", "D");
    check("undo:2 declare", "D");
    check("undo:1 declare", "D");
}

#[test]
fn what_the_person_said_is_kept() {
    let when = |script| match known(script) {
        RecordStatus::Recorded(Objection { when, recheck: None, .. }) => when,
        other => panic!("{script}: {other:?}"),
    };
    assert_eq!(when("2024"), Some(DeclaredWhen::Year(2024)));
    assert_eq!(when("sometime"), Some(DeclaredWhen::Unknown));
    assert_eq!(when("mail"), None);
}
