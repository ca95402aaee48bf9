use super::*;
use crate::core::history::event::{DeclaredWhen, DeclineReason, SnoozedUntil};
use crate::core::history::status::Recheck;
use crate::core::overview::status::Record;
use crate::core::time::Date;
use crate::core::time::Timestamp;

const FB: PlatformId = PlatformId::Facebook;
const LI: PlatformId = PlatformId::Linkedin;
const HALF: State = State::Unknown(Doubt::HalfSession);
const AT: Timestamp = Timestamp(1_790_000_000_000);

fn row(platform: PlatformId, store: &str, state: State) -> Row {
    Row::new(platform, Some(CookieStoreId(store.into())), state)
}

fn recorded(evidence: Evidence) -> Record {
    Record { evidence, at: AT, when: None, case: None, check: None }
}

fn keys(row: &Row) -> String {
    sentences(row).iter().map(|text| text.key.name()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_main_button_follows_the_state() {
    let action = |platform, state| action(&row(platform, "0", state));
    assert_eq!(
        action(FB, State::NotRecorded),
        Some(MainAction::Object("https://www.facebook.com/help/contact/6359191084165019", Key::ActionOpenForm))
    );
    let switch = "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement";
    assert_eq!(action(LI, State::NotRecorded), Some(MainAction::Object(switch, Key::ActionOpenSwitch)));
    assert_eq!(action(LI, State::OnAgain { at: AT }), Some(MainAction::Object(switch, Key::ActionOpenSwitch)));
    assert_eq!(action(FB, State::LoggedOut), Some(MainAction::Visit("https://www.facebook.com/", Key::ActionLogIn)));
    assert_eq!(action(FB, HALF), Some(MainAction::Visit("https://www.facebook.com/", Key::ActionVisit)));
    assert_eq!(action(FB, State::NoAccess), Some(MainAction::Grant("https://*.facebook.com/*".into())));
    assert_eq!(action(FB, State::Pending { code: false, at: AT }), Some(MainAction::Confirm));
    assert_eq!(action(FB, State::Recorded(recorded(Evidence::Observed))), None);
    let old = Record { check: Some(Recheck::ReadingStale), ..recorded(Evidence::ReadBack) };
    assert_eq!(action(LI, State::Recorded(old)), Some(MainAction::Object(switch, Key::ActionLookAtSwitch)));
}

#[test]
fn the_account_of_the_tab_comes_first() {
    let rows = ["firefox-default", "firefox-container-2", "firefox-container-3"];
    let rows = rows.map(|store| row(PlatformId::Instagram, store, State::NotRecorded));
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
    let headline = |states: &[State]| {
        let rows: Vec<Row> = states.iter().map(|state| row(FB, "0", state.clone())).collect();
        headline(&rows)
    };
    let recorded = || State::Recorded(recorded(Evidence::Declared));
    let declined = State::Declined(DeclineReason::NotThisAccount);
    assert_eq!(headline(&[State::LoggedOut, HALF, State::NoAccess, State::NotRecorded]), Key::HeadlineDue);
    assert_eq!(headline(&[State::LoggedOut, HALF, State::NoAccess]), Key::HeadlineUnclear);
    assert_eq!(headline(&[State::LoggedOut, State::NoAccess, recorded()]), Key::HeadlineNoAccess);
    assert_eq!(headline(&[State::LoggedOut]), Key::HeadlineLoggedOut);
    assert_eq!(headline(&[State::LoggedOut, recorded()]), Key::HeadlineRecorded);
    assert_eq!(headline(&[declined, recorded()]), Key::HeadlineNothingDue);
}

#[test]
fn nothing_is_called_recorded_that_has_to_be_looked_at() {
    let old = Record { check: Some(Recheck::ReadingStale), ..recorded(Evidence::ReadBack) };
    assert_eq!(headline(&[row(LI, "0", State::Recorded(old))]), Key::HeadlineNothingDue);
}

#[test]
fn the_words_say_how_we_know() {
    let check = |platform, state, expected: &str| assert_eq!(keys(&row(platform, "0", state)), expected);
    let declared = |when| State::Recorded(Record { when: Some(when), ..recorded(Evidence::Declared) });
    let day = DeclaredWhen::Day(Date::new(2025, 5, 12).unwrap());
    check(FB, State::NotRecorded, "state_not_recorded_form");
    check(LI, State::NotRecorded, "state_not_recorded_switch");
    check(FB, declared(day), "state_declared_day_form");
    check(LI, declared(day), "state_declared_day_switch");
    check(FB, declared(DeclaredWhen::Year(2024)), "state_declared_year_form note_earlier_counts");
    check(FB, declared(DeclaredWhen::Year(2025)), "state_declared_year_form");
    check(FB, State::Recorded(recorded(Evidence::Observed)), "state_observed note_mail_open");
    let case = Record { case: Some("12".into()), ..recorded(Evidence::Confirmed) };
    check(FB, State::Recorded(case), "state_confirmed note_case");
    let again = Record { check: Some(Recheck::NewLogin), ..recorded(Evidence::ReadBack) };
    check(LI, State::Recorded(again), "state_read_off note_check_once_more");
    check(FB, State::Snoozed(SnoozedUntil::Time(AT)), "state_snoozed_until");
    check(FB, State::Declined(DeclineReason::NotOfferedHere), "state_not_offered");
}

#[test]
fn what_covers_an_account_is_said_first() {
    let covered =
        Row { covered_by: Some(FB), ..row(PlatformId::Instagram, "0", State::Recorded(recorded(Evidence::Confirmed))) };
    assert_eq!(keys(&covered), "note_covered state_confirmed");
    assert_eq!(action_groups(&covered), [ActionGroup::Declare, ActionGroup::Label]);
}

#[test]
fn news_of_the_rules_is_told() {
    let news = FB.facts().rules.iter().collect();
    let told = Row { rule_changes: news, ..row(FB, "0", State::Recorded(recorded(Evidence::Confirmed))) };
    assert_eq!(keys(&told), "state_confirmed note_rules_changed note_rules_changed");
}

#[test]
fn only_forms_send_mail() {
    let offered = |platform| {
        action_groups(&row(platform, "0", State::Recorded(recorded(Evidence::Declared)))).contains(&ActionGroup::Mail)
    };
    assert!(offered(FB));
    assert!(!offered(LI));
}

#[test]
fn what_is_only_medium_sure_asks_for_own_eyes() {
    let said = |platform, state| keys(&row(platform, "0", state));
    let x = PlatformId::X;
    assert_eq!(said(x, State::NotRecorded), "state_not_recorded_switch note_own_eyes");
    assert_eq!(said(x, State::Recorded(recorded(Evidence::ReadBack))), "state_read_off note_own_eyes");
    assert_eq!(said(x, State::OnAgain { at: AT }), "state_on_again note_own_eyes");
    assert_eq!(said(x, State::Snoozed(SnoozedUntil::Time(AT))), "state_snoozed_until");
    assert_eq!(said(LI, State::NotRecorded), "state_not_recorded_switch");
}

#[test]
fn what_can_be_watched_is_offered_whether_it_is_or_not() {
    let mut overview = Overview { unwatched: vec![PlatformId::X], ..Overview::default() };
    assert_eq!(popup(&overview, None).optional_sites, [(PlatformId::X, false)]);
    overview.unwatched.clear();
    assert_eq!(popup(&overview, None).optional_sites, [(PlatformId::X, true)]);
}
