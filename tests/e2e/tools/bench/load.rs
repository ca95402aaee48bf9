//! Measures whether a heavy page notices, while it is loaded, that there is an extension.

use super::family::{cpu_seconds, memory};
use super::subject::{Bench, EMPTY};
use super::table::compare_all;
use crate::browser::CookieStore;
use crate::driver::Kind;
use crate::page::Page;
use crate::sites::{FACEBOOK, LINKEDIN, Site};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::World;
use serde_json::{Value, json};
use std::cell::Cell;

/// The columns of the table, read of each load; the last three only in Chromium.
const COLUMNS: [&str; 8] = [
    "load event, ms",
    "layout shift",
    "long tasks",
    "processor time of the whole browser, ms",
    "memory of the whole browser, MB",
    "script time, ms",
    "task time, ms",
    "heap, MB",
];

/// The factor by which an old laptop is slower.
const SLOWER: u32 = 4;

/// A browser that is measured, and whether something is due in it at each load.
struct Subject {
    world: World,
    due: bool,
    loads: Cell<u32>,
}

/// Measures no extension, an empty one, Bezwaar with nothing due and with a banner, and those that were named.
pub(super) fn measure(bench: &Bench) -> Outcome {
    let subject = |world, due| Subject { world, due, loads: Cell::new(0) };
    let mut subjects = vec![
        ("no extension".to_owned(), subject(bench.bare()?, false)),
        ("empty extension".to_owned(), subject(bench.control("empty", EMPTY)?, false)),
        ("Bezwaar, nothing due".to_owned(), subject(bench.bezwaar()?, false)),
        ("Bezwaar, a banner due".to_owned(), subject(bench.bezwaar()?, true)),
    ];
    for (name, world) in bench.others()? {
        subjects.push((name, subject(world, false)));
    }
    let subjects: Vec<(&str, &Subject)> = subjects.iter().map(|(name, subject)| (name.as_str(), subject)).collect();
    let columns = &COLUMNS[..if bench.kind == Kind::Chrome { 8 } else { 5 }];
    for site in [&FACEBOOK, &LINKEDIN] {
        let title = bench.title(&format!("a feed at {}", site.name));
        compare_all(&title, columns, bench.rounds, &subjects, |subject| load(bench, subject, site, 1))?;
    }
    if bench.kind == Kind::Chrome {
        let title = bench.title(&format!("a feed at {}, on a processor {SLOWER} times as slow", FACEBOOK.name));
        compare_all(&title, columns, bench.rounds, &subjects, |subject| load(bench, subject, &FACEBOOK, SLOWER))?;
    }
    Ok(())
}

/// Loads the page once, and reads the columns.
fn load(bench: &Bench, subject: &Subject, site: &Site, slower: u32) -> Outcome<Vec<f64>> {
    if subject.due {
        login(subject)?;
    }
    let browser = subject.world.browser()?;
    let page = browser.open("about:blank", &CookieStore::default())?;
    let metrics = if bench.kind == Kind::Chrome { Some(Metrics::start(&subject.world, &page, slower)?) } else { None };
    let cpu = cpu_seconds(&subject.world);
    page.navigate(&format!("{}/stand-in/heavy", site.origin))?;
    let seen = wait_until("the feed has grown", PATIENCE, || {
        let seen = page.eval("seen")?;
        Ok(if seen["done"] == json!(true) { Seen::Yes(seen) } else { Seen::NotYet(seen.to_string()) })
    })?;
    let mut values: Vec<f64> = ["load", "shift", "long"].map(|key| seen[key].as_f64().unwrap_or(f64::NAN)).into();
    values.extend([(cpu_seconds(&subject.world) - cpu) * 1e3, memory(&subject.world)]);
    if let Some(metrics) = metrics {
        values.extend(metrics.read()?);
    }
    page.close().map(|()| values)
}

/// Logs somebody else in each time, since a banner is shown once a day.
fn login(subject: &Subject) -> Outcome {
    let account = 1000 + subject.loads.replace(subject.loads.get() + 1);
    subject.world.when_logged_in_as(&FACEBOOK, &account.to_string(), &CookieStore::default())?;
    let page = super::subject::probe(&subject.world)?;
    wait_until("the banner is registered", PATIENCE, || {
        let scripts = page.eval("chrome.scripting.getRegisteredContentScripts().then(all => all.length)")?;
        Ok(Seen::when(scripts == json!(1), scripts))
    })?;
    page.close()
}

/// Chromium's own counters of a page.
struct Metrics<'a> {
    world: &'a World,
    session: Value,
}

impl<'a> Metrics<'a> {
    fn start(world: &'a World, page: &Page, slower: u32) -> Outcome<Self> {
        let found = world.browser()?.driver().bidi().command("goog:cdp.getSession", json!({ "context": page.id() }))?;
        let metrics = Self { world, session: found["session"].clone() };
        metrics.call("Performance.enable", &json!({}))?;
        metrics.call("Emulation.setCPUThrottlingRate", &json!({ "rate": slower }))?;
        Ok(metrics)
    }

    fn call(&self, method: &str, params: &Value) -> Outcome<Value> {
        let call = json!({ "method": method, "params": params, "session": self.session });
        Ok(self.world.browser()?.driver().bidi().command("goog:cdp.sendCommand", call)?["result"].take())
    }

    /// Reads script and task time in milliseconds, and the heap in megabytes.
    fn read(&self) -> Outcome<[f64; 3]> {
        let all = self.call("Performance.getMetrics", &json!({}))?["metrics"].take();
        let value = |name: &str, factor: f64| {
            let metric = all.as_array().into_iter().flatten().find(|metric| metric["name"] == name);
            metric.and_then(|metric| metric["value"].as_f64()).map_or(f64::NAN, |value| value * factor)
        };
        Ok([value("ScriptDuration", 1e3), value("TaskDuration", 1e3), value("JSHeapUsedSize", 1e-6)])
    }
}
