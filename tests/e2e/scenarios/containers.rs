//! Firefox's containers: separate cookie stores, each with its own logins.

use super::{Scenario, in_firefox};
use crate::browser::Store;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN};
use crate::wait::Outcome;
use crate::world::{World, same};

pub(super) const ALL: &[Scenario] = &[
    in_firefox("containers: two accounts in two containers count two, each opens in its own", two_accounts),
    in_firefox("containers: one without a tab counts, also for a background that was stopped", without_a_tab),
    in_firefox("containers: a logout in one leaves the other", one_of_two),
];

fn two_accounts(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let stores = [world.browser()?.new_container()?, world.browser()?.new_container()?];
    for (store, account) in stores.iter().zip(["1000", "2000"]) {
        world.when_logged_in_as(&FACEBOOK, account, store)?;
    }
    world.then_badge("2")?;
    for store in &stores {
        let popup = world.popup()?;
        let row = popup.row(&FACEBOOK, store, "not-recorded")?;
        let tab = popup.click(&row)?;
        world.then_tab_shows(&tab, FACEBOOK.deep_link, store)?;
    }
    same("the ids are Firefox's", world.browser()?.store_id(&stores[0])?.starts_with("firefox-container-"), true)
}

fn without_a_tab(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let container = world.browser()?.new_container()?;
    world.when_logged_in_as(&INSTAGRAM, INSTAGRAM.account, &container)?;
    world.then_badge("1")?;
    world.when_the_background_stops()?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("2")?;
    world.popup()?.row(&INSTAGRAM, &container, "not-recorded")?;
    world.popup()?.row(&LINKEDIN, &Store::default(), "not-recorded").map(drop)
}

fn one_of_two(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let container = world.browser()?.new_container()?;
    world.when_logged_in_as(&FACEBOOK, "1000", &container)?;
    world.when_logged_in_as(&FACEBOOK, "2000", &Store::default())?;
    world.then_badge("2")?;
    world.when_logged_out(&FACEBOOK)?;
    world.then_badge("1")?;
    world.popup()?.row(&FACEBOOK, &container, "not-recorded").map(drop)
}
