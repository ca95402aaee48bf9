//! The page that opens after the first installation, and never again.

use super::{Scenario, both};
use crate::sites::{FACEBOOK, LINKEDIN};
use crate::wait::Outcome;
use crate::world::{World, same};

pub(super) const ALL: &[Scenario] = &[
    both("welcome: it opens once, not after a restart and not after an update", once),
    both("welcome: what was done before is told there, and counts no more", done_before),
    both("welcome: it asks for access that is withheld", asks_for_access),
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

fn done_before(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&LINKEDIN)?;
    world.when_bezwaar_arrives()?;
    world.then_badge("2")?;
    let page = world.welcome()?;
    page.wait_for("[data-platform=instagram][data-state=logged-out] [data-action=visit]")?;
    page.click("[data-platform=facebook] [data-act=declare-2024]")?;
    page.wait_for("[data-platform=facebook][data-state=recorded]")?;
    page.click("[data-platform=linkedin] [data-act=declare-today]")?;
    page.wait_for("[data-platform=linkedin][data-state=recorded]")?;
    let asked = page.eval("document.querySelectorAll('[data-act]').length")?;
    same("questions left", asked.as_u64(), Some(0))?;
    world.then_badge("").map(drop)
}

fn asks_for_access(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_bezwaar_arrives()?;
    world.when_access_is_withheld(&FACEBOOK)?;
    world.welcome()?.wait_for("[data-platform=facebook][data-state=no-access] [data-action=grant]")
}
