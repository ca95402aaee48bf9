//! Speaks Chromium's own protocol, for what can be measured in no other way.

use crate::page::Page;
use crate::wait::Outcome;
use crate::world::World;
use serde_json::{Value, json};

/// A session with a tab of Chromium.
pub(crate) struct DevTools<'a> {
    world: &'a World,
    session: Value,
}

/// The numbers of things that a page's process holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counters {
    /// The number of nodes of documents.
    pub(crate) nodes: u64,
    /// The number of listeners for events.
    pub(crate) listeners: u64,
}

/// The time that scripts of the extension took in a page, in milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Took {
    /// The time of all scripts together.
    pub(crate) whole: f64,
    /// The longest stretch of work without a break.
    pub(crate) longest: f64,
}

impl<'a> DevTools<'a> {
    /// Opens a session with a tab of Chromium.
    pub(crate) fn of(world: &'a World, page: &Page<'_>) -> Outcome<Self> {
        let bidi = world.browser()?.driver().bidi();
        let session = bidi.command("goog:cdp.getSession", json!({ "context": page.id() }))?["session"].take();
        Ok(Self { world, session })
    }

    /// Sends a command, and returns its result.
    pub(crate) fn call(&self, method: &str, params: Value) -> Outcome<Value> {
        let call = json!({ "method": method, "params": params, "session": self.session });
        let bidi = self.world.browser()?.driver().bidi();
        Ok(bidi.command("goog:cdp.sendCommand", call)?["result"].take())
    }

    /// Counts what is there once the garbage is collected.
    pub(crate) fn counters(&self) -> Outcome<Counters> {
        for _ in 0..2 {
            self.call("HeapProfiler.collectGarbage", json!({}))?;
        }
        let counted = self.call("Memory.getDOMCounters", json!({}))?;
        let number = |name: &str| counted[name].as_u64().ok_or_else(|| format!("no {name}: {counted}"));
        Ok(Counters { nodes: number("nodes")?, listeners: number("jsEventListeners")? })
    }

    /// Measures for how long scripts of the extension are at work while something else goes on.
    pub(crate) fn took(&self, meanwhile: impl FnOnce() -> Outcome) -> Outcome<Took> {
        self.call("Profiler.enable", json!({}))?;
        self.call("Profiler.setSamplingInterval", json!({ "interval": 200 }))?;
        self.call("Profiler.start", json!({}))?;
        meanwhile()?;
        let profile = self.call("Profiler.stop", json!({}))?["profile"].take();
        Ok(stretches(&profile))
    }
}

/// Adds up the samples that were taken inside a script of an extension.
fn stretches(profile: &Value) -> Took {
    let nodes = profile["nodes"].as_array().into_iter().flatten();
    let mut ours = std::collections::HashSet::new();
    // A parent comes before its children.
    for node in nodes {
        let own = node["callFrame"]["url"].as_str().is_some_and(|url| url.starts_with("chrome-extension:"));
        if own || ours.contains(&node["id"].as_u64()) {
            ours.extend(node["children"].as_array().into_iter().flatten().map(Value::as_u64));
            ours.insert(node["id"].as_u64());
        }
    }
    let samples = profile["samples"].as_array().into_iter().flatten();
    let deltas = profile["timeDeltas"].as_array().into_iter().flatten().skip(1);
    let (mut took, mut stretch) = (Took::default(), 0.0);
    for (sample, delta) in samples.zip(deltas) {
        // A sample that comes five times as late as it should counts for no more: the machine was busy with something
        // else.
        let ms = (delta.as_f64().unwrap_or_default() / 1000.0).min(1.0);
        stretch = if ours.contains(&sample.as_u64()) { stretch + ms } else { 0.0 };
        took.whole += if stretch > 0.0 { ms } else { 0.0 };
        took.longest = took.longest.max(stretch);
    }
    took
}
