//! Tests what people say they did, and what becomes of it.

use super::{Scenario, both, each_with_numbers, each_without_numbers, in_firefox, own_browser};
use crate::browser::CookieStore;
use crate::record_steps::{DAY_MS, now};
use crate::sites::{FACEBOOK, INSTAGRAM, Site};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::account::AccountKey;
use bezwaar::core::history::event::{EntryId, Event, FormNumber, SnoozedUntil};
use bezwaar::core::records::Stamp;
use bezwaar::core::time::Timestamp;
use bezwaar::platforms::PlatformId;
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    each_with_numbers("records: each account on {site} has its own", two_accounts),
    both("records: an objection covers a linked account, until it is unlinked", linked),
    both("records: a form that was sent counts for a linked account, and is asked about once", linked_when_sent),
    own_browser(both("records: a snooze of a week outlasts a restart and ends after eight days", snooze)),
    both("records: a snooze ends by itself", snooze_ends),
    both("records: a snooze until the rules change ends when they have", rules),
    in_firefox("records: the other container still counts", containers),
    both("records: every action and its undo end where it began", undo),
    both("records: a day in the future is refused, one in the past is not", days),
    each_without_numbers("records: {site} is to be checked once more after another login", once_more),
    both("records: a click counts for the account that was shown, not for another", switched),
    both("records: acting as a Page hides nothing that is recorded", acting_as_page),
];

fn two_accounts(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar_watches(site)?;
    world.when_logged_in_as(site, "1000", &CookieStore::default())?;
    world.then_badge("1")?;
    act(world, site, "declare-undated")?;
    world.then_badge("")?;
    world.when_logged_in_as(site, "2000", &CookieStore::default())?;
    world.then_badge("1")?;
    world.then_popup_row(site, "not-recorded")?;
    world.when_logged_in_as(site, "1000", &CookieStore::default())?;
    world.then_badge("")?;
    world.then_popup_row(site, "recorded").map(drop)
}

fn linked(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("2")?;
    act(world, &FACEBOOK, "declare-undated")?;
    world.then_badge("1")?;
    let popup = world.popup()?;
    popup.say_linked()?;
    popup.row(&INSTAGRAM, &CookieStore::default(), "recorded")?;
    world.then_badge("")?;
    world.record_page()?.click("[data-act=relate]")?;
    world.then_popup_row(&INSTAGRAM, "not-recorded")?;
    world.then_badge("1").map(drop)
}

fn linked_when_sent(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&INSTAGRAM)?;
    act(world, &FACEBOOK, "declare-undated")?;
    let sent = Event::Submitted(FormNumber::new("6359191084165019"));
    world.given_history(PlatformId::Facebook, &[(Timestamp(now()?.0 - 3 * DAY_MS), sent)])?;
    world.then_badge("2")?;
    let popup = world.popup()?;
    popup.act(&INSTAGRAM, &CookieStore::default(), "snooze-week")?;
    popup.page().wait_for("[data-platform=instagram][data-state=snoozed] .question")?;
    let put_off = popup.row(&INSTAGRAM, &CookieStore::default(), "snoozed")?.text;
    same(&put_off, put_off.starts_with("Put off until"), true)?;
    popup.undo()?;
    popup.row(&INSTAGRAM, &CookieStore::default(), "not-recorded")?;
    popup.then_focused("#headline")?;
    popup.say_linked()?;
    popup.then_focused("[data-platform=instagram] h2")?;
    let covered = popup.row(&INSTAGRAM, &CookieStore::default(), "pending")?;
    same(&covered.text, covered.text.starts_with("Counts with Facebook"), true)?;
    same("the button of the account that is covered", covered.action, None)?;
    let change = popup.page().eval("document.querySelector('[data-platform=instagram] [data-offer=linked] a').href")?;
    same("where the answer is changed", change, json!(world.browser()?.extension_url("record.html#linked")))?;
    let asks = popup.row(&FACEBOOK, &CookieStore::default(), "pending")?;
    same("the button of the one that was sent", asks.action.as_deref(), Some("answer"))?;
    world.then_badge("1").map(drop)
}

fn snooze(world: &mut World) -> Outcome {
    world.given_bezwaar_for_good()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    act(world, &FACEBOOK, "snooze-week")?;
    world.then_badge("")?;
    world.when_the_browser_restarts()?;
    world.then_popup_row(&FACEBOOK, "snoozed")?;
    world.then_badge("")?;
    world.when_days_go_by(6)?;
    world.then_popup_row(&FACEBOOK, "snoozed")?;
    world.when_days_go_by(2)?;
    world.then_badge("1")?;
    world.then_popup_row(&FACEBOOK, "not-recorded").map(drop)
}

/// The expression with which a person comes back to the page that was open all the time, in a month by its clock.
const BACK_LATER: &str =
    "void (Date.now = (now => () => now() + 31 * 864e5)(Date.now), dispatchEvent(new Event('focus')))";

/// Lets the alarm wake the background when nothing else happens; pages that are open look at the clock themselves.
fn snooze_ends(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    act(world, &FACEBOOK, "snooze-week")?;
    world.then_badge("")?;
    let (popup, record) = (world.popup()?, world.record_page()?);
    for page in [popup.page(), &record] {
        page.wait_for("[data-state=snoozed]")?;
        page.eval(BACK_LATER)?;
        page.wait_for("[data-state=not-recorded]")?;
        page.close()?;
    }
    // A month is longer than a timer can wait, whose milliseconds are counted in 31 bits.
    act(world, &FACEBOOK, "snooze-month")?;
    let left = "chrome.alarms.get('wake').then(({ scheduledTime }) => (scheduledTime - Date.now()) / 864e5)";
    let days = world.browser()?.probe()?.eval(left)?;
    same(
        &format!("days until the alarm: {days}"),
        days.as_f64().is_some_and(|days| (29.0..=30.0).contains(&days)),
        true,
    )?;
    world.then_badge("")?;
    snoozed(world, |now| SnoozedUntil::Time(Timestamp(now + 3000)))?;
    world.then_badge("1").map(drop)
}

fn rules(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    act(world, &FACEBOOK, "snooze-rules")?;
    world.then_badge("")?;
    world.when_days_go_by(400)?;
    world.then_popup_row(&FACEBOOK, "snoozed")?;
    let known = bezwaar::core::time::Date::new(2025, 5, 27).ok_or("no such day")?;
    snoozed(world, |_| SnoozedUntil::RulesAfter(known))?;
    world.then_badge("1")?;
    let row = world.then_popup_row(&FACEBOOK, "not-recorded")?;
    same("the popup says what changed", row.text.contains("2026"), true)
}

fn containers(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let stores = [world.browser()?.new_container()?, world.browser()?.new_container()?];
    for (store, account) in stores.iter().zip(["1000", "2000"]) {
        world.when_logged_in_as(&INSTAGRAM, account, store)?;
    }
    world.then_badge("2")?;
    world.popup()?.act(&INSTAGRAM, &stores[0], "decline")?;
    world.then_badge("1")?;
    let popup = world.popup()?;
    popup.row(&INSTAGRAM, &stores[0], "declined")?;
    popup.row(&INSTAGRAM, &stores[1], "not-recorded").map(drop)
}

fn undo(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let began = "not-recorded";
    for (act, state) in [
        ("declare-undated", "recorded"),
        ("declare-2024", "recorded"),
        ("declare-2025", "recorded"),
        ("snooze-week", "snoozed"),
        ("snooze-month", "snoozed"),
        ("snooze-rules", "snoozed"),
        ("decline", "declined"),
        ("not-offered", "declined"),
    ] {
        acted_and_undone(world, act, state, began)?;
    }
    act(world, &FACEBOOK, "declare-2024")?;
    acted_and_undone(world, "mail", "recorded", "recorded")?;
    acted_and_undone(world, "start-over", "not-recorded", "recorded")?;
    let popup = world.popup()?;
    popup.act(&FACEBOOK, &CookieStore::default(), "undo")?;
    popup.row(&FACEBOOK, &CookieStore::default(), began)?;
    world.then_badge("1").map(drop)
}

fn acted_and_undone(world: &mut World, act: &str, state: &str, began: &str) -> Outcome {
    let popup = world.popup()?;
    let before = popup.row(&FACEBOOK, &CookieStore::default(), began)?;
    popup.act(&FACEBOOK, &CookieStore::default(), act)?;
    popup.row(&FACEBOOK, &CookieStore::default(), state)?;
    popup.undo()?;
    // The state may have the same name before and after, so the whole row is waited for.
    wait_until(&format!("{act} is undone"), PATIENCE, || {
        let after = popup.row(&FACEBOOK, &CookieStore::default(), began)?;
        Ok(Seen::when(after == before, after.to_string()))
    })?;
    popup.page().close()
}

fn days(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("1")?;
    let popup = world.popup()?;
    for wrong in ["", "2099-01-01", "2001-01-01"] {
        popup.fill_in(&INSTAGRAM, "day", wrong)?;
        popup.act(&INSTAGRAM, &CookieStore::default(), "declare-day")?;
        popup.row(&INSTAGRAM, &CookieStore::default(), "not-recorded")?;
    }
    popup.fill_in(&INSTAGRAM, "day", "2025-05-12")?;
    popup.act(&INSTAGRAM, &CookieStore::default(), "declare-day")?;
    let row = popup.row(&INSTAGRAM, &CookieStore::default(), "recorded")?;
    same("the popup names the day", row.text.contains("May 12, 2025"), true)?;
    world.then_badge("").map(drop)
}

fn once_more(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar_watches(site)?;
    world.when_logged_in(site)?;
    world.then_badge("1")?;
    act(world, site, "declare-undated")?;
    world.then_badge("")?;
    let quiet = world.then_popup_row(site, "recorded")?;
    world.when_logged_out(site)?;
    world.then_popup_row(site, "logged-out")?;
    world.when_logged_in(site)?;
    let popup = world.popup()?;
    wait_until("the row asks to check once more", PATIENCE, || {
        let row = popup.row(site, &CookieStore::default(), "recorded")?;
        Ok(Seen::when(row.text.len() > quiet.text.len() && row.action.as_deref() == Some("open"), row.to_string()))
    })?;
    world.then_badge("").map(drop)
}

fn switched(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in_as(&FACEBOOK, "1000", &CookieStore::default())?;
    world.then_badge("1")?;
    let page = world.apis()?;
    let records = world.records()?;
    let wrong = json!({ "command": { "account": { "platform": "facebook", "store": world.browser()?.driver().default_store(),
        "hash": "00000000000000000000000000000000" }, "command": { "declare-year": 2024 } } });
    let reply = page.eval(&format!("chrome.runtime.sendMessage({wrong})"))?;
    same("the reply", reply, json!({ "failed": "other-account" }))?;
    same("the records", world.records()? == records, true)?;
    for nonsense in ["'nonsense'", "null", "{}", "{ act: {} }", "[1]"] {
        let reply = page.eval(&format!("chrome.runtime.sendMessage({nonsense})"))?;
        same(&format!("the reply to {nonsense}"), reply, json!("refused"))?;
    }
    world.then_badge("1").map(drop)
}

fn acting_as_page(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    act(world, &FACEBOOK, "declare-2024")?;
    world.then_badge("")?;
    world.when_the_site_sets(&FACEBOOK, &["i_user=77; Domain=.facebook.com; Path=/; Secure; SameSite=None"])?;
    world.then_popup_row(&FACEBOOK, "unknown")?;
    world.when_the_site_sets(&FACEBOOK, &["i_user=; Domain=.facebook.com; Path=/; Secure; Max-Age=0"])?;
    world.then_popup_row(&FACEBOOK, "recorded").map(drop)
}

fn act(world: &World, site: &Site, act: &str) -> Outcome {
    let popup = world.popup()?;
    popup.act(site, &CookieStore::default(), act)?;
    popup.page().close()
}

/// Puts the one account that is recorded into a snooze that was made a day ago.
fn snoozed(world: &World, until: impl Fn(i64) -> SnoozedUntil) -> Outcome {
    let mut records = world.records()?;
    let key: AccountKey = records.accounts().next().ok_or("no account is recorded")?.0.clone();
    let now = now()?.0;
    let stamp = Stamp { now: Timestamp(now - DAY_MS), id: EntryId(77), version: "0.1.0" };
    records.append(&key, Event::Snoozed(until(now)), &stamp).map_err(|refused| format!("{refused:?}"))?;
    world.given_records(&records)
}
