//! Measures the memory of a whole browser: with the worker awake, with the popup open, and with a banner in a page.

use super::family::memory;
use super::subject::{Bench, EMPTY, probe};
use super::table::compare;
use crate::browser::CookieStore;
use crate::sites::FACEBOOK;
use crate::wait::Outcome;
use crate::world::World;

/// Measures an empty extension and Bezwaar.
pub(super) fn measure(bench: &Bench) -> Outcome {
    let worlds = [("empty extension", bench.control("empty", EMPTY)?), ("Bezwaar", bench.bezwaar()?)];
    let subjects = worlds.each_ref().map(|(name, world)| (*name, world));
    for (_, world) in &subjects {
        world.when_logged_in(&FACEBOOK)?;
    }
    for (what, path) in [("worker awake", None), ("popup open", Some("popup.html"))] {
        let title = bench.title(&format!("memory of the whole browser, {what}"));
        compare(&title, "MB", bench.rounds, &subjects, |world| weigh(world, path))?;
    }
    let title = bench.title("memory of the whole browser, a page of Facebook open");
    compare(&title, "MB", bench.rounds, &subjects, |world| {
        let page = world.browser()?.open(&format!("{}/stand-in/heavy", FACEBOOK.origin), &CookieStore::default())?;
        let weight = memory(world);
        page.close().map(|()| weight)
    })
    .map(drop)
}

fn weigh(world: &World, path: Option<&str>) -> Outcome<f64> {
    let page = probe(world)?;
    page.eval("chrome.runtime.sendMessage('wake').catch(() => {})")?;
    if let Some(path) = path {
        page.navigate(&world.browser()?.extension_url(path))?;
        page.wait_for("main[data-state=ready]")?;
    }
    let weight = memory(world);
    page.close().map(|()| weight)
}
