//! A worker that sleeps is woken: how long until the badge is right?

use super::subject::{Bench, EMPTY, probe};
use super::table::compare;
use crate::sites::FACEBOOK;
use crate::wait::Outcome;
use crate::world::World;

/// Wakes the worker, and waits until it has set another badge than the one it finds.
const WAKE: &str = "(async () => {
    await chrome.action.setBadgeText({ text: '…' });
    const start = performance.now();
    chrome.runtime.sendMessage('wake').catch(() => {});
    while (await chrome.action.getBadgeText({}) === '…');
    return performance.now() - start;
})()";

/// An empty worker, one that also compiles Bezwaar's wasm, and Bezwaar.
pub(super) fn measure(bench: &Bench) -> Outcome {
    let compiling = compiling(&bench.script()?)?;
    let worlds = [
        ("empty worker", bench.control("empty", EMPTY)?),
        ("empty worker that compiles Bezwaar's wasm", bench.control("compiling", &compiling)?),
        ("Bezwaar", bench.bezwaar()?),
    ];
    let subjects = worlds.each_ref().map(|(name, world)| (*name, world));
    for (_, world) in &subjects {
        world.when_logged_in(&FACEBOOK)?;
    }
    compare(&bench.title("worker woken → badge set"), "ms", bench.rounds, &subjects, |world| wake(world))
}

fn wake(world: &World) -> Outcome<f64> {
    let page = probe(world)?;
    world.browser()?.driver().stop_background()?;
    let took = page.eval(WAKE)?.as_f64().ok_or("the worker was not woken")?;
    page.close().map(|()| took)
}

/// The wasm is the argument of the last call of `decode`.
fn compiling(script: &str) -> Outcome<String> {
    let wasm = script.rsplit_once("decode(").and_then(|(_, rest)| rest.rsplit_once("));\n"));
    let (wasm, _) = wasm.ok_or("the script holds no wasm")?;
    let decode = "const decode = (text) => Uint8Array.fromBase64(btoa(text));\n";
    Ok(format!("{decode}new WebAssembly.Module(decode({wasm}));\n{EMPTY}"))
}
