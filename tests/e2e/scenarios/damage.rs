//! Damages what is stored in every way that could be thought of: nothing readable is lost, and no damage is silent.

use super::storage::record_as;
use super::{Scenario, both, in_chromium, own_browser};
use crate::browser::CookieStore;
use crate::profile::{copy, files_in};
use crate::record_steps::{BACKUP, between_changes};
use crate::sites::FACEBOOK;
use crate::wait::Outcome;
use crate::world::{World, same};
use bezwaar::core::account::NumberHash;
use bezwaar::core::digest::hex;
use bezwaar::core::format::load;
use bezwaar::platforms::PlatformId;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

pub(super) const ALL: &[Scenario] = &[
    both("damage: 22 kinds of damage in the storage are survived, none silent", seeded),
    own_browser(in_chromium("damage: 12 kinds of damage on the disk are survived, none silent", on_disk)),
    both("damage: storage that refuses everything is told, and nothing is called done", refusing),
];

/// A kind of damage, and what has to come of it.
struct Kind {
    name: &'static str,
    /// The values that are stored instead.
    stored: Value,
    /// The text in the backup; `None` if it is gone, too.
    backup: Option<String>,
    /// The sentence that the popup says.
    notice: Option<&'static str>,
    /// The state of Facebook account 2000, which is logged in.
    state: &'static str,
    /// The number of damaged texts that are kept.
    kept: usize,
}

/// Returns all kinds of damage, for a text with two records.
fn kinds(whole: &str) -> Vec<Kind> {
    let wrong = |from: &str, to: &str| {
        let at = whole.rfind(from).unwrap_or_default();
        format!("{}{to}{}", &whole[..at], &whole[at + from.len()..])
    };
    let (one, sum) = (damaged_of("2000", whole), wrong("\"sum\":\"", "\"sum\":\"f"));
    let half = &whole[..whole.len() / 2];
    let stored_text = |text: Value| json!({ "document": text });
    let backup = |text: &str| Some(format!("0\n{text}"));
    let restored = |name, stored, kept| Kind {
        name,
        stored,
        backup: backup(whole),
        notice: Some("problem_restored"),
        state: "recorded",
        kept,
    };
    let quiet = |name, stored, backup| Kind { notice: None, backup, ..restored(name, stored, 0) };
    let partly = |name, stored, backup, kept| Kind {
        backup,
        notice: Some("problem_partly"),
        state: "not-recorded",
        ..restored(name, stored, kept)
    };
    let salts = whole.replace("\"salt\":\"", "\"salt\":\"f");
    vec![
        restored("one character", stored_text(json!(one)), 1),
        restored("a number", stored_text(json!(42)), 1),
        restored("an object", stored_text(json!({ "records": [1] })), 1),
        restored("a list of the text", stored_text(json!([whole])), 1),
        restored("null", stored_text(Value::Null), 1),
        restored("half", stored_text(json!(half)), 1),
        restored("no text at all", stored_text(json!("")), 1),
        restored("5 MB of x", stored_text(json!("x".repeat(5 << 20))), 1),
        restored("a million brackets", stored_text(json!("[".repeat(1_000_000))), 1),
        restored("a wrong sum", stored_text(json!(sum)), 1),
        restored("zeros", stored_text(json!("\0".repeat(500))), 1),
        restored("nothing", json!({}), 0),
        quiet("no backup", stored_text(json!(whole)), None),
        quiet("a damaged backup", stored_text(json!(whole)), backup(&one)),
        quiet("a backup of another shape", stored_text(json!(whole)), Some("[]".into())),
        partly("one record, and no backup", stored_text(json!(one)), None, 1),
        partly("one record in both", stored_text(json!(one)), backup(half), 2),
        partly("the salt in both", stored_text(json!(salts)), backup(&salts), 1),
        Kind { notice: Some("problem_lost"), ..partly("garbage in both", stored_text(json!("?")), backup("!"), 2) },
        quiet(
            "settings of wrong types",
            json!({ "document": whole, "deletion": [], "banners_off": 5, "banner_days": { "a": [] }, "damaged": "x",
                "notice": [], "sessions": 7, "containers": ["x"] }),
            backup(whole),
        ),
        quiet("keys of others", json!({ "document": whole, "constructor": { "a": [] }, "": 1 }), backup(whole)),
    ]
}

/// Returns the text with one wrong character in the record of this account.
fn damaged_of(account: &str, whole: &str) -> String {
    let salt = load(whole).ok().and_then(|records| records.salts().next());
    let hash = salt.map(|salt| hex(&NumberHash::of(salt, PlatformId::Facebook, account).0)).unwrap_or_default();
    let (before, after) = whole.split_once(&hash).unwrap_or_default();
    format!("{before}{hash}{}", after.replacen("declared", "declaref", 1))
}

fn seeded(world: &mut World) -> Outcome {
    given_two_records(world)?;
    let whole = world.stored()?["document"].as_str().unwrap_or_default().to_owned();
    for kind in kinds(&whole) {
        seed(world, &kind)?;
        check(world, &kind).map_err(|error| format!("{}: {error}", kind.name))?;
    }
    lone_surrogates(world, &whole)
}

/// Puts half of a character into the storage, which no JSON text can say. Chromium keeps it, Firefox too.
fn lone_surrogates(world: &mut World, whole: &str) -> Outcome {
    let broken = format!("{}.replace('declared', '\\ud800')", json!(whole));
    let store = format!("chrome.storage.local.set({{ document: {broken}, damaged: [], notice: null }})");
    world.browser()?.probe()?.eval(&between_changes(&store))?;
    then_said(world, Some("problem_restored"), "recorded").map_err(|error| format!("half a character: {error}"))
}

fn given_two_records(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    two_records(world)
}

fn two_records(world: &mut World) -> Outcome {
    record_as(world, "1000")?;
    record_as(world, "2000")
}

fn seed(world: &World, kind: &Kind) -> Outcome {
    let backup = match &kind.backup {
        Some(content) => {
            format!("caches.open('records').then(cache => cache.put('{BACKUP}', new Response({})))", json!(content))
        }
        None => "caches.delete('records')".into(),
    };
    let stored = &kind.stored;
    let seed =
        format!("{backup}.then(() => chrome.storage.local.clear()).then(() => chrome.storage.local.set({stored}))");
    world.browser()?.probe()?.eval(&between_changes(&seed)).map(drop)
}

/// The names of the values that the extension itself puts into the storage.
const OURS: [&str; 9] =
    ["introduced", "document", "deletion", "damaged", "notice", "banners_off", "banner_days", "sessions", "containers"];

fn check(world: &mut World, kind: &Kind) -> Outcome {
    then_said(world, kind.notice, kind.state)?;
    world.when_the_extension_takes_a_snapshot()?;
    world.then_badge(if kind.state == "recorded" { "" } else { "1" })?;
    let stored = world.stored()?;
    same("how many damaged texts are kept", stored["damaged"].as_array().map_or(0, Vec::len), kind.kept)?;
    let foreign = |key: &String| !OURS.contains(&key.as_str());
    for (key, value) in kind.stored.as_object().into_iter().flatten().filter(|(key, _)| foreign(key)) {
        same(key, &stored[key], value)?;
    }
    world.records().map(drop)
}

/// Waits until the popup says this and shows the account so.
fn then_said(world: &World, notice: Option<&str>, state: &str) -> Outcome {
    let popup = world.popup()?;
    popup.row(&FACEBOOK, &CookieStore::default(), state)?;
    let said = popup.page().eval(
        "(notice => notice.hidden ? null : document.querySelector('#problem').textContent)(document.querySelector('#notice'))",
    )?;
    let expected = notice.map(|notice| world.message("en", notice)).transpose()?;
    same("what is said", said.as_str().map(str::to_owned), expected)?;
    popup.page().close()
}

/// A function that damages the directory of a database.
type Damage = fn(&Path) -> Outcome;

/// The damage that can happen to the files of a database that Chromium keeps (LevelDB).
const FILES: &[(&str, Damage)] = &[
    ("a flipped bit in the log", |store| change(store, ".log", |bytes| flip(bytes, |length| length / 2))),
    ("a flipped bit at the log's end", |store| change(store, ".log", |bytes| flip(bytes, |length| length - 9))),
    ("a log full of ones", |store| change(store, ".log", |bytes| bytes.fill(0xff))),
    ("a log full of zeros", |store| change(store, ".log", |bytes| bytes.fill(0))),
    ("half a log", |store| change(store, ".log", |bytes| bytes.truncate(bytes.len() / 2))),
    ("an empty log", |store| change(store, ".log", Vec::clear)),
    ("no log", |store| remove(store, ".log")),
    ("garbage in CURRENT", |store| change(store, "CURRENT", |bytes| *bytes = b"garbage".into())),
    ("no CURRENT", |store| remove(store, "CURRENT")),
    ("garbage in the manifest", |store| change(store, "MANIFEST", |bytes| bytes.fill(b'?'))),
    ("no manifest", |store| remove(store, "MANIFEST")),
    ("no store at all", |store| fs::remove_dir_all(store).map_err(|e| e.to_string())),
];

fn flip(bytes: &mut [u8], at: fn(usize) -> usize) {
    let at = at(bytes.len());
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1;
    }
}

/// Returns the files whose name holds this.
fn named(store: &Path, part: &str) -> Outcome<Vec<PathBuf>> {
    let mut files = files_in(store)?;
    files.retain(|file| file.file_name().is_some_and(|name| name.to_string_lossy().contains(part)));
    if files.is_empty() { Err(format!("there is no {part} in {}", store.display())) } else { Ok(files) }
}

fn change(store: &Path, part: &str, change: impl Fn(&mut Vec<u8>)) -> Outcome {
    for file in named(store, part)? {
        let mut bytes = fs::read(&file).map_err(|e| e.to_string())?;
        change(&mut bytes);
        fs::write(&file, bytes).map_err(|e| e.to_string())?;
    }
    Ok(())
}

fn remove(store: &Path, part: &str) -> Outcome {
    named(store, part)?.iter().try_for_each(|file| fs::remove_file(file).map_err(|e| e.to_string()))
}

fn on_disk(world: &mut World) -> Outcome {
    world.given_bezwaar_for_good()?;
    two_records(world)?;
    let id = world.browser()?.extension_url("").trim_start_matches("chrome-extension://").trim_matches('/').to_owned();
    let good = world.scratch.file("good");
    let mut first = true;
    for (name, damage) in FILES {
        world.when_the_browser_restarts_after(|profile| {
            let store = profile.join("Default/Local Extension Settings").join(&id);
            if std::mem::take(&mut first) {
                copy(&store, &good)?;
            }
            fs::remove_dir_all(&store).map_err(|e| e.to_string())?;
            copy(&good, &store)?;
            damage(&store)
        })?;
        survived(world, *name == "no manifest").map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

/// Waits until the record is there, or the popup says that it cannot be read.
fn survived(world: &mut World, unreadable: bool) -> Outcome {
    let state = if unreadable { "unknown" } else { "recorded" };
    world.then_popup_row(&FACEBOOK, state)?;
    world.then_badge(if unreadable { "?" } else { "" })?;
    if unreadable {
        return Ok(());
    }
    same("both accounts are recorded", world.records()?.accounts().count(), 2)?;
    world.when_logged_in_as(&FACEBOOK, "1000", &CookieStore::default())?;
    world.then_popup_row(&FACEBOOK, "recorded")?;
    world.when_logged_in_as(&FACEBOOK, "2000", &CookieStore::default())
}

/// The script that lets every call of the storage fail, as it does in Chromium when a file of it is damaged.
const REFUSES: &str = "for (const name of ['get', 'set', 'clear', 'remove'])
    chrome.storage.local[name] = () => Promise.reject(new Error('An unexpected error occurred'));\n";

fn refusing(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_bezwaar_arrives_after(REFUSES)?;
    world.then_badge("?")?;
    world.then_tooltip_names(&[&FACEBOOK])?;
    let popup = world.popup()?;
    let row = popup.row(&FACEBOOK, &CookieStore::default(), "unknown")?;
    same("the row", row.text, world.message("en", "problem_unreadable")?)?;
    popup.page().close()?;
    let page = world.record_page()?;
    same("the record page", page.text("#unread:not([hidden])")?, world.message("en", "problem_unreadable")?)?;
    page.click("#erase-sure")?;
    page.click("#erase")?;
    page.wait_for_text("#said", &world.message("en", "erase_failed")?)?;
    page.close()?;
    let page = world.apis()?;
    for request in [
        json!("erase"),
        json!({ "import": { "text": "{}" } }),
        json!({ "banner": { "platform": "facebook", "on": false } }),
    ] {
        let reply = page.eval(&format!("chrome.runtime.sendMessage({request})"))?;
        same(&format!("{request} is refused: {reply}"), reply["failed"].is_string(), true)?;
    }
    page.close()?;
    world.then_badge("?").map(drop)
}
