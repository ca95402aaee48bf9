//! The popup's buttons lead to the right page, by keyboard and by pointer, in the user's language.

use super::{Scenario, both, each};
use crate::browser::CookieStore;
use crate::page::Key;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, Site};
use crate::wait::Outcome;
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    each("popup: the keyboard alone reaches the form or the switch of {site}", by_keyboard),
    both("popup: a click on each button opens its page", by_pointer),
    both("popup: a click when logged out opens the site", logged_out),
    both("popup: it follows a login while it is open, or when opened again", follows),
    both("popup: half a date outlasts a login elsewhere", half_a_date),
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

/// The expression that goes to the first part of the date.
const TO_THE_DATE: &str = "(field => {
    for (let fold = field; (fold = fold.parentElement?.closest('details')); ) fold.open = true;
    field.focus();
})(document.querySelector('[data-platform=facebook] [data-field=day]'))";

fn half_a_date(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    let popup = world.popup()?;
    popup.row(&FACEBOOK, &CookieStore::default(), "not-recorded")?;
    popup.page().eval(TO_THE_DATE)?;
    let day = "document.querySelector('[data-platform=facebook] [data-field=day]').value";
    let type_in = |digits: &str| digits.chars().try_for_each(|digit| popup.page().press(Key::Digit(digit)));
    type_in("12")?;
    same("what the field tells", popup.page().eval(day)?, json!(""))?;
    world.when_logged_in(&INSTAGRAM)?;
    popup.row(&INSTAGRAM, &CookieStore::default(), "not-recorded")?;
    // Day and month are the same, in whichever order they stand.
    type_in("122022")?;
    same("the date", popup.page().eval(day)?, json!("2022-12-12"))
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
