//! Tests what a snapshot trusts: sessions, cookie stores, registrations and alarms, each of which may change without a
//! word.

use super::banner::due;
use super::{Scenario, both, in_firefox, own_browser};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, Site};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::history::event::EventKind;
use serde_json::{Value, json};

pub(super) const ALL: &[Scenario] = &[
    both("trust: a session that is replaced without a logout is to be checked once more", replaced),
    both("trust: so is one that is replaced while the background sleeps beside an open popup", beside_popup),
    both("trust: a page that was loaded for another session tells nothing", stale_page),
    both("trust: nor does one that was loaded long before the script came", old_page),
    own_browser(in_firefox("trust: cookies that are cleared without a word, then another login", cleared)),
    in_firefox("trust: a login in the sixtieth container counts, also without a tab", sixtieth_container),
    own_browser(in_firefox("trust: with first-party isolation logins count as ever", isolated)),
    both("trust: a login in cookies that the site keeps apart counts under its own name", own_partition),
    both("trust: registrations that were lost are made again by the next visit", lost_registrations),
    both("trust: a change without an answer is not called unsaved", unanswered),
    both("trust: an alarm that did not go off is made up for by the next visit", missed_alarm),
];

/// Returns LinkedIn's session cookie with another token.
fn session(token: &str) -> String {
    LINKEDIN.session_cookie.replace("AQED-stand-in", token)
}

/// Logs somebody in to LinkedIn, where the switch is read as off.
fn given_linkedin_is_recorded(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("1")?;
    let page = world.browser()?.open(&format!("{}?is=off", LINKEDIN.deep_link), &CookieStore::default())?;
    then_noted(world, EventKind::ReadOff, 1)?;
    page.close()
}

/// Waits until this many sessions are noted as over.
fn then_ended(world: &World, expected: usize) -> Outcome {
    then_noted(world, EventKind::SessionEnded, expected)
}

/// Waits until this many events of this kind are noted.
fn then_noted(world: &World, kind: EventKind, expected: usize) -> Outcome {
    wait_until(&format!("{expected} of {kind:?} are noted"), PATIENCE, || {
        let records = world.records()?;
        let entries = records.accounts().flat_map(|(_, account)| account.history().entries());
        let count = entries.filter(|entry| entry.event.kind() == kind).count();
        Ok(Seen::when(count == expected, count))
    })
}

fn replaced(world: &mut World) -> Outcome {
    given_linkedin_is_recorded(world)?;
    let before = world.then_popup_row(&LINKEDIN, "recorded")?;
    // The same session once more is no other one.
    world.when_the_site_sets(&LINKEDIN, &[&session("AQED-stand-in")])?;
    world.then_nothing_counts(&FACEBOOK)?;
    then_ended(world, 0)?;
    world.when_the_site_sets(&LINKEDIN, &[&session("AQED-somebody-else")])?;
    then_ended(world, 1)?;
    let after = world.then_popup_row(&LINKEDIN, "recorded")?;
    same("the row says something else", after.text == before.text, false)?;
    let kept = world.stored()?["sessions"].to_string();
    same(&format!("the token is kept: {kept}"), kept.contains("AQED"), false)?;
    // The same holds while the background sleeps.
    let page = world.browser()?.open(&format!("{}?is=off", LINKEDIN.deep_link), &CookieStore::default())?;
    then_noted(world, EventKind::ReadOff, 2)?;
    page.close()?;
    world.when_the_background_stops()?;
    world.when_the_site_sets(&LINKEDIN, &[&session("AQED-a-third")])?;
    then_ended(world, 2)
}

fn beside_popup(world: &mut World) -> Outcome {
    given_linkedin_is_recorded(world)?;
    let popup = world.popup()?;
    popup.row(&LINKEDIN, &CookieStore::default(), "recorded")?;
    world.when_the_background_stops()?;
    popup.page().activate()?;
    world.when_the_site_sets(&LINKEDIN, &[&session("AQED-somebody-else")])?;
    then_ended(world, 1)
}

fn stale_page(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("1")?;
    let page = world.browser()?.open(&format!("{}?is=on", LINKEDIN.deep_link), &CookieStore::default())?;
    world.when_judged(&page)?;
    world.when_the_site_sets(&LINKEDIN, &[&session("AQED-somebody-else")])?;
    // Whoever was logged in then turns it off, in a page that shows their setting.
    world.browser()?.come_back_to(&page)?;
    page.click(LINKEDIN.setting.as_ref().ok_or("no switch")?.press)?;
    world.when_judged(&page)?;
    then_unread(world, true)?;
    page.activate()?;
    world.when_judged(&page)?;
    then_noted(world, EventKind::ReadOff, 0)?;
    // Nor does it after a logout, at which it loses its plan, and a login.
    world.when_logged_out(&LINKEDIN)?;
    world.browser()?.come_back_to(&page)?;
    world.when_judged(&page)?;
    let [sign, _] = LINKEDIN.login_cookies(LINKEDIN.account);
    world.when_the_site_sets(&LINKEDIN, &[&sign, &session("AQED-a-third")])?;
    world.browser()?.come_back_to(&page)?;
    world.when_judged(&page)?;
    then_noted(world, EventKind::ReadOff, 0)?;
    // Loaded anew, it shows the setting of who is logged in now.
    page.navigate(&format!("{}?is=on", LINKEDIN.deep_link))?;
    world.when_judged(&page)?;
    then_unread(world, false)?;
    page.navigate(&format!("{}?is=off", LINKEDIN.deep_link))?;
    then_noted(world, EventKind::ReadOff, 1)
}

/// Tests whether the popup says that the open page is not read. The row of a switch that is not recorded does.
fn then_unread(world: &World, expected: bool) -> Outcome {
    let row = world.then_popup_row(&LINKEDIN, "not-recorded")?;
    let said = world.message("en", "note_reload_page")?.replace("$1", LINKEDIN.name);
    same(&format!("{:?} says that the page is to be loaded again", row.text), row.text.contains(&said), expected)
}

/// The script that makes a document old before ours comes.
const OLD: &str = "{
    const { performance } = globalThis;
    const now = () => performance.now() + 600_000;
    Object.defineProperty(globalThis, 'performance', { get: () => ({ now }), set() {}, configurable: true });
}\n";

fn old_page(world: &mut World) -> Outcome {
    world.given_bezwaar_whose_switch_script_comes_after(OLD)?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("1")?;
    let page = world.browser()?.open(&format!("{}?is=off", LINKEDIN.deep_link), &CookieStore::default())?;
    world.when_judged(&page)?;
    then_unread(world, true)?;
    then_noted(world, EventKind::ReadOff, 0)
}

fn cleared(world: &mut World) -> Outcome {
    given_linkedin_is_recorded(world)?;
    world.when_the_background_stops()?;
    world.browser()?.driver().clear_cookies()?;
    let [sign, _] = LINKEDIN.login_cookies(LINKEDIN.account);
    world.when_the_site_sets(&LINKEDIN, &[&sign, &session("AQED-somebody-else")])?;
    then_ended(world, 1)?;
    world.then_popup_row(&LINKEDIN, "recorded").map(drop)
}

fn sixtieth_container(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let mut container = world.browser()?.new_container()?;
    for _ in 1..60 {
        container = world.browser()?.new_container()?;
    }
    world.when_logged_in_as(&INSTAGRAM, INSTAGRAM.account, &container)?;
    world.then_badge("1")?;
    world.when_the_background_stops()?;
    world.popup()?.row(&INSTAGRAM, &container, "not-recorded")?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("2").map(drop)
}

fn isolated(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.browser()?.driver().set_preference("privacy.firstparty.isolate", &json!(true))?;
    world.when_bezwaar_is_installed()?;
    for (site, badge) in [(&FACEBOOK, "1"), (&LINKEDIN, "2")] {
        world.when_logged_in(site)?;
        world.then_badge(badge)?;
    }
    world.then_popup_row(&FACEBOOK, "not-recorded")?;
    world.when_logged_out(&FACEBOOK)?;
    world.then_badge("1")?;
    // Cookies that a frame of the site was given on another site are not those of a login, neither where Firefox isolates by
    // the first party, nor where it partitions, nor where it does both.
    let page = world.apis()?;
    for apart in [
        json!({ "firstPartyDomain": "news.example" }),
        json!({ "firstPartyDomain": "", "partitionKey": { "topLevelSite": "https://news.example" } }),
    ] {
        when_cookies_come(&page, &FACEBOOK, &apart)?;
        world.then_no_more_counts(&INSTAGRAM, 1)?;
    }
    when_cookies_come(&page, &FACEBOOK, &json!({ "firstPartyDomain": FACEBOOK.domain }))?;
    world.then_badge("2")?;
    // So it is called with `privacy.firstparty.isolate.use_site`.
    let site = format!("(https,{})", INSTAGRAM.domain);
    when_cookies_come(&page, &INSTAGRAM, &json!({ "firstPartyDomain": site }))?;
    world.then_badge("3").map(drop)
}

fn own_partition(world: &mut World) -> Outcome {
    let apart = FACEBOOK.login_cookies("42").map(|cookie| format!("{cookie}; Partitioned"));
    world.given_bezwaar()?;
    world.when_the_site_sets(&FACEBOOK, &[&apart[0], &apart[1]])?;
    world.then_badge("1")?;
    world.then_popup_row(&FACEBOOK, "not-recorded").map(drop)
}

/// Sets the cookies of a login as the browser's own interface does it. `apart`: where they are kept.
pub(super) fn when_cookies_come(page: &Page<'_>, site: &Site, apart: &Value) -> Outcome {
    for cookie in site.login_cookies(site.account) {
        let (pair, _) = cookie.split_once(';').ok_or("a cookie without attributes")?;
        let (name, value) = pair.split_once('=').ok_or("a cookie without a value")?;
        let mut details = json!({ "url": format!("{}/", site.origin), "name": name, "value": value, "secure": true,
            "domain": format!(".{}", site.domain), "path": "/" });
        for (name, value) in apart.as_object().into_iter().flatten() {
            details[name] = value.clone();
        }
        page.eval(&format!("chrome.cookies.set({details})"))?;
    }
    Ok(())
}

const CONTROL: &str = include_str!("../scripts/control.js");

/// Lets the computer sleep for this long: the clock goes on, and no alarm goes off.
fn when_asleep(world: &World, ms: i64) -> Outcome {
    let page = world.apis()?;
    page.eval(&format!(
        "new Promise(done => {{ const channel = new BroadcastChannel('control');
            channel.onmessage = () => {{ channel.close(); done(null); }}; channel.postMessage([{ms}, false]); }})"
    ))?;
    page.close()
}

/// Visits the site, which sets a cookie that says nothing of a login.
fn when_visited(world: &World, site: &Site) -> Outcome {
    let cookie = format!("locale=en_GB; Domain=.{}; Path=/; Secure", site.domain);
    world.when_the_site_sets(site, &[&cookie])
}

const MINUTE_MS: i64 = 60_000;

fn lost_registrations(world: &mut World) -> Outcome {
    world.given_bezwaar_after(CONTROL)?;
    due(world, &FACEBOOK)?;
    let registered = "chrome.scripting.getRegisteredContentScripts().then(all => all.length)";
    let page = world.apis()?;
    wait_until("scripts are registered", PATIENCE, || {
        let count = page.eval(registered)?;
        Ok(Seen::when(count == 1, count))
    })?;
    page.eval("chrome.scripting.unregisterContentScripts()")?;
    when_asleep(world, MINUTE_MS)?;
    when_visited(world, &FACEBOOK)?;
    wait_until("scripts are registered again", PATIENCE, || {
        let count = page.eval(registered)?;
        Ok(Seen::when(count == 1, count))
    })
}

fn missed_alarm(world: &mut World) -> Outcome {
    world.given_bezwaar_after(CONTROL)?;
    due(world, &FACEBOOK)?;
    let popup = world.popup()?;
    popup.act(&FACEBOOK, &CookieStore::default(), "snooze-week")?;
    popup.page().close()?;
    world.then_badge("")?;
    when_asleep(world, 8 * 24 * 60 * MINUTE_MS)?;
    when_visited(world, &FACEBOOK)?;
    world.then_badge("1").map(drop)
}

/// The script that lets a change be written whose answer never comes.
const SILENT: &str = "{
    const { local } = chrome.storage, set = local.set.bind(local);
    local.set = items => set(items).then(() =>
        JSON.stringify(items).includes('declared') ? new Promise(() => {}) : undefined);
}\n";

fn unanswered(world: &mut World) -> Outcome {
    world.given_bezwaar_after(SILENT)?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let popup = world.popup()?;
    let said = popup.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    same("what the popup says", said, world.message("en", "no_answer")?)?;
    popup.row(&FACEBOOK, &CookieStore::default(), "recorded").map(drop)
}
