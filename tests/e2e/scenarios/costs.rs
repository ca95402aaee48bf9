//! What it costs where nothing is due: nothing. Times are measured by the bench; what can be counted is tested here.

use super::{Scenario, both};
use crate::browser::Store;
use crate::counts::{BADGE, Calls, READS, WRITES, awake, change_cookies};
use crate::page::Page;
use crate::sites::FACEBOOK;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};

pub(super) const ALL: &[Scenario] = &[
    both("costs: cookies that are none of our business cause no call at all", cookies),
    both("costs: a page where nothing is due gets no script and sends no message", page),
];

fn cookies(world: &mut World) -> Outcome {
    world.given_bezwaar_that_counts()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let page = awake(world.browser()?)?;
    let counts = |calls: &Calls| [READS, WRITES, BADGE].map(|names| calls.count(names));
    let before = counts(&Calls::settled(&page)?);
    change_cookies(&page, "wd", 300)?;
    same("reads, writes and badge calls", counts(&Calls::settled(&page)?), before)?;
    // The twin: a change that matters is looked at, and changes nothing that is stored or shown.
    change_cookies(&page, "c_user", 1)?;
    let after = counts(&Calls::settled(&page)?);
    same("a look reads", after[0] > before[0], true)?;
    same("writes and badge calls", &after[1..], &before[1..])
}

fn page(world: &mut World) -> Outcome {
    world.given_bezwaar_that_counts()?;
    let probe = awake(world.browser()?)?;
    let before = Calls::settled(&probe)?.count(&["message"]);
    visit(world)?;
    registered(&probe, 0)?;
    let after = Calls::settled(&probe)?;
    same("messages from the page", after.count(&["message"]), before)?;
    same("scripts put into pages", after.count(&["scripting.executeScript"]), 0)?;
    // The twin: where something is due, there is one script, and it asks once.
    world.when_logged_in(&FACEBOOK)?;
    registered(&probe, 1)?;
    let before = Calls::settled(&probe)?.count(&["message"]);
    visit(world)?;
    let asked = Calls::settled(&probe)?.count(&["message"]) - before;
    same("the page asked", (1..=2).contains(&asked), true)
}

/// Loads a feed until it has grown.
fn visit(world: &World) -> Outcome {
    let page = world.browser()?.open(&format!("{}/stand-in/heavy", FACEBOOK.origin), &Store::default())?;
    wait_until("the feed has grown", PATIENCE, || Ok(Seen::when(page.eval("seen.done")? == true, "not yet")))?;
    page.close()
}

fn registered(page: &Page, count: usize) -> Outcome {
    wait_until(&format!("{count} scripts are registered"), PATIENCE, || {
        let scripts = page.eval("chrome.scripting.getRegisteredContentScripts().then(all => all.length)")?;
        Ok(Seen::when(scripts == count, scripts))
    })
}
