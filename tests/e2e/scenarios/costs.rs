//! The extension costs nothing where nothing is due. `./build.sh bench` measures times; what can be counted is tested
//! here.

use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::counts::{BADGE, Calls, READS, WRITES, awake, change_cookies, probe};
use crate::page::Page;
use crate::sites::FACEBOOK;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};

pub(super) const ALL: &[Scenario] = &[
    both("costs: cookies that are none of our business cause no call at all", cookies),
    both("costs: cookies that are none of our business bring no wasm to life", asleep),
    both("costs: such a cookie brings it to life where the last snapshot is old", overdue),
    both("costs: a report from a form takes one snapshot of one account", report),
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
    // A login's cookie that is set anew as it is changes nothing; the first time nobody had been told of it.
    change_cookies(&page, "c_user", 1)?;
    let before = counts(&Calls::settled(&page)?);
    change_cookies(&page, "c_user", 1)?;
    same("the same, where a login is as it was", counts(&Calls::settled(&page)?), before)?;
    // This is the twin: a change that matters causes a snapshot, and changes nothing that is stored or shown.
    change_cookies(&page, "xs", 1)?;
    until_read(&page, before[0])?;
    same("writes and badge calls", &counts(&Calls::settled(&page)?)[1..], &before[1..])
}

fn asleep(world: &mut World) -> Outcome {
    world.given_bezwaar_that_counts()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let page = probe(world.browser()?)?;
    // Each refresh withdraws the note until it ends.
    Calls::settled(&page)?;
    wait_until("the time of the snapshot is noted", PATIENCE, || {
        let noted = page.eval("chrome.storage.session.get('fresh').then(items => Boolean(items.fresh))")?;
        Ok(Seen::when(noted == true, "not yet"))
    })?;
    world.when_the_background_stops()?;
    change_cookies(&page, "wd", 20)?;
    Calls::now(&page)?; // It is awake.
    // Time is the subject: a background that no event started takes a snapshot by itself after two seconds.
    page.eval("new Promise(done => setTimeout(done, 3000))")?;
    // It asks once when the last snapshot was, however many cookies there are.
    same("calls", Calls::settled(&page)?.all(), vec!["storage.session.get"])?;
    // This is the twin: a change that matters causes a snapshot.
    change_cookies(&page, "c_user", 1)?;
    until_read(&page, 0)
}

/// Waits until a snapshot has read the records more often than before.
fn until_read(page: &Page<'_>, before: usize) -> Outcome {
    wait_until("a snapshot reads", PATIENCE, || {
        let reads = Calls::now(page)?.count(READS);
        Ok(Seen::when(reads > before, reads))
    })
}

fn overdue(world: &mut World) -> Outcome {
    world.given_bezwaar_that_counts()?;
    let page = awake(world.browser()?)?;
    // One that is over, one that a clock that was set back has yet to reach, and none.
    for fresh in ["set({ fresh: ['0', '1'] })", "set({ fresh: ['9e15', '9e15'] })", "remove('fresh')"] {
        world.when_the_background_stops()?;
        page.eval(&format!("chrome.storage.session.{fresh}"))?;
        change_cookies(&page, "wd", 20)?;
        until_read(&page, 0).map_err(|error| format!("{fresh}: {error}"))?;
    }
    Ok(())
}

/// The calls that one snapshot of one account takes beside the storage: one for a permission, and three for the cookies
/// of a login at Facebook.
const NARROW_SNAPSHOT: [(&str, usize); 3] =
    [("permissions.contains", 1), ("cookies.getAll", 3), ("cookies.getAllCookieStores", 0)];

fn report(world: &mut World) -> Outcome {
    world.given_bezwaar_that_counts()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let probe = awake(world.browser()?)?;
    let before = Calls::settled(&probe)?;
    let form = world.browser()?.open(FACEBOOK.deep_link, &CookieStore::default())?;
    world.when_judged(&form)?;
    let after = Calls::settled(&probe)?;
    let new = |name| after.count(&[name]) - before.count(&[name]);
    // The messages are the reports, and one or two with which the runner asks how far the script is.
    let (messages, snapshots) = (new("message"), new("storage.local.get"));
    same(&format!("{snapshots} snapshots for {messages} messages"), (1..=messages).contains(&snapshots), true)?;
    for (call, count) in NARROW_SNAPSHOT {
        same(&format!("{call} for {snapshots} snapshots"), new(call), count * snapshots)?;
    }
    Ok(())
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
    // This is the twin: where something is due, there is one script, and it asks once.
    world.when_logged_in(&FACEBOOK)?;
    registered(&probe, 1)?;
    let before = Calls::settled(&probe)?.count(&["message"]);
    visit(world)?;
    let asked = Calls::settled(&probe)?.count(&["message"]) - before;
    same("the page asked", (1..=2).contains(&asked), true)
}

/// Loads a feed until it has grown.
fn visit(world: &World) -> Outcome {
    let page = world.browser()?.open(&format!("{}/stand-in/heavy", FACEBOOK.origin), &CookieStore::default())?;
    wait_until("the feed has grown", PATIENCE, || Ok(Seen::when(page.eval("seen.done")? == true, "not yet")))?;
    page.close()
}

fn registered(page: &Page, count: usize) -> Outcome {
    wait_until(&format!("{count} scripts are registered"), PATIENCE, || {
        let scripts = page.eval("chrome.scripting.getRegisteredContentScripts().then(all => all.length)")?;
        Ok(Seen::when(scripts == count, scripts))
    })
}
