//! Tests Firefox's containers: separate cookie stores, each with its own logins.

use super::environment::UNLISTED;
use super::storage::record_as;
use super::wake::SWITCHED_ON;
use super::{Scenario, in_firefox};
use crate::browser::CookieStore;
use crate::panel::{inside, press, says, then_our_elements};
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN};
use crate::wait::Outcome;
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    in_firefox("containers: two accounts in two containers count two, each opens in its own", two_accounts),
    in_firefox("containers: one without a tab counts, also for a background that was stopped", without_a_tab),
    in_firefox("containers: one that was deleted leaves its history readable", deleted),
    in_firefox("containers: one with a high number counts where the extension is switched on", high_number),
    in_firefox("containers: they count where the browser does not list its cookie stores", not_listed),
    in_firefox(
        "containers: a form that comes up for another account than the pressed one says so",
        pressed_for_another,
    ),
    in_firefox("containers: a form in a tab without the login says where that is", without_the_login),
    in_firefox("containers: what is on record outside counts for the same account in a new one", same_account),
    in_firefox("containers: a logout in one leaves the other", one_of_two),
    in_firefox("containers: what the notice asks is answered for the account of its container", answered_for_its_own),
];

fn two_accounts(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let stores = [world.browser()?.new_container()?, world.browser()?.new_container()?];
    for (store, account) in stores.iter().zip(["1000", "2000"]) {
        world.when_logged_in_as(&FACEBOOK, account, store)?;
    }
    world.then_badge("2")?;
    for store in &stores {
        let popup = world.popup()?;
        let row = popup.row(&FACEBOOK, store, "not-recorded")?;
        let tab = popup.click(&row)?;
        world.then_tab_shows(&tab, FACEBOOK.deep_link, store)?;
    }
    same("the ids are Firefox's", world.browser()?.store_id(&stores[0])?.starts_with("firefox-container-"), true)
}

fn without_a_tab(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let container = world.browser()?.new_container()?;
    world.when_logged_in_as(&INSTAGRAM, INSTAGRAM.account, &container)?;
    world.then_badge("1")?;
    world.when_the_background_stops()?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("2")?;
    world.popup()?.row(&INSTAGRAM, &container, "not-recorded")?;
    world.popup()?.row(&LINKEDIN, &CookieStore::default(), "not-recorded").map(drop)
}

fn not_listed(world: &mut World) -> Outcome {
    world.given_bezwaar_after(UNLISTED)?;
    let container = world.browser()?.new_container()?;
    world.when_logged_in_as(&INSTAGRAM, INSTAGRAM.account, &container)?;
    world.then_badge("1")?;
    world.popup()?.row(&INSTAGRAM, &container, "not-recorded").map(drop)
}

fn high_number(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    let mut container = world.browser()?.new_container()?;
    for _ in 0..50 {
        container = world.browser()?.new_container()?;
    }
    world.when_logged_in_as(&FACEBOOK, "1000", &container)?;
    world.when_bezwaar_arrives_after(SWITCHED_ON)?;
    world.then_badge("1").map(drop)
}

fn answered_for_its_own(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let stores = [world.browser()?.new_container()?, world.browser()?.new_container()?];
    for (store, account) in stores.iter().zip(["1000", "2000"]) {
        world.when_logged_in_as(&FACEBOOK, account, store)?;
    }
    world.then_badge("2")?;
    let browser = world.browser()?;
    for store in &stores {
        // The notice opens it in the container of its own tab.
        let page = browser.open(&browser.extension_url("popup.html#done/facebook"), store)?;
        page.wait_for("[data-row]:has(.more[open])")?;
        let opened = page.eval("document.querySelector('[data-row]:has(.more[open])').dataset.store")?;
        same("the row that opens", opened, json!(browser.store_id(store)?))?;
        page.close()?;
    }
    // Where that one is logged out meanwhile, nobody else's row opens.
    browser.open(&format!("{}/stand-in/logout", FACEBOOK.origin), &stores[1])?.close()?;
    world.then_badge("1")?;
    let page = browser.open(&browser.extension_url("popup.html#done/facebook"), &stores[1])?;
    page.wait_for_text("#said", "Log in to Facebook")?;
    same("rows that open", page.eval("document.querySelectorAll('.more[open]').length")?, json!(0))
}

/// The script by which another extension takes a tab that is about to open, to open it elsewhere.
const TAKEN: &str = "void (chrome.tabs.create = () => Promise.resolve())";

fn pressed_for_another(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let stores = [world.browser()?.new_container()?, world.browser()?.new_container()?];
    for (store, account) in stores.iter().zip(["1000", "2000"]) {
        world.when_logged_in_as(&FACEBOOK, account, store)?;
    }
    world.then_badge("2")?;
    let popup = world.popup()?;
    popup.page().eval(TAKEN)?;
    let button = format!("[data-row][data-store={:?}] button.main", world.browser()?.store_id(&stores[0])?);
    popup.page().click(&button)?;
    let open = |store| world.browser()?.open(FACEBOOK.deep_link, store);
    let form = open(&stores[1])?;
    says(&form, "The button you pressed was for another account.")?;
    // The one that was pressed, and a form that nobody pressed for, are not spoken of.
    for store in &stores {
        let form = open(store)?;
        says(&form, "This is Meta’s form.")?;
        same("that it speaks of a button", inside(&form)?.text().contains("The button you pressed"), false)?;
    }
    // The button of a notice takes the place of a press that led nowhere.
    let popup = world.popup()?;
    popup.page().eval(TAKEN)?;
    popup.page().click(&button)?;
    let browser = world.browser()?;
    let page = browser.open(&format!("{}/", FACEBOOK.origin), &stores[1])?;
    then_our_elements(&page, 1)?;
    let tab = browser.tab_opened_by(|| press(&page, "Object"))?;
    let form = browser.page(&tab);
    says(&form, "This is Meta’s form.")?;
    same("that it speaks of a button", inside(&form)?.text().contains("The button you pressed"), false)
}

fn one_of_two(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let container = world.browser()?.new_container()?;
    world.when_logged_in_as(&FACEBOOK, "1000", &container)?;
    world.when_logged_in_as(&FACEBOOK, "2000", &CookieStore::default())?;
    world.then_badge("2")?;
    world.when_logged_out(&FACEBOOK)?;
    world.then_badge("1")?;
    world.popup()?.row(&FACEBOOK, &container, "not-recorded").map(drop)
}

fn without_the_login(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let container = world.browser()?.new_container()?;
    world.when_logged_in_as(&FACEBOOK, "1000", &container)?;
    // Without a login the site shows no form, so the login ends while it is open.
    world.when_logged_in_as(&FACEBOOK, "2000", &CookieStore::default())?;
    world.then_badge("2")?;
    let open = |address: &str| world.browser()?.open(address, &CookieStore::default());
    let form = open(&format!("{}?play=replace", FACEBOOK.deep_link))?;
    let other = open("https://www.facebook.com/help/contact/510058597920541")?;
    world.when_logged_out(&FACEBOOK)?;
    world.then_badge("1")?;
    form.activate()?;
    says(&form, &world.message("en", "companion_elsewhere")?.replace("$1", FACEBOOK.name))?;
    form.click("#content button")?;
    form.wait_for("#content:not(:has(form))")?;
    world.when_judged(&form)?;
    same("what is noted for anybody", world.records()?.accounts().count(), 0)?;
    // The warning at a form for another right depends on no login.
    other.activate()?;
    world.when_judged(&other)?;
    says(&other, "is not noted as an objection")
}

fn same_account(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    record_as(world, "1000")?;
    let container = world.browser()?.new_container()?;
    world.when_logged_in_as(&FACEBOOK, "1000", &container)?;
    world.when_the_extension_takes_a_snapshot()?;
    world.then_badge("")?;
    same("the accounts", world.records()?.accounts().count(), 1)?;
    // It is on record there also where it is logged in nowhere else, and another one is not.
    world.when_logged_out(&FACEBOOK)?;
    world.popup()?.row(&FACEBOOK, &container, "recorded")?;
    world.when_logged_in_as(&FACEBOOK, "2000", &container)?;
    world.then_badge("1").map(drop)
}

fn deleted(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let container = world.browser()?.new_container()?;
    world.when_logged_in_as(&INSTAGRAM, "1000", &container)?;
    world.then_badge("1")?;
    let popup = world.popup()?;
    popup.act(&INSTAGRAM, &container, "declare-2024")?;
    popup.page().close()?;
    world.then_badge("")?;
    world.browser()?.remove_container(&container)?;
    world.when_the_extension_takes_a_snapshot()?;
    world.then_popup_row(&INSTAGRAM, "logged-out")?;
    let browser = world.browser()?;
    let page = browser.open(&browser.extension_url("record.html"), &CookieStore::default())?;
    page.wait_for("#accounts .history li")?;
    same("the history names the year", page.text("#accounts .history")?.contains("2024"), true)
}
