//! Tests pages that the browser keeps while somebody is elsewhere, and shows again as they were.

use super::banner::due;
use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::panel::{says, then_our_elements};
use crate::sites::{FACEBOOK, LINKEDIN};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::World;
use serde_json::json;

pub(super) const ALL: &[Scenario] =
    &[both("back-forward cache: a page that was kept for going back shows what changed meanwhile", kept)];

/// Goes on to another site in the same tab; the page notes when it is shown again, and whether it was kept.
fn leave(page: &Page<'_>) -> Outcome {
    page.eval("(addEventListener('pageshow', event => { window.kept = event.persisted }), 1)")?;
    page.navigate(LINKEDIN.home)
}

fn kept(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let banner = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
    then_our_elements(&banner, 1)?;
    leave(&banner)?;
    let form = world.browser()?.open(FACEBOOK.deep_link, &CookieStore::default())?;
    says(&form, "Put in a short reason")?;
    leave(&form)?;
    let popup = world.popup()?;
    popup.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    popup.page().close()?;
    for (page, left) in [(&banner, 0), (&form, 1)] {
        page.activate()?;
        page.traverse(-1)?;
        wait_until("the page that was kept is shown", PATIENCE, || {
            // The page before may answer still, and while it goes none does.
            let seen = page.eval("[location.href, window.kept ?? null]").unwrap_or_else(|error| json!([error, null]));
            Ok(Seen::when(seen[1] == json!(true), seen))
        })?;
        then_our_elements(page, left)?;
    }
    says(&form, "on record for this account")?;
    // The person is logged out meanwhile.
    form.traverse(1)?;
    world.when_logged_out(&FACEBOOK)?;
    form.activate()?;
    form.traverse(-1)?;
    says(&form, "You are not logged in to Facebook")
}
