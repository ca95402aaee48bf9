//! The popup's buttons lead to the right page, by keyboard and by pointer, in the user's language.

use super::{Scenario, both, each};
use crate::browser::CookieStore;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, Site};
use crate::wait::Outcome;
use crate::world::{World, same};

pub(super) const ALL: &[Scenario] = &[
    each("popup: the keyboard alone reaches the form or the switch of {site}", by_keyboard),
    both("popup: a click on each button opens its page", by_pointer),
    both("popup: a click when logged out opens the site", logged_out),
    both("popup: it follows a login while it is open, or when opened again", follows),
    both("popup: it speaks English", |world| speaks(world, "en")),
    both("popup: it speaks Dutch", |world| speaks(world, "nl")),
];

fn by_keyboard(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar_watches(site)?;
    world.when_logged_in(site)?;
    let popup = world.popup()?;
    let row = popup.row(site, &CookieStore::default(), "not-recorded")?;
    same("the button", row.action.as_deref(), Some("open"))?;
    let tab = popup.press(&row)?;
    world.then_tab_shows(&tab, site.deep_link, &CookieStore::default())
}

fn by_pointer(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    for site in [&FACEBOOK, &INSTAGRAM, &LINKEDIN] {
        world.when_logged_in(site)?;
    }
    for site in [&FACEBOOK, &INSTAGRAM, &LINKEDIN] {
        let popup = world.popup()?;
        let tab = popup.click(&popup.row(site, &CookieStore::default(), "not-recorded")?)?;
        world.then_tab_shows(&tab, site.deep_link, &CookieStore::default())?;
    }
    Ok(())
}

fn logged_out(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    for site in [&FACEBOOK, &INSTAGRAM, &LINKEDIN] {
        let popup = world.popup()?;
        let row = popup.row(site, &CookieStore::default(), "logged-out")?;
        same("the button", row.action.as_deref(), Some("visit"))?;
        let tab = popup.click(&row)?;
        world.then_tab_shows(&tab, site.home, &CookieStore::default())?;
    }
    Ok(())
}

fn follows(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let popup = world.popup()?;
    popup.row(&LINKEDIN, &CookieStore::default(), "logged-out")?;
    world.when_logged_in(&LINKEDIN)?;
    popup.page().reload()?;
    popup.row(&LINKEDIN, &CookieStore::default(), "not-recorded").map(drop)
}

fn speaks(world: &mut World, language: &'static str) -> Outcome {
    world.given_language(language);
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    let row = world.then_popup_row(&FACEBOOK, "not-recorded")?;
    for other in ["en", "nl"] {
        let theirs = world.messages(other)?.contains(&row.text);
        same(&format!("whether {:?} is {other}", row.text), theirs, other == language)?;
    }
    Ok(())
}
