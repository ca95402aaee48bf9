use super::*;
use crate::core::history::test_script::START;
use crate::core::time::Timestamp;
use crate::core::view::popup::tests::{FB, IG, LI, after, on, row, view_of};
use crate::core::view::popup::{Here, popup};
use crate::platforms::PlatformId;

#[test]
fn only_forms_send_mail() {
    for platform in PlatformId::ALL {
        for script in ["2025", "submit", "answered", "submit refused"] {
            let offered = view_of(platform, on(script)).action_groups.contains(&ActionGroup::Mail);
            let is_form = platform.facts().objection.route == Route::Form;
            assert!(is_form || script != "2025" || !offered, "{platform:?}");
            assert!(!is_form || offered, "{platform:?}: {script}");
        }
    }
}

#[test]
fn what_was_sent_can_be_sent_again_and_a_message_is_asked_about() {
    use ActionGroup::{Declare, Decline, Letter, Mail, Message, Remind, Reopen, StartOver};
    let groups = |state| view_of(FB, state).action_groups.clone();
    assert_eq!(groups(on("submit")), [Mail, Reopen, Declare, Remind, Decline]);
    assert_eq!(groups(on("unclear")), [Message, Mail, Reopen, Declare, Remind, Decline]);
    assert_eq!(groups(after(30, "submit")), [Mail, Letter, Reopen, Declare, Remind, Decline]);
    // New rules may ask for a new objection.
    assert_eq!(groups(on("2025")), [Mail, Reopen, StartOver]);
    assert_eq!(groups(on("submit mail")), [Reopen, StartOver]);
    assert_eq!(view_of(LI, on("off")).action_groups, [StartOver]);
}

#[test]
fn the_message_that_is_asked_about_has_the_day_on_which_it_came() {
    let came = |script| view_of(FB, on(script)).answered_at;
    assert_eq!(came("unclear"), Some(START));
    assert_eq!(came("submit unclear"), Some(Timestamp(START.0 + 60_000)));
    for script in ["", "submit", "code", "unclear answered"] {
        assert_eq!(came(script), None, "{script}");
    }
}

/// Of these two accounts, the one on the expected platform asks whether they are linked, and its line says that besides.
#[track_caller]
fn check_question(facebook: &str, instagram: &str, expected: Option<(PlatformId, &str)>) {
    let rows = vec![row(FB, "0", on(facebook)), row(IG, "0", on(instagram))];
    let keys: Vec<_> = rows.iter().filter_map(|row| row.account.clone()).collect();
    let questions = crate::core::records::Pair::new(&keys[0], &keys[1]).into_iter().collect();
    let popup = popup(&Overview { rows, questions, ..Overview::default() }, &Here::default());
    let asking = popup.rows.iter().filter(|row| row.link_question.is_some());
    let said = asking.map(|row| (row.name.platform, row.line.first().map_or("", |text| text.key.name())));
    assert_eq!(said.collect::<Vec<_>>(), Vec::from_iter(expected));
}

#[test]
fn the_account_that_is_not_on_record_asks_whether_it_is_linked() {
    check_question("answered", "", Some((IG, "")));
    check_question("submit", "", Some((IG, "")));
    check_question("", "2024", Some((FB, "")));
    check_question("snooze", "answered", Some((FB, "row_snoozed")));
    check_question("rules", "answered", Some((FB, "row_snoozed_rules")));
    check_question("answered", "mail", None);
}
