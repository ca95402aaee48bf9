//! Measures how long a worker that is woken takes until it answers, until the badge is right, and until it is done with
//! an event that is none of its business.

use super::subject::{Bench, EMPTY, probe};
use super::table::{Figure, compare};
use crate::page::Page;
use crate::sites::FACEBOOK;
use crate::wait::Outcome;
use crate::world::World;

/// The script that wakes the worker, and waits until it has set another badge than the one it finds.
const BADGE: &str = "(async () => {
    await chrome.action.setBadgeText({ text: '…' });
    const start = performance.now();
    chrome.runtime.sendMessage('wake').catch(() => {});
    while (await chrome.action.getBadgeText({}) === '…');
    return performance.now() - start;
})()";

/// The script that wakes the worker, and waits until everybody in it has seen the message. Some never answer.
const ANSWER: &str = "(async () => {
    const start = performance.now();
    const patience = new Promise(done => setTimeout(done, 5000));
    await Promise.race([chrome.runtime.sendMessage('wake').catch(() => {}), patience]);
    return performance.now() - start;
})()";

/// The script that changes a cookie that says nothing about a login, and waits until the worker is done with it.
const UNRELATED: &str = "(async () => {
    const channel = new BroadcastChannel('handled');
    const handled = new Promise(done => { channel.onmessage = done; });
    const start = performance.now();
    await chrome.cookies.set({ url: 'https://www.facebook.com/', domain: '.facebook.com', secure: true, name: 'wd',
        value: String(start), expirationDate: Date.now() / 1000 + 86400 });
    await handled;
    channel.close();
    return performance.now() - start;
})()";

/// The worker that asks the browser the same questions, in plain JavaScript.
const TWIN: &str = include_str!("../../scripts/twin.js");

/// The script that goes before a worker that is to tell when it is done.
const HANDLED: &str = include_str!("../../scripts/handled.js");

/// Measures an empty worker, one that asks the browser the same questions, one that compiles Bezwaar's wasm, and
/// Bezwaar.
pub(super) fn measure(bench: &Bench) -> Outcome {
    let compiling = compiling(&bench.script()?)?;
    let mut worlds = vec![
        ("empty worker".to_owned(), bench.control("empty", EMPTY)?),
        ("the twin in plain JavaScript".to_owned(), bench.control("twin", TWIN)?),
        ("Bezwaar".to_owned(), bench.bezwaar()?),
        ("empty worker that compiles Bezwaar's wasm".to_owned(), bench.control("compiling", &compiling)?),
    ];
    logged_in(&worlds)?;
    take(bench, "worker woken → badge set", "1.5 × twin", &worlds, BADGE)?;
    worlds.extend(bench.others()?);
    take(bench, "worker woken → answer", "", &worlds, ANSWER)?;
    let told = |worker: &str| format!("{HANDLED}{worker}");
    let worlds = [
        ("empty worker".to_owned(), bench.control("told-empty", &told(EMPTY))?),
        ("the twin in plain JavaScript".to_owned(), bench.control("told-twin", &told(TWIN))?),
        ("Bezwaar".to_owned(), bench.bezwaar_after(HANDLED)?),
    ];
    logged_in(&worlds)?;
    take(bench, "worker woken by a cookie that says nothing → done", "1.1 × control", &worlds, UNRELATED)
}

fn logged_in(worlds: &[(String, World)]) -> Outcome {
    worlds.iter().try_for_each(|(_, world)| world.when_logged_in(&FACEBOOK))
}

/// Measures these worlds, of which the first three are the control, the twin and Bezwaar.
fn take(bench: &Bench, name: &str, limit: &'static str, worlds: &[(String, World)], script: &str) -> Outcome {
    let subjects: Vec<(&str, &World)> = worlds.iter().map(|(name, world)| (name.as_str(), world)).collect();
    let medians = compare(&bench.title(name), "ms", bench.rounds, &subjects, |world| wake(world, script))?;
    bench.note(Figure::of(bench.title(name), limit, &medians, true));
    Ok(())
}

fn wake(world: &World, script: &str) -> Outcome<f64> {
    let page: Page = probe(world)?;
    world.browser()?.driver().stop_background()?;
    let took = page.eval(script)?.as_f64().ok_or("the worker was not woken")?;
    page.close().map(|()| took)
}

/// Returns a worker that compiles the wasm, which is the argument of the last call of `decode`, a text in which
/// quotation marks are escaped.
fn compiling(script: &str) -> Outcome<String> {
    let wasm = script.rsplit_once("decode(\"").and_then(|(_, rest)| rest.split_once("\")));\n"));
    let (wasm, _) = wasm.ok_or("the script holds no wasm")?;
    let decode = "const decode = (text) => Uint8Array.fromBase64(btoa(text));\n";
    Ok(format!("{decode}new WebAssembly.Module(decode(\"{wasm}\"));\n{EMPTY}"))
}
