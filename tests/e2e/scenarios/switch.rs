//! Tests the switches in the sites' settings: they are read, and nothing is left behind.

use super::{Scenario, at_true_speed, each_with_a_switch};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::sites::{LINKEDIN, Setting, Site};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::history::event::EventKind;
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    at_true_speed(each_with_a_switch(
        "switch of {site}: off is recorded, on after that is told, and no trace is left",
        switch,
    )),
    each_with_a_switch("switch of {site}: refused, late, wrong at first, drawn anew", switch_habits),
    each_with_a_switch("switch of {site}: none or several say nothing", no_switch),
    at_true_speed(each_with_a_switch("switch of {site}: saved slowly, beside another one, and not for guests", slowly)),
    each_with_a_switch(
        "switch of {site}: found by in-site navigation, by its other address, right to left, very late",
        elsewhere,
    ),
];

fn settings<'a>(world: &'a World, site: &Site, query: &str) -> Outcome<Page<'a>> {
    world.browser()?.open(&format!("{}?{query}", site.deep_link), &CookieStore::default())
}

fn setting(site: &'static Site) -> Outcome<&'static Setting> {
    site.setting.as_ref().ok_or_else(|| format!("{} has no switch", site.name))
}

fn flip(page: &Page<'_>, site: &'static Site) -> Outcome {
    page.click(setting(site)?.press)
}

fn switch(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar_watches(site)?;
    world.when_logged_in(site)?;
    world.then_badge("1")?;
    let page = settings(world, site, "is=on")?;
    world.when_judged(&page)?;
    world.then_badge("1")?;
    world.then_popup_row(site, "not-recorded")?;
    page.activate()?;
    flip(&page, site)?;
    world.then_badge("✓")?;
    world.then_popup_row(site, "recorded")?;
    page.activate()?;
    same("traces of us", page.eval("window.traces()")?, json!([]))?;
    flip(&page, site)?;
    world.then_badge("1!")?;
    world.then_tooltip_names(&[site])?;
    world.then_popup_row(site, "on-again")?;
    then_the_overview_leads_there(world, site)
}

/// Of an account with a number the record does not tell in which container it is logged in, so there is no link.
fn then_the_overview_leads_there(world: &World, site: &Site) -> Outcome {
    let record = world.record_page()?;
    record.wait_for("[data-state=on-again]")?;
    let ways = record.eval("[...document.querySelectorAll('[data-act=open]')].map(way => way.href)")?;
    let expected = if site.deep_link == LINKEDIN.deep_link { json!([site.deep_link]) } else { json!([]) };
    same("where it leads", ways, expected)
}

fn switch_habits(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar_watches(site)?;
    world.when_logged_in(site)?;
    world.then_badge("1")?;
    let page = settings(world, site, "is=on&play=refused")?;
    page.wait_for(setting(site)?.switch)?;
    flip(&page, site)?;
    world.when_judged(&page)?;
    same("the switch after the refusal", page.eval(&is_on(site)?)?, json!(true))?;
    page.close()?;
    world.then_badge("1")?;
    let page = settings(world, site, "is=on&play=wrong-first")?;
    world.when_judged(&page)?;
    page.close()?;
    same("what is noted", evidence(world)?, 0)?;
    let page = settings(world, site, "is=off&play=late")?;
    wait_until("the late switch is read", PATIENCE, || Ok(Seen::when(evidence(world)? == 1, "not yet")))?;
    page.close()?;
    world.then_badge("✓")?;
    let page = settings(world, site, "is=off&play=recreated")?;
    page.wait_for(setting(site)?.switch)?;
    flip(&page, site)?;
    world.then_badge("1!").map(drop)
}

/// Returns the expression for whether the page's switch is on.
fn is_on(site: &'static Site) -> Outcome<String> {
    Ok(format!("document.querySelector({:?}).checked", setting(site)?.switch))
}

/// Returns the number of readings of the switch as off that are noted.
fn evidence(world: &World) -> Outcome<usize> {
    let records = world.records()?;
    let entries = records.accounts().flat_map(|(_, account)| account.history().entries());
    Ok(entries.filter(|entry| entry.event.kind() == EventKind::ReadOff).count())
}

fn no_switch(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar_watches(site)?;
    world.when_logged_in(site)?;
    world.then_badge("1")?;
    for play in ["missing", "several"] {
        let page = settings(world, site, &format!("is=off&play={play}"))?;
        world.when_judged(&page)?;
        page.close()?;
    }
    same("what is noted", evidence(world)?, 0)?;
    settings(world, site, "is=off&play=unnamed")?;
    world.then_badge("✓")?;
    world.then_popup_row(site, "recorded").map(drop)
}

fn elsewhere(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar_watches(site)?;
    world.when_logged_in(site)?;
    world.then_badge("1")?;
    let Setting { beside, alias, .. } = setting(site)?;
    let page = world.browser()?.open(&format!("{beside}?is=off&play=unnamed"), &CookieStore::default())?;
    world.when_judged(&page)?;
    page.eval(&format!("window.go('{}?is=off')", site.deep_link))?;
    world.then_badge("✓")?;
    same("traces of us", page.eval("window.traces()")?, json!([]))?;
    page.close()?;
    let page = world.browser()?.open(&format!("{alias}?is=on&lang=ar"), &CookieStore::default())?;
    world.then_badge("1!")?;
    page.close()?;
    // The person waits for the switch in front of it.
    let page = settings(world, site, "is=off&play=very-late")?;
    world.when_time_passes(&page, 13_000)?;
    world.when_judged(&page)?;
    world.then_badge("✓").map(drop)
}

fn slowly(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar_watches(site)?;
    let page = settings(world, site, "is=off")?;
    same("where guests are sent", page.eval("location.pathname")?, json!("/login/"))?;
    world.when_judged(&page)?;
    page.close()?;
    world.when_logged_in(site)?;
    world.then_badge("1")?;
    // Another switch beside it would make it unclear if it has no name.
    let plays: &[&str] = if setting(site)?.named { &["second", "slow"] } else { &["slow"] };
    for play in plays {
        let page = settings(world, site, &format!("is=on&play={play}"))?;
        page.wait_for(setting(site)?.switch)?;
        world.when_judged(&page)?;
        let before = evidence(world)?;
        page.activate()?;
        flip(&page, site)?;
        if *play == "slow" {
            // The answer is still on its way.
            world.when_time_passes(&page, 1_500)?;
            let readings = evidence(world)?;
            // A machine that is busy may be too late for the question.
            let answered = "performance.getEntriesByType('resource').some(({ name }) => name.includes('play=slow'))";
            if page.eval(answered)? == json!(false) {
                same("readings before the answer", readings, before)?;
            }
            page.activate()?;
        }
        wait_until("the switch is read as off", PATIENCE, || {
            let now = evidence(world)?;
            page.activate()?;
            Ok(Seen::when(now == before + 1, now))
        })?;
        page.close()?;
    }
    world.then_badge("✓").map(drop)
}
