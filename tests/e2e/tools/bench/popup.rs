//! Measures how long it takes until a popup that is opened shows what is the case.

use super::subject::{Bench, EMPTY, probe};
use super::table::{Figure, compare};
use crate::page::Page;
use crate::sites::FACEBOOK;
use crate::wait::Outcome;
use crate::world::World;

/// The script that opens the popup in a tab of its own, and waits until it says that it is ready. Messages to itself
/// come at once, as timers do not.
const OPEN: &str = "(async () => {
    const { port1, port2 } = new MessageChannel();
    const soon = () => new Promise(done => { port1.onmessage = done; port2.postMessage(0); });
    const popup = () => chrome.extension.getViews().find(view => view.location.pathname === '/popup.html');
    const start = performance.now();
    const tab = await chrome.tabs.create({ url: 'popup.html', active: false });
    while (popup()?.document.querySelector('main')?.dataset.state !== 'ready') await soon();
    const took = performance.now() - start;
    await chrome.tabs.remove(tab.id);
    return took;
})()";

/// Measures an empty popup and Bezwaar's, with the worker asleep and awake.
pub(super) fn measure(bench: &Bench) -> Outcome {
    let worlds = [("empty popup", bench.control("empty", EMPTY)?), ("Bezwaar", bench.bezwaar()?)];
    let subjects = worlds.each_ref().map(|(name, world)| (*name, world));
    for (_, world) in &subjects {
        world.when_logged_in(&FACEBOOK)?;
    }
    for (what, asleep) in [("asleep", true), ("awake", false)] {
        let title = bench.title(&format!("popup opened → state on screen, worker {what}"));
        let medians = compare(&title, "ms", bench.rounds, &subjects, |world| open(world, asleep))?;
        bench.note(Figure::of(title, "control + 30 ms", &medians, false));
    }
    Ok(())
}

/// Opens the popup once, and returns how long that took.
pub(super) fn open(world: &World, asleep: bool) -> Outcome<f64> {
    let page: Page = probe(world)?;
    match asleep {
        true => world.browser()?.driver().stop_background()?,
        // The answer comes when the worker is there.
        false => page.eval("chrome.runtime.sendMessage('wake').catch(() => {})").map(drop)?,
    }
    let took = page.eval(OPEN)?.as_f64().ok_or("the popup was not opened")?;
    page.close().map(|()| took)
}
