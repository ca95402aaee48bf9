//! The user may withhold access to a site at any time. That must never look like "logged out" or "done".

use super::{Scenario, both};
use crate::sites::{FACEBOOK, INSTAGRAM};
use crate::wait::Outcome;
use crate::world::{World, same};

pub(super) const ALL: &[Scenario] = &[
    both("access: withheld from the only login, and granted again", only_login),
    both("access: withheld from one of two logins, and granted again", one_of_two),
    both("access: granted while the background is stopped", granted_asleep),
];

fn only_login(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    world.when_access_is_withheld(&FACEBOOK)?;
    world.then_badge("?")?;
    world.then_tooltip_names(&[&FACEBOOK])?;
    let row = world.then_popup_row(&FACEBOOK, "no-access")?;
    same("the button", row.action.as_deref(), Some("grant"))?;
    world.when_access_is_granted(&FACEBOOK)?;
    world.then_badge("1")?;
    world.then_popup_row(&FACEBOOK, "not-recorded").map(drop)
}

fn one_of_two(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("2")?;
    world.when_access_is_withheld(&FACEBOOK)?;
    world.then_badge("1")?;
    world.then_popup_row(&FACEBOOK, "no-access")?;
    world.then_popup_row(&INSTAGRAM, "not-recorded")?;
    world.when_access_is_granted(&FACEBOOK)?;
    world.then_badge("2").map(drop)
}

fn granted_asleep(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("1")?;
    world.when_access_is_withheld(&INSTAGRAM)?;
    world.then_badge("?")?;
    world.when_the_background_stops()?;
    world.when_access_is_granted(&INSTAGRAM)?;
    world.then_badge("1").map(drop)
}
