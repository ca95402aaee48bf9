use super::*;
use crate::core::history::status::status;
use crate::core::history::test_script::{START, history, known};
use crate::core::time::{DAY_MS, Timestamp};

const FB: PlatformId = PlatformId::Facebook;
const LI: PlatformId = PlatformId::Linkedin;
const HALF: AccountStatus = AccountStatus::Unknown(Doubt::HalfSession);

fn row(platform: PlatformId, store: &str, status: AccountStatus) -> Row {
    Row::new(platform, vec![CookieStoreId(store.into())], status)
}

/// How an account with this history stands.
fn on(script: &str) -> AccountStatus {
    AccountStatus::Known(known(script))
}

/// How a switch that was seen off long ago stands.
fn stale() -> AccountStatus {
    let now = Timestamp(START.0 + 91 * DAY_MS);
    AccountStatus::Known(status(&history("off"), now, None))
}

fn keys(row: &Row) -> String {
    sentences(row).iter().map(|text| text.key.name()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_main_button_follows_the_state() {
    let action = |platform, state| action(&row(platform, "0", state));
    assert_eq!(
        action(FB, on("")),
        Some(MainAction::Object("https://www.facebook.com/help/contact/6359191084165019", Key::ActionOpenForm))
    );
    let switch = "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement";
    assert_eq!(action(LI, on("")), Some(MainAction::Object(switch, Key::ActionOpenSwitch)));
    assert_eq!(action(LI, on("off on")), Some(MainAction::Object(switch, Key::ActionOpenSwitch)));
    assert_eq!(
        action(FB, AccountStatus::LoggedOut),
        Some(MainAction::Visit("https://www.facebook.com/", Key::ActionLogIn))
    );
    assert_eq!(action(FB, HALF), Some(MainAction::Visit("https://www.facebook.com/", Key::ActionVisit)));
    assert_eq!(action(FB, AccountStatus::NoAccess), Some(MainAction::Grant("https://*.facebook.com/*".into())));
    assert_eq!(action(FB, on("submit")), Some(MainAction::Confirm));
    assert_eq!(action(FB, on("answered")), None);
    assert_eq!(action(LI, stale()), Some(MainAction::Object(switch, Key::ActionLookAtSwitch)));
}

#[test]
fn the_account_of_the_tab_comes_first() {
    let rows = ["firefox-default", "firefox-container-2", "firefox-container-3"];
    let rows = rows.map(|store| row(PlatformId::Instagram, store, on("")));
    let overview = Overview { rows: rows.into(), ..Overview::default() };
    let order = |here: &str| -> Vec<Option<u32>> {
        let popup = popup(&overview, Some(&CookieStoreId(here.into())));
        popup.rows.iter().map(|row| row.store.as_ref().and_then(CookieStoreId::container)).collect()
    };
    assert_eq!(order("firefox-default"), [None, Some(2), Some(3)]);
    assert_eq!(order("firefox-container-3"), [Some(3), None, Some(2)]);
    assert_eq!(order("firefox-container-9"), [None, Some(2), Some(3)]);
}

#[test]
fn the_headline_says_the_most_pressing_thing() {
    let headline = |states: &[AccountStatus]| {
        let rows: Vec<Row> = states.iter().map(|state| row(FB, "0", state.clone())).collect();
        headline(&rows)
    };
    let recorded = || on("2025");
    let declined = on("decline");
    assert_eq!(headline(&[AccountStatus::LoggedOut, HALF, AccountStatus::NoAccess, on("")]), Key::HeadlineDue);
    assert_eq!(headline(&[AccountStatus::LoggedOut, HALF, AccountStatus::NoAccess]), Key::HeadlineUnclear);
    assert_eq!(headline(&[AccountStatus::LoggedOut, AccountStatus::NoAccess, recorded()]), Key::HeadlineNoAccess);
    assert_eq!(headline(&[AccountStatus::LoggedOut]), Key::HeadlineLoggedOut);
    assert_eq!(headline(&[AccountStatus::LoggedOut, recorded()]), Key::HeadlineRecorded);
    assert_eq!(headline(&[declined, recorded()]), Key::HeadlineNothingDue);
}

#[test]
fn nothing_is_called_recorded_that_has_to_be_looked_at() {
    assert_eq!(headline(&[row(LI, "0", stale())]), Key::HeadlineNothingDue);
}

#[test]
fn the_words_say_how_we_know() {
    let check = |platform, state, expected: &str| assert_eq!(keys(&row(platform, "0", state)), expected);
    check(FB, on(""), "state_not_recorded_form");
    check(LI, on(""), "state_not_recorded_switch");
    check(FB, on("declare"), "state_declared_day_form");
    check(LI, on("declare"), "state_declared_day_switch");
    check(FB, on("2024"), "state_declared_year_form note_earlier_counts");
    check(FB, on("2025"), "state_declared_year_form");
    check(FB, on("answered"), "state_observed note_mail_open");
    check(FB, on("mail"), "state_confirmed note_case");
    check(LI, on("off session"), "state_read_off note_check_once_more");
    check(FB, on("snooze"), "state_snoozed_until");
    check(FB, on("nowhere"), "state_not_offered");
}

#[test]
fn what_covers_an_account_is_said_first() {
    let covered = Row { covered_by: Some(FB), ..row(PlatformId::Instagram, "0", on("mail")) };
    assert_eq!(keys(&covered), "note_covered state_confirmed note_case");
    assert_eq!(action_groups(&covered), [ActionGroup::Declare, ActionGroup::Label]);
}

#[test]
fn news_of_the_rules_is_told() {
    let news = FB.facts().rules.iter().collect();
    let told = Row { rule_changes: news, ..row(FB, "0", on("mail")) };
    assert_eq!(keys(&told), "state_confirmed note_case note_rules_changed note_rules_changed");
}

#[test]
fn only_forms_send_mail() {
    let offered = |platform| action_groups(&row(platform, "0", on("2025"))).contains(&ActionGroup::Mail);
    assert!(offered(FB));
    assert!(!offered(LI));
}

#[test]
fn what_is_only_medium_sure_asks_for_own_eyes() {
    let said = |platform, state| keys(&row(platform, "0", state));
    let x = PlatformId::X;
    assert_eq!(said(x, on("")), "state_not_recorded_switch note_own_eyes");
    assert_eq!(said(x, on("off")), "state_read_off note_own_eyes");
    assert_eq!(said(x, on("off on")), "state_on_again note_own_eyes");
    assert_eq!(said(x, on("snooze")), "state_snoozed_until");
    assert_eq!(said(LI, on("")), "state_not_recorded_switch");
}

#[test]
fn what_can_be_watched_is_offered_whether_it_is_or_not() {
    let mut overview = Overview { unwatched: vec![PlatformId::X], ..Overview::default() };
    assert_eq!(popup(&overview, None).optional_sites, [(PlatformId::X, false)]);
    overview.unwatched.clear();
    assert_eq!(popup(&overview, None).optional_sites, [(PlatformId::X, true)]);
}
