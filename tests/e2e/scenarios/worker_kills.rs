//! Kills the background at random instants while a form is sent, and while an account becomes due or done.

use super::storage::{account, record_as};
use super::{Scenario, at_true_speed, both};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::panel::{says, then_our_elements};
use crate::sites::FACEBOOK;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::format::load;
use bezwaar::core::history::event::EventKind;
use bezwaar::core::time::Timestamp;
use bezwaar::core::view::record_page::record_page;
use serde_json::{Value, json};

pub(super) const ALL: &[Scenario] = &[
    at_true_speed(both(
        "worker: killed again and again between pressing a form's button and its record, none is lost",
        submits,
    )),
    both("worker: killed right after a press, what the popup says is what happened", presses),
    both("worker: killed again and again while due or done changes, badge and registration are right", plans),
];

/// Returns the next of a row of numbers that looks random and is always the same.
fn random(seed: &mut u32) -> u32 {
    *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    *seed >> 24
}

fn submits(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let mut seed = 0x1234_5678;
    for round in 0..u64::from(world.rounds(2, 4)) {
        world.when_logged_in_as(&FACEBOOK, &format!("{}", 1000 + round), &CookieStore::default())?;
        world.then_badge("1")?;
        let play = if round % 2 == 0 { "confirmed" } else { "replace" };
        let page = world.browser()?.open(&format!("{}?play={play}", FACEBOOK.deep_link), &CookieStore::default())?;
        then_our_elements(&page, 1)?;
        page.click("#content button")?;
        for _ in 0..7 {
            // The page is in front within the first two seconds, and says what it sees.
            wait(&page, random(&mut seed) + 100)?;
            world.browser()?.driver().stop_background()?;
            page.activate()?;
        }
        says(&page, "Meta’s page showed no error.").map_err(|error| format!("round {round}: {error}"))?;
        page.close()?;
        then_accepted(world, round + 1)?;
        world.then_badge("✓")?;
    }
    Ok(())
}

fn presses(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let [saved, no_answer] = ["saved", "no_answer"].map(|key| world.message("en", key));
    let (saved, no_answer) = (saved?, no_answer?);
    for (done, ms) in [0, 20, 40, 80, 160, 320].into_iter().enumerate() {
        world.when_logged_in_as(&FACEBOOK, &format!("{}", 1000 + done), &CookieStore::default())?;
        world.then_badge("1")?;
        let popup = world.popup()?;
        popup.row(&FACEBOOK, &CookieStore::default(), "not-recorded")?;
        popup.start_act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
        wait(popup.page(), ms)?;
        world.browser()?.driver().stop_background()?;
        let said = popup.said()?;
        // Whatever was under way has come to an end by then.
        world.when_the_extension_takes_a_snapshot()?;
        let recorded =
            world.records()?.accounts().filter(|(_, account)| !account.history().entries().is_empty()).count();
        let is_recorded = recorded == done + 1;
        if said == saved || (said != no_answer && is_recorded) {
            same(&format!("recorded, {ms} ms after the press, with {said:?}"), is_recorded, said == saved)?;
        }
        if !is_recorded {
            same("pressed again", popup.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?, saved.clone())?;
        }
        popup.page().close()?;
        world.then_popup_row(&FACEBOOK, "recorded")?;
    }
    Ok(())
}

fn wait(page: &Page<'_>, ms: u32) -> Outcome {
    page.eval(&format!("new Promise(done => setTimeout(done, {ms}, null))")).map(drop)
}

/// Waits until this many accounts have one acceptance each.
fn then_accepted(world: &World, expected: u64) -> Outcome {
    let records = world.records()?;
    let accepted = |kind: EventKind| kind == EventKind::NoErrorSeen;
    let counts = records
        .accounts()
        .map(|(_, account)| account.history().entries().iter().filter(|entry| accepted(entry.event.kind())).count());
    let counts: Vec<usize> = counts.collect();
    same(&format!("acceptances: {counts:?}"), counts.iter().all(|count| *count == 1), true)?;
    same("accounts with one", u64::try_from(counts.len()).unwrap_or(0), expected)
}

fn plans(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    record_as(world, FACEBOOK.account)?;
    let account = account(world)?;
    let mut seed = 0x8765_4321;
    for round in 0..world.rounds(10, 25) {
        let act = if round % 2 == 0 { json!("start-over") } else { json!({ "declare-year": 2024 }) };
        let page = world.apis()?;
        let request = json!({ "command": { "account": account, "command": act } });
        page.eval(&format!("(chrome.runtime.sendMessage({request}).catch(() => null), null)"))?;
        wait(&page, random(&mut seed) / 4)?;
        world.browser()?.driver().stop_background()?;
        page.close()?;
        then_all_agrees(world).map_err(|error| format!("round {round}: {error}"))?;
    }
    Ok(())
}

/// Waits until the records, the badge, and the pages in which the content script is, are about the same state, as soon
/// as the extension has taken a snapshot.
fn then_all_agrees(world: &mut World) -> Outcome {
    let page = world.apis()?;
    let badge = page.eval("chrome.runtime.sendMessage('popup-opened').then(() => chrome.action.getBadgeText({}))")?;
    // The registration may come after the answer.
    let agreed = wait_until("records, badge and registration agree", PATIENCE, || {
        let agree = agree(&page, &badge);
        Ok(Seen::when(agree.is_ok(), agree.err().unwrap_or_default()))
    });
    page.close()?;
    agreed
}

/// Compares the records and the registration with the badge after one snapshot.
fn agree(page: &Page<'_>, badge: &Value) -> Outcome {
    let seen = page
        .eval("Promise.all([chrome.storage.local.get('document'), chrome.scripting.getRegisteredContentScripts()])")?;
    let records = load(seen[0]["document"].as_str().unwrap_or_default()).map_err(|fault| format!("{fault:?}"))?;
    let views = record_page(&records, Timestamp(i64::MAX / 2)).accounts;
    let due = views.first().is_none_or(|view| view.state != "recorded");
    same("the badge", badge.as_str(), Some(if due { "1" } else { "" }))?;
    same("the registration", seen[1].to_string().contains(FACEBOOK.domain), due)
}
