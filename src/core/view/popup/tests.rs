mod notes;

use super::*;
use crate::core::account::{AccountKey, Salt};
use crate::core::history::status::derive_status;
use crate::core::history::test_script::{START, history, known};
use crate::core::records::Records;
use crate::core::session::{Doubt, UserId};
use crate::core::time::{DAY_MS, Timestamp};

pub(super) const FB: PlatformId = PlatformId::Facebook;
pub(super) const IG: PlatformId = PlatformId::Instagram;
pub(super) const LI: PlatformId = PlatformId::Linkedin;
const HALF: AccountStatus = AccountStatus::Unknown(Doubt::HalfSession);

pub(super) fn row(platform: PlatformId, store: &str, status: AccountStatus) -> Row {
    let user = if platform == LI { UserId::Unnamed } else { UserId::Number("17".into()) };
    let store = CookieStoreId(store.into());
    let account: AccountKey = Records::new(Salt([7; 16])).identify(platform, &store, &user);
    Row { account: Some(account), ..Row::new(platform, vec![store], status) }
}

/// The status of an account with this history.
pub(super) fn on(script: &str) -> AccountStatus {
    AccountStatus::Known(known(script))
}

/// The status of an account with this history so many days later.
pub(super) fn after(days: i64, script: &str) -> AccountStatus {
    AccountStatus::Known(derive_status(&history(script), Timestamp(START.0 + days * DAY_MS), None))
}

fn popup_of(rows: &[(PlatformId, AccountStatus)]) -> Popup {
    let rows = rows.iter().map(|(platform, status)| row(*platform, "0", status.clone())).collect();
    popup(&Overview { rows, ..Overview::default() }, &Here::default())
}

#[track_caller]
pub(super) fn view_of(platform: PlatformId, status: AccountStatus) -> Rc<RowView> {
    popup_of(&[(platform, status)]).rows.pop().unwrap()
}

#[test]
fn the_main_button_follows_the_state() {
    let check = |platform, state, expected: Option<MainAction>| {
        assert_eq!(view_of(platform, state).action, expected, "{platform:?}");
    };
    let form = "https://www.facebook.com/help/contact/6359191084165019";
    let switch = "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement";
    check(FB, on(""), Some(MainAction::Object(form, Key::ActionObject)));
    check(LI, on(""), Some(MainAction::Object(switch, Key::ActionTurnOff)));
    check(LI, on("off on"), Some(MainAction::Object(switch, Key::ActionTurnOff)));
    check(FB, AccountStatus::LoggedOut, Some(MainAction::Visit("https://www.facebook.com/", Key::ActionLogIn)));
    check(FB, HALF, Some(MainAction::Visit("https://www.facebook.com/", Key::ActionVisit)));
    // Nothing at the site would clear that up.
    check(FB, AccountStatus::Unknown(Doubt::Unreadable), None);
    check(FB, AccountStatus::NoAccess(Withheld::ByChoice), Some(MainAction::Grant("https://*.facebook.com/*".into())));
    check(FB, on("submit"), Some(MainAction::Answer));
    check(FB, on("unclear"), Some(MainAction::Answer));
    // She said that no e-mail has come: nothing is asked again until it may have.
    check(FB, on("submit notyet"), Some(MainAction::Object(form, Key::CompanionReopen)));
    check(FB, on("code notyet"), Some(MainAction::Object(form, Key::CompanionReopen)));
    check(FB, on("unclear notyet"), Some(MainAction::Answer));
    check(FB, after(8, "submit notyet"), Some(MainAction::Answer));
    check(FB, on("answered"), None);
    check(FB, after(1, "answered"), Some(MainAction::Answer));
    check(FB, after(1, "answered mail"), None);
    // Where the line offers a letter, the button leads to it.
    for script in ["submit", "unclear", "submit notyet", "answered"] {
        check(FB, after(30, script), Some(MainAction::Guide("follow-up", Key::ActionLetter)));
        assert!(view_of(FB, after(30, script)).action_groups.contains(&ActionGroup::Mail), "{script}");
    }
    check(FB, after(30, "code"), Some(MainAction::Answer));
    check(FB, on("submit refused"), Some(MainAction::Guide("refused", Key::ActionWhatNow)));
    check(LI, after(91, "off"), Some(MainAction::Object(switch, Key::ActionLookAtSwitch)));
}

#[test]
fn a_choice_not_to_object_is_one_press_from_being_taken_back() {
    for (platform, script, key) in [
        (FB, "snooze", Key::ActionObjectAfterAll),
        (FB, "decline", Key::ActionObjectAfterAll),
        (FB, "nowhere", Key::ActionObjectAfterAll),
        (LI, "snooze", Key::ActionTurnOffAfterAll),
    ] {
        let url = platform.facts().objection.main.url;
        assert_eq!(view_of(platform, on(script)).action, Some(MainAction::ObjectAfterAll(url, key)), "{script}");
    }
}

#[test]
fn the_account_of_the_tab_comes_first() {
    let rows = ["firefox-default", "firefox-container-2", "firefox-container-3"];
    let rows = rows.map(|store| row(IG, store, on("")));
    let overview = Overview { rows: rows.into(), ..Overview::default() };
    let order = |here: &str| -> Vec<Option<u32>> {
        let here = Here { store: Some(CookieStoreId(here.into())), ..Here::default() };
        let popup = popup(&overview, &here);
        popup.rows.iter().map(|row| row.store.as_ref().and_then(CookieStoreId::container)).collect()
    };
    assert_eq!(order("firefox-default"), [None, Some(2), Some(3)]);
    assert_eq!(order("firefox-container-3"), [Some(3), None, Some(2)]);
    assert_eq!(order("firefox-container-9"), [None, Some(2), Some(3)]);
}

/// The platforms of the rows in their order, the next step marked.
#[track_caller]
fn check_order(here: Option<PlatformId>, rows: &[(PlatformId, AccountStatus)], expected: &str) {
    let rows = rows.iter().map(|(platform, status)| row(*platform, "0", status.clone())).collect();
    let popup = popup(&Overview { rows, ..Overview::default() }, &Here { platform: here, ..Here::default() });
    let mark = |row: &Rc<RowView>| [row.name.platform.slug(), if row.is_primary { "*" } else { "" }].concat();
    assert_eq!(popup.rows.iter().map(mark).collect::<Vec<_>>().join(" "), expected);
}

#[test]
fn the_next_step_comes_first_and_is_the_only_one() {
    check_order(None, &[(FB, on("")), (IG, on("")), (LI, on(""))], "facebook* instagram linkedin");
    check_order(Some(IG), &[(FB, on("")), (IG, on("")), (LI, on(""))], "instagram* facebook linkedin");
    check_order(Some(FB), &[(FB, on("")), (LI, on("off on"))], "linkedin* facebook");
    check_order(Some(FB), &[(FB, on("submit")), (IG, on(""))], "instagram* facebook");
    check_order(None, &[(FB, on("submit")), (IG, AccountStatus::NoAccess(Withheld::ByChoice))], "instagram* facebook");
    check_order(None, &[(FB, on("answered")), (IG, on("submit"))], "instagram* facebook");
    check_order(None, &[(FB, after(30, "submit")), (IG, after(30, "answered"))], "facebook* instagram");
    // Where she waits, nothing is the next step.
    check_order(None, &[(FB, on("submit notyet")), (IG, on("submit"))], "instagram* facebook");
    check_order(None, &[(FB, on("submit notyet"))], "facebook");
    // A code that was not typed in is no wait.
    check_order(None, &[(FB, on("submit notyet")), (IG, on("code notyet"))], "instagram* facebook");
    check_order(None, &[(FB, on("2025")), (IG, after(30, "answered"))], "instagram* facebook");
    check_order(None, &[(FB, AccountStatus::LoggedOut), (IG, on("answered"))], "instagram facebook");
    check_order(None, &[(FB, AccountStatus::Unknown(Doubt::RecordsNewer)), (IG, on("submit"))], "facebook instagram*");
}

#[test]
fn the_headline_says_the_most_pressing_thing() {
    let check = |states: &[AccountStatus], expected: Key| {
        let rows: Vec<_> = states.iter().map(|state| (FB, state.clone())).collect();
        assert_eq!(popup_of(&rows).headline, Text::from(expected), "{states:?}");
    };
    let recorded = || on("2025");
    check(&[AccountStatus::LoggedOut, HALF, AccountStatus::NoAccess(Withheld::ByChoice)], Key::HeadlineUnclear);
    check(&[AccountStatus::LoggedOut, AccountStatus::NoAccess(Withheld::ByChoice), recorded()], Key::HeadlineNoAccess);
    check(&[AccountStatus::LoggedOut], Key::HeadlineLoggedOut);
    check(&[AccountStatus::LoggedOut, recorded()], Key::HeadlineRecorded);
    check(&[on("decline"), recorded()], Key::HeadlineNothingDue);
    check(&[after(91, "off")], Key::HeadlineNothingDue);
    check(&[on("answered"), recorded()], Key::HeadlineWaiting);
    check(&[on("answered mail"), recorded()], Key::HeadlineRecorded);
    // After a "not yet" nothing can be done until later.
    check(&[on("submit notyet")], Key::HeadlineWaiting);
    check(&[on("submit notyet"), recorded()], Key::HeadlineWaiting);
    check(&[on("submit notyet"), on("decline")], Key::HeadlineNothingDue);
    check(&[on("submit notyet"), HALF], Key::HeadlineUnclear);
    // Nobody waits any more for what should have come.
    check(&[after(30, "answered"), recorded()], Key::RowLetter);
    check(&[after(30, "answered"), on("decline")], Key::RowLetter);
    check(&[after(30, "answered"), AccountStatus::NoAccess(Withheld::ByChoice)], Key::HeadlineNoAccess);
}

#[test]
fn what_is_to_do_is_counted_of_all_that_are_known() {
    let args = |rows: &[AccountStatus]| {
        let rows: Vec<_> = rows.iter().map(|state| (FB, state.clone())).collect();
        let popup = popup_of(&rows);
        assert_eq!(popup.headline.key, Key::HeadlineToDo);
        (popup.headline.args, popup.progress.len())
    };
    let expected = |due: &str, total: &str| vec![due.into(), total.into()];
    assert_eq!(args(&[on(""), on("2024"), on("submit")]), (expected("2", "3"), 3));
    assert_eq!(args(&[on(""), on("2024"), on("submit notyet")]), (expected("2", "3"), 3));
    for script in ["submit", "code", "code notyet", "unclear notyet"] {
        assert_eq!(args(&[on(script), on("2024")]), (expected("1", "2"), 2), "{script}");
    }
    assert_eq!(args(&[after(30, "submit"), on("2024")]), (expected("1", "2"), 2));
    assert_eq!(
        args(&[on(""), AccountStatus::LoggedOut, HALF, AccountStatus::NoAccess(Withheld::ByChoice)]),
        (expected("1", "1"), 1)
    );
}

#[test]
fn the_line_says_how_it_is_known() {
    let check = |platform, state, icon: Icon, expected: &str| {
        let view = view_of(platform, state);
        let keys: Vec<_> = view.line.iter().map(|text| text.key.name()).collect();
        assert_eq!((keys.join(" ").as_str(), view.icon), (expected, icon), "{platform:?}");
    };
    check(FB, AccountStatus::LoggedOut, Icon::Nobody, "");
    check(FB, AccountStatus::NoAccess(Withheld::ByChoice), Icon::Unclear, "state_no_access");
    check(FB, HALF, Icon::Unclear, "doubt_half_session");
    check(FB, on(""), Icon::Due, "row_not_recorded");
    check(FB, on("submit"), Icon::Waiting, "row_pending");
    check(FB, on("submit notyet"), Icon::Waiting, "row_no_mail");
    // With a code asked for, nothing is known to be sent; whether an e-mail came, she has just said.
    check(FB, on("code notyet"), Icon::Waiting, "event_code_asked");
    check(FB, on("code"), Icon::Waiting, "row_code");
    check(FB, on("unclear"), Icon::Waiting, "row_dialog");
    check(FB, after(30, "submit"), Icon::Waiting, "row_letter");
    check(FB, after(30, "code"), Icon::Waiting, "row_code");
    check(FB, on("declare"), Icon::Told, "row_told_day");
    check(FB, on("2024"), Icon::Told, "row_told_year");
    check(LI, on("sometime"), Icon::Told, "row_told_undated");
    check(FB, on("answered"), Icon::Seen, "state_observed");
    check(FB, after(1, "answered"), Icon::Seen, "row_sent");
    check(FB, after(30, "answered"), Icon::Seen, "row_letter");
    check(FB, on("answered mail"), Icon::Told, "row_agreed");
    check(FB, on("submit refused"), Icon::Alert, "row_refused");
    check(LI, on("off"), Icon::Seen, "row_off");
    check(LI, after(91, "off"), Icon::Unclear, "row_check_again");
    check(LI, on("off session"), Icon::Unclear, "row_check_again event_session_ended");
    check(LI, on("sometime session"), Icon::Unclear, "row_told_undated event_session_ended note_check_once_more");
    check(LI, on("off on"), Icon::Alert, "row_on_again");
    check(LI, on("off on session"), Icon::Alert, "row_on_again event_session_ended");
    check(LI, on("off session on"), Icon::Alert, "row_on_again");
    check(LI, on("off on session"), Icon::Alert, "row_on_again event_session_ended");
    check(LI, on("off session off on"), Icon::Alert, "row_on_again");
    check(PlatformId::X, on("locked"), Icon::Resting, "row_locked");
    check(FB, on("snooze"), Icon::Resting, "row_snoozed");
    check(FB, on("rules"), Icon::Resting, "row_snoozed_rules");
    check(FB, on("decline"), Icon::Resting, "row_declined");
    check(FB, on("nowhere"), Icon::Resting, "row_not_offered");
}

#[test]
fn an_account_that_is_covered_says_by_which_and_nothing_of_the_mail() {
    let check = |status, icon| {
        let covered = Row { covered_by: Some(FB), ..row(IG, "0", status) };
        let popup = popup(&Overview { rows: vec![covered], ..Overview::default() }, &Here::default());
        let view = popup.rows.first().unwrap();
        assert_eq!(view.line, [Text::with(Key::RowCovered, "Facebook")]);
        assert_eq!((view.icon, &view.action, view.is_primary), (icon, &None, false));
        assert_eq!(view.action_groups, [ActionGroup::Reopen, ActionGroup::Linked, ActionGroup::Declare]);
        assert_ne!(popup.headline.key, Key::HeadlineToDo);
    };
    check(after(1, "answered"), Icon::Told);
    // It is the other account whose answer is waited for.
    check(on("submit"), Icon::Waiting);
    check(on("unclear"), Icon::Waiting);
    check(on("code"), Icon::Waiting);
    check(after(30, "submit"), Icon::Waiting);
}

#[test]
fn an_account_that_is_covered_comes_after_what_is_to_be_done() {
    let covered = Row { covered_by: Some(FB), ..row(IG, "0", on("submit")) };
    let rows = vec![row(FB, "0", on("submit")), covered, row(LI, "0", after(91, "off"))];
    let here = Here { platform: Some(IG), ..Here::default() };
    let order: Vec<_> =
        popup(&Overview { rows, ..Overview::default() }, &here).rows.iter().map(|row| row.name.platform).collect();
    assert_eq!(order, [FB, IG, LI]);
}
