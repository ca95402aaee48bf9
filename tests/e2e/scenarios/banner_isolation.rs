//! Tests how the banner behaves towards the page, and what a page can do to it.

use super::banner::{due, feed, nothing_noted};
use super::{Scenario, both, in_chromium};
use crate::browser::CookieStore;
use crate::pace::JUDGED_MS;
use crate::panel::{ask, inside, is_on_top, looks_anew, press, press_until_none_is_seen, then_our_elements};
use crate::sites::FACEBOOK;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("banner: not in frames or pictures, behind other tabs, for guests or as a Page", not_there),
    both("banner: a page that presses, hides, moves or covers it gains nothing", hostile),
    both("banner: moves nothing, adds no script or style, covers no header, fits a phone", modest),
    // Firefox takes the colours of the system as it starts.
    in_chromium("banner: where the system forces its colours, the next step stands out by its border", forced_colours),
    both("banner: one at most after the extension starts anew with tabs open", one_after_update),
];

fn not_there(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = feed(world, "1001", "")?;
    then_our_elements(&page, 1)?;
    page.eval(FRAME)?;
    world.when_judged(&page)?;
    let frame = world.browser()?.frame(&page)?;
    same("the frame is loaded", frame.eval("location.pathname")?, json!("/stand-in/framed"))?;
    then_our_elements(&frame, 0)?;
    page.close()?;
    world.when_logged_in_as(&FACEBOOK, "1002", &CookieStore::default())?;
    // An element of ours could not be one of HTML there.
    let picture =
        world.browser()?.open(&format!("{}/stand-in/picture.svg", FACEBOOK.origin), &CookieStore::default())?;
    world.when_judged(&picture)?;
    same("what stands in the picture", picture.eval("document.documentElement.children.length")?, json!(1))?;
    picture.close()?;
    let front = world.browser()?.open("about:blank", &CookieStore::default())?;
    let behind = world.browser()?.open_behind(FACEBOOK.home, &CookieStore::default())?;
    front.activate()?;
    if behind.eval("document.hidden")? == json!(true) {
        world.when_judged(&behind)?;
        then_our_elements(&behind, 0)?;
    }
    behind.activate()?;
    then_our_elements(&behind, 1)?;
    behind.close()?;
    world.when_logged_in_as(&FACEBOOK, "1003", &CookieStore::default())?;
    world.when_the_site_sets(&FACEBOOK, &["i_user=42; Domain=.facebook.com; Path=/; Secure; SameSite=None"])?;
    for step in ["as a Page", "as a guest"] {
        let page = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
        world.when_judged(&page)?;
        then_our_elements(&page, 0).map_err(|error| format!("{step}: {error}"))?;
        page.close()?;
        world.when_logged_out(&FACEBOOK)?;
    }
    Ok(())
}

/// The expression that adds a frame with a page of the same site, and waits until it is loaded.
pub(super) const FRAME: &str =
    "new Promise(done => document.body.append(Object.assign(document.createElement('iframe'),
    { src: '/stand-in/framed', onload: () => done(null) })))";

/// The attacks of a page on an element whose inside it cannot reach.
const ATTACKS: &[&str] = &[
    "HOST.click()",
    "HOST.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, clientX: 400, clientY: 150 }))",
    "HOST.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }))",
    "HOST.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }))",
    "HOST.focus()",
    "HOST.shadowRoot?.querySelector('button').click()",
    "HOST.style.cssText = 'position: fixed; opacity: 0; transform: scale(40)'",
    "HOST.setAttribute('style', 'display: none !important')",
    "HOST.remove()",
    "document.body.append(HOST)",
];

fn hostile(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = feed(world, "1001", "")?;
    then_our_elements(&page, 1)?;
    let tabs = world.browser()?.tabs()?.len();
    for attack in ATTACKS {
        page.eval(&format!(
            "(() => {{ window.HOST ??= [...document.documentElement.children][1]; {attack}; return 1 }})()"
        ))?;
    }
    world.when_judged(&page)?;
    same("tabs after the attacks", world.browser()?.tabs()?.len(), tabs)?;
    page.close()?;
    // The page plays a lure: nothing of ours is to be seen, and a real click comes where our button is. It opens the
    // form, and records nothing.
    let page = feed(world, "1002", "")?;
    then_our_elements(&page, 1)?;
    page.eval("document.documentElement.children[1].style.opacity = '0.01'")?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Object"))?;
    same("where the lured click leads", tab.url.as_str(), FACEBOOK.deep_link)?;
    nothing_noted(world)
}

fn modest(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let before = {
        world.when_logged_in_as(&FACEBOOK, "1000", &CookieStore::default())?;
        let popup = world.popup()?;
        popup.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
        let page = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
        let size = page.eval(SIZE)?;
        page.close()?;
        size
    };
    due(world, &FACEBOOK)?;
    let page = feed(world, "1001", "")?;
    then_our_elements(&page, 1)?;
    world.when_judged(&page)?;
    same("size and place of the page's own things", page.eval(SIZE)?, before)?;
    same("layout shifts", page.eval("window.shifts")?, json!([]))?;
    same(
        "scripts and style sheets added",
        page.eval("[window.added, document.adoptedStyleSheets.length]")?,
        json!([[], 0]),
    )?;
    let header = page.eval("Math.round(document.querySelector('[role=banner]').getBoundingClientRect().bottom)")?;
    let header = u32::try_from(header.as_u64().unwrap_or_default()).map_err(|e| e.to_string())?;
    same("the header is free", is_on_top(&page, (400, (header - 4).into()))?, false)?;
    same("the banner is below it", is_on_top(&page, (400, (header + 24).into()))?, true)?;
    page.resize(320, 640, 2.0)?;
    looks_anew(&page)?;
    same("nothing sticks out", page.eval("document.documentElement.scrollWidth <= 320")?, json!(true))?;
    let said = inside(&page)?.text();
    if said.contains("Object") { Ok(()) } else { Err(format!("the banner says {said:?}")) }
}

/// The expression for the size of the page, and the places of its own things.
const SIZE: &str = "[document.documentElement.scrollHeight, document.documentElement.scrollWidth,
    ...[...document.querySelectorAll('article, [role=banner]')].map(e => e.getBoundingClientRect().top)]";

fn forced_colours(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = feed(world, "1001", "")?;
    then_our_elements(&page, 1)?;
    world.browser()?.driver().emulate(page.id(), &[("forced-colors", "active")])?;
    let border = |label| ask(&page, label, "e => getComputedStyle(e).borderTopWidth");
    same("the border of the next step", border("Object")?, json!("3px"))?;
    same("the border of another button", border("Not today")?, json!("1px"))
}

fn one_after_update(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = feed(world, "1001", "")?;
    then_our_elements(&page, 1)?;
    // This loads the extension anew, as an update does; the page that asks for it goes away on the way.
    let own = world.apis()?;
    drop(own.eval("chrome.runtime.reload()"));
    wait_until("the page that asked has gone", PATIENCE, || {
        Ok(Seen::when(world.browser()?.address_of(&own).is_err(), "it is there"))
    })?;
    page.activate()?;
    world.when_time_passes(&page, JUDGED_MS)?;
    let left = page.eval("document.documentElement.children.length - 2")?;
    same("more than one banner", left.as_u64().is_some_and(|left| left > 1), false)?;
    press_until_none_is_seen(&page, "Not today")
}
