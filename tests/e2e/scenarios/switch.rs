//! LinkedIn's switch: read, and nothing left behind.

use super::form::JUDGED;
use super::{Scenario, both};
use crate::browser::Store;
use crate::page::Page;
use crate::sites::LINKEDIN;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::record::event::Kind;
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("switch: off is recorded, on after that is told, and no trace is left", switch),
    both("switch: refused, late, wrong at first, drawn anew", switch_habits),
    both("switch: none or several say nothing", no_switch),
    both("switch: saved slowly, beside another one, and not for guests", slowly),
    both("switch: found by in-site navigation, on the mobile address, right to left and very late", switch_elsewhere),
];

const TOGGLE: &str = "document.querySelector('input[role=switch]')";

fn settings<'a>(world: &'a World, query: &str) -> Outcome<Page<'a>> {
    world.browser()?.open(&format!("{}?{query}", LINKEDIN.deep_link), &Store::default())
}

fn flip(page: &Page<'_>) -> Outcome {
    page.click("label.artdeco-toggle__label")
}

fn switch(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("1")?;
    let page = settings(world, "is=on")?;
    page.eval(JUDGED)?;
    let id = page.id().to_owned();
    world.then_badge("1")?;
    world.then_popup_row(&LINKEDIN, "not-recorded")?;
    let page = Page::new(world.browser()?.driver().bidi(), id.clone());
    page.activate()?;
    flip(&page)?;
    world.then_badge("")?;
    world.then_popup_row(&LINKEDIN, "recorded")?;
    let page = Page::new(world.browser()?.driver().bidi(), id);
    page.activate()?;
    same("traces of us", page.eval("window.traces()")?, json!([]))?;
    flip(&page)?;
    world.then_badge("1")?;
    world.then_tooltip_names(&[&LINKEDIN])?;
    world.then_popup_row(&LINKEDIN, "on-again").map(drop)
}

fn switch_habits(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("1")?;
    let page = settings(world, "is=on&play=refused")?;
    page.wait_for("input[role=switch]")?;
    flip(&page)?;
    page.eval(JUDGED)?;
    same("the switch after the refusal", page.eval(&format!("{TOGGLE}.checked"))?, json!(true))?;
    page.close()?;
    world.then_badge("1")?;
    let page = settings(world, "is=on&play=wrong-first")?;
    page.eval(JUDGED)?;
    page.close()?;
    same("what is noted", evidence(world)?, 0)?;
    let page = settings(world, "is=off&play=late")?;
    wait_until("the late switch is read", PATIENCE, || Ok(Seen::when(evidence(world)? == 1, "not yet")))?;
    page.close()?;
    world.then_badge("")?;
    let page = settings(world, "is=off&play=recreated")?;
    page.wait_for("input[role=switch]")?;
    flip(&page)?;
    world.then_badge("1").map(drop)
}

/// How many readings of the switch as off are noted.
fn evidence(world: &World) -> Outcome<usize> {
    let document = world.document()?;
    let entries = document.accounts().flat_map(|(_, account)| account.history().entries());
    Ok(entries.filter(|entry| entry.event.kind() == Kind::ReadOff).count())
}

fn no_switch(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("1")?;
    for play in ["missing", "several"] {
        let page = settings(world, &format!("is=off&play={play}"))?;
        page.eval(JUDGED)?;
        page.close()?;
    }
    same("what is noted", evidence(world)?, 0)?;
    settings(world, "is=off&play=unnamed")?;
    world.then_badge("")?;
    world.then_popup_row(&LINKEDIN, "recorded").map(drop)
}

fn switch_elsewhere(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("1")?;
    let elsewhere = format!("{}/mypreferences/d/categories/privacy?is=off&play=unnamed", LINKEDIN.origin);
    let page = world.browser()?.open(&elsewhere, &Store::default())?;
    page.eval(JUDGED)?;
    page.eval("window.go('/mypreferences/d/settings/data-for-ai-improvement?is=off')")?;
    let id = page.id().to_owned();
    world.then_badge("")?;
    let page = Page::new(world.browser()?.driver().bidi(), id);
    same("traces of us", page.eval("window.traces()")?, json!([]))?;
    page.close()?;
    let mobile = format!("{}/mypreferences/m/settings/data-for-ai-improvement?is=on&lang=ar", LINKEDIN.origin);
    let page = world.browser()?.open(&mobile, &Store::default())?;
    let id = page.id().to_owned();
    world.then_badge("1")?;
    let page = Page::new(world.browser()?.driver().bidi(), id);
    page.close()?;
    // The person waits for the switch in front of it.
    let page = settings(world, "is=off&play=very-late")?;
    page.eval("new Promise(done => setTimeout(done, 13000, null))")?;
    page.eval(JUDGED)?;
    world.then_badge("").map(drop)
}

fn slowly(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let page = settings(world, "is=off")?;
    same("where guests are sent", page.eval("location.pathname")?, json!("/login/"))?;
    page.eval(JUDGED)?;
    page.close()?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("1")?;
    for play in ["second", "slow"] {
        let page = settings(world, &format!("is=on&play={play}"))?;
        page.wait_for("input[role=switch]")?;
        page.eval(JUDGED)?;
        let before = evidence(world)?;
        page.activate()?;
        flip(&page)?;
        if play == "slow" {
            // The answer is still on its way.
            page.eval("new Promise(done => setTimeout(done, 1500, null))")?;
            same("readings before the answer", evidence(world)?, before)?;
            page.activate()?;
        }
        wait_until("the switch is read as off", PATIENCE, || {
            let now = evidence(world)?;
            page.activate()?;
            Ok(Seen::when(now == before + 1, now))
        })?;
        page.close()?;
    }
    world.then_badge("").map(drop)
}
