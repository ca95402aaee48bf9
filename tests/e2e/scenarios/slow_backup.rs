//! The backup is in another storage, which may not answer. No change waits for it for long, and none is its end. Nor does the
//! badge wait for a change that hangs.

use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::panel::then_our_elements;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("trust: a backup that never answers holds up no change", silent_backup),
    both("trust: nor is one overwritten that could not be read", unread_backup),
    both("trust: a change that never ends holds up no badge", hung_change),
    both("trust: what waits while everything is deleted is not noted after it", deleted_meanwhile),
];

/// The script that lets Cache Storage never answer again once somebody has said that an objection was made.
const SILENT_BACKUP: &str = "{
    const { local } = chrome.storage, set = local.set.bind(local), open = caches.open.bind(caches);
    let silent = false;
    local.set = items => (silent ||= JSON.stringify(items).includes('declared'), set(items));
    caches.open = name => silent ? new Promise(() => {}) : open(name);
}\n";

fn silent_backup(world: &mut World) -> Outcome {
    world.given_bezwaar_after(SILENT_BACKUP)?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("2")?;
    let popup = world.popup()?;
    // The second one waits for the first one's backup, and for nothing longer.
    for site in [&FACEBOOK, &INSTAGRAM] {
        let said = popup.act(site, &CookieStore::default(), "declare-2024")?;
        same(&format!("what is said of {}", site.name), said, world.message("en", "saved")?)?;
    }
    popup.row(&INSTAGRAM, &CookieStore::default(), "recorded").map(drop)
}

/// The script by which no background reads a backup.
const UNREAD_BACKUP: &str = "caches.match = () => new Promise(() => {});\n";

fn unread_backup(world: &mut World) -> Outcome {
    world.given_bezwaar_after(UNREAD_BACKUP)?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let there = "0\nit may know what the records lack";
    world.when_backed_up(there)?;
    let popup = world.popup()?;
    let said = popup.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    same("what is said", said, world.message("en", "saved")?)?;
    popup.row(&FACEBOOK, &CookieStore::default(), "recorded")?;
    same("the backup", world.backup()?.as_str(), there)
}

/// The script that leaves one writing unanswered, the next one after somebody has said that an objection was made. Whoever
/// writes holds the lock meanwhile.
const HUNG_CHANGE: &str = "{
    const { local } = chrome.storage, set = local.set.bind(local);
    let said = false, hung = false;
    local.set = items => {
        const done = set(items), hangs = said && !hung;
        hung ||= hangs;
        said ||= JSON.stringify(items).includes('declared');
        return hangs ? new Promise(() => {}) : done;
    };
}\n";

fn hung_change(world: &mut World) -> Outcome {
    world.given_bezwaar_after(HUNG_CHANGE)?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    world.popup()?.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    world.then_badge("")?;
    // The proof of the first session is the writing that hangs, that of the second one waits for the lock.
    world.when_logged_in(&LINKEDIN)?;
    world.then_badge("1")?;
    world.when_logged_out(&LINKEDIN)?;
    world.then_badge("").map(drop)
}

/// The number of changes that wait for the lock.
const WAITING: &str = "navigator.locks.query().then(locks => locks.pending.length)";

/// Holds the lock, so that a deletion waits for it, and behind that what a form has to tell.
fn deleted_meanwhile(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let form = world.browser()?.open(&format!("{}?play=silent-error", FACEBOOK.deep_link), &CookieStore::default())?;
    then_our_elements(&form, 1)?;
    world.when_answered(&form)?;
    let apis = world.apis()?;
    let waits = |what: &str, count: u64| {
        wait_until(what, PATIENCE, || {
            let waiting = apis.eval(WAITING)?;
            Ok(Seen::when(waiting.as_u64() >= Some(count), waiting.to_string()))
        })
    };
    apis.eval("void navigator.locks.request('records', () => new Promise(done => { globalThis.release = done }))")?;
    apis.eval("void (globalThis.erased = chrome.runtime.sendMessage('erase'))")?;
    waits("the deletion waits", 1)?;
    form.activate()?;
    form.click("#content button")?;
    waits("what the form has to tell waits behind it", 2)?;
    same(
        "the deletion",
        apis.eval("(globalThis.release(), globalThis.erased).then(reply => 'done' in reply)")?,
        json!(true),
    )?;
    world.when_judged(&form)?;
    same("nothing is recorded", world.records()?.accounts().count(), 0)
}
