//! Logs in and out, and compares the badge.

use super::{Scenario, alone, both, each, elsewhere};
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, SITES, Site};
use crate::wait::Outcome;
use crate::world::{World, same};
use std::time::Duration;

pub(super) const ALL: &[Scenario] = &[
    both("login: logged out everywhere has no badge", logged_out),
    each("login: {site} counts", one),
    alone(both("login: three sites count three, and each logout counts within a second", three_and_out)),
    each("login: guests of {site} do not count, a login does", guest),
    both("login: one that was there before the extension counts", before_install),
    both("login: the badge is legible", legible),
];

/// The longest that a person may wait for the badge to follow a logout: a second.
const SOON: Duration = Duration::from_secs(1);

fn logged_out(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.then_nothing_counts(&FACEBOOK)?;
    for site in SITES {
        world.then_popup_row(site, "logged-out")?;
    }
    Ok(())
}

fn one(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar_watches(site)?;
    world.when_logged_in(site)?;
    world.then_badge("1")?;
    world.then_tooltip_names(&[site])?;
    world.then_popup_row(site, "not-recorded")?;
    world.then_popup_row(elsewhere(site), "logged-out").map(drop)
}

fn three_and_out(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    for (site, badge) in [(&FACEBOOK, "1"), (&INSTAGRAM, "2"), (&LINKEDIN, "3")] {
        world.when_logged_in(site)?;
        world.then_badge(badge)?;
    }
    world.then_tooltip_names(&[&FACEBOOK, &INSTAGRAM, &LINKEDIN])?;
    for (site, badge) in [(&INSTAGRAM, "2"), (&FACEBOOK, "1"), (&LINKEDIN, "")] {
        let since_the_answer = world.when_logged_out(site)?;
        world.then_badge_within(badge, SOON.saturating_sub(since_the_answer))?;
    }
    Ok(())
}

fn guest(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar_watches(site)?;
    world.when_a_guest_visits(site)?;
    world.then_nothing_counts(elsewhere(site))?;
    world.then_popup_row(site, "logged-out")?;
    world.when_logged_in(site)?;
    world.then_badge("1")?;
    world.then_popup_row(site, "not-recorded").map(drop)
}

fn before_install(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&LINKEDIN)?;
    world.when_bezwaar_is_installed()?;
    world.then_badge("2")?;
    world.then_tooltip_names(&[&FACEBOOK, &LINKEDIN])
}

fn legible(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&INSTAGRAM)?;
    let badge = world.then_badge("1")?;
    same("opaque colours", (badge.background[3], badge.color[3]), (255, 255))?;
    let contrast = contrast(badge.background, badge.color);
    if contrast >= 4.5 {
        Ok(())
    } else {
        Err(format!("the contrast is {contrast:.2} and should be at least 4.5: {badge:?}"))
    }
}

/// Returns the contrast ratio of WCAG 2.
fn contrast(one: [u8; 4], other: [u8; 4]) -> f64 {
    let (a, b) = (luminance(one) + 0.05, luminance(other) + 0.05);
    (a / b).max(b / a)
}

fn luminance([red, green, blue, _]: [u8; 4]) -> f64 {
    let linear = |channel: u8| match f64::from(channel) / 255.0 {
        dark if dark <= 0.040_45 => dark / 12.92,
        light => ((light + 0.055) / 1.055).powf(2.4),
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
