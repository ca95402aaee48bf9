//! Replaces the previous package by this one, with records of every kind and tabs open.

use super::{Scenario, at_true_speed, both, own_browser, request};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::panel::{says, then_our_elements};
use crate::profile::copy;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::account::NumberHash;
use bezwaar::core::digest::hex;
use bezwaar::core::history::event::EventKind;
use bezwaar::platforms::PlatformId;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

pub(super) const ALL: &[Scenario] = &[at_true_speed(own_browser(both(
    "update: updated from the previous package with tabs open, every record comes along",
    update,
)))];

/// The version of the previous package. Until one was released, that is this one under another number.
const PREVIOUS: &str = "0.0.9";

/// The choices that people made, for an account each.
const ACTS: &[(&str, &str)] = &[
    ("1001", r#"{ "declare-day": "2025-05-20" }"#),
    ("1002", r#"{ "declare-year": 2024 }"#),
    ("1003", r#"{ "snooze": 30 }"#),
    ("1004", r#""snooze-rules""#),
    ("1005", r#""decline""#),
    ("1006", r#""not-offered""#),
    ("1007", r#"{ "declare-year": 2025 }"#),
    ("1007", r#"{ "mail": "123456789" }"#),
    ("1008", r#"{ "declare-year": 2023 }"#),
    ("1008", r#""start-over""#),
    ("1009", r#""declare-undated""#),
    ("1009", r#""mail-not-yet""#),
    ("1010", r#"{ "declare-year": 2025 }"#),
    ("1010", r#""mail-refuses""#),
];

fn update(world: &mut World) -> Outcome {
    let new = std::mem::replace(&mut world.package, world.scratch.file("package"));
    given_the_previous_package(world, &new)?;
    given_records(world)?;
    // Somebody new logs in, for whom it is due: the banner is up in one tab, the companion in another.
    world.when_logged_in_as(&FACEBOOK, "2000", &CookieStore::default())?;
    world.then_badge("1")?;
    let tabs = [FACEBOOK.home, FACEBOOK.deep_link].map(|url| opened(world, url));
    let (before, access) = (world.stored()?, request::access(world)?);

    copy(&new, &world.package)?;
    world.when_bezwaar_arrives()?;
    world.then_badge("1")?;
    same("the version", version(world)?, json!(env!("CARGO_PKG_VERSION")))?;
    let after = world.stored()?;
    same("the hosts that people gave access to", request::access(world)?, access)?;
    for key in ["document", "deletion", "banners_off", "damaged", "notice", "sessions", "containers"] {
        same(key, &after[key], &before[key])?;
    }
    let [feed, form] = tabs;
    for id in [feed?, form.clone()?] {
        let page = Page::new(world.browser()?.driver().bidi(), id.clone());
        page.activate()?;
        world.when_judged(&page)?;
        let count = page.eval("document.documentElement.children.length - 2")?;
        same(&format!("at most one element of ours: {count}"), count.as_u64() <= Some(1), true)?;
        if Ok(&id) == form.as_ref() {
            says(&page, "This is Meta’s form.")?;
        }
        page.reload()?;
        page.close()?;
    }
    let welcomes = world.browser()?.tabs()?.iter().filter(|tab| tab.url.ends_with("/welcome.html")).count();
    same("welcome pages after an update", welcomes, 0)?;
    then_the_records_work(world)
}

fn given_the_previous_package(world: &mut World, new: &Path) -> Outcome {
    copy(new, &world.package)?;
    let path = world.package.join("manifest.json");
    let manifest = fs::read_to_string(&path).map_err(|e| e.to_string())?;
    let mut manifest: Value = serde_json::from_str(&manifest).map_err(|e| e.to_string())?;
    manifest["version"] = PREVIOUS.into();
    fs::write(&path, manifest.to_string()).map_err(|e| e.to_string())?;
    world.given_bezwaar()?;
    same("the version before", version(world)?, json!(PREVIOUS))
}

fn version(world: &World) -> Outcome<Value> {
    world.apis()?.eval("chrome.runtime.getManifest().version")
}

fn opened(world: &World, url: &str) -> Outcome<String> {
    let page = world.browser()?.open(url, &CookieStore::default())?;
    then_our_elements(&page, 1)?;
    Ok(page.id().to_owned())
}

/// Makes records of every kind, as people make them.
fn given_records(world: &mut World) -> Outcome {
    for (number, act) in ACTS {
        world.when_logged_in_as(&FACEBOOK, number, &CookieStore::default())?;
        let act: Value = serde_json::from_str(act).map_err(|e| e.to_string())?;
        let account = reference(world, number)?;
        asked(world, &json!({ "command": { "account": account, "command": act } }))?;
    }
    let named = reference(world, "1007")?["hash"].as_str().map(|hash| format!("facebook/{hash}"));
    asked(world, &json!({ "name": { "account": named, "label": "Work" } }))?;
    for (number, play, said) in [("1101", "replace", "Meta’s page showed no error."), ("1102", "silent-error", "")] {
        world.when_logged_in_as(&FACEBOOK, number, &CookieStore::default())?;
        let page = world.browser()?.open(&format!("{}?play={play}", FACEBOOK.deep_link), &CookieStore::default())?;
        then_our_elements(&page, 1)?;
        page.click("#content button")?;
        if said.is_empty() {
            world.when_judged(&page).map(drop)?
        } else {
            says(&page, said)?
        }
        page.close()?;
    }
    world.when_logged_in(&LINKEDIN)?;
    let page = world.browser()?.open(&format!("{}?is=off", LINKEDIN.deep_link), &CookieStore::default())?;
    wait_until("the switch is read", PATIENCE, || {
        let records = world.records()?;
        let mut entries = records.accounts().flat_map(|(_, account)| account.history().entries());
        Ok(Seen::when(entries.any(|entry| entry.event.kind() == EventKind::ReadOff), "not yet"))
    })?;
    page.close()?;
    world.then_popup_row(&LINKEDIN, "recorded")?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_popup_row(&INSTAGRAM, "not-recorded")?;
    world.when_logged_in_as(&FACEBOOK, "1001", &CookieStore::default())?;
    world.popup()?.say_linked()?;
    world.then_popup_row(&INSTAGRAM, "recorded")?;
    asked(world, &json!({ "banner": { "platform": "instagram", "on": false } }))?;
    world.when_logged_out(&INSTAGRAM).map(drop)
}

/// Returns an account as pages name it.
fn reference(world: &World, number: &str) -> Outcome<Value> {
    let salt = world.records()?.salts().next().ok_or("records have a salt")?;
    let hash = hex(&NumberHash::of(salt, PlatformId::Facebook, number).0);
    Ok(json!({ "platform": "facebook", "store": world.browser()?.driver().default_store(), "hash": hash }))
}

fn asked(world: &World, request: &Value) -> Outcome {
    let page = world.apis()?;
    let reply = page.eval(&format!("chrome.runtime.sendMessage({request})"))?;
    page.close()?;
    same(&format!("{request} is done: {reply}"), reply["done"].is_object(), true)
}

/// Fails unless the new version shows each account as the old one did, and can change it.
fn then_the_records_work(world: &mut World) -> Outcome {
    for (number, state) in [("1003", "snoozed"), ("1006", "declined"), ("1101", "recorded"), ("1102", "pending")] {
        world.when_logged_in_as(&FACEBOOK, number, &CookieStore::default())?;
        world.then_popup_row(&FACEBOOK, state).map_err(|error| format!("{number}: {error}"))?;
    }
    world.popup()?.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    world.then_popup_row(&FACEBOOK, "recorded")?;
    world.when_logged_in(&INSTAGRAM)?;
    world.when_logged_in_as(&FACEBOOK, "1001", &CookieStore::default())?;
    world.then_popup_row(&INSTAGRAM, "recorded")?;
    world.then_badge("").map(drop)
}
