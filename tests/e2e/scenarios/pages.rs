//! On the pages themselves: the form and the switch.

use super::{Scenario, both};
use crate::browser::Store;
use crate::page::Page;
use crate::panel::{says, strangers};
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, Site};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::record::event::Kind;
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("form: what becomes of it, on the classic page", |world| plays(world, &FACEBOOK, "")),
    both("form: what becomes of it, on a page without a form element", |world| plays(world, &INSTAGRAM, "&react")),
    both("form: its acceptance is seen in every language of the page", languages),
    both("form: another right, another form, or none at all does not count", other_forms),
    both("form: an account switched before sending gets no record", |world| switched(world, false)),
    both("form: nor one switched long before sending", |world| switched(world, true)),
    both("switch: off is recorded, on after that is told, and no trace is left", switch),
    both("switch: refused, late, wrong at first, drawn anew", switch_habits),
    both("switch: none or several say nothing", no_switch),
    both("switch: found by in-site navigation, on the mobile address, right to left and very late", switch_elsewhere),
];

/// So long a page stands in front until whatever it does has been judged: what is decided takes two seconds of
/// stillness, and four looks come after that.
pub(super) const JUDGED: &str = "new Promise(done => setTimeout(done, 4500, null))";

/// What a page does after the person pressed its button, and which evidence there is then.
const PLAYS: &[(&str, bool, &[Kind])] = &[
    ("dialog", true, &[Kind::Accepted]),
    ("replace", true, &[Kind::Accepted]),
    ("confirmed", true, &[Kind::Accepted]),
    ("slow", true, &[Kind::Accepted]),
    ("code", true, &[Kind::CodeAsked, Kind::Accepted]),
    ("code-left", true, &[Kind::CodeAsked]),
    ("error", true, &[]),
    ("silent-error", true, &[Kind::Submitted]),
    ("failed", true, &[]),
    ("invalid", true, &[]),
    ("script", false, &[]),
    ("fake", false, &[]),
];

fn plays(world: &mut World, site: &Site, generation: &str) -> Outcome {
    world.given_bezwaar()?;
    for (number, (play, pressed, expected)) in PLAYS.iter().enumerate() {
        world.when_logged_in_as(site, &format!("{}", 1000 + number), &Store::default())?;
        let page = world.browser()?.open(&format!("{}?play={play}{generation}", site.deep_link), &Store::default())?;
        strangers(&page, 1)?;
        if *pressed {
            page.click("#content :is(button, [role=button])")?;
        }
        if *play == "code" {
            page.wait_for("#send-code")?;
            page.eval(JUDGED)?;
            page.click("#send-code")?;
        }
        page.eval(JUDGED)?;
        then_noted(world, number, play, expected)?;
        page.close()?;
    }
    Ok(())
}

/// Exactly this is noted for the account that was last logged in. That a form was sent may be noted on the way to more.
fn then_noted(world: &World, before: usize, play: &str, expected: &[Kind]) -> Outcome {
    let wanted: Vec<Kind> = expected.to_vec();
    wait_until(&format!("{play} is noted as {wanted:?}"), PATIENCE, || {
        let document = world.document()?;
        let mut kinds: Vec<Vec<Kind>> = document
            .accounts()
            .map(|(_, account)| account.history().entries())
            .map(|entries| entries.iter().map(|entry| entry.event.kind()).collect())
            .collect();
        for kinds in kinds.iter_mut().filter(|kinds| kinds.len() > 1) {
            kinds.retain(|kind| *kind != Kind::Submitted);
        }
        let earlier = PLAYS.get(..=before).unwrap_or_default();
        let mut all: Vec<Vec<Kind>> =
            earlier.iter().map(|(_, _, kinds)| kinds.to_vec()).filter(|k| !k.is_empty()).collect();
        kinds.sort();
        all.sort();
        Ok(Seen::when(kinds == all, format!("{kinds:?}")))
    })
}

fn languages(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    for (number, lang) in ["en", "nl", "de", "fr", "it", "ar", "xx"].iter().enumerate() {
        world.when_logged_in_as(&FACEBOOK, &format!("{}", 1000 + number), &Store::default())?;
        world.then_badge("1")?;
        let url =
            format!("{}?lang={lang}&play={}", FACEBOOK.deep_link, if number % 2 == 0 { "dialog" } else { "replace" });
        let page = world.browser()?.open(&url, &Store::default())?;
        strangers(&page, 1)?;
        page.click("#content button")?;
        says(&page, "Submitted. Bezwaar has recorded it.").map_err(|error| format!("{lang}: {error}"))?;
        page.close()?;
        world.then_badge("")?;
    }
    Ok(())
}

fn other_forms(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    for address in [
        "https://www.facebook.com/help/contact/510058597920541?play=replace",
        "https://www.facebook.com/help/contact/6359191084165019?play=other",
        "https://www.facebook.com/help/contact/1234567890?play=replace",
    ] {
        let page = world.browser()?.open(address, &Store::default())?;
        page.wait_for("#content button")?;
        page.click("#content button")?;
        page.eval(JUDGED)?;
        page.close()?;
    }
    same("what is noted", world.document()?.accounts().count(), 0)?;
    let page = world.browser()?.open(&format!("{}?play=replace", FACEBOOK.deep_link), &Store::default())?;
    strangers(&page, 1)?;
    page.click("#content button")?;
    world.then_badge("").map(drop)
}

fn switched(world: &mut World, noticed: bool) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in_as(&FACEBOOK, "1000", &Store::default())?;
    let id = {
        let page = world.browser()?.open(&format!("{}?play=replace", FACEBOOK.deep_link), &Store::default())?;
        strangers(&page, 1)?;
        page.id().to_owned()
    };
    world.when_logged_in_as(&FACEBOOK, "2000", &Store::default())?;
    let page = Page::new(world.browser()?.driver().bidi(), id);
    page.activate()?;
    if noticed {
        page.eval(JUDGED)?;
    }
    page.click("#content button")?;
    page.eval(JUDGED)?;
    same("what is noted", world.document()?.accounts().count(), 0)?;
    let id = page.id().to_owned();
    world.then_badge("1")?;
    let page = Page::new(world.browser()?.driver().bidi(), id);
    page.activate()?;
    page.reload()?;
    strangers(&page, 1)?;
    page.click("#content button")?;
    world.then_badge("").map(drop)
}

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
