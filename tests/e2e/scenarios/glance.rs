//! Tests the icon and the popup at a glance: the tick, the way from a notice into a row, what is taken back, and what
//! is half typed.

use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::record_steps::{DAY_MS, now};
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::history::event::{Event, FormNumber};
use bezwaar::core::message::command::offered_years;
use bezwaar::core::time::{Date, Timestamp};
use bezwaar::platforms::PlatformId;
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("popup: the tick stays until the popup is opened", tick_until_popup),
    both("popup: the tick gives way to something that is due", tick_until_due),
    both("popup: the notice's address opens the choices of its row", by_address),
    both("popup: whoever is not sure what Meta said is asked again, and a no counts as one", not_sure),
    both("popup: another account than before is told as such, and gets a name", another_account),
    both("guide: the letter about what was sent tells its day and site, and is printed alone", letter),
    both("popup: object after all takes the choice back and opens the form", after_all),
    both("popup: what is half typed outlasts a page that is drawn anew", half_typed),
    both("popup: what is half typed for one account is not there for the next one", typed_for_another),
    both("popup: what was refused can be corrected where it was typed", corrected),
    both("popup: LinkedIn's row names the switch before, and has a tick after", switch_named),
];

fn turned_off(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("1")?;
    world.browser()?.open(&format!("{}?is=off", LINKEDIN.deep_link), &CookieStore::default())?;
    world.then_badge("✓").map(drop)
}

fn tick_until_popup(world: &mut World) -> Outcome {
    turned_off(world)?;
    world.when_the_background_stops()?;
    world.then_badge("✓")?;
    let popup = world.popup()?;
    popup.row(&LINKEDIN, &CookieStore::default(), "recorded")?;
    world.then_badge("").map(drop)
}

fn tick_until_due(world: &mut World) -> Outcome {
    turned_off(world)?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1").map(drop)
}

/// The expression for the choices that are in sight in a row.
const IN_SIGHT: &str = "[...document.querySelectorAll('[data-platform=facebook] .more[open] [data-act^=declare]')]
    .filter(one => one.checkVisibility()).map(one => one.dataset.act)";

fn by_address(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let browser = world.browser()?;
    let page = browser.open(&browser.extension_url("popup.html#done/facebook"), &CookieStore::default())?;
    let expected: Vec<String> = offered_years(Date::of(now()?))
        .map(|year| format!("declare-{year}"))
        .chain(["declare-undated".to_owned()])
        .collect();
    wait_until("the choices are open", PATIENCE, || {
        let seen = page.eval(IN_SIGHT)?;
        Ok(Seen::when(seen == json!(expected), seen))
    })?;
    page.click("[data-act=declare-2024]")?;
    page.wait_for("[data-platform=facebook][data-state=recorded]")?;
    world.then_badge("")?;
    // The account that is asked about gives way to another one.
    let account = page.eval("document.querySelector('[data-platform=facebook]').dataset.account")?;
    let address = format!("popup.html#done/{}", account.as_str().unwrap_or_default());
    world.when_logged_in_as(&FACEBOOK, "2000", &CookieStore::default())?;
    world.then_badge("1")?;
    let page = browser.open(&browser.extension_url(&address), &CookieStore::default())?;
    page.wait_for_text("#said", &world.message("en", "not_saved_other")?)?;
    world.when_logged_out(&FACEBOOK)?;
    world.then_badge("")?;
    let page = browser.open(&browser.extension_url(&address), &CookieStore::default())?;
    page.wait_for_text("#said", "Log in to Facebook")
}

/// The expression for the question that has the focus.
const ASKED: &str = "document.activeElement?.closest('[data-offer]')?.dataset.offer ?? null";

fn not_sure(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    world.popup()?.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    world.given_history(PlatformId::Facebook, &[(Timestamp(now()?.0 - DAY_MS), Event::AnswerUnclear(form()))])?;
    let asked = |page: &Page<'_>, expected: &str| {
        wait_until(&format!("{expected} is asked"), PATIENCE, || {
            let seen = page.eval(ASKED)?;
            Ok(Seen::when(seen == expected, seen))
        })
    };
    let browser = world.browser()?;
    let page = browser.open(&browser.extension_url("popup.html#done/facebook"), &CookieStore::default())?;
    asked(&page, "message")?;
    let before = world.stored()?["document"].clone();
    page.click("[data-act=message-unsure]")?;
    asked(&page, "mail")?;
    same("what is recorded", world.stored()?["document"].clone(), before.clone())?;
    page.reload()?;
    asked(&page, "message")?;
    same("what is recorded by then", world.stored()?["document"].clone(), before)?;
    page.click("[data-offer=message] [data-act=start-over]")?;
    page.wait_for("[data-platform=facebook][data-state=not-recorded]").map(drop)
}

fn another_account(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in_as(&FACEBOOK, "1000", &CookieStore::default())?;
    world.then_badge("1")?;
    let plain = world.then_popup_row(&FACEBOOK, "not-recorded")?.text;
    world.popup()?.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    world.then_badge("")?;
    world.when_logged_in_as(&FACEBOOK, "2000", &CookieStore::default())?;
    world.then_badge("1")?;
    let popup = world.popup()?;
    let other = popup.row(&FACEBOOK, &CookieStore::default(), "not-recorded")?.text;
    let expected = [world.message("en", "row_other_account")?, world.message("en", "note_other_account")?].join(" ");
    same("the row of another account", other, expected)?;
    popup.fill_in(&FACEBOOK, "label", "Shop")?;
    popup.act(&FACEBOOK, &CookieStore::default(), "label")?;
    popup.page().wait_for_text("[data-platform=facebook] .which", "(Shop)")?;
    popup.page().close()?;
    world.when_logged_in_as(&FACEBOOK, "1000", &CookieStore::default())?;
    world.then_popup_row(&FACEBOOK, "recorded")?;
    // Where nothing is on record of any, none is different.
    world.popup()?.act(&FACEBOOK, &CookieStore::default(), "start-over")?;
    world.then_badge("1")?;
    world.when_logged_in_as(&FACEBOOK, "2000", &CookieStore::default())?;
    world.popup()?.page().wait_for_text("[data-platform=facebook] .which", "(Shop)")?;
    same("the row of either account", world.then_popup_row(&FACEBOOK, "not-recorded")?.text, plain)
}

/// The function that lists the letters, steps and lists of sources that are to be seen.
const ON_PAPER: &str = "() => [...document.querySelectorAll('.letter, li, h1, h2, .buttons')]
    .filter(element => element.checkVisibility()).map(element => element.id || element.outerHTML)";

fn letter(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    world.popup()?.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    let sent = Date::parse("2025-03-27").ok_or("a day")?.midnight();
    let noon = Timestamp(sent.0 + DAY_MS / 2);
    world.given_history(PlatformId::Facebook, &[(noon, Event::Submitted(form()))])?;
    let popup = world.popup()?;
    let row = popup.row(&FACEBOOK, &CookieStore::default(), "pending")?;
    same("the button", row.action.as_deref(), Some("guide"))?;
    let again = "(choice => (choice.closest('.more').open = true, choice.checkVisibility()))(
        document.querySelector('[data-platform=facebook] [data-act=mail-not-yet]'))";
    same("whether another wait is offered", popup.page().eval(again)?, json!(false))?;
    let choices =
        "(all => [all.length > 3, all.every(one => (one.closest('.more').open = true, one.checkVisibility()))])(
        [...document.querySelectorAll('[data-platform=facebook] .more > [data-offer]')])";
    same("there are choices, and all can be seen", popup.page().eval(choices)?, json!([true, true]))?;
    let address = popup.page().eval("document.querySelector('[data-offer=letter] a').href")?;
    let page = world.browser()?.open(address.as_str().unwrap_or_default(), &CookieStore::default())?;
    page.wait_for("main[data-state=ready]")?;
    let text = page.text("#follow-up-text p")?;
    for part in ["On March 27, 2025 I objected", "My account: Facebook, [address", "[your name]"] {
        same(&format!("{part:?} in {text:?}"), text.contains(part), true)?;
    }
    same("the company", page.text("#letter-authority p")?.contains("about Meta."), true)?;
    page.eval("void (globalThis.print = () => {})")?;
    page.click("[data-print=follow-up-text]")?;
    page.wait_for("#follow-up-text[data-printed]")?;
    world.browser()?.driver().emulate(page.id(), &[("media", "print")])?;
    let shown = page.eval(&format!("({ON_PAPER})()"))?;
    same("what is on paper", shown, json!(["follow-up-text"]))?;
    world.browser()?.driver().emulate(page.id(), &[("media", "")])?;
    let plain = world.browser()?.open(&world.browser()?.extension_url("guide.html"), &CookieStore::default())?;
    plain.wait_for("main[data-state=ready]")?;
    let text = plain.text("#follow-up-text p")?;
    same(&text, text.contains("On [date] I objected") && text.contains("My account: [address"), true)
}

fn form() -> FormNumber {
    FormNumber::new("6359191084165019")
}

fn after_all(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    let popup = world.popup()?;
    popup.row(&FACEBOOK, &CookieStore::default(), "not-recorded")?;
    popup.act(&FACEBOOK, &CookieStore::default(), "snooze-week")?;
    popup.row(&FACEBOOK, &CookieStore::default(), "snoozed")?;
    popup.act(&FACEBOOK, &CookieStore::default(), "decline")?;
    world.then_badge("")?;
    let row = popup.row(&FACEBOOK, &CookieStore::default(), "declined")?;
    same("the button", row.action.as_deref(), Some("open"))?;
    // A choice that stands is told, and nothing goes on as if it did not.
    popup.page().eval("void (chrome.runtime.sendMessage = async () => ({ failed: 'other-account' }))")?;
    popup.page().click("[data-platform=facebook] [data-action=open]")?;
    popup.page().wait_for_text("#said", &world.message("en", "not_saved_other")?)?;
    world.then_no_site_is_open()?;
    popup.page().reload()?;
    let row = popup.row(&FACEBOOK, &CookieStore::default(), "declined")?;
    let tab = popup.click(&row)?;
    world.then_tab_shows(&tab, FACEBOOK.deep_link, &CookieStore::default())?;
    world.then_popup_row(&FACEBOOK, "not-recorded")?;
    world.then_badge("1").map(drop)
}

/// The function that types half a name without leaving the field, and tells what is in it and where the caret is.
const TYPE: &str = "(field => { field.focus(); field.value = 'Wor'; field.setSelectionRange(1, 2); })";
const TYPED: &str = "(field => [field.value, document.activeElement === field,
    field.selectionStart, field.selectionEnd])";

fn half_typed(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.popup()?.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    world.when_logged_in(&INSTAGRAM)?;
    world.popup()?.row(&INSTAGRAM, &CookieStore::default(), "not-recorded")?;
    let browser = world.browser()?;
    let record = browser.open(&browser.extension_url("record.html"), &CookieStore::default())?;
    let field = "#accounts [data-row^=facebook] [data-field=label]";
    record.wait_for("#accounts [data-row^=facebook]")?;
    record.eval(&format!("document.querySelector('{field}').closest('details').open = true"))?;
    record.eval(&format!("{TYPE}(document.querySelector('{field}'))"))?;
    // The row is drawn anew because of what is said in the popup meanwhile.
    world.popup()?.act(&INSTAGRAM, &CookieStore::default(), "declare-2024")?;
    record.activate()?;
    record.wait_for("#accounts [data-row^=instagram]")?;
    let typed = record.eval(&format!("{TYPED}(document.querySelector('{field}'))"))?;
    same("what is typed, and whether the person is still there", typed, json!(["Wor", true, 1, 2]))
}

fn typed_for_another(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in_as(&FACEBOOK, "1000", &CookieStore::default())?;
    world.then_badge("1")?;
    let popup = world.popup()?;
    popup.row(&FACEBOOK, &CookieStore::default(), "not-recorded")?;
    popup.fill_in(&FACEBOOK, "day", "2025-05-12")?;
    // The same row is drawn anew because of another site, and then because of another account.
    world.when_logged_in(&INSTAGRAM)?;
    popup.row(&INSTAGRAM, &CookieStore::default(), "not-recorded")?;
    let day = "document.querySelector('[data-platform=facebook] [data-field=day]').value";
    same("what is typed", popup.page().eval(day)?, json!("2025-05-12"))?;
    let account = popup.page().eval("document.querySelector('[data-platform=facebook]').dataset.account")?;
    world.when_logged_in_as(&FACEBOOK, "2000", &CookieStore::default())?;
    popup.page().wait_for(&format!("[data-platform=facebook]:not([data-account={account}]) [data-field=day]"))?;
    same("what is typed for the other one", popup.page().eval(day)?, json!(""))
}

fn corrected(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let popup = world.popup()?;
    popup.row(&FACEBOOK, &CookieStore::default(), "not-recorded")?;
    popup.fill_in(&FACEBOOK, "day", "2099-01-01")?;
    popup.act(&FACEBOOK, &CookieStore::default(), "declare-day")?;
    popup.page().wait_for_text("#said", &world.message("en", "not_saved_day")?)?;
    popup.fill_in(&FACEBOOK, "day", "2025-05-12")?;
    // The row is drawn anew because of another site.
    world.when_logged_in(&INSTAGRAM)?;
    popup.page().wait_for("[data-platform=instagram][data-state=not-recorded]")?;
    let left = popup.page().eval(
        "(day => [day.value, day.closest('.more').open])(
            document.querySelector('[data-platform=facebook] [data-field=day]'))",
    )?;
    same("what is typed, and whether it can be seen", left, json!(["2025-05-12", true]))
}

fn switch_named(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&LINKEDIN)?;
    let popup = world.popup()?;
    popup.row(&LINKEDIN, &CookieStore::default(), "not-recorded")?;
    let note = "document.querySelector('[data-platform=linkedin] .note').textContent";
    same("the note", popup.page().eval(note)?, json!(world.message("en", "row_set_off_linkedin")?))?;
    let icon = "document.querySelector('[data-platform=linkedin]').dataset.icon";
    same("the sign before", popup.page().eval(icon)?, json!("due"))?;
    world.browser()?.open(&format!("{}?is=off", LINKEDIN.deep_link), &CookieStore::default())?;
    popup.row(&LINKEDIN, &CookieStore::default(), "recorded")?;
    same("the sign after", popup.page().eval(icon)?, json!("seen"))?;
    same("the note after", popup.page().eval(note)?, json!(""))
}
