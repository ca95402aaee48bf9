//! Lures clicks in a page, with a real pointer: they may open things, and never change what is recorded.

use super::banner::due;
use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::pace::JUDGED_MS;
use crate::page::Page;
use crate::panel::{ask, is_on_top, is_open, says, then_our_elements};
use crate::sites::{FACEBOOK, INSTAGRAM};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use serde_json::{Value, json};

pub(super) const ALL: &[Scenario] = &[
    both("hostile: 14 lures over every button of the banner change no record", banner),
    both("hostile: 14 lures over every button of the companion change no record", companion),
    both("hostile: 14 lures that fold the companion change no record", closing),
];

/// A lure: its name, what the page does, and whether a click is sure to arrive all the same.
struct Lure(&'static str, &'static str, bool);

/// The lures of a page for an element whose inside it cannot reach, so that nobody sees what a click is for.
const LURES: [Lure; 14] = [
    Lure("the page is transparent", "ROOT.style.opacity = .01", true),
    Lure("our element is transparent", "HOST.style.opacity = .01", true),
    Lure("something opaque lies over it", "OVER('pointer-events: auto')", false),
    Lure("a picture lies over it that takes no clicks", "OVER('pointer-events: none')", true),
    Lure("a popover in the top layer lies over it", "OVER('pointer-events: none').showPopover()", true),
    Lure("a filter", "ROOT.style.filter = 'opacity(0)'", true),
    Lure("a clip", "ROOT.style.clipPath = 'inset(0 0 100% 0)'", false),
    Lure("a clip that leaves a hole", "ROOT.style.clipPath = 'circle(3px at Xpx Ypx)'", false),
    Lure("as small as a dot", "ROOT.style.cssText += '; transform-origin: Xpx Ypx; transform: scale(.05)'", false),
    Lure("not displayed", "ROOT.style.display = 'none'", false),
    Lure("a mask", "ROOT.style.mask = 'linear-gradient(transparent, transparent)'", false),
    Lure(
        "transparent text",
        "HOST.style.cssText += ['text', 'ground', 'line', 'action', 'on-action']
        .map(name => `; --${name}: transparent`).join('')",
        true,
    ),
    Lure(
        // Placed anew, it may be gone from there by the time of the click.
        "moved to where a person clicks",
        "HOST.style.cssText += `; width: 100vw; height: 100vh; z-index: 2147483647; transform: translate(-20px, 20px)`",
        false,
    ),
    Lure("blended away", "(HOST.style.mixBlendMode = 'difference', ROOT.style.filter = 'brightness(0)')", true),
];

/// The script that plays a lure, and notes how things were.
const PLAY: &str = include_str!("../scripts/lure.js");

/// Clicks where a button is, as a person does. Returns whether something of ours was on top there.
fn click(page: &Page<'_>, label: &str, otherwise: (i64, i64)) -> Outcome<bool> {
    let place = middle(page, label)?.unwrap_or(otherwise);
    let reached = is_on_top(page, place)?;
    page.click_at(place.0, place.1).map(|()| reached)
}

/// Returns the middle of a button, if it is anywhere in the window.
fn middle(page: &Page<'_>, label: &str) -> Outcome<Option<(i64, i64)>> {
    let found = ask(
        page,
        label,
        "e => { const { left, top, width, height } = e.getBoundingClientRect();
        return width && [left + width / 2, top + height / 2].map(Math.round) }",
    )?;
    let (x, y) = (found[0].as_i64(), found[1].as_i64());
    Ok(x.zip(y).filter(|(x, y)| (0..=10_000).contains(x) && (0..=10_000).contains(y)))
}

fn play(page: &Page<'_>, Lure(name, lure, _): &Lure, (x, y): (i64, i64)) -> Outcome {
    let lure = lure.replace('X', &x.to_string()).replace('Y', &y.to_string());
    page.eval(&PLAY.replace("LURE;", &format!("{lure};"))).map(drop).map_err(|error| format!("{name}: {error}"))
}

/// Returns everything that is stored but when banners were shown.
fn records(apis: &Page<'_>) -> Outcome<Value> {
    apis.eval("chrome.storage.local.get(null).then(({ banner_days, ...rest }) => rest)")
}

/// Returns the buttons over which a lure is played: all in a thorough run, else one, so that each has its turn.
fn in_turn<'a>(world: &World, number: usize, buttons: &'a [&'a str]) -> &'a [&'a str] {
    let turn = || buttons.chunks(1).nth(number % buttons.len().max(1));
    if world.thorough { buttons } else { turn().unwrap_or(buttons) }
}

/// Plays the lure over these buttons, one after the other. What a click reaches may open a tab, and does no more.
fn lured(world: &World, page: &Page<'_>, lure: &Lure, buttons: &[&str]) -> Outcome {
    let tabs = world.browser()?.tabs()?.len();
    for button in buttons {
        page.activate()?;
        // A page asks anew when it is seen again, and is drawn anew by the answer.
        world.when_answered(page)?;
        let place = middle(page, button)?.ok_or_else(|| format!("{button} is out of sight"))?;
        play(page, lure, place)?;
        // A click before makes the next look place the banner anew, and so does what hides the page's header.
        world.when_time_passes(page, 1000)?;
        let at = middle(page, button)?.unwrap_or(place);
        let opens = !matches!(*button, "Why am I seeing this?" | "Put in a short reason");
        if lure.2 {
            same(&format!("{}: a click reaches {button}", lure.0), is_on_top(page, at)?, true)?;
        }
        if lure.2 && opens {
            let tab = world.browser()?.tab_opened_by(|| page.click_at(at.0, at.1));
            let tab = tab.map_err(|error| format!("{}, {button}: {error}", lure.0))?;
            world.browser()?.page(&tab).close()?;
        } else {
            maybe(world, page, at)?;
        }
        page.eval("window.undo()")?;
    }
    same(&format!("{}: tabs afterwards", lure.0), world.browser()?.tabs()?.len(), tabs)
}

/// Clicks without knowing whether the click arrives: what hides the page's header, too, makes the banner move.
fn maybe(world: &World, page: &Page<'_>, (x, y): (i64, i64)) -> Outcome {
    let before = world.browser()?.tabs()?;
    page.click_at(x, y)?;
    world.when_answered(page)?;
    wait_until("what opens has an address", PATIENCE, || {
        let tabs = world.browser()?.tabs()?;
        let new = tabs.into_iter().filter(|tab| before.iter().all(|old| !old.is(tab)));
        for tab in new {
            if tab.url == "about:blank" {
                return Ok(Seen::NotYet(tab.url));
            }
            world.browser()?.page(&tab).close()?;
        }
        Ok(Seen::Yes(()))
    })
}

fn banner(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let apis = world.apis()?;
    let before = records(&apis)?;
    for (number, lure) in LURES.iter().enumerate() {
        let name = lure.0;
        world.when_logged_in_as(&FACEBOOK, &format!("{}", 2000 + number), &CookieStore::default())?;
        let page = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
        says(&page, "Not today")?;
        let buttons = ["Why am I seeing this?", "Object", "Already done"];
        lured(world, &page, lure, &buttons).map_err(|error| format!("{name}: {error}"))?;
        page.activate()?;
        world.when_answered(&page)?;
        let place = middle(&page, "Not today")?.ok_or("the banner is out of sight")?;
        play(&page, lure, place)?;
        world.when_time_passes(&page, 1000)?;
        let reached = click(&page, "Not today", place)?;
        page.eval("window.undo()")?;
        if lure.2 {
            same(&format!("{name}: a click reaches Not today"), reached, true)?;
            then_our_elements(&page, 0).map_err(|error| format!("{name}: {error}"))?;
        }
        page.close()?;
        same(&format!("what is stored after {name}"), records(&apis)?, before.clone())?;
    }
    world.when_time_passes(&apis, JUDGED_MS)?;
    same("what is stored in the end", records(&apis)?, before)
}

/// The faces of the companion: where it stands, what it says, and its buttons.
const FACES: [(&str, &str, &[&str]); 3] = [
    ("6359191084165019", "Put in a short reason", &["Put in a short reason"]),
    (
        "6359191084165019?play=missing",
        "No form was found on this page",
        &["Second version of the form", "Meta’s page about AI", "Object without the form"],
    ),
    ("510058597920541", "is not noted as an objection", &["Object"]),
];

fn companion(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("2")?;
    let apis = world.apis()?;
    let before = records(&apis)?;
    for (turn, (path, said, buttons)) in FACES.iter().enumerate() {
        every_lure(world, turn, &format!("{}/help/contact/{path}", FACEBOOK.origin), said, buttons, None)?;
        same(&format!("what is stored after {path}"), records(&apis)?, before.clone())?;
    }
    // The last face tells what a person did, and asks about it afterwards: only the person can answer, and not in the
    // page.
    let address = format!("{}?play=replace", FACEBOOK.deep_link);
    let buttons = ["Next: Instagram", "My overview"];
    every_lure(world, 0, &address, "showed no error", &buttons, Some(&apis))?;
    world.when_the_site_sets(&FACEBOOK, &["i_user=42; Domain=.facebook.com; Path=/; Secure; SameSite=None"])?;
    let before = records(&apis)?;
    every_lure(world, 1, FACEBOOK.deep_link, "Open Facebook", &["Open Facebook"], None)?;
    world.when_time_passes(&apis, JUDGED_MS)?;
    same("what is stored in the end", records(&apis)?, before)
}

/// Plays every lure over one face of the companion, or every second one: all faces together have them all. With `sent`,
/// a person sends the form before.
fn every_lure(
    world: &World,
    turn: usize,
    address: &str,
    said: &str,
    buttons: &[&str],
    sent: Option<&Page<'_>>,
) -> Outcome {
    let page = world.browser()?.open(address, &CookieStore::default())?;
    if sent.is_some() {
        then_our_elements(&page, 1)?;
        page.click("#content button")?;
    }
    says(&page, said)?;
    let before = sent.map(records).transpose()?;
    let has_turn = |number: &usize| world.thorough || number % 2 == turn % 2;
    for (number, lure) in LURES.iter().enumerate().filter(|(number, _)| has_turn(number)) {
        let buttons = in_turn(world, number / 2, buttons);
        let lured = lured(world, &page, lure, buttons).and_then(|()| page.activate()).and_then(|()| says(&page, said));
        lured.map_err(|error| format!("{}: {error}", lure.0))?;
    }
    if let (Some(apis), Some(before)) = (sent, before) {
        world.when_judged(&page)?;
        same("what is stored after the acceptance", records(apis)?, before)?;
    }
    page.close()
}

fn closing(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let apis = world.apis()?;
    let before = records(&apis)?;
    let page = world.browser()?.open(FACEBOOK.deep_link, &CookieStore::default())?;
    for lure in &LURES {
        says(&page, "Hide")?;
        let place = middle(&page, "Hide")?.ok_or("the companion is out of sight")?;
        page.activate()?;
        play(&page, lure, place)?;
        let reached = click(&page, "Hide", place)?;
        page.eval("window.undo()")?;
        if lure.2 {
            same(&format!("{}: a click reaches Hide", lure.0), reached, true)?;
            same(&format!("{}: it is open", lure.0), is_open(&page)?, false)?;
        }
        page.reload()?;
    }
    same("what the form holds", page.eval("document.querySelector('textarea').value")?, json!(""))?;
    world.when_time_passes(&apis, JUDGED_MS)?;
    same("what is stored in the end", records(&apis)?, before)
}
