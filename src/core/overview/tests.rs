//! Rows are made from logins and records.

use super::*;
use crate::core::account::Salt;
use crate::core::history::event::{DeclaredWhen, Event, FormNumber};
use crate::core::records::Stamp;
use crate::core::session::UserId;

const ANNA: LoginState = LoginState::LoggedIn(UserId::Unnamed);
const HALF: LoginState = LoginState::Unknown(Doubt::HalfSession);
const NOW: Timestamp = Timestamp(1_790_000_000_000);

fn empty_records() -> Records {
    Records::new(Salt([7; 16]))
}

fn stamp(id: u64) -> Stamp<'static> {
    Stamp { now: NOW, id: EntryId(id), version: "0.1.0" }
}

fn number(number: &str) -> LoginState {
    LoginState::LoggedIn(UserId::Number(number.into()))
}

fn site(platform: PlatformId, logins: &[(&str, LoginState)]) -> SiteLogins {
    let logins = logins.iter().map(|(store, login)| (CookieStoreId((*store).into()), login.clone())).collect();
    SiteLogins { platform, logins: Ok(logins), tokens: Vec::new() }
}

fn seen(logins: &[(&str, LoginState)]) -> Vec<(Option<u32>, &'static str)> {
    let rows = overview(&[site(PlatformId::Linkedin, logins)], Ok(&mut empty_records()), NOW).rows;
    rows.iter().map(|row| (row.store().and_then(CookieStoreId::container), row.status.slug())).collect()
}

#[test]
fn a_platform_without_an_account_keeps_one_row() {
    assert_eq!(seen(&[]), [(None, "logged-out")]);
    assert_eq!(
        seen(&[("0", LoginState::LoggedOut), ("firefox-container-2", LoginState::LoggedOut)]),
        [(None, "logged-out")]
    );
}

#[test]
fn every_store_with_a_session_has_its_row() {
    assert_eq!(seen(&[("firefox-default", ANNA)]), [(None, "not-recorded")]);
    assert_eq!(
        seen(&[("firefox-container-10", ANNA), ("firefox-container-2", HALF), ("firefox-default", ANNA)]),
        [(None, "not-recorded"), (Some(2), "unknown"), (Some(10), "not-recorded")]
    );
    assert_eq!(
        seen(&[("firefox-default", LoginState::LoggedOut), ("firefox-container-2", ANNA)]),
        [(Some(2), "not-recorded")]
    );
}

#[test]
fn withheld_access_is_not_logged_out() {
    let site = SiteLogins { platform: PlatformId::Linkedin, logins: Err(Withheld::ByChoice), tokens: Vec::new() };
    let rows = overview(&[site], Ok(&mut empty_records()), NOW).rows;
    assert_eq!(rows, [Row::new(PlatformId::Linkedin, Vec::new(), AccountStatus::NoAccess(Withheld::ByChoice))]);
}

#[test]
fn what_nobody_asked_for_has_no_row_and_is_offered() {
    let unwatched = SiteLogins { platform: PlatformId::X, logins: Err(Withheld::ByChoice), tokens: Vec::new() };
    let before = overview(&[unwatched], Ok(&mut empty_records()), NOW);
    assert_eq!((before.rows, before.unwatched), (Vec::new(), vec![PlatformId::X]));
    let unread = overview(
        &[SiteLogins { platform: PlatformId::X, logins: Err(Withheld::ByChoice), tokens: Vec::new() }],
        Err(Doubt::RecordsNewer),
        NOW,
    );
    assert_eq!(unread.unwatched, [PlatformId::X]);
    let watched = site(PlatformId::X, &[("0", LoginState::LoggedOut)]);
    let after = overview(&[watched], Ok(&mut empty_records()), NOW);
    assert_eq!(after.rows, [Row::new(PlatformId::X, Vec::new(), AccountStatus::LoggedOut)]);
    assert_eq!(after.unwatched, []);
    let blocked = SiteLogins { platform: PlatformId::X, logins: Err(Withheld::ByPolicy), tokens: Vec::new() };
    let blocked = overview(&[blocked], Ok(&mut empty_records()), NOW);
    let told = Row::new(PlatformId::X, Vec::new(), AccountStatus::NoAccess(Withheld::ByPolicy));
    assert_eq!((blocked.rows, blocked.unwatched), (vec![told], Vec::new()), "somebody asked for it");
}

#[test]
fn records_that_cannot_be_read_are_not_nothing_recorded() {
    let snapshot = [site(PlatformId::Facebook, &[("0", number("1000"))])];
    let rows = overview(&snapshot, Err(Doubt::RecordsNewer), NOW).rows;
    assert_eq!(rows.first().map(|row| row.status.clone()), Some(AccountStatus::Unknown(Doubt::RecordsNewer)));
}

#[test]
fn a_failed_reading_is_a_reason_to_look_again() {
    let check = |login: LoginState, doubt: Option<Doubt>, expected| {
        let mut records = empty_records();
        let snapshot = [site(PlatformId::Facebook, &[("0", number("1000")), ("", login)])];
        let overview = overview(&snapshot, doubt.map_or(Ok(&mut records), Err), NOW);
        assert_eq!(overview.is_complete(), expected, "{overview:?}");
    };
    check(LoginState::LoggedOut, None, true);
    check(HALF, None, true);
    check(LoginState::Unknown(Doubt::Unreadable), None, false);
    check(LoginState::LoggedOut, Some(Doubt::RecordsUnreadable), false);
}

#[test]
fn a_banner_is_wanted_where_something_is_due_and_nobody_said_no() {
    let rows = [
        (PlatformId::Facebook, AccountStatus::Known(RecordStatus::NotRecorded)),
        (PlatformId::Instagram, AccountStatus::LoggedOut),
    ];
    let rows = rows.map(|(platform, status)| Row::new(platform, Vec::new(), status)).into();
    let mut overview = Overview { rows, ..Overview::default() };
    let wanting = |overview: &Overview| -> Vec<PlatformId> {
        PlatformId::ALL.into_iter().filter(|platform| overview.wants_banner(*platform)).collect()
    };
    assert_eq!(wanting(&overview), [PlatformId::Facebook]);
    for row in &mut overview.rows {
        row.status = AccountStatus::Known(crate::core::history::test_script::known("submit"));
    }
    overview.rows[1].covered_by = Some(PlatformId::Facebook);
    assert_eq!(wanting(&overview), [PlatformId::Facebook], "the other account is the one to do something for");
    overview.banners_off = vec![PlatformId::Facebook];
    assert_eq!(wanting(&overview), []);
}

#[test]
fn a_record_belongs_to_its_account_wherever_it_is_logged_in() {
    let mut records = empty_records();
    let key = records.identify(PlatformId::Facebook, &CookieStoreId("0".into()), &UserId::Number("1000".into()));
    records.append(&key, Event::Declared(DeclaredWhen::Year(2024)), &stamp(1)).unwrap();
    let mut state = |store, login| {
        let snapshot = [site(PlatformId::Facebook, &[(store, login)])];
        overview(&snapshot, Ok(&mut records), NOW).rows.first().unwrap().status.slug()
    };
    assert_eq!(state("0", number("1000")), "recorded");
    assert_eq!(state("0", number("2000")), "not-recorded");
    assert_eq!(state("firefox-container-1", number("1000")), "recorded", "the objection is with the platform");
    assert_eq!(state("0", number("1000")), "recorded");
}

#[test]
fn what_is_open_at_a_linked_account_is_to_be_done_here_once_that_is_logged_out() {
    let (fb, ig) = (PlatformId::Facebook, PlatformId::Instagram);
    let mut records = empty_records();
    let [a, b] = [(fb, "1000"), (ig, "17")]
        .map(|(platform, of)| records.identify(platform, &CookieStoreId("0".into()), &UserId::Number(of.into())));
    records.append(&a, Event::Submitted(FormNumber::new("1")), &stamp(1)).unwrap();
    records.link(&a, &b, true, &stamp(2)).unwrap();
    let mut instagram = |others: &[SiteLogins]| {
        let snapshot = [&[site(ig, &[("0", number("17"))])], others].concat();
        let rows = overview(&snapshot, Ok(&mut records), NOW).rows;
        rows.first().map(|row| (row.status.slug(), row.covered_by, row.is_due())).unwrap()
    };
    assert_eq!(instagram(&[site(fb, &[("0", number("1000"))])]), ("pending", Some(fb), false));
    assert_eq!(instagram(&[]), ("pending", Some(fb), false), "a narrow snapshot does not tell");
    assert_eq!(instagram(&[site(fb, &[("0", number("2000"))])]), ("not-recorded", None, true), "another one");
    assert_eq!(instagram(&[site(fb, &[("0", LoginState::LoggedOut)])]), ("not-recorded", None, true));
}

#[test]
fn a_pair_is_asked_about_until_there_is_an_answer() {
    let mut records = empty_records();
    let [facebook, instagram] = [(PlatformId::Facebook, "1000"), (PlatformId::Instagram, "17")];
    let snapshot = [facebook, instagram].map(|(platform, of)| site(platform, &[("0", number(of))]));
    let [a, b] = [facebook, instagram]
        .map(|(platform, of)| records.identify(platform, &CookieStoreId("0".into()), &UserId::Number(of.into())));
    records.append(&a, Event::Declared(DeclaredWhen::Year(2024)), &stamp(1)).unwrap();
    let asked = overview(&snapshot, Ok(&mut records), NOW);
    assert_eq!(asked.questions.len(), 1);
    for (id, linked) in [(2, false), (3, true)] {
        records.link(&a, &b, linked, &stamp(id)).unwrap();
        let answered = overview(&snapshot, Ok(&mut records), NOW);
        let covered_by: Vec<_> = answered.rows.iter().map(|row| row.covered_by).collect();
        assert_eq!((answered.questions.len(), covered_by), (0, vec![None, linked.then_some(PlatformId::Facebook)]));
    }
}

#[test]
fn one_account_in_two_cookie_stores_is_one_row() {
    let logins = [
        ("firefox-container-2", number("1000")),
        ("firefox-default", number("1000")),
        ("firefox-container-3", number("7")),
    ];
    let rows = overview(&[site(PlatformId::Facebook, &logins)], Ok(&mut empty_records()), NOW).rows;
    let stores: Vec<Vec<&str>> =
        rows.iter().map(|row| row.stores.iter().map(|store| store.0.as_str()).collect()).collect();
    assert_eq!(stores, [vec!["firefox-default", "firefox-container-2"], vec!["firefox-container-3"]]);
    // Without a number nobody knows that it is the same.
    assert_eq!(seen(&[("firefox-container-2", ANNA), ("firefox-default", ANNA)]).len(), 2);
}

#[test]
fn a_tab_sees_the_row_of_its_own_cookie_store() {
    let snapshot = [
        site(PlatformId::Facebook, &[("0", number("1")), ("1", number("2")), ("2", number("2"))]),
        site(PlatformId::Linkedin, &[]),
    ];
    let rows = overview(&snapshot, Ok(&mut empty_records()), NOW).rows;
    let from = |platform, store: &str| row_seen_from(&rows, platform, &CookieStoreId(store.into()));
    let account = |store| from(PlatformId::Facebook, store).and_then(|row| row.account);
    assert_eq!((account("1"), account("2")), (rows[1].account.clone(), rows[1].account.clone()));
    assert_ne!(account("0"), account("1"));
    assert_eq!(from(PlatformId::Facebook, "2").unwrap().stores, [CookieStoreId("2".into())], "its links open there");
    let elsewhere = from(PlatformId::Facebook, "9").unwrap();
    assert_eq!((elsewhere.status, elsewhere.is_logged_in_elsewhere), (AccountStatus::LoggedOut, true));
    let nowhere = from(PlatformId::Linkedin, "2").unwrap();
    assert_eq!((nowhere.status, nowhere.is_logged_in_elsewhere), (AccountStatus::LoggedOut, false));
    assert_eq!(from(PlatformId::Instagram, "0"), None);
}

/// An objection is recorded in one cookie store; then who is logged in where, as `default:1000 2:17`, and how a tab in each
/// cookie store stands, as `default:recorded 3:logged-out`.
#[track_caller]
fn check_containers(platform: PlatformId, recorded_in: &str, logged_in: &str, expected: &str) {
    let store = |name: &str| match name {
        "default" => "firefox-default".to_owned(),
        number => format!("firefox-container-{number}"),
    };
    let user = |number: &str| match platform {
        PlatformId::Linkedin => UserId::Unnamed,
        _ => UserId::Number(number.into()),
    };
    let mut records = empty_records();
    let (name, number) = recorded_in.split_once(':').unwrap();
    let key = records.identify(platform, &CookieStoreId(store(name)), &user(number));
    records.append(&key, Event::Declared(DeclaredWhen::Year(2024)), &stamp(1)).unwrap();
    let logins = logged_in.split_whitespace().filter_map(|login| login.split_once(':'));
    let logins = logins.map(|(name, number)| (CookieStoreId(store(name)), LoginState::LoggedIn(user(number))));
    let snapshot = [SiteLogins { platform, logins: Ok(logins.collect()), tokens: Vec::new() }];
    let rows = overview(&snapshot, Ok(&mut records), NOW).rows;
    for (name, state) in expected.split_whitespace().filter_map(|tab| tab.split_once(':')) {
        let row = row_seen_from(&rows, platform, &CookieStoreId(store(name))).unwrap();
        assert_eq!(row.status.slug(), state, "recorded in {recorded_in}, logged in {logged_in}, seen from {name}");
        let opens_here = row.store().is_none_or(|opens| opens.0 == store(name));
        assert!(opens_here, "links open in the container of the tab: {name}");
    }
}

#[test]
fn containers_hold_logins_and_not_objections() {
    let facebook = PlatformId::Facebook;
    check_containers(facebook, "default:1000", "7:1000", "7:recorded default:logged-out");
    check_containers(facebook, "7:1000", "default:1000", "default:recorded 7:logged-out");
    check_containers(facebook, "7:1000", "7:1000 60:1000", "7:recorded 60:recorded 8:logged-out");
    check_containers(facebook, "7:1000", "7:1000 60:2000", "7:recorded 60:not-recorded");
    check_containers(facebook, "7:1000", "", "7:logged-out default:logged-out");
    // Without a number nobody knows whether it is the same account.
    let linkedin = PlatformId::Linkedin;
    check_containers(linkedin, "7:", "7: default:", "7:recorded default:not-recorded 8:logged-out");
    check_containers(linkedin, "default:", "60:", "60:not-recorded default:logged-out");
}

#[test]
fn another_account_than_before_is_told_from_the_one_before() {
    let mut records = empty_records();
    let is_new = |records: &mut Records, logins: &[(&str, LoginState)]| {
        let rows = overview(&[site(PlatformId::Facebook, logins)], Ok(records), NOW).rows;
        rows.iter().map(|row| row.is_new_beside_another).collect::<Vec<_>>()
    };
    assert_eq!(is_new(&mut records, &[("0", number("2"))]), [false], "nothing is known of any");
    let before = records.identify(PlatformId::Facebook, &CookieStoreId("0".into()), &UserId::Number("1".into()));
    records.append(&before, Event::Declared(DeclaredWhen::Year(2025)), &stamp(1)).unwrap();
    assert_eq!(is_new(&mut records, &[("0", number("2"))]), [true]);
    assert_eq!(is_new(&mut records, &[("0", number("1"))]), [false]);
    let both = [("firefox-default", number("1")), ("firefox-container-2", number("2"))];
    assert_eq!(is_new(&mut records, &both), [false, false], "the other one is in sight");
}
