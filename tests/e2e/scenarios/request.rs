//! Tests sites that are watched on request: nobody is asked who does not ask, and what is given is given back.

use super::{Scenario, each_on_request, elsewhere};
use crate::browser::CookieStore;
use crate::driver::Kind;
use crate::page::Page;
use crate::requests::{button, shows};
use crate::sites::Site;
use crate::wait::Outcome;
use crate::world::{World, same};
use serde_json::{Value, json};

pub(super) const ALL: &[Scenario] = &[
    each_on_request("request: {site} is nothing to us until somebody asks for it", nothing),
    each_on_request("request: {site} asked for and refused stays unwatched", refused),
    each_on_request(
        "request: {site} asked for in the settings counts, until it is given back on the record page",
        from_settings,
    ),
    each_on_request("request: {site} asked for on the record page, its access withdrawn in the browser", from_record),
];

/// Opens the popup, and the settings to which it leads.
fn open_settings(world: &World) -> Outcome<Page<'_>> {
    let popup = world.popup()?;
    let tab = world.browser()?.tab_opened_by(|| popup.page().click("a[href$='#settings']"))?;
    popup.page().close()?;
    let page = world.browser()?.page(&tab);
    page.wait_for("main[data-state=ready]").map(|()| page)
}

/// Returns the hosts that the browser lets us see. Chromium also names the pages of our scripts, which lie within them.
pub(super) fn access(world: &World) -> Outcome<Value> {
    let page = world.apis()?;
    let whole = r"origin => /^https:\/\/[^/]+\/\*$/.test(origin)";
    let origins = page
        .eval(&format!("chrome.permissions.getAll().then(all => [...new Set(all.origins.filter({whole}))].sort())"))?;
    page.close().map(|()| origins)
}

fn may_see(world: &World, site: &Site) -> Outcome<bool> {
    Ok(access(world)?.to_string().contains(&format!("*.{}/", site.domain)))
}

fn rows(world: &World, site: &Site) -> Outcome<usize> {
    let popup = world.popup()?;
    let rows = popup.rows()?.into_iter().filter(|row| row.platform == site.platform).count();
    popup.page().close().map(|()| rows)
}

fn registered(world: &World) -> Outcome<Value> {
    let page = world.apis()?;
    let ids = page.eval("chrome.scripting.getRegisteredContentScripts().then(all => all.map(script => script.id))")?;
    page.close().map(|()| ids)
}

fn nothing(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar()?;
    let before = access(world)?;
    world.when_logged_in(site)?;
    world.then_nothing_counts(elsewhere(site))?;
    same("rows", rows(world, site)?, 0)?;
    let page = world.browser()?.open(&format!("{}?is=off", site.deep_link), &CookieStore::default())?;
    world.when_judged(&page)?;
    page.close()?;
    same("accounts on record", world.records()?.accounts().count(), 0)?;
    same("registered scripts", registered(world)?, json!([]))?;
    same("access", access(world)?, before)?;
    same("whether we may see it", may_see(world, site)?, false)
}

fn refused(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(site)?;
    let page = open_settings(world)?;
    world.browser()?.driver().asked_for_access(&page, &button(site), site.domain, false)?;
    let said = format!("Your browser gave no access, so {} is not added. Nothing else has changed.", site.name);
    page.wait_for_text("#said", &said)?;
    shows(&page, site, false)?;
    same("whether we may see it", may_see(world, site)?, false)?;
    same("rows", rows(world, site)?, 0)?;
    world.then_nothing_counts(elsewhere(site))
}

fn from_settings(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar_that_may_ask(site)?;
    world.when_logged_in(site)?;
    let settings = world.browser()?.open(&format!("{}?is=off", site.deep_link), &CookieStore::default())?;
    let page = open_settings(world)?;
    world.browser()?.driver().asked_for_access(&page, &button(site), site.domain, true)?;
    shows(&page, site, true)?;
    page.wait_for_text("#said", &format!("{} is added.", site.name))?;
    world.then_badge("1")?;
    // The tab that was open before may come to the front when this one closes: it is served, too, and read.
    world.then_popup_row(site, "not-recorded")?;
    page.close()?;
    settings.activate()?;
    world.then_badge("✓")?;
    world.then_popup_row(site, "recorded")?;

    let page = world.record_page()?;
    shows(&page, site, true)?;
    page.click(&button(site))?;
    shows(&page, site, false)?;
    let said =
        format!("{} is removed, and the extension has given the access back. What is on record stays.", site.name);
    page.wait_for_text("#said", &said)?;
    same("whether we may see it", may_see(world, site)?, false)?;
    same("rows", rows(world, site)?, 0)?;
    same("accounts on record", world.records()?.accounts().count(), 1)?;
    // Chromium gives again without a question what was given once.
    page.activate()?;
    match world.kind {
        Kind::Chrome => page.click(&button(site))?,
        Kind::Firefox => world.browser()?.driver().asked_for_access(&page, &button(site), site.domain, true)?,
    }
    shows(&page, site, true)?;
    page.close()?;
    world.then_popup_row(site, "recorded").map(drop)
}

fn from_record(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar_that_may_ask(site)?;
    world.when_logged_in(site)?;
    let page = world.record_page()?;
    world.browser()?.driver().asked_for_access(&page, &button(site), site.domain, true)?;
    shows(&page, site, true)?;
    world.then_badge("1")?;
    world.when_access_is_withheld(site)?;
    world.then_badge("")?;
    shows(&page, site, false)?;
    same("rows", rows(world, site)?, 0)?;
    same("registered scripts", registered(world)?, json!([]))?;
    world.then_nothing_counts(elsewhere(site))
}
