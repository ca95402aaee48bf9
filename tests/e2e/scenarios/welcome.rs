//! The page that opens after the first installation, and never again.

use super::{Scenario, both, in_firefox, own_browser};
use crate::browser::Store;
use crate::sites::{FACEBOOK, LINKEDIN};
use crate::wait::Outcome;
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    own_browser(both("welcome: it opens once, not after a restart and not after an update", once)),
    both("welcome: what was done before is told there, and counts no more", done_before),
    both("welcome: it asks for access that is withheld", asks_for_access),
    own_browser(in_firefox("welcome: on a phone it leads through the menu, and speaks of no button", on_a_phone)),
];

fn once(world: &mut World) -> Outcome {
    world.given_bezwaar_for_good_with_its_welcome()?;
    world.welcome()?.close()?;
    world.when_the_browser_restarts()?;
    world.then_nothing_counts(&FACEBOOK)?;
    then_closed(world)?;
    world.when_bezwaar_arrives()?;
    world.then_nothing_counts(&LINKEDIN)?;
    then_closed(world)
}

fn then_closed(world: &World) -> Outcome {
    let tabs = world.browser()?.tabs()?;
    same("welcome pages", tabs.iter().filter(|tab| tab.url.contains("welcome")).count(), 0)
}

/// The answers to "when was it?" that can be pressed now, without those below "a date".
const ANSWERS: &str = "[...document.querySelectorAll('.more [data-act]')].filter(one => one.checkVisibility()).length";

fn done_before(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&LINKEDIN)?;
    world.when_bezwaar_arrives()?;
    world.then_badge("2")?;
    let page = world.welcome()?;
    page.wait_for("[data-platform=instagram][data-state=logged-out] [data-action=visit]")?;
    same("answers in sight", page.eval(ANSWERS)?.as_u64(), Some(0))?;
    page.click("[data-platform=facebook] .more > summary")?;
    same("answers for one site", page.eval(ANSWERS)?.as_u64(), Some(3))?;
    page.click("[data-platform=facebook] [data-act=declare-2025]")?;
    page.wait_for("[data-platform=facebook][data-state=recorded]")?;
    page.click("[data-platform=linkedin] .more > summary")?;
    page.click("[data-platform=linkedin] .date > summary")?;
    page.click("[data-platform=linkedin] [data-act=declare-day]")?;
    page.wait_for_text("#said", &world.message("en", "not_saved_no_day")?)?;
    page.click("[data-platform=linkedin] [data-act=declare-undated]")?;
    page.wait_for("[data-platform=linkedin][data-state=recorded]")?;
    same("answers left", page.eval(ANSWERS)?.as_u64(), Some(0))?;
    world.then_badge("").map(drop)
}

fn asks_for_access(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_bezwaar_arrives()?;
    world.when_access_is_withheld(&FACEBOOK)?;
    world.welcome()?.wait_for("[data-platform=facebook][data-state=no-access] [data-action=grant]")
}

/// A phone as far as a computer can play one: by the browser's name, and narrow.
fn on_a_phone(world: &mut World) -> Outcome {
    world.setup.user_agent = Some("Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0");
    world.given_a_browser()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_bezwaar_arrives()?;
    let page = world.welcome()?;
    page.resize(360, 740, 2.0)?;
    let shown = "[...document.querySelectorAll('.on-chromium, .on-firefox, .on-android, .on-toolbar')]
        .filter(part => part.checkVisibility()).map(part => part.className)";
    same("the ways to the button", page.eval(shown)?, json!(["on-android"]))?;
    let wide = page.eval("document.documentElement.scrollWidth > innerWidth")?;
    same("whether the page is wider than the phone", wide, json!(false))?;
    // The popup is a page there, and stays when it opens another.
    let popup = world.popup()?;
    let tab = popup.click(&popup.row(&FACEBOOK, &Store::default(), "not-recorded")?)?;
    world.then_tab_shows(&tab, FACEBOOK.deep_link, &Store::default())?;
    popup.row(&FACEBOOK, &Store::default(), "not-recorded").map(drop)
}
