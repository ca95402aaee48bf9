//! The main path as those walk it who hear the pages: by what each control is, and what it is called.

use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN};
use crate::wait::Outcome;
use crate::world::World;

pub(super) const ALL: &[Scenario] = &[
    both("screen reader: from the welcome page to the popup, and on to the form", to_the_form),
    both("screen reader: the overview, its parts, and what there is for each account", overview),
    both("screen reader: the guide, by what one wants to do", guide),
];

fn all_named(page: &Page<'_>, expected: &[(&str, &str)]) -> Outcome {
    expected.iter().try_for_each(|(role, name)| page.named(role, name).map(drop))
}

fn to_the_form(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_bezwaar_arrives()?;
    let welcome = world.welcome()?;
    all_named(&welcome, &[("heading", "Bezwaar is installed"), ("link", "Guide, step by step")])?;
    world.leave_welcome()?;
    for site in [&FACEBOOK, &INSTAGRAM, &LINKEDIN] {
        world.when_logged_in(site)?;
    }
    let popup = world.popup()?;
    popup.row(&LINKEDIN, &CookieStore::default(), "not-recorded")?;
    let path = [
        ("heading", "Still to do: 3 of 3"),
        ("heading", "Facebook"),
        ("button", "Object Facebook"),
        ("button", "Object Instagram"),
        ("button", "Turn it off LinkedIn"),
        ("link", "My overview"),
        ("link", "Guide"),
        ("link", "Settings"),
    ];
    all_named(popup.page(), &path)?;
    let form = world.browser()?.tab_opened_by(|| popup.page().click_named("button", "Object Facebook"))?;
    world.then_tab_shows(&form, FACEBOOK.deep_link, &CookieStore::default())
}

fn overview(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("2")?;
    let popup = world.popup()?;
    popup.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    popup.page().close()?;
    let page = world.record_page()?;
    let parts = [
        ("heading", "My overview"),
        ("link", "Your accounts"),
        ("link", "Settings"),
        ("link", "Copies"),
        ("heading", "Facebook"),
        ("button", "Print or save as PDF Facebook"),
    ];
    all_named(&page, &parts)?;
    page.click_named("link", "Settings")?;
    page.wait_for("#settings:focus")
}

fn guide(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let browser = world.browser()?;
    let page = browser.open(&browser.extension_url("guide.html"), &CookieStore::default())?;
    let wants = [
        ("heading", "Guide: how to object, step by step"),
        ("link", "Object on Instagram"),
        ("link", "Turn off AI training on LinkedIn"),
        ("link", "I cannot log in"),
    ];
    all_named(&page, &wants)?;
    page.click_named("link", "Object on Facebook")?;
    page.wait_for("#facebook:target")
}
