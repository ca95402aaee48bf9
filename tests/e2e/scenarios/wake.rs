//! The background is stopped at any time; nothing may depend on its memory.

use super::{Scenario, both, own_browser};
use crate::browser::CookieStore;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN};
use crate::wait::Outcome;
use crate::world::World;

pub(super) const ALL: &[Scenario] = &[
    both("wake: a login wakes the stopped background", login_wakes),
    both("wake: a logout wakes the stopped background", logout_wakes),
    both("wake: the popup wakes the stopped background", popup_wakes),
    own_browser(both("wake: the badge is right after a restart, with no tab open", restart)),
    own_browser(both("wake: a restart with nobody logged in leaves no badge", restart_logged_out)),
    both("wake: a start that no event caused takes a snapshot", no_event),
    both("wake: so does one that a visit comes first to", visit_first),
    both("wake: stopped ten times, counted right ten times", again_and_again),
    both("wake: a login wakes it also beside an open page of the extension", beside_own_page),
    both("wake: cookies are cleared ten times, and counted right each time", cleared_again_and_again),
];

fn login_wakes(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.then_nothing_counts(&LINKEDIN)?;
    world.when_the_background_stops()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1").map(drop)
}

fn logout_wakes(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("2")?;
    world.when_the_background_stops()?;
    world.then_badge("2")?;
    world.when_logged_out(&FACEBOOK)?;
    world.then_badge("1").map(drop)
}

fn popup_wakes(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("1")?;
    world.when_the_background_stops()?;
    world.then_popup_row(&INSTAGRAM, "not-recorded")?;
    world.then_popup_row(&FACEBOOK, "logged-out").map(drop)
}

fn restart(world: &mut World) -> Outcome {
    world.given_bezwaar_for_good()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("2")?;
    world.when_the_browser_restarts()?;
    world.then_badge("2")?;
    world.then_tooltip_names(&[&FACEBOOK, &LINKEDIN])?;
    world.then_no_site_is_open()
}

fn restart_logged_out(world: &mut World) -> Outcome {
    world.given_bezwaar_for_good()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    world.when_logged_out(&FACEBOOK)?;
    world.then_badge("")?;
    world.when_the_browser_restarts()?;
    world.then_nothing_counts(&INSTAGRAM)
}

/// The script that hides the events of an installation from Bezwaar, as when somebody switches it on again.
pub(super) const SWITCHED_ON: &str =
    "chrome.runtime.onInstalled.addListener = chrome.runtime.onStartup.addListener = () => {};\n";

fn no_event(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_bezwaar_arrives_after(SWITCHED_ON)?;
    world.then_badge("1").map(drop)
}

/// The script that tells of a cookie that says nothing of a login as soon as Bezwaar listens.
const VISITED: &str = "{
    const { onChanged } = chrome.cookies, listen = onChanged.addListener.bind(onChanged);
    onChanged.addListener = listener => {
        listen(listener);
        listener({ cookie: { name: 'wd', domain: '.facebook.com' } });
    };
}\n";

fn visit_first(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_bezwaar_arrives_after(&[SWITCHED_ON, VISITED].concat())?;
    world.then_badge("1").map(drop)
}

fn again_and_again(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    for _ in 0..5 {
        world.when_the_background_stops()?;
        world.when_logged_in(&LINKEDIN)?;
        world.then_badge("1")?;
        world.when_the_background_stops()?;
        world.when_logged_out(&LINKEDIN)?;
        world.then_badge("")?;
    }
    Ok(())
}

/// The page that is in front hears of the login, too.
fn beside_own_page(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("1")?;
    let popup = world.popup()?;
    for (site, badge) in [(&FACEBOOK, "2"), (&INSTAGRAM, "3")] {
        popup.page().activate()?;
        world.when_the_background_stops()?;
        world.when_logged_in(site)?;
        popup.row(site, &CookieStore::default(), "not-recorded")?;
        world.then_badge(badge)?;
    }
    Ok(())
}

fn cleared_again_and_again(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    for _ in 0..10 {
        world.when_logged_in(&FACEBOOK)?;
        world.then_badge("1")?;
        world.browser()?.driver().clear_cookies()?;
        world.then_popup_row(&FACEBOOK, "logged-out")?;
        world.then_badge("")?;
    }
    Ok(())
}
