//! Tests that what is stored survives what happens to it.

use super::{Scenario, both, in_chromium, own_browser};
use crate::browser::CookieStore;
use crate::panel::says;
use crate::record_steps::between_changes;
use crate::sites::FACEBOOK;
use crate::wait::Outcome;
use crate::world::{World, same};
use bezwaar::core::format::load;
use serde_json::{Value, json};

pub(super) const ALL: &[Scenario] = &[
    both("storage: saved, deleted and read in again, all is as before", there_and_back),
    both("storage: files that are no copy are refused and change nothing", wrong_files),
    both("storage: killed at random instants, the records are the old or the new ones", killed),
    both("storage: damaged records are replaced by their backup, kept, and told", damaged),
    both("storage: damaged records and a damaged backup are kept and told, and all goes on", both_damaged),
    both("storage: records of a newer version are shown to nobody and stay as they are", newer),
    own_browser(both("storage: deleted while the backup stays, nothing comes back, and it is said", not_deleted)),
    own_browser(both("storage: opened as it was before a deletion, nothing comes back", rolled_back)),
    in_chromium("storage: without room nothing is lost and the person is told", full),
];

fn there_and_back(world: &mut World) -> Outcome {
    given_a_record(world)?;
    let before = world.records()?;
    // The page's policy lets nothing fetch the file that the page offers, so it is taken from where that came from.
    world.record_page()?.wait_for("#export[href^=blob]")?;
    let file = world.stored()?["document"].clone();

    // A press is kept by the account's hash, while the browser runs.
    world.apis()?.eval("chrome.storage.session.set({ intent: ['facebook/0 1 '] })")?;
    let named = world.record_page()?;
    named.eval("(document.querySelector('.more').open = true)")?;
    named.eval("(document.querySelector('[data-field=label]').value = 'Work')")?;
    named.click("[data-act=label]")?;
    named.wait_for("#undo:not([hidden])")?;
    let page = world.record_page()?;
    page.click("#erase-sure")?;
    page.click("#erase")?;
    world.then_badge("1")?;
    // It would give an account its name back that nothing is known of any more.
    named.wait_for("#undo[hidden]")?;
    named.close()?;
    same("nothing is recorded", world.records()?.accounts().count(), 0)?;
    same("presses that are kept", world.apis()?.eval("chrome.storage.session.get('intent')")?, json!({}))?;
    same("the salt is a new one", world.records()?.salts().next() == before.salts().next(), false)?;

    world.apis()?.eval("chrome.storage.session.set({ intent: ['facebook/0 1 '] })")?;
    choose(&world.record_page()?, &file)?;
    same("presses after the import", world.apis()?.eval("chrome.storage.session.get('intent')")?, json!({}))?;
    world.then_badge("")?;
    same("the records", world.records()? == before, true)?;
    choose(&world.record_page()?, &file)?;
    same("the records after the same file again", world.records()? == before, true)?;
    // An editor that saves as UTF-16 begins with a mark.
    let page = world.record_page()?;
    choose(&page, &format!("Uint16Array.from('\\ufeff' + {file}, one => one.charCodeAt(0))"))?;
    same("what is said", page.text("#said")?, world.message("en", "import_nothing_new")?)?;
    // Whoever chooses the same file once more gets an answer once more.
    same("the field", page.eval("document.querySelector('#import').value")?, json!(""))
}

fn wrong_files(world: &mut World) -> Outcome {
    given_a_record(world)?;
    let before = world.stored()?;
    let text = before["document"].as_str().unwrap_or_default().to_owned();
    let page = world.record_page()?;
    for file in [
        String::new(),
        "{}".into(),
        "[[[[".into(),
        "\u{0}\u{1}".into(),
        text.replace("2024", "2025"),
        text[..text.len() / 2].to_owned(),
        text.replace("\"schema\":1", "\"schema\":2"),
        "[".repeat(100_000),
    ] {
        choose(&page, &json!(file))?;
    }
    page.eval(
        "void (Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError')))",
    )?;
    choose(&page, &json!(text))?;
    same("what is said about a file that is gone", page.text("#said")?, world.message("en", "not_saved")?)?;
    let after = world.stored()?;
    same("what is stored", after["document"] == before["document"], true)
}

/// The script that lets the backup's place neither delete nor overwrite anything once there is something in it.
const STUBBORN: &str = "{
    const refuse = () => Promise.reject(new Error('An unexpected error occurred'));
    const { put } = Cache.prototype, { match } = caches;
    caches.delete = refuse;
    Cache.prototype.put = async function (address, content) {
        const text = await (await match.call(caches, address))?.text();
        return text?.includes('declared') ? refuse() : put.call(this, address, content);
    };
}\n";

fn not_deleted(world: &mut World) -> Outcome {
    world.given_bezwaar_for_good_after(STUBBORN)?;
    record_as(world, FACEBOOK.account)?;
    let page = world.record_page()?;
    page.click("#erase-sure")?;
    page.click("#erase")?;
    page.wait_for_text("#said", &world.message("en", "erase_half")?)?;
    world.then_badge("1")?;
    same("the backup is still there", world.backup()?.contains("declared"), true)?;
    world.when_the_browser_restarts()?;
    world.then_badge("1")?;
    world.then_popup_row(&FACEBOOK, "not-recorded")?;
    same("nothing is recorded", world.records()?.accounts().count(), 0)?;
    // It is not back either when what is stored is damaged, and the backup is asked for.
    let page = world.apis()?;
    page.eval(&between_changes("chrome.storage.local.set({ document: '?' })"))?;
    page.close()?;
    world.when_the_extension_takes_a_snapshot()?;
    world.then_popup_row(&FACEBOOK, "not-recorded")?;
    same("nothing is recorded after damage", world.records()?.accounts().count(), 0)
}

/// Lets the browser open what it stored as it was some time ago, here before everything was deleted.
fn rolled_back(world: &mut World) -> Outcome {
    world.given_bezwaar_for_good()?;
    record_as(world, FACEBOOK.account)?;
    let before = world.stored()?;
    let page = world.record_page()?;
    page.click("#erase-sure")?;
    page.click("#erase")?;
    page.wait_for_text("#said", &world.message("en", "erase_done")?)?;
    page.close()?;
    world.then_badge("1")?;
    world.when_stored(&before)?;
    world.when_the_browser_restarts()?;
    world.then_badge("1")?;
    world.then_popup_row(&FACEBOOK, "not-recorded")?;
    same("nothing is recorded", world.records()?.accounts().count(), 0)
}

/// Stops the worker around a write. It may lose a change that it has not written yet, but never half of one.
fn killed(world: &mut World) -> Outcome {
    given_a_record(world)?;
    let mut seed = 0x2545_f491_u32;
    let account = account(world)?;
    let mut written = 0;
    let rounds = world.rounds(12, 50);
    for round in 0..rounds {
        let before = world.records()?;
        let page = world.apis()?;
        let act = json!({ "command": { "account": account, "command": { "declare-year": 2018 + round % 8 } } });
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        // The instant is around the write, also on a machine that is slow.
        let instant = (seed >> 26) << (round % 4);
        // The last one waits for its answer: the twin, in which a change comes through.
        let wait = if round + 1 == rounds { 15_000 } else { instant };
        let answered = page.eval(&format!(
            "Promise.race([chrome.runtime.sendMessage({act}).then(reply => 'done' in reply, () => false),
                new Promise(done => setTimeout(done, {wait}, false))])"
        ))?;
        world.browser()?.driver().stop_background()?;
        page.close()?;
        let stored = world.stored()?;
        let text = |key: &str| stored[key].as_str().unwrap_or_default().to_owned();
        let after = load(&text("document")).map_err(|fault| format!("round {round}: {fault:?}: {stored}"))?;
        let new = entries(&after) - entries(&before);
        same(&format!("round {round} added 0 or 1 entries"), (0..=1).contains(&new), true)?;
        same(&format!("round {round}: what was answered is there"), answered == json!(true) && new == 0, false)?;
        written += new;
    }
    same("some changes came through", written > 0, true)?;
    world.when_the_extension_takes_a_snapshot()?;
    world.then_badge("").map(drop)
}

pub(super) fn entries(records: &bezwaar::core::records::Records) -> i64 {
    let count = |compacted: u32, entries: usize| i64::from(compacted) + i64::try_from(entries).unwrap_or(0);
    records.accounts().map(|(_, account)| count(account.history().compacted(), account.history().entries().len())).sum()
}

fn damaged(world: &mut World) -> Outcome {
    given_a_record(world)?;
    let before = world.records()?;
    world.when_stored(&json!({ "document": damage(&world.stored()?["document"]) }))?;
    let popup = world.popup()?;
    popup.page().wait_for("#notice:not([hidden])")?;
    popup.row(&FACEBOOK, &CookieStore::default(), "recorded")?;
    popup.page().wait_for("#save-damaged[href^=blob]")?;
    world.when_the_extension_takes_a_snapshot()?;
    same("the records", world.records()? == before, true)?;
    same("the damaged text is kept", world.stored()?["damaged"].as_array().map(Vec::len), Some(1))?;
    popup.page().click("#dismiss")?;
    popup.page().wait_for("#notice[hidden]")?;
    same("the focus", popup.page().eval("document.activeElement?.id")?, json!("headline"))?;
    same("what is said", popup.page().text("#said")?, String::new())?;
    same("the damaged text is still kept", world.stored()?["damaged"].as_array().map(Vec::len), Some(1))?;
    let record = world.record_page()?;
    record.wait_for("#notice[hidden]")?;
    record.wait_for("#save-damaged[href^=blob]")?;
    let shown = "document.querySelector('#save-damaged').checkVisibility()";
    same("the damaged text can be saved there", record.eval(shown)?, json!(true))?;
    record.close()?;
    world.then_badge("").map(drop)
}

fn both_damaged(world: &mut World) -> Outcome {
    given_a_record(world)?;
    let garbage = json!("{\"format\":\"bezwaar\",\"schema\":1,\"records\":[garbage");
    world.when_backed_up("0\nnot even JSON")?;
    world.when_stored(&json!({ "document": garbage }))?;
    let popup = world.popup()?;
    popup.page().wait_for("#notice:not([hidden])")?;
    popup.row(&FACEBOOK, &CookieStore::default(), "not-recorded")?;
    world.when_the_extension_takes_a_snapshot()?;
    world.then_badge("1")?;
    same("the damaged texts are kept", world.stored()?["damaged"].as_array().map(Vec::len), Some(2))?;
    world.popup()?.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    world.then_badge("").map(drop)
}

fn newer(world: &mut World) -> Outcome {
    given_a_record(world)?;
    let stored = world.stored()?;
    let newer = stored["document"].as_str().unwrap_or_default().replace("\"schema\":1", "\"schema\":2");
    world.when_stored(&json!({ "document": newer }))?;
    world.when_the_extension_takes_a_snapshot()?;
    world.then_badge("?")?;
    world.then_popup_row(&FACEBOOK, "unknown")?;
    // Beside the form, too, it is not the login that is unclear.
    says(&world.browser()?.open(FACEBOOK.deep_link, &CookieStore::default())?, "newer version of Bezwaar")?;
    let record = world.record_page()?;
    record.wait_for("#unread:not([hidden])")?;
    record.wait_for("#nothing[hidden]")?;
    let reply = world.apis()?.eval("chrome.runtime.sendMessage({ undo: { entry: '00000000000000ab' } })")?;
    same("the reply", reply, json!({ "failed": "newer" }))?;
    same("what is stored", world.stored()?["document"] == json!(newer), true)
}

/// Fills the storage of Chromium. Firefox has no limit that a test could reach.
fn full(world: &mut World) -> Outcome {
    given_a_record(world)?;
    let before = world.stored()?;
    let page = world.apis()?;
    // The storage is filled up to the limit of 10 MiB, in ever smaller pieces.
    page.eval(
        "(async () => { for (let size = 4 << 20, n = 0; size > 8; n++) {
            await chrome.storage.local.set({ ['junk' + n]: 'x'.repeat(size) }).catch(() => { size >>= 1; });
        } })().then(() => null)",
    )?;
    let popup = world.popup()?;
    let said = popup.act(&FACEBOOK, &CookieStore::default(), "start-over")?;
    same("the popup says that there is no room", said.contains("room"), true)?;
    popup.row(&FACEBOOK, &CookieStore::default(), "recorded")?;
    let after = world.stored()?;
    same("what is stored", after["document"] == before["document"], true)?;
    world.then_badge("").map(drop)
}

/// Logs somebody in to Facebook who says that they objected.
pub(super) fn given_a_record(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    record_as(world, FACEBOOK.account)
}

/// Logs somebody in to Facebook with this account, and says that they objected.
pub(super) fn record_as(world: &mut World, account: &str) -> Outcome {
    world.when_logged_in_as(&FACEBOOK, account, &CookieStore::default())?;
    world.then_badge("1")?;
    let popup = world.popup()?;
    popup.act(&FACEBOOK, &CookieStore::default(), "declare-2024")?;
    popup.page().close()?;
    world.then_badge("").map(drop)
}

/// Returns the one recorded account, as pages name it.
pub(super) fn account(world: &World) -> Outcome<Value> {
    let records = world.records()?;
    let (key, _) = records.accounts().next().ok_or("no account is recorded")?;
    let hash = key.number_hash().map(|hash| hash.to_string());
    Ok(json!({ "platform": "facebook", "store": world.browser()?.driver().default_store(), "hash": hash }))
}

/// Changes one character in the middle.
fn damage(text: &Value) -> String {
    let text = text.as_str().unwrap_or_default();
    text.replacen("\"what\":\"declared\"", "\"what\":\"declaref\"", 1)
}

/// Chooses a file with the content of this expression, as if from the disk, and waits for what comes of it.
pub(super) fn choose(page: &crate::page::Page<'_>, content: &impl std::fmt::Display) -> Outcome {
    page.eval(&format!(
        "(() => {{ document.querySelector('#said').textContent = '';
            const files = new DataTransfer(), field = document.querySelector('#import');
            files.items.add(new File([{content}], 'bezwaar.json')); field.files = files.files;
            field.dispatchEvent(new Event('change')); }})()"
    ))?;
    page.wait_for("#said:not(:empty)")
}
