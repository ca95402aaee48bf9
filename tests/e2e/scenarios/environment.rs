//! Tests full storage, a wrong clock, many at once, a private window, and an extension that is switched off.

use super::banner::{due, feed};
use super::storage::{account, entries, given_a_record, record_as};
use super::{Scenario, both, in_chromium, own_browser};
use crate::browser::CookieStore;
use crate::pace::JUDGED_MS;
use crate::page::Page;
use crate::panel::{press_until_none_is_seen, says, then_our_elements};
use crate::sites::{FACEBOOK, LINKEDIN};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::history::event::EventKind;
use bezwaar::core::time::Timestamp;
use bezwaar::core::view::record_page::record_page;
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("environment: storage without room loses nothing, is told, and works again later", full),
    both("environment: storage that was never written has no other account at each look", never_written),
    both("environment: a clock ten years ahead and ten years behind keeps order and records", clock),
    both("environment: 400 changes from two pages and 20 at once, none is lost", many),
    both("environment: cookie stores that are not listed hide no login that was read", unlisted),
    own_browser(both("environment: a private window has nothing of us and changes nothing", private)),
    // Firefox brings none back while it is driven from outside, and Chromium those of the sites empty.
    own_browser(in_chromium(
        "environment: our pages that come back with the browser show what is so by then",
        restored,
    )),
    both("environment: a service worker of the page answers in the place of the server", service_worker),
    own_browser(both("environment: switched off with a tab open, the banner can still be closed", switched_off)),
];

const CONTROL: &str = include_str!("../scripts/control.js");

/// Turns the background's clock, and makes the storage full or not.
fn control(world: &World, years: i64, full: bool) -> Outcome {
    world.when_the_extension_takes_a_snapshot()?;
    let page = world.apis()?;
    control_from(&page, years, full)?;
    page.close()
}

/// The same, from a page of the extension that is open.
fn control_from(page: &Page<'_>, years: i64, full: bool) -> Outcome {
    let shift = years * 365 * 86_400_000;
    let set = format!(
        "new Promise(done => {{ const channel = new BroadcastChannel('control');
            channel.onmessage = () => {{ channel.close(); done(null); }}; channel.postMessage([{shift}, {full}]); }})"
    );
    page.eval(&set).map(drop)
}

fn full(world: &mut World) -> Outcome {
    world.given_bezwaar_after(CONTROL)?;
    record_as(world, FACEBOOK.account)?;
    let before = world.stored()?;
    control(world, 0, true)?;
    let popup = world.popup()?;
    let said = popup.act(&FACEBOOK, &CookieStore::default(), "start-over")?;
    same("what the popup says", said, world.message("en", "not_saved_full")?)?;
    popup.row(&FACEBOOK, &CookieStore::default(), "recorded")?;
    popup.page().close()?;
    same("what is stored", world.stored()? == before, true)?;
    world.then_badge("")?;
    control(world, 0, false)?;
    world.popup()?.act(&FACEBOOK, &CookieStore::default(), "start-over")?;
    world.then_badge("1").map(drop)
}

fn never_written(world: &mut World) -> Outcome {
    world.given_bezwaar_after(&CONTROL.replace("[0, false]", "[0, true]"))?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let no_room = world.message("en", "not_saved_full")?;
    let popup = world.popup()?;
    let said = popup.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    same("what the popup says", &said, &no_room)?;
    let form = world.browser()?.open(&format!("{}?play=silent-error", FACEBOOK.deep_link), &CookieStore::default())?;
    then_our_elements(&form, 1)?;
    form.click("#content button")?;
    says(&form, &no_room)?;
    same("what is stored", world.stored()?["document"].is_null(), true)?;
    // A form that nobody sees reports nothing, so that the popup is the first to change something.
    popup.page().activate()?;
    popup.row(&FACEBOOK, &CookieStore::default(), "not-recorded")?;
    control_from(popup.page(), 0, false)?;
    // Popup and form were open before there was room: the account in them is still the same.
    let said = popup.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    same("what the popup says then", said, world.message("en", "saved")?)?;
    world.then_badge("")?;
    form.activate()?;
    says(&form, "on record for this account")
}

/// The cookies of a login that never expires, for a clock that is years ahead.
const LOGIN: [&str; 2] = [
    "c_user=1000; Domain=.facebook.com; Path=/; Secure; SameSite=None",
    "xs=stand-in; Domain=.facebook.com; Path=/; Secure; HttpOnly; SameSite=None",
];

fn clock(world: &mut World) -> Outcome {
    world.given_bezwaar_after(CONTROL)?;
    world.when_the_site_sets(&FACEBOOK, &LOGIN)?;
    world.then_badge("1")?;
    world.popup()?.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    world.then_badge("")?;
    let account = account(world)?;
    let acts = [
        (10, json!("start-over"), EventKind::StartedOver, "1"),
        (-10, json!("decline"), EventKind::Declined, ""),
        (0, json!("start-over"), EventKind::StartedOver, "1"),
        (-10, json!({ "mail": "" }), EventKind::MailAgreed, ""),
    ];
    let mut kinds = vec![EventKind::Declared];
    for (years, act, kind, badge) in acts {
        control(world, years, false)?;
        let page = world.apis()?;
        let reply = page.eval(&format!(
            "chrome.runtime.sendMessage({})",
            json!({ "command": { "account": account, "command": act } })
        ))?;
        page.close()?;
        same(&format!("{years} years, {act}: {reply}"), reply["done"].is_object(), true)?;
        kinds.push(kind);
        let records = world.records()?;
        let noted: Vec<EventKind> = records
            .accounts()
            .flat_map(|(_, account)| account.history().entries())
            .map(|entry| entry.event.kind())
            .collect();
        same(&format!("{years} years: the order"), noted, kinds.clone())?;
        world.then_badge(badge)?;
    }
    control(world, 0, false)?;
    world.when_the_extension_takes_a_snapshot()?;
    world.then_badge("").map(drop)
}

/// The script by which the browser says nothing of its cookie stores.
pub(super) const UNLISTED: &str = "chrome.cookies.getAllCookieStores = () => Promise.reject(new Error('not now'));\n";

fn unlisted(world: &mut World) -> Outcome {
    world.given_bezwaar_after(UNLISTED)?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    world.popup()?.row(&FACEBOOK, &CookieStore::default(), "not-recorded")?;
    world.when_the_extension_takes_a_snapshot()?;
    let noted = world.apis()?.eval("chrome.storage.session.get('fresh').then(items => 'fresh' in items)")?;
    same("it counts as a reason to look no more", noted, json!(false))
}

/// The number of changes that each of two pages makes.
const EACH: i64 = 200;

fn many(world: &mut World) -> Outcome {
    given_a_record(world)?;
    let account = account(world)?;
    let before = entries(&world.records()?);
    let act = json!({ "command": { "account": account, "command": "start-over" } });
    let pages = [world.apis()?, world.apis()?];
    for page in &pages {
        page.eval(&format!(
            "void (globalThis.done = (async () => {{ let done = 0;
                for (let i = 0; i < {EACH}; i++) done += 'done' in await chrome.runtime.sendMessage({act}); return done; }})())"
        ))?;
    }
    for page in &pages {
        same("changes that were answered", page.eval("globalThis.done")?, json!(EACH))?;
    }
    same("changes that were noted", entries(&world.records()?) - before, 2 * EACH)?;
    let [page, _] = &pages;
    let burst = format!("Promise.all(Array.from({{ length: 20 }}, () => chrome.runtime.sendMessage({act})))");
    let replies = page.eval(&burst)?;
    let done = replies.as_array().into_iter().flatten().filter(|reply| reply["done"].is_object()).count();
    same("of 20 at once were answered", done, 20)?;
    same("of 20 at once were noted", entries(&world.records()?) - before - 2 * EACH, 20)?;
    let views = record_page(&world.records()?, Timestamp(i64::MAX / 2)).accounts;
    same("what they came to", views.first().map(|view| view.state), Some("not-recorded"))?;
    pages.iter().try_for_each(Page::close)?;
    world.then_badge("1").map(drop)
}

fn private(world: &mut World) -> Outcome {
    given_a_record(world)?;
    world.when_logged_out(&FACEBOOK)?;
    world.then_nothing_counts(&LINKEDIN)?;
    world.when_the_background_stops()?;
    let before = world.stored()?;
    let id = world.browser()?.driver().private_tab()?;
    let page = Page::new(world.browser()?.driver().bidi(), id);
    page.navigate(&format!("{}/stand-in/login?account=4000", FACEBOOK.origin))?;
    page.navigate(&format!("{}?play=replace", FACEBOOK.deep_link))?;
    same("logged in there", page.eval("document.cookie.includes('c_user=4000')")?, json!(true))?;
    world.when_time_passes(&page, JUDGED_MS)?;
    then_our_elements(&page, 0)?;
    page.click("#content button")?;
    world.when_time_passes(&page, JUDGED_MS)?;
    page.close()?;
    same("the background was woken", world.browser()?.driver().background_runs()?, false)?;
    same("what is stored", world.stored()? == before, true)?;
    world.then_badge("")?;
    // The same counts in an ordinary window.
    world.when_logged_in_as(&FACEBOOK, "4000", &CookieStore::default())?;
    world.then_badge("1").map(drop)
}

fn switched_off(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = feed(world, "1001", "")?;
    then_our_elements(&page, 1)?;
    world.browser()?.driver().switch_off()?;
    page.activate()?;
    world.when_time_passes(&page, JUDGED_MS)?;
    let left = page.eval("document.documentElement.children.length - 2")?;
    same(&format!("one banner at most: {left}"), left.as_u64() <= Some(1), true)?;
    press_until_none_is_seen(&page, "Not today")?;
    page.reload()?;
    world.when_time_passes(&page, JUDGED_MS)?;
    then_our_elements(&page, 0)
}

/// Has a worker of the site's answer all requests of its pages, as sites do that work without a network.
const REGISTERED: &str = "(async () => {
    await navigator.serviceWorker.register('/static_resources/webworker/all.js', { scope: '/' });
    await navigator.serviceWorker.ready;
})().then(() => null)";

fn service_worker(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    // There is no notice where people log in, which would be today's.
    let page = world.browser()?.open(&format!("{}/login/", FACEBOOK.origin), &CookieStore::default())?;
    page.eval(REGISTERED)?;
    page.navigate(FACEBOOK.home)?;
    let answers = "navigator.serviceWorker.controller?.scriptURL.endsWith('all.js')";
    same("the worker answers", page.eval(answers)?, json!(true))?;
    then_our_elements(&page, 1)?;
    page.navigate(&format!("{}?play=replace", FACEBOOK.deep_link))?;
    same("the worker answers the form, too", page.eval(answers)?, json!(true))?;
    then_our_elements(&page, 1)?;
    page.click("#content button")?;
    world.then_badge("✓").map(drop)
}

/// Opens the browser again with the tabs that were open.
fn restored(world: &mut World) -> Outcome {
    world.setup.restores = true;
    world.given_bezwaar_for_good()?;
    world.when_logged_in(&FACEBOOK)?;
    world.record_page()?;
    world.popup()?.row(&FACEBOOK, &CookieStore::default(), "not-recorded")?;
    world.when_the_browser_restarts()?;
    world.then_badge("1")?;
    for (own, row) in [("popup.html", "[data-platform=facebook][data-state=not-recorded]"), ("record.html", "#export")]
    {
        let browser = world.browser()?;
        let tab = wait_until(&format!("{own} is back"), PATIENCE, || {
            let tabs = browser.tabs()?;
            let urls = tabs.iter().map(|tab| tab.url.clone()).collect::<Vec<_>>().join(" ");
            Ok(tabs.into_iter().find(|tab| tab.url.ends_with(own)).map_or(Seen::NotYet(urls), Seen::Yes))
        })?;
        browser.page(&tab).activate()?;
        browser.page(&tab).wait_for("main[data-state=ready]")?;
        browser.page(&tab).wait_for(row)?;
    }
    Ok(())
}
