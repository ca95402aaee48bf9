//! Pages that the browser keeps while somebody is elsewhere, and shows again as they were.

use super::banner::due;
use super::{Scenario, both};
use crate::browser::Store;
use crate::page::Page;
use crate::panel::{says, then_our_elements};
use crate::sites::{FACEBOOK, LINKEDIN};
use crate::wait::Outcome;
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] =
    &[both("long: a page that was kept for going back shows what changed meanwhile", kept)];

/// Goes on to another site in the same tab; the page notes when it is shown again, and whether it was kept.
fn leave(page: &Page<'_>) -> Outcome {
    page.eval("(addEventListener('pageshow', event => { window.kept = event.persisted }), 1)")?;
    page.navigate(LINKEDIN.home)
}

fn kept(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let strip = world.browser()?.open(FACEBOOK.home, &Store::default())?;
    then_our_elements(&strip, 1)?;
    leave(&strip)?;
    let form = world.browser()?.open(FACEBOOK.deep_link, &Store::default())?;
    says(&form, "Put in a short reason")?;
    leave(&form)?;
    let popup = world.popup()?;
    popup.act(&FACEBOOK, &Store::default(), "declare-2024")?;
    popup.page().close()?;
    for (page, left) in [(&strip, 0), (&form, 1)] {
        page.activate()?;
        page.traverse(-1)?;
        page.wait_for("html")?;
        same("it was kept", page.eval("window.kept ?? null")?, json!(true))?;
        then_our_elements(page, left)?;
    }
    says(&form, "on record for this account")?;
    // Logged out meanwhile.
    form.traverse(1)?;
    world.when_logged_out(&FACEBOOK)?;
    form.activate()?;
    form.traverse(-1)?;
    says(&form, "You are not logged in to Facebook")
}
