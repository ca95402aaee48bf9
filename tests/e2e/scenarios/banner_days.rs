//! Tests the days on which a banner is shown: from when on, how often, and until when it stays closed.

use super::banner::{due, feed};
use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::panel::{press, then_our_elements};
use crate::sites::FACEBOOK;
use crate::wait::Outcome;
use crate::world::World;
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("banner: not before the welcome page or the popup was seen", introduced),
    both("banner: at most once a day, and not where people log in or write", once_a_day),
];

fn once_a_day(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    for quiet in ["/login/", "/messages/t/1", "/checkpoint/1"] {
        let page = world.browser()?.open(&format!("{}{quiet}", FACEBOOK.origin), &CookieStore::default())?;
        world.when_judged(&page)?;
        then_our_elements(&page, 0)?;
        page.close()?;
    }
    let page = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
    then_our_elements(&page, 1)?;
    world.when_noted("banner_days", |days| days.as_array().is_some_and(|days| !days.is_empty()))?;
    page.reload()?;
    world.when_judged(&page)?;
    then_our_elements(&page, 0)?;
    closed_for_today(world)
}

/// A tab was left open the day before with its banner: what is closed today in another tab is closed in this one, too.
fn closed_for_today(world: &World) -> Outcome {
    let yesterday = feed(world, "1001", "")?;
    then_our_elements(&yesterday, 1)?;
    world.when_judged(&yesterday)?;
    world.when_stored(&json!({ "banner_days": [] }))?;
    let today = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
    then_our_elements(&today, 1)?;
    press(&today, "Not today")?;
    then_our_elements(&today, 0)?;
    world.when_answered(&today)?;
    yesterday.activate()?;
    then_our_elements(&yesterday, 0)
}

fn introduced(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_noted("introduced", |seen| *seen == json!(true))?;
    // The state is that of somebody who never saw the welcome page.
    world.when_stored(&json!({ "introduced": false }))?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let page = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
    world.when_judged(&page)?;
    then_our_elements(&page, 0)?;
    // The popup is read while the page stays in front: nothing tells the page but the extension.
    let browser = world.browser()?;
    let popup = browser.open_behind(&browser.extension_url("popup.html"), &CookieStore::default())?;
    popup.wait_for("main[data-state=ready]")?;
    then_our_elements(&page, 1)
}
