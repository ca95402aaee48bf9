//! Plays pages that stay open for long, are huge, never rest, or never stop asking.

use super::banner::due;
use super::{Scenario, at_true_speed, both, in_chromium};
use crate::browser::CookieStore;
use crate::counts::{BADGE, Calls, WRITES, awake};
use crate::devtools::DevTools;
use crate::driver::Kind;
use crate::pace::JUDGED_MS;
use crate::page::Page;
use crate::panel::then_our_elements;
use crate::sites::{FACEBOOK, INSTAGRAM};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("soak: a page that throws the banner out every 50 ms for 30 s, then silence", thrown_out),
    both("soak: many in-site navigations, the right state each time, nothing left over", navigations),
    at_true_speed(in_chromium("soak: 200,000 nodes and 10,000 mutations a second, and no long task of ours", busy)),
    both("soak: 1,000 tabs ask at once, all are answered, nothing is written", burst),
];

/// The script that throws out whatever stands beside head and body.
const THROW: &str = include_str!("../scripts/throw-out.js");

fn thrown_out(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
    then_our_elements(&page, 1)?;
    page.eval(THROW)?;
    let mut thrown = json!(0);
    wait_until("it comes back no more", PATIENCE, || {
        world.when_time_passes(&page, 8_000)?;
        let before = std::mem::replace(&mut thrown, page.eval("window.thrown")?);
        Ok(Seen::when(thrown != json!(0) && thrown == before, thrown.clone()))
    })?;
    same(&format!("thrown out {thrown} times"), thrown.as_u64().is_some_and(|times| (1..=6).contains(&times)), true)?;
    // Any message would start it again.
    world.when_the_background_stops()?;
    page.activate()?;
    world.when_time_passes(&page, 23_000)?;
    same("so often it was thrown out", page.eval("window.thrown")?, thrown)?;
    then_our_elements(&page, 0)?;
    if world.kind == Kind::Chrome {
        let took = DevTools::of(world, &page)?.took(|| world.when_time_passes(&page, JUDGED_MS))?;
        same("our time in the idle page, in ms", took.whole.round(), 0.0)?;
    }
    same("the page wakes the background", world.browser()?.driver().background_runs()?, false)
}

/// The script that goes back and forth between the form and the messages, and waits for the right state each time. It
/// gives what went wrong.
const NAVIGATE: &str = include_str!("../scripts/navigate.js");

fn navigations(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
    then_our_elements(&page, 1)?;
    let go = |count: &str| same("where the state was wrong", page.eval(&NAVIGATE.replace("COUNT", count))?, json!([]));
    go("10")?;
    let tools = match world.kind {
        Kind::Chrome => Some(DevTools::of(world, &page)?),
        Kind::Firefox => None,
    };
    let before = tools.as_ref().map(DevTools::counters).transpose()?;
    for _ in 0..world.rounds(3, 20) {
        go("10")?;
    }
    let after = tools.as_ref().map(DevTools::counters).transpose()?;
    if let Some((before, after)) = before.zip(after) {
        let flat = after.nodes <= before.nodes + 40 && after.listeners <= before.listeners + 2;
        same(&format!("flat: {before:?}, {after:?}"), flat, true)?;
    }
    same("nodes of the page", page.eval("document.querySelectorAll('*').length < 60")?, json!(true))
}

/// The script that makes 200,000 nodes, of which 100 change a hundred times a second.
const BUSY: &str = include_str!("../scripts/busy.js");

fn busy(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
    then_our_elements(&page, 1)?;
    let nodes = page.eval(BUSY)?;
    same("200,000 nodes", nodes.as_u64().is_some_and(|nodes| nodes > 180_000), true)?;
    world.when_judged(&page)?;
    let changes = page.eval("window.changes")?.as_u64().unwrap_or_default();
    let tools = DevTools::of(world, &page)?;
    let took = tools.took(|| world.when_time_passes(&page, 8_000))?;
    let changes = page.eval("window.changes")?.as_u64().unwrap_or_default() - changes;
    println!("        {} changes in 8 s; ours took {took:.1?} ms", changes);
    same("it changes all the time", changes > 20_000, true)?;
    same(&format!("the longest task of ours, {took:?}"), took.longest < 50.0, true)?;
    same(&format!("all of ours in 8 s, {took:?}"), took.whole < 100.0, true)?;
    then_our_elements(&page, 1)
}

fn burst(world: &mut World) -> Outcome {
    world.given_bezwaar_that_counts()?;
    due(world, &FACEBOOK)?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("2")?;
    let probe = awake(world.browser()?)?;
    let page = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
    then_our_elements(&page, 1)?;
    world.when_judged(&page)?;
    let counts = |probe: &Page<'_>| Calls::settled(probe).map(|calls| [WRITES, BADGE].map(|names| calls.count(names)));
    let before = counts(&probe)?;
    let asked = "(async () => {
        const [{ id }] = await chrome.tabs.query({ url: 'https://www.facebook.com/' });
        const func = async () => {
            const ask = () => chrome.runtime.sendMessage({ arrived: { who: null, up: true, parts: ['panel', 'strip', 'corner', 'watcher'], age_s: 0 } }).then(answer => Boolean(answer?.plan));
            return (await Promise.all(Array.from({ length: 1000 }, ask))).filter(Boolean).length;
        };
        return (await chrome.scripting.executeScript({ target: { tabId: id }, func }))[0].result;
    })()";
    same("answers with a plan", probe.eval(asked)?, json!(1000))?;
    same("writes and badge calls", counts(&probe)?, before)?;
    let settled = Calls::settled(&probe)?.count(&["storage.local.get", "cookies.getAll"]);
    same("then it rests", Calls::settled(&probe)?.count(&["storage.local.get", "cookies.getAll"]), settled)?;
    world.then_badge("2").map(drop)
}
