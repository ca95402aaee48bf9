//! Tests the record page: names, answers, settings, receipts and reports.

use super::banner::due;
use super::{Scenario, both, in_chromium};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::panel::then_our_elements;
use crate::sites::{FACEBOOK, INSTAGRAM};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("record: an account is named there also when nobody is logged in", named),
    both("record: an answer about linked accounts is changed there", relinked),
    both("record: a site without a banner gets none, until it is wanted again", no_banner),
    // Firefox hides the pages of its files from a simple search.
    in_chromium("record: every account is printed on a page of its own", printed),
    both("record: receipt and reminder are saved as files", saved),
    both("record: the report about a broken link says nothing about the person", report),
];

/// Records something for two accounts, of which one is logged out by now.
fn given_two(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    for (site, badge) in [(&FACEBOOK, "1"), (&INSTAGRAM, "1")] {
        world.when_logged_in(site)?;
        world.then_badge(badge)?;
        let popup = world.popup()?;
        popup.act(site, &CookieStore::default(), "declare-2024")?;
        popup.page().close()?;
        world.then_badge("")?;
    }
    world.when_logged_out(&FACEBOOK).map(drop)
}

fn named(world: &mut World) -> Outcome {
    given_two(world)?;
    let page = world.record_page()?;
    page.eval("(document.querySelector('details').open = true)")?;
    page.eval("(document.querySelector('[data-field=label]').value = 'Work')")?;
    page.click("[data-act=label]")?;
    which(&page, "(Work)")?;
    same("it stays unfolded", page.eval("document.querySelector('details').open")?, json!(true))?;
    page.click("#undo")?;
    which(&page, "")
}

fn which(page: &Page<'_>, expected: &str) -> Outcome {
    wait_until(&format!("the first account is called {expected:?}"), PATIENCE, || {
        let found = page.text("#accounts .which")?;
        Ok(Seen::when(found == expected, found))
    })
}

fn relinked(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("2")?;
    let popup = world.popup()?;
    popup.act(&FACEBOOK, &CookieStore::default(), "declare-undated")?;
    popup.say_linked()?;
    popup.page().close()?;
    world.then_badge("")?;
    world.record_page()?.click("[data-act=relate]")?;
    world.then_badge("1").map(drop)
}

fn no_banner(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let site = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
    then_our_elements(&site, 1)?;
    let record = world.record_page()?;
    record.click("[data-row=facebook] input")?;
    then_our_elements(&site, 0)?;
    let registered = "chrome.scripting.getRegisteredContentScripts()";
    same("what is registered", record.eval(registered)?, json!([]))?;
    record.reload()?;
    record.wait_for("main[data-state=ready]")?;
    same("the box", record.eval("document.querySelector('[data-row=facebook] input').checked")?, json!(false))?;
    record.click("[data-row=facebook] input")?;
    wait_until("scripts are registered again", PATIENCE, || {
        let found = record.eval(registered)?;
        Ok(Seen::when(found.to_string().contains(FACEBOOK.domain), found.to_string()))
    })
}

fn printed(world: &mut World) -> Outcome {
    given_two(world)?;
    let page = world.record_page()?;
    same("pages", page.printed()?, 2)?;
    page.eval("(document.documentElement.dataset.print = 'one')")?;
    page.eval("(document.querySelector('#accounts > li').dataset.printed = '')")?;
    same("pages of one account", page.printed()?, 1)
}

fn saved(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let page = world.browser()?.open(&format!("{}?play=replace", FACEBOOK.deep_link), &CookieStore::default())?;
    then_our_elements(&page, 1)?;
    page.click("#content :is(button, [role=button])")?;
    world.then_badge("✓")?;
    let record = world.record_page()?;
    for (act, name) in [("receipt", "bezwaar-facebook.json"), ("calendar", "bezwaar.ics")] {
        record.click(&format!("[data-act={act}]"))?;
        record.wait_for(&format!("#download[href^=blob][download={}]", json!(name)))?;
    }
    Ok(())
}

fn report(world: &mut World) -> Outcome {
    given_two(world)?;
    world.when_logged_in_as(&FACEBOOK, "100012345", &CookieStore::default())?;
    let page = world.record_page()?;
    page.click("#report-sites button")?;
    page.wait_for("#report:not([hidden])")?;
    let text = page.eval("document.querySelector('#report-text').value")?;
    let text = text.as_str().unwrap_or_default();
    same("the link", text.contains(FACEBOOK.deep_link), true)?;
    same("the state", text.ends_with("state: not-recorded"), true)?;
    same("a number", text.contains("100012345"), false)?;
    page.click("#report-copy")?;
    page.wait_for("#said:not(:empty)")
}
