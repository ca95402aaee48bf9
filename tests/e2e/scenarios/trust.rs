//! What a look trusts: sessions, cookie stores, registrations and alarms, each of which may change without a word.

use super::banner::due;
use super::{Scenario, at_true_speed, both, in_firefox, own_browser};
use crate::browser::Store;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, Site};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::history::event::EventKind;
use serde_json::json;
use std::time::Duration;

pub(super) const ALL: &[Scenario] = &[
    both("trust: a session that is replaced without a logout is to be checked once more", replaced),
    own_browser(in_firefox("trust: cookies that are cleared without a word, then another login", cleared)),
    in_firefox("trust: a login in the sixtieth container counts, also without a tab", sixtieth_container),
    own_browser(in_firefox("trust: with first-party isolation logins count as ever", isolated)),
    both("trust: a login in cookies that the site keeps apart counts under its own name", own_partition),
    at_true_speed(both("trust: pages that never end to load hold nothing up", endless)),
    both("trust: registrations that were lost are made again by the next visit", lost_registrations),
    both("trust: a change without an answer is not called unsaved", unanswered),
    both("trust: an alarm that did not go off is made up for by the next visit", missed_alarm),
];

/// LinkedIn's session cookie with another token.
fn session(token: &str) -> String {
    LINKEDIN.session_cookie.replace("AQED-stand-in", token)
}

/// Somebody is logged in to LinkedIn, and the switch was read as off.
fn given_linkedin_is_recorded(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("1")?;
    let page = world.browser()?.open(&format!("{}?is=off", LINKEDIN.deep_link), &Store::default())?;
    then_noted(world, EventKind::ReadOff, 1)?;
    page.close()
}

/// So many sessions were noted as over.
fn then_ended(world: &World, expected: usize) -> Outcome {
    then_noted(world, EventKind::SessionEnded, expected)
}

/// So many events of this kind are noted.
fn then_noted(world: &World, kind: EventKind, expected: usize) -> Outcome {
    wait_until(&format!("{expected} of {kind:?} are noted"), PATIENCE, || {
        let document = world.document()?;
        let entries = document.accounts().flat_map(|(_, account)| account.history().entries());
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
    // And while the background sleeps.
    let page = world.browser()?.open(&format!("{}?is=off", LINKEDIN.deep_link), &Store::default())?;
    then_noted(world, EventKind::ReadOff, 2)?;
    page.close()?;
    world.when_the_background_stops()?;
    world.when_the_site_sets(&LINKEDIN, &[&session("AQED-a-third")])?;
    then_ended(world, 2)
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
    world.browser()?.driver().set_preference("privacy.firstparty.isolate", true)?;
    world.when_bezwaar_is_installed()?;
    for (site, badge) in [(&FACEBOOK, "1"), (&LINKEDIN, "2")] {
        world.when_logged_in(site)?;
        world.then_badge(badge)?;
    }
    world.then_popup_row(&FACEBOOK, "not-recorded")?;
    world.when_logged_out(&FACEBOOK)?;
    world.then_badge("1").map(drop)
}

fn own_partition(world: &mut World) -> Outcome {
    let apart = FACEBOOK.login_cookies("42").map(|cookie| format!("{cookie}; Partitioned"));
    world.given_bezwaar()?;
    world.when_the_site_sets(&FACEBOOK, &[&apart[0], &apart[1]])?;
    world.then_badge("1")?;
    world.then_popup_row(&FACEBOOK, "not-recorded").map(drop)
}

/// So many pages that never end to load are open.
const ENDLESS_PAGES: u32 = 20;

/// A second is what a person may wait for the badge, and two for what she pressed.
const SOON: Duration = Duration::from_secs(1);
const PRESS_LIMIT_MS: u64 = 2000;

fn endless(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let page = world.apis()?;
    let address = json!(format!("{}/stand-in/endless", FACEBOOK.origin));
    page.eval(&format!(
        "Promise.all(Array.from({{ length: {ENDLESS_PAGES} }}, () => chrome.tabs.create({{ url: {address}, active: false }})))
            .then(() => null)"
    ))?;
    wait_until("the pages have begun", PATIENCE, || {
        let open = page.eval("chrome.tabs.query({ url: '*://*.facebook.com/*' }).then(tabs => tabs.length)")?;
        Ok(Seen::when(open == ENDLESS_PAGES, open))
    })?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge_within("1", SOON)?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge_within("2", SOON)?;
    let since_the_answer = world.when_logged_out(&FACEBOOK)?;
    world.then_badge_within("1", SOON.saturating_sub(since_the_answer))?;
    let took = page.eval(
        "(begun => chrome.runtime.sendMessage({ banner: { platform: 'facebook', on: false } })
            .then(() => Date.now() - begun))(Date.now())",
    )?;
    same(&format!("a press is answered after {took} ms"), took.as_u64() < Some(PRESS_LIMIT_MS), true)
}

const CONTROL: &str = include_str!("../scripts/control.js");

/// The computer sleeps for so long: the clock goes on, and no alarm goes off.
fn when_asleep(world: &World, ms: i64) -> Outcome {
    let page = world.apis()?;
    page.eval(&format!(
        "new Promise(done => {{ const channel = new BroadcastChannel('control');
            channel.onmessage = () => {{ channel.close(); done(null); }}; channel.postMessage([{ms}, false]); }})"
    ))?;
    page.close()
}

/// Somebody is at the site, which sets a cookie that says nothing of a login.
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
    popup.act(&FACEBOOK, &Store::default(), "snooze-week")?;
    popup.page().close()?;
    world.then_badge("")?;
    when_asleep(world, 8 * 24 * 60 * MINUTE_MS)?;
    when_visited(world, &FACEBOOK)?;
    world.then_badge("1").map(drop)
}

/// What a person declares is written, and the answer to that never comes.
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
    let said = popup.act(&FACEBOOK, &Store::default(), "declare-2024")?;
    same("what the popup says", said, world.message("en", "no_answer")?)?;
    popup.row(&FACEBOOK, &Store::default(), "recorded").map(drop)
}
