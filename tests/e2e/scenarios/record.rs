//! Tests the record page: names, answers, settings, receipts and reports.

use super::banner::due;
use super::storage::{account, choose, given_a_record};
use super::{Scenario, both, in_chromium};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::panel::then_our_elements;
use crate::record_steps::now;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::account::Salt;
use bezwaar::core::cookie_store::CookieStoreId;
use bezwaar::core::format::save;
use bezwaar::core::history::event::{EntryId, Event};
use bezwaar::core::records::{Records, Stamp};
use bezwaar::core::session::UserId;
use bezwaar::platforms::PlatformId;
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("record: an account is named there also when nobody is logged in", named),
    both("record: an answer about linked accounts is changed there", relinked),
    both("record: a site without a banner gets none, until it is wanted again", no_banner),
    both("record: a copy of another browser is about the same account", one_account),
    // Firefox hides the pages of its files from a simple search.
    in_chromium("record: every account is printed on a page of its own", printed),
    both("record: on the screen the history is folded, on paper it is all that is told", folded),
    both("record: what is there for each account is told apart by those who hear it", told_apart),
    both("record: its menu leads to each part", menu),
    both("record: receipt and reminder are saved as files", saved),
    both("record: a page that stays open lets the files go that it made anew", let_go),
    both("record: the report about a broken link says nothing about the person", report),
];

/// Records something for two accounts, of which one is logged out by now.
fn given_two(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    for (site, badge) in [(&FACEBOOK, "1"), (&INSTAGRAM, "1")] {
        world.when_logged_in(site)?;
        world.then_badge(badge)?;
        let popup = world.popup()?;
        popup.act(site, &CookieStore::default(), "declare-2024")?;
        popup.page().close()?;
        world.then_badge("")?;
    }
    world.when_logged_out(&FACEBOOK).map(drop)
}

fn named(world: &mut World) -> Outcome {
    given_two(world)?;
    let page = world.record_page()?;
    page.eval("(document.querySelector('.more').open = true)")?;
    page.eval("(document.querySelector('[data-field=label]').value = 'Work')")?;
    page.click("[data-act=label]")?;
    which(&page, "(Work)")?;
    same("it stays unfolded", page.eval("document.querySelector('.more').open")?, json!(true))?;
    page.wait_for("#undo:not([hidden])")?;
    page.click("#undo")?;
    which(&page, "")
}

fn which(page: &Page<'_>, expected: &str) -> Outcome {
    wait_until(&format!("the first account is called {expected:?}"), PATIENCE, || {
        let found = page.text("#accounts .which")?;
        Ok(Seen::when(found == expected, found))
    })
}

fn relinked(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("2")?;
    let popup = world.popup()?;
    popup.act(&FACEBOOK, &CookieStore::default(), "declare-undated")?;
    for answer in ["Yes Instagram", "Check at Meta Instagram"] {
        popup.page().named("button", answer)?;
    }
    popup.say_linked()?;
    popup.page().close()?;
    world.then_badge("")?;
    let page = world.record_page()?;
    // The name says what is asked about.
    page.named("button", &["Change the answer ", &page.text("#pairs .question")?].concat())?;
    let browser = world.browser()?;
    then_focused(&browser.open(&browser.extension_url("record.html#linked"), &CookieStore::default())?, "linked")?;
    page.click("[data-act=relate]")?;
    world.then_badge("1").map(drop)
}

fn no_banner(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let site = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
    then_our_elements(&site, 1)?;
    let record = world.record_page()?;
    record.click("[data-row=facebook] input")?;
    then_our_elements(&site, 0)?;
    let registered = "chrome.scripting.getRegisteredContentScripts()";
    same("what is registered", record.eval(registered)?, json!([]))?;
    record.reload()?;
    record.wait_for("main[data-state=ready]")?;
    same("the box", record.eval("document.querySelector('[data-row=facebook] input').checked")?, json!(false))?;
    record.click("[data-row=facebook] input")?;
    wait_until("scripts are registered again", PATIENCE, || {
        let found = record.eval(registered)?;
        Ok(Seen::when(found.to_string().contains(FACEBOOK.domain), found.to_string()))
    })?;
    // The box shows what is stored, also where that is not what was wanted.
    record.eval("void (chrome.runtime.sendMessage = async () => ({ failed: 'storage' }))")?;
    record.click("[data-row=facebook] input")?;
    record.wait_for_text("#said", &world.message("en", "not_saved")?)?;
    same("the box", record.eval("document.querySelector('[data-row=facebook] input').checked")?, json!(true))
}

fn one_account(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in_as(&FACEBOOK, "1000", &CookieStore::default())?;
    world.popup()?.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    let mut elsewhere = Records::new(Salt([3; 16]));
    let (store, user) = (CookieStoreId("0".into()), UserId::Number("1000".into()));
    let key = elsewhere.identify(PlatformId::Facebook, &store, &user);
    let stamp = Stamp { now: now()?, id: EntryId(1), version: "0.1.0" };
    elsewhere.append(&key, Event::MailAgreed(None), &stamp).map_err(|refused| format!("{refused:?}"))?;
    choose(&world.record_page()?, &json!(save(&elsewhere)))?;
    same("the accounts", world.records()?.accounts().count(), 1)
}

fn printed(world: &mut World) -> Outcome {
    given_two(world)?;
    let page = world.record_page()?;
    same("pages", page.printed()?, 2)?;
    page.eval("(document.documentElement.dataset.print = 'one')")?;
    page.eval("(document.querySelector('#accounts > li').dataset.printed = '')")?;
    same("pages of one account", page.printed()?, 1)
}

/// The expression for the parts of the first account that are in sight.
const IN_SIGHT: &str = "['.title', '.state', '.address', '.fold-history', '.history', '.by', '.buttons']
    .filter(part => document.querySelector('#accounts > li').querySelector(part)?.checkVisibility())";

/// The expression for the number of receipts that do not say when they are printed.
const UNDATED: &str = "document.querySelectorAll('#accounts .made:empty').length";

fn folded(world: &mut World) -> Outcome {
    given_two(world)?;
    world.when_logged_in(&LINKEDIN)?;
    world.popup()?.act(&LINKEDIN, &CookieStore::default(), "declare-2024")?;
    let page = world.record_page()?;
    let folded = json!([".state", ".fold-history", ".buttons"]);
    same("what is in sight", page.eval(IN_SIGHT)?, folded.clone())?;
    let count = page.eval("document.querySelectorAll('#accounts > li:first-child .history > li').length")?;
    let undated =
        "[...document.querySelectorAll('#accounts time')].filter(time => !(Date.parse(time.dateTime) > 0)).length";
    same("times that only people can read", page.eval(undated)?, json!(0))?;
    same("how much happened", page.text("#accounts .count")?, format!("({count})"))?;
    page.click("#accounts .fold-history > summary")?;
    let unfolded = json!([".state", ".fold-history", ".history", ".buttons"]);
    same("what is in sight then", page.eval(IN_SIGHT)?, unfolded)?;
    page.click("#accounts .fold-history > summary")?;
    same("what is in sight again", page.eval(IN_SIGHT)?, folded)?;
    page.eval("document.querySelectorAll('#accounts .made').forEach(made => made.textContent = '')")?;
    page.eval("dispatchEvent(new Event('beforeprint'))")?;
    same("receipts without a date", page.eval(UNDATED)?, json!(0))?;
    world.browser()?.driver().emulate(page.id(), &[("media", "print")])?;
    same("what is on paper", page.eval(IN_SIGHT)?, json!([".title", ".address", ".history", ".by"]))?;
    let titles = "[...document.querySelectorAll('#accounts .title')].map(title => title.textContent)";
    let [form, switch] = [world.message("en", "receipt_title")?, world.message("en", "receipt_title_switch")?];
    same("the titles", page.eval(titles)?, json!([form, form, switch]))
}

/// The expression for what is said twice, of all that can be pressed in the rows of accounts.
const SAID_TWICE: &str = "(() => {
    const pressed = '#accounts :is([data-act], summary), #reminders button';
    const said = [...document.querySelectorAll(pressed)].map(one =>
        one.getAttribute('aria-labelledby').split(' ').map(id => document.getElementById(id).textContent).join(' '));
    return [said.length > 8, said.filter((one, at) => said.indexOf(one) !== at)];
})()";

fn told_apart(world: &mut World) -> Outcome {
    given_two(world)?;
    for account in ["2000", "3000"] {
        world.when_logged_in_as(&FACEBOOK, account, &CookieStore::default())?;
        world.then_badge("1")?;
        let popup = world.popup()?;
        popup.fill_in(&FACEBOOK, "label", account)?;
        popup.act(&FACEBOOK, &CookieStore::default(), "label")?;
        popup.page().wait_for_text("[data-platform=facebook] .which", &format!("({account})"))?;
        popup.act(&FACEBOOK, &CookieStore::default(), "snooze-week")?;
        popup.page().close()?;
        world.then_badge("")?;
    }
    let page = world.record_page()?;
    page.wait_for("#reminders button")?;
    same("what is said twice", page.eval(SAID_TWICE)?, json!([true, []]))
}

fn menu(world: &mut World) -> Outcome {
    given_two(world)?;
    let page = world.record_page()?;
    for part in ["recorded", "settings", "copies"] {
        page.click(&format!("nav a[href='#{part}']"))?;
        then_focused(&page, part)?;
    }
    let browser = world.browser()?;
    let settings = browser.open(&browser.extension_url("record.html#settings"), &CookieStore::default())?;
    then_focused(&settings, "settings")
}

fn then_focused(page: &Page<'_>, part: &str) -> Outcome {
    wait_until(&format!("#{part} has the focus"), PATIENCE, || {
        let focused = page.eval("document.activeElement?.closest('[id]')?.id")?;
        Ok(Seen::when(focused == part, focused))
    })
}

fn saved(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let page = world.browser()?.open(&format!("{}?play=replace", FACEBOOK.deep_link), &CookieStore::default())?;
    then_our_elements(&page, 1)?;
    page.click("#content :is(button, [role=button])")?;
    world.then_badge("✓")?;
    let record = world.record_page()?;
    record.eval(REVOKED)?;
    let mut before = json!(null);
    for (act, name) in [("receipt", "bezwaar-facebook.json"), ("calendar", "bezwaar.ics")] {
        record.click(&format!("[data-act={act}]"))?;
        record.wait_for(&format!("#download[href^=blob][download={}]", json!(name)))?;
        same(
            "whether the file before is let go",
            record.eval(&format!("revoked.includes({before})"))?,
            json!(act != "receipt"),
        )?;
        before = record.eval("document.querySelector('#download').href")?;
    }
    Ok(())
}

/// The expression that keeps the addresses of files that the page lets go of.
pub(super) const REVOKED: &str = "void (revoke => {
    globalThis.revoked = [];
    URL.revokeObjectURL = address => (revoked.push(address), revoke.call(URL, address));
})(URL.revokeObjectURL)";

/// The number of changes that a page sees which stays open.
const CHANGES: i64 = 20;

/// A page that stays open holds one address for each file that it offers, however often the file is made anew.
fn let_go(world: &mut World) -> Outcome {
    given_a_record(world)?;
    let damaged = json!({ "document": "?" });
    world.when_stored(&damaged)?;
    world.when_the_extension_takes_a_snapshot()?;
    let record = world.record_page()?;
    record.wait_for("#save-damaged[href^=blob]")?;
    record.eval(REVOKED)?;
    let offered = "['#export', '#save-damaged'].map(link => document.querySelector(link).href)";
    let act = json!({ "command": { "account": account(world)?, "command": "start-over" } });
    for _ in 0..CHANGES {
        let before = record.eval(offered)?;
        world.browser()?.probe()?.eval(&format!("chrome.runtime.sendMessage({act}).then(() => null)"))?;
        wait_until("both files are new, and those before are let go", PATIENCE, || {
            let seen = record.eval(&format!("[{offered}, {before}.map(one => revoked.includes(one))]"))?;
            let is_new = (0..2).all(|at| seen[0][at] != before[at]);
            Ok(Seen::when(is_new && seen[1] == json!([true, true]), seen))
        })?;
    }
    Ok(())
}

fn report(world: &mut World) -> Outcome {
    given_two(world)?;
    world.when_logged_in_as(&FACEBOOK, "100012345", &CookieStore::default())?;
    let page = world.record_page()?;
    page.click("#report-sites button")?;
    page.wait_for("#report:not([hidden])")?;
    let text = page.eval("document.querySelector('#report-text').value")?;
    let text = text.as_str().unwrap_or_default();
    same("the link", text.contains(FACEBOOK.deep_link), true)?;
    same("the state", text.ends_with("state: not-recorded"), true)?;
    same("a number", text.contains("100012345"), false)?;
    page.click("#report-copy")?;
    page.wait_for("#said:not(:empty)")
}
