//! Opens pages that answer nothing: none of them may hold up the badge, or what a person presses.

use super::trust::when_cookies_come;
use super::{Scenario, alone, at_true_speed, both, own_browser};
use crate::page::Page;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use serde_json::json;
use std::time::Duration;

pub(super) const ALL: &[Scenario] = &[
    alone(own_browser(both("trust: 50 pages that are frozen, hold an alert or never end hold nothing up", stuck))),
    alone(own_browser(both("trust: a page whose script loops holds up no badge and no answer", looping))),
    alone(at_true_speed(both("trust: pages that never end to load hold nothing up", endless))),
];

/// The number of open pages that never end to load.
const ENDLESS_PAGES: u32 = 20;

/// The longest that a person may wait for the badge: a second. For what she pressed it is two.
const SOON: Duration = Duration::from_secs(1);
const PRESS_LIMIT_MS: u64 = 2000;

fn endless(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let page = world.apis()?;
    let address = json!(format!("{}/stand-in/endless", FACEBOOK.origin));
    page.eval(&format!(
        "Promise.all(Array.from({{ length: {ENDLESS_PAGES} }}, () => chrome.tabs.create({{ url: {address}, active: false }})))
            .then(() => null)"
    ))?;
    wait_until("the pages have begun", PATIENCE, || {
        let open = page.eval("chrome.tabs.query({ url: '*://*.facebook.com/*' }).then(tabs => tabs.length)")?;
        Ok(Seen::when(open == ENDLESS_PAGES, open))
    })?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge_within("1", SOON)?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge_within("2", SOON)?;
    let since_the_answer = world.when_logged_out(&FACEBOOK)?;
    world.then_badge_within("1", SOON.saturating_sub(since_the_answer))?;
    let took = page.eval(&press("banner: { platform: 'facebook', on: false }"))?;
    same(&format!("a press is answered after {took} ms"), took.as_u64() < Some(PRESS_LIMIT_MS), true)
}

/// The numbers of pages that are open, of each kind.
const STUCK_PAGES: [(&str, u32); 3] = [("endless", 20), ("stuck?alert", 20), ("stuck?frozen", 10)];

fn stuck(world: &mut World) -> Outcome {
    world.setup.keeps_alerts = true;
    world.given_bezwaar()?;
    let page = world.apis()?;
    // Pages cannot be used for it: in one process with a frozen one, they are frozen, too.
    when_cookies_come(&page, &LINKEDIN, &json!({}))?;
    world.then_badge("1")?;
    for (path, count) in STUCK_PAGES {
        let address = json!(format!("{}/stand-in/{path}", FACEBOOK.origin));
        page.eval(&format!(
            "void Array.from({{ length: {count} }}, () => chrome.tabs.create({{ url: {address}, active: false }}))"
        ))?;
    }
    let all: u32 = STUCK_PAGES.iter().map(|(_, count)| count).sum();
    wait_until("all of them load, and go on loading", PATIENCE, || {
        let loading = "chrome.tabs.query({ url: '*://*.facebook.com/*', status: 'loading' }).then(tabs => tabs.length)";
        let open = page.eval(loading)?;
        Ok(Seen::when(open == all, open))
    })?;
    when_cookies_come(&page, &FACEBOOK, &json!({}))?;
    world.then_badge_within("2", SOON)?;
    let took = page.eval(&press("banner: { platform: 'facebook', on: false }"))?;
    same(&format!("a press is answered after {took} ms"), took.as_u64() < Some(PRESS_LIMIT_MS), true)?;
    let took = page.eval(&press("banner: { platform: 'facebook', on: true }"))?;
    same(&format!("a press is answered after {took} ms"), took.as_u64() < Some(PRESS_LIMIT_MS), true)?;
    page.eval(&format!("chrome.cookies.remove({{ url: '{}/', name: 'li_at' }})", LINKEDIN.origin))?;
    world.then_badge_within("1", SOON).map(drop)
}

/// The seconds for which a script loops: longer than all that is pressed meanwhile takes.
const LOOPS_S: u32 = 30;

/// Firefox says that a script is registered when every page's process has answered, of whatever site.
fn looping(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let page = world.apis()?;
    // Pages cannot be used for it: in one process with a frozen one, they are frozen, too.
    when_cookies_come(&page, &FACEBOOK, &json!({}))?;
    world.then_badge("1")?;
    let address = json!(format!("{}/stand-in/stuck?frozen={LOOPS_S}", LINKEDIN.origin));
    page.eval(&format!("void chrome.tabs.create({{ url: {address}, active: false }})"))?;
    wait_until("its script loops", PATIENCE, || {
        let loops = is_looping(&page)?;
        Ok(Seen::when(loops, loops))
    })?;
    when_cookies_come(&page, &INSTAGRAM, &json!({}))?;
    world.then_badge_within("2", SOON)?;
    for on in [false, true] {
        let took = page.eval(&press(&format!("banner: {{ platform: 'facebook', on: {on} }}")))?;
        same(&format!("a press is answered after {took} ms"), took.as_u64() < Some(PRESS_LIMIT_MS), true)?;
    }
    page.eval(&format!("chrome.cookies.remove({{ url: '{}/', name: 'sessionid' }})", INSTAGRAM.origin))?;
    world.then_badge_within("1", 2 * SOON)?;
    same("its script loops still", is_looping(&page)?, true)
}

/// Returns whether the page that loops does: nothing can be run in it, however early.
fn is_looping(page: &Page<'_>) -> Outcome<bool> {
    let answer = page.eval(
        "chrome.tabs.query({ url: '*://*.linkedin.com/*' }).then(([tab]) => tab && Promise.race([
            chrome.scripting.executeScript({ target: { tabId: tab.id }, func: () => 1, injectImmediately: true }).then(() => 'free', String),
            new Promise(done => setTimeout(done, 300, 'loops'))]))",
    )?;
    Ok(answer == "loops")
}

/// The expression that sends a request, and for the milliseconds until its answer.
fn press(request: &str) -> String {
    format!("(begun => chrome.runtime.sendMessage({{ {request} }}).then(() => Date.now() - begun))(Date.now())")
}
