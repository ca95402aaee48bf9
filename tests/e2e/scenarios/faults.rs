//! Lets WebAssembly trap, or takes it away: the person sees it, nothing is half done, and the next event is served.

use super::storage::{account, entries, record_as};
use super::{Scenario, at_true_speed, both, own_browser};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::panel::{inside, says, then_our_elements};
use crate::sites::{FACEBOOK, LINKEDIN};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::format::load;
use serde_json::{Value, json};

pub(super) const ALL: &[Scenario] = &[
    both("fault: a trap at any point of the background's work costs one answer at most", traps),
    both("fault: a trap is shown on the badge until the next event", trap_shown),
    both("fault: a trap in a page is said there and leaves the badge alone", trap_in_page),
    at_true_speed(both("fault: a trap while a form is sent loses no record of it", trap_at_submit)),
    both("fault: a sending that cannot be written is not called sent, and is noted when it can", unwritten),
    both("fault: a write and a reading that fail are made once more", tried_again),
    both("fault: a look that fails while a form is sent loses no record of it", unseen),
    own_browser(both("fault: without WebAssembly badge and pages say so, and records outlast it", without_wasm)),
    own_browser(both("fault: installed without WebAssembly, it says so at every start", installed_without_wasm)),
];

const TRAP: &str = include_str!("../scripts/trap.js");

/// Lets the background trap when its wasm is entered or left for the n-th time. Returns the count that was left from
/// before: 0 after a trap.
fn arm(page: &Page<'_>, n: u32) -> Outcome<u64> {
    let left = page.eval(&format!(
        "new Promise(done => {{ const channel = new BroadcastChannel('trap');
            channel.onmessage = ({{ data }}) => {{ channel.close(); done(data); }}; channel.postMessage({n}); }})"
    ))?;
    left.as_u64().ok_or_else(|| format!("the background does not count: {left}"))
}

/// Asks the background something. A request that never gets an answer is told from one that gets an empty one.
fn ask(page: &Page<'_>, request: &Value) -> Outcome<Value> {
    page.eval(&format!(
        "Promise.race([chrome.runtime.sendMessage({request}).catch(String), new Promise(done => setTimeout(done, 15000, 'late'))])"
    ))
}

fn traps(world: &mut World) -> Outcome {
    world.given_bezwaar_after(TRAP)?;
    record_as(world, "1000")?;
    let account = account(world)?;
    let page = world.apis()?;
    let (mut trapped, mut written) = (0, 0);
    let rounds = world.rounds(12, 60);
    for round in (0..60).step_by((60 / rounds) as usize) {
        let before = load(text(&stored(&page)?, "document")?).map_err(|fault| format!("{fault:?}"))?;
        arm(&page, 1 + round * round / 4)?;
        let act = json!({ "command": { "account": account, "command": { "declare-year": 2018 + round % 8 } } });
        let reply = ask(&page, &act)?;
        same(&format!("round {round} is answered: {reply}"), reply != json!("late"), true)?;
        trapped += u64::from(arm(&page, 0)? == 0);
        let now = stored(&page)?;
        let after = load(text(&now, "document")?).map_err(|fault| format!("round {round}: {fault:?}: {now}"))?;
        let new = entries(&after) - entries(&before);
        same(&format!("round {round} added 0 or 1 entries"), (0..=1).contains(&new), true)?;
        same(&format!("round {round}: {reply} is true"), reply["done"].is_null() || new == 1, true)?;
        written += new;
        let reply = ask(&page, &json!("popup-opened"))?;
        same(&format!("round {round}: the next answer"), reply, json!({ "done": { "entry": null } }))?;
    }
    same(&format!("enough rounds trapped: {trapped}"), trapped * 3 >= u64::from(rounds) * 2, true)?;
    same(&format!("some came through: {written}"), written > 0, true)?;
    page.close()?;
    world.then_badge("").map(drop)
}

fn stored(page: &Page<'_>) -> Outcome<Value> {
    page.eval("chrome.storage.local.get(null)")
}

fn text<'a>(stored: &'a Value, key: &str) -> Outcome<&'a str> {
    stored[key].as_str().ok_or_else(|| format!("no {key} is stored: {stored}"))
}

/// Waits until the background has nothing more to do for what happened before: last of all it notes when it took the snapshot.
fn until_rested(page: &Page<'_>) -> Outcome {
    ask(page, &json!("popup-opened"))?;
    wait_until("the background rests", PATIENCE, || {
        let noted = page.eval("chrome.storage.session.get('fresh').then(items => Boolean(items.fresh))")?;
        Ok(Seen::when(noted == true, "not yet"))
    })
}

fn trap_shown(world: &mut World) -> Outcome {
    world.given_bezwaar_after(TRAP)?;
    record_as(world, "1000")?;
    let before = world.stored()?;
    for n in [1, 2, 10] {
        let page = world.apis()?;
        until_rested(&page)?;
        arm(&page, n)?;
        same("the answer", ask(&page, &json!("popup-opened"))?, json!({}))?;
        page.close()?;
        let badge = world.browser_mut()?.badge()?;
        same("the badge", (badge.text.as_str(), badge.title), ("!", world.message("en", "tooltip_broken")?))?;
        // Any event would do; here somebody logs in elsewhere, which counts.
        world.when_logged_in(&LINKEDIN)?;
        world.then_badge("1")?;
        world.when_logged_out(&LINKEDIN)?;
        world.then_badge("")?;
    }
    same("what is stored", world.stored()? == before, true)
}

fn trap_in_page(world: &mut World) -> Outcome {
    world.given_bezwaar_after(TRAP)?;
    given_nothing_recorded(world)?;
    let said = world.message("en", "error_page")?;
    for path in ["popup.html", "record.html", "welcome.html", "guide.html"] {
        for n in [1, 2, 30] {
            let url = world.browser()?.extension_url(&format!("{path}?trap={n}"));
            let page = world.browser()?.open(&url, &CookieStore::default())?;
            page.wait_for("main[data-state=error]")?;
            same(path, page.text("main")?, said.clone())?;
            page.close()?;
        }
    }
    world.then_badge("1")?;
    world.then_popup_row(&FACEBOOK, "not-recorded").map(drop)
}

fn trap_at_submit(world: &mut World) -> Outcome {
    world.given_bezwaar_after(TRAP)?;
    for (round, n) in [1, 30, 90, 200].into_iter().enumerate() {
        world.when_logged_in_as(&FACEBOOK, &format!("{}", 1000 + round), &CookieStore::default())?;
        world.then_badge("1")?;
        let page = world.browser()?.open(&format!("{}?play=replace", FACEBOOK.deep_link), &CookieStore::default())?;
        then_our_elements(&page, 1)?;
        page.click("#content button")?;
        arm(&world.apis()?, n)?;
        page.activate()?;
        says(&page, "Meta’s page showed no error.").map_err(|error| format!("{n}: {error}"))?;
        page.close()?;
        let apis = world.apis()?;
        same(&format!("{n}: it trapped"), arm(&apis, 0)?, 0)?;
        ask(&apis, &json!("popup-opened"))?;
        world.then_badge("")?;
    }
    Ok(())
}

const FAILING: &str = include_str!("../scripts/failing.js");

/// Lets calls of the background fail from now on: `cookies`, `reading`, `writing`, or none of them; with `first` each time but the
/// next. The page in front stays there.
fn let_fail(world: &World, calls: &str) -> Outcome {
    let told = format!(
        "new Promise(done => {{ const channel = new BroadcastChannel('failing');
            channel.onmessage = () => {{ channel.close(); done(null); }}; channel.postMessage({calls:?}); }})"
    );
    world.browser()?.probe()?.eval(&told).map(drop)
}

fn unwritten(world: &mut World) -> Outcome {
    world.given_bezwaar_after(FAILING)?;
    given_nothing_recorded(world)?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("2")?;
    let page = given_a_form(world)?;
    let_fail(world, "writing")?;
    page.click("#content button")?;
    says(&page, &world.message("en", "not_saved")?)?;
    same("that it leads on", inside(&page)?.text().contains("Next:"), false)?;
    let_fail(world, "")?;
    page.activate()?;
    says(&page, "Meta’s page showed no error.")?;
    world.then_badge("1").map(drop)
}

fn unseen(world: &mut World) -> Outcome {
    world.given_bezwaar_after(FAILING)?;
    given_nothing_recorded(world)?;
    let page = given_a_form(world)?;
    let_fail(world, "cookies")?;
    page.click("#content button")?;
    says(&page, &world.message("en", "doubt_unreadable")?.replace("$1", FACEBOOK.name))?;
    // It goes on for longer than anything else is waited for.
    world.when_time_passes(&page, 17_000)?;
    let_fail(world, "")?;
    says(&page, "Meta’s page showed no error.")?;
    world.then_badge("✓").map(drop)
}

/// The page goes elsewhere by itself as soon as it is answered, so that it has one report about that and no other.
fn tried_again(world: &mut World) -> Outcome {
    world.given_bezwaar_after(FAILING)?;
    for (number, calls) in ["writing first", "reading first"].into_iter().enumerate() {
        world.when_logged_in_as(&FACEBOOK, &format!("{}", 1000 + number), &CookieStore::default())?;
        world.then_badge("1")?;
        let page = world.browser()?.open(&format!("{}?play=elsewhere", FACEBOOK.deep_link), &CookieStore::default())?;
        says(&page, "This is Meta’s form.")?;
        let_fail(world, calls)?;
        page.click("#content button")?;
        world.when_judged(&page)?;
        let_fail(world, "")?;
        world.then_popup_row(&FACEBOOK, "pending").map_err(|error| format!("{calls}: {error}"))?;
        page.close()?;
    }
    Ok(())
}

/// Opens a form that takes itself away once it is sent.
fn given_a_form(world: &World) -> Outcome<Page<'_>> {
    let page = world.browser()?.open(&format!("{}?play=replace", FACEBOOK.deep_link), &CookieStore::default())?;
    says(&page, "This is Meta’s form.")?;
    Ok(page)
}

fn given_nothing_recorded(world: &mut World) -> Outcome {
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1").map(drop)
}

fn without_wasm(world: &mut World) -> Outcome {
    world.given_bezwaar_for_good()?;
    record_as(world, "1000")?;
    let before = world.stored()?;
    world.setup.without_wasm = true;
    world.when_the_browser_restarts()?;
    then_it_says_so(world)?;
    same("what is stored", world.stored()? == before, true)?;
    world.setup.without_wasm = false;
    world.when_the_browser_restarts()?;
    world.then_badge("")?;
    world.then_popup_row(&FACEBOOK, "recorded").map(drop)
}

fn installed_without_wasm(world: &mut World) -> Outcome {
    world.setup.without_wasm = true;
    world.given_a_browser()?;
    let package = world.package.clone();
    let browser = world.browser.as_mut().ok_or("no browser has been started")?;
    browser.install_for_good(&package, &world.scratch)?;
    then_it_says_so(world)?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_the_browser_restarts()?;
    then_it_says_so(world)?;
    same("what is stored", world.stored()?, json!({}))
}

/// Waits until the badge says so by itself, before any page was opened; then opens every page.
fn then_it_says_so(world: &mut World) -> Outcome {
    let title = world.then_badge("!")?.title;
    same("the tooltip", title, world.message("en", "tooltip_broken")?)?;
    let said = world.message("en", "error_no_wasm")?;
    for path in ["popup.html", "record.html", "welcome.html", "guide.html"] {
        let page = world.browser()?.open(&world.browser()?.extension_url(path), &CookieStore::default())?;
        page.wait_for("main[data-state=error]")?;
        same(path, page.text("main")?, said.clone())?;
        page.close()?;
    }
    world.then_badge("!").map(drop)
}
