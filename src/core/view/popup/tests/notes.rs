//! A row says in notes and lines of its own what stands in the way.

use super::*;

#[test]
fn news_of_the_rules_is_told() {
    let told = Row { rule_changes: FB.facts().rules.iter().collect(), ..row(FB, "0", on("answered mail")) };
    let keys: Vec<_> = row_texts(&told).iter().map(|text| text.key.name()).collect();
    assert_eq!(keys, ["row_agreed", "note_rules_changed", "note_rules_changed"]);
}

#[test]
fn the_note_names_the_form_below_the_next_step_and_the_switch_everywhere() {
    let notes = popup_of(&[(FB, on("")), (IG, on("")), (LI, on("")), (PlatformId::X, on(""))]);
    let notes: Vec<_> = notes.rows.iter().map(|row| row.note).collect();
    assert_eq!(notes, [Some("row_opens_form"), None, Some("row_set_off_linkedin"), Some("row_set_off_x")]);
    assert_eq!(view_of(LI, on("off")).note, None);
    for script in ["off on", "off session", "sometime session", "snooze", "decline"] {
        assert_eq!(view_of(LI, on(script)).note, Some("row_set_off_linkedin"), "{script}");
        assert_eq!(view_of(FB, on(script)).note, None, "{script}");
    }
    assert_eq!(view_of(LI, after(91, "off")).note, Some("row_set_off_linkedin"));
}

/// Where the browser lets no script into the page in front, its row says so, and all of its choices stay.
#[test]
fn a_page_that_is_closed_to_us_is_named() {
    let overview = Overview { rows: vec![row(FB, "0", on("")), row(IG, "0", on(""))], ..Overview::default() };
    let here = Here { is_closed_to: Some((FB, Key::StateBlockedAdmin, "facebook.com")), ..Here::default() };
    let [facebook, instagram] = popup(&overview, &here).rows.try_into().unwrap();
    let keys = |view: &RowView| view.line.iter().map(|text| text.key.name()).collect::<Vec<_>>();
    assert_eq!(keys(&facebook), ["row_not_recorded", "state_blocked_admin"]);
    assert_eq!(keys(&instagram), ["row_not_recorded"]);
    assert!(!facebook.action_groups.is_empty());
}

#[test]
fn a_page_that_is_not_read_is_named_where_it_could_tell_something() {
    let check = |status, store: &str, is_unread, expected: bool| {
        let overview = Overview { rows: vec![row(LI, "0", status), row(FB, "0", on(""))], ..Overview::default() };
        let page = OpenPage { tab: 5, platform: LI, store: CookieStoreId(store.into()), is_unread };
        let rows = popup(&overview, &Here { pages: vec![page], ..Here::default() }).rows;
        let said = rows.iter().flat_map(|view| &view.line).find(|text| text.key == Key::NoteReloadPage);
        assert_eq!(said, expected.then(|| Text::with(Key::NoteReloadPage, "LinkedIn")).as_ref());
    };
    check(on(""), "0", true, true);
    check(on("off session"), "0", true, true);
    check(on("off"), "0", true, false);
    check(on(""), "1", true, false);
    check(on(""), "0", false, false);
}

#[test]
fn who_withholds_a_site_decides_what_can_be_done() {
    let check = |reason, headline, sentence, can_grant| {
        let overview = Overview { rows: vec![row(FB, "0", AccountStatus::NoAccess(reason))], ..Overview::default() };
        let popup = popup(&overview, &Here::default());
        assert_eq!(popup.headline.key, headline);
        assert_eq!(popup.rows[0].line[0], Text::with(sentence, "facebook.com"));
        assert_eq!(matches!(popup.rows[0].action, Some(MainAction::Grant(_))), can_grant);
    };
    check(Withheld::ByChoice, Key::HeadlineNoAccess, Key::StateNoAccess, true);
    check(Withheld::ByPolicy, Key::HeadlineUnclear, Key::StateBlockedAdmin, false);
    check(Withheld::Unexplained, Key::HeadlineUnclear, Key::StateBlockedUnknown, false);
}

#[test]
fn a_page_can_be_captured_from_the_row_of_its_account() {
    let page =
        |tab, platform, store: &str| OpenPage { tab, platform, store: CookieStoreId(store.into()), is_unread: false };
    let pages = vec![page(5, LI, "0"), page(7, FB, "0"), page(8, FB, "0"), page(9, FB, "1")];
    let rows = vec![row(FB, "0", HALF), row(IG, "0", HALF), Row::new(LI, Vec::new(), AccountStatus::LoggedOut)];
    let popup = popup(&Overview { rows, ..Overview::default() }, &Here { pages, ..Here::default() });
    let tabs: Vec<_> = popup.rows.iter().map(|row| (row.name.platform, row.page_tab)).collect();
    assert_eq!(tabs, [(FB, Some(8)), (IG, None), (LI, Some(5))]);
}
