//! Plays pages that swallow events, pollute and clobber what scripts rely on, or forbid everything.

use super::banner::due;
use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::pace::JUDGED_MS;
use crate::panel::{ask, press, says, then_our_elements};
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN};
use crate::wait::Outcome;
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("hostile: a page that swallows every event, and all is reached from the popup", swallows),
    both("hostile: polluted prototypes, hooked functions and clobbered names change nothing", clobbers),
    both("hostile: a page whose policy forbids everything, with Trusted Types", forbids),
];

fn swallows(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = world.browser()?.open(&format!("{}?hostile=swallow", FACEBOOK.home), &CookieStore::default())?;
    says(&page, "Object")?;
    let tabs = world.browser()?.tabs()?.len();
    for button in ["Object", "Already done", "Not today"] {
        press(&page, button)?;
    }
    world.when_judged(&page)?;
    same("tabs after presses that were swallowed", world.browser()?.tabs()?.len(), tabs)?;
    same("the page swallows", page.eval("window.swallowed > 5")?, json!(true))?;
    let popup = world.popup()?;
    let row = popup.row(&FACEBOOK, &CookieStore::default(), "not-recorded")?;
    let form = world.browser()?.page(&popup.click(&row)?);
    form.navigate(&format!("{}?play=replace&hostile=swallow", FACEBOOK.deep_link))?;
    then_our_elements(&form, 1)?;
    form.click("#content button")?;
    world.when_judged(&form)?;
    same("what is noted", world.records()?.accounts().count(), 0)?;
    popup.page().activate()?;
    popup.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    popup.row(&FACEBOOK, &CookieStore::default(), "recorded")?;
    page.activate()?;
    then_our_elements(&page, 0)
}

fn clobbers(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    world.when_logged_in(&INSTAGRAM)?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("3")?;
    let page = world.browser()?.open(&format!("{}?hostile=clobber", FACEBOOK.home), &CookieStore::default())?;
    let page = page.apart();
    says(&page, "As far as is known, you haven’t yet")?;
    hooks(world, page.id())?;
    for (site, badge, play) in [(&FACEBOOK, "2", "replace"), (&INSTAGRAM, "1", "replace&react")] {
        let address = format!("{}?hostile=clobber&play={play}", site.deep_link);
        let page = world.browser()?.open(&address, &CookieStore::default())?.apart();
        says(&page, "This is Meta’s form")?;
        let middle = "(r => [r.left + r.width / 2, r.top + r.height / 2].map(Math.round))(
            document.querySelector('#content :is(button, [role=button])').getBoundingClientRect())";
        let place = page.eval(middle)?;
        page.click_at(place[0].as_i64().unwrap_or_default(), place[1].as_i64().unwrap_or_default())?;
        says(&page, "Meta’s page showed no error.")?;
        hooks(world, page.id())?;
        page.close()?;
        world.then_badge(badge)?;
    }
    let address = format!("{}?hostile=clobber&is=off", LINKEDIN.deep_link);
    let page = world.browser()?.open(&address, &CookieStore::default())?;
    world.then_badge("✓")?;
    hooks(world, page.id())
}

/// Fails if anybody called the page's own functions, which were there to be called.
fn hooks(world: &World, id: &str) -> Outcome {
    let page = crate::page::Page::new(world.browser()?.driver().bidi(), id.to_owned());
    same("what was called of the page's", page.eval("window.hooked")?, json!([]))?;
    same("the page is hostile", page.eval("String({}.text)")?, json!("polluted"))
}

fn forbids(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    let forbidding = format!("{}?csp=none&hostile=probe", FACEBOOK.home);
    // The page's own style and icon are forbidden, and the page is told so.
    let told = "fingerprint().then(({ events }) => events.filter(event => !event.includes('favicon')))";
    let page = world.browser()?.open(&forbidding, &CookieStore::default())?;
    world.when_time_passes(&page, JUDGED_MS)?;
    let before = page.eval(told)?;
    page.close()?;
    world.when_bezwaar_is_installed()?;
    due(world, &FACEBOOK)?;
    let page = world.browser()?.open(&forbidding, &CookieStore::default())?;
    says(&page, "Object")?;
    let place = ask(&page, "Object", "e => getComputedStyle(e.closest('dialog')).position")?;
    same("how the banner stands", place, json!("fixed"))?;
    world.when_judged(&page)?;
    same("what the policy told the page about", page.eval(told)?, before)?;
    let forbidden = page.eval("(() => { try { document.body.innerHTML = 'x' } catch (e) { return e.name } })()")?;
    same("the policy holds", forbidden, json!("TypeError"))?;
    page.close()?;
    let page =
        world.browser()?.open(&format!("{}?csp=none&play=replace", FACEBOOK.deep_link), &CookieStore::default())?;
    then_our_elements(&page, 1)?;
    page.click("#content button")?;
    says(&page, "Meta’s page showed no error.")?;
    world.then_badge("✓")?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("1")?;
    world.browser()?.open(&format!("{}?csp=none&is=off", LINKEDIN.deep_link), &CookieStore::default())?;
    world.then_badge("✓").map(drop)
}
