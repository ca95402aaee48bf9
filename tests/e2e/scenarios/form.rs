//! Tests what becomes of Meta's form, and what counts.

use super::{Scenario, at_true_speed, both, in_firefox, own_browser};
use crate::browser::CookieStore;
use crate::panel::{says, then_our_elements};
use crate::sites::{FACEBOOK, INSTAGRAM, Site};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::history::event::EventKind;
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("form: what becomes of it, on the classic page", |world| plays(world, &FACEBOOK, "")),
    both("form: what becomes of it, on a page without a form element", |world| plays(world, &INSTAGRAM, "&react")),
    both("form: that it went away without an error is seen in every language of the page", languages),
    both("form: Cancel is no objection, whatever the page requests and becomes", cancelled),
    both("form: another right, another form, or none at all does not count", other_forms),
    both("form: an account switched before sending gets no record", |world| switched(world, false)),
    both("form: nor one switched long before sending", |world| switched(world, true)),
    at_true_speed(own_browser(in_firefox(
        "form: what is sent is noted also where the browser times no requests",
        untimed,
    ))),
    at_true_speed(both("form: one that never comes is called missing after eight seconds, and no sooner", late)),
    at_true_speed(both("form: the background is stopped between sending and the answer", stopped)),
];

/// The plays of a page after the person pressed its button, with whether its form is a form element, and the evidence
/// that there is then.
const PLAYS: &[(&str, bool, &[EventKind])] = &[
    ("dialog", true, &[EventKind::AnswerUnclear]),
    ("known-dialog", true, &[EventKind::NoErrorSeen]),
    ("replace", true, &[EventKind::NoErrorSeen]),
    ("confirmed", true, &[EventKind::NoErrorSeen]),
    ("elsewhere", true, &[EventKind::Submitted]),
    ("slow", true, &[EventKind::NoErrorSeen]),
    ("code", true, &[EventKind::CodeAsked, EventKind::NoErrorSeen]),
    ("code-left", true, &[EventKind::CodeAsked]),
    ("error", true, &[]),
    ("silent-error", true, &[EventKind::Submitted]),
    ("failed", true, &[]),
    ("invalid", true, &[]),
    ("script", false, &[]),
    ("fake", false, &[]),
];

fn plays(world: &mut World, site: &Site, generation: &str) -> Outcome {
    world.given_bezwaar()?;
    for (number, (play, pressed, expected)) in PLAYS.iter().enumerate() {
        world.when_logged_in_as(site, &format!("{}", 1000 + number), &CookieStore::default())?;
        let page =
            world.browser()?.open(&format!("{}?play={play}{generation}", site.deep_link), &CookieStore::default())?;
        then_our_elements(&page, 1)?;
        if *pressed {
            page.click("#content :is(button, [role=button])")?;
        }
        if *play == "code" {
            page.wait_for("#send-code")?;
            world.when_judged(&page)?;
            page.click("#send-code")?;
        }
        world.when_judged(&page)?;
        then_noted(world, number, play, expected)?;
        page.close()?;
    }
    Ok(())
}

/// Waits until exactly this is noted for the account that was last logged in. That a form was sent may be noted on the
/// way to more.
fn then_noted(world: &World, before: usize, play: &str, expected: &[EventKind]) -> Outcome {
    let wanted: Vec<EventKind> = expected.to_vec();
    wait_until(&format!("{play} is noted as {wanted:?}"), PATIENCE, || {
        let records = world.records()?;
        let mut kinds: Vec<Vec<EventKind>> = records
            .accounts()
            .map(|(_, account)| account.history().entries())
            .map(|entries| entries.iter().map(|entry| entry.event.kind()).collect())
            .collect();
        for kinds in kinds.iter_mut().filter(|kinds| kinds.len() > 1) {
            kinds.retain(|kind| *kind != EventKind::Submitted);
        }
        let earlier = PLAYS.get(..=before).unwrap_or_default();
        let mut all: Vec<Vec<EventKind>> =
            earlier.iter().map(|(_, _, kinds)| kinds.to_vec()).filter(|k| !k.is_empty()).collect();
        kinds.sort();
        all.sort();
        Ok(Seen::when(kinds == all, format!("{kinds:?}")))
    })
}

/// Presses *Cancel* on a page without a form element, where it looks like the button that sends: there the person is
/// asked.
fn cancelled(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let asked: &[EventKind] = &[EventKind::AnswerUnclear];
    for (site, query, expected) in [(&FACEBOOK, "play=cancel", &[][..]), (&INSTAGRAM, "play=cancel&react", asked)] {
        world.when_logged_in(site)?;
        let page = world.browser()?.open(&format!("{}?{query}", site.deep_link), &CookieStore::default())?;
        then_our_elements(&page, 1)?;
        page.click("#cancel")?;
        world.when_judged(&page)?;
        let records = world.records()?;
        let entries = records.accounts().flat_map(|(_, account)| account.history().entries());
        let kinds: Vec<EventKind> = entries.map(|entry| entry.event.kind()).collect();
        same(&format!("what is noted at {}", site.name), kinds.as_slice(), expected)?;
        page.close()?;
    }
    Ok(())
}

fn languages(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    for (number, lang) in ["en", "nl", "de", "fr", "it", "ar", "xx"].iter().enumerate() {
        world.when_logged_in_as(&FACEBOOK, &format!("{}", 1000 + number), &CookieStore::default())?;
        world.then_badge("1")?;
        let url = format!(
            "{}?lang={lang}&play={}",
            FACEBOOK.deep_link,
            if number % 2 == 0 { "confirmed" } else { "replace" }
        );
        let page = world.browser()?.open(&url, &CookieStore::default())?;
        then_our_elements(&page, 1)?;
        page.click("#content button")?;
        says(&page, "Meta’s page showed no error.").map_err(|error| format!("{lang}: {error}"))?;
        page.close()?;
        world.then_badge("✓")?;
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
        let page = world.browser()?.open(address, &CookieStore::default())?;
        page.wait_for("#content button")?;
        page.click("#content button")?;
        world.when_judged(&page)?;
        page.close()?;
    }
    same("what is noted", world.records()?.accounts().count(), 0)?;
    let page = world.browser()?.open(&format!("{}?play=replace", FACEBOOK.deep_link), &CookieStore::default())?;
    then_our_elements(&page, 1)?;
    page.click("#content button")?;
    world.then_badge("✓").map(drop)
}

fn switched(world: &mut World, noticed: bool) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in_as(&FACEBOOK, "1000", &CookieStore::default())?;
    let page = world.browser()?.open(&format!("{}?play=replace", FACEBOOK.deep_link), &CookieStore::default())?;
    then_our_elements(&page, 1)?;
    world.when_logged_in_as(&FACEBOOK, "2000", &CookieStore::default())?;
    if noticed {
        world.browser()?.come_back_to(&page)?;
        world.when_judged(&page)?;
    }
    page.click("#content button")?;
    world.when_judged(&page)?;
    same("what is noted", world.records()?.accounts().count(), 0)?;
    world.then_badge("1")?;
    // The first account is back: what was sent with the other one is still not its own.
    world.when_logged_in_as(&FACEBOOK, "1000", &CookieStore::default())?;
    world.browser()?.come_back_to(&page)?;
    world.when_judged(&page)?;
    same("what is noted for the first account", world.records()?.accounts().count(), 0)?;
    page.activate()?;
    page.reload()?;
    then_our_elements(&page, 1)?;
    page.click("#content button")?;
    world.then_badge("✓").map(drop)
}

fn late(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    let page = world.browser()?.open(&format!("{}?play=missing", FACEBOOK.deep_link), &CookieStore::default())?;
    says(&page, "No form was found on this page.")?;
    let after_ms = page.eval("Math.round(performance.now())")?;
    same(&format!("said after {after_ms} ms"), after_ms.as_u64() >= Some(8000), true)
}

fn stopped(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let page = world.browser()?.open(&format!("{}?play=slow", FACEBOOK.deep_link), &CookieStore::default())?;
    then_our_elements(&page, 1)?;
    page.click("#content button")?;
    world.when_the_background_stops()?;
    page.activate()?;
    says(&page, "Meta’s page showed no error.")?;
    world.then_badge("✓").map(drop)
}

/// Switches off, as people do who want to be safer, what tells of a page's requests. That it was sent is seen all the same.
fn untimed(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    for (account, preference) in [("1000", "dom.enable_performance_observer"), ("2000", "dom.enable_resource_timing")] {
        world.when_logged_in_as(&FACEBOOK, account, &CookieStore::default())?;
        world.then_badge("1")?;
        let driver = world.browser()?.driver();
        driver.set_preference(preference, &json!(false))?;
        let page = world.browser()?.open(&format!("{}?play=replace", FACEBOOK.deep_link), &CookieStore::default())?;
        says(&page, "This is Meta’s form.")?;
        page.click("#content button")?;
        says(&page, &world.message("en", "companion_sent")?)?;
        let told = "globalThis.PerformanceObserver ? performance.getEntriesByType('resource').length : 0";
        same("requests that the page is told of", page.eval(told)?, json!(0))?;
        driver.set_preference(preference, &json!(true))?;
        page.close()?;
        world.then_popup_row(&FACEBOOK, "pending")?;
    }
    Ok(())
}
