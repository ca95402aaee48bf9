//! A page that was read wrongly is captured: how it is built, what was made of it, and nothing of whoever looks at it.
//!
//! With `BEZWAAR_CAPTURES=DIR` in the environment, every file that is made here is left in that folder with its verdict beside
//! it, as the fixtures of the DOM layer are.

use super::{Scenario, both, each_with_a_switch};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::panel::then_our_elements;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, Site};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::capture::{Capture, MAX_FILE_BYTES};
use serde_json::json;
use std::path::Path;

pub(super) const ALL: &[Scenario] = &[
    both("capture: a form is told as it was judged, whatever happened", |world| forms(world, &FACEBOOK, "")),
    both("capture: and on a page without a form element", |world| forms(world, &INSTAGRAM, "&react")),
    each_with_a_switch("capture: the switch of {site} is told as it was judged, however it stood", switches),
    each_with_a_switch("capture: nothing changes in the document of {site}", untouched),
    both("capture: from the popup to the file, in four clicks", from_the_popup),
    both("capture: words are added one by one, and only when a person wants that", words),
    both("capture: a page that does not answer, or is gone, is told", silent),
];

/// The plays of a form's page after the press, each with the verdict of its last report.
const FORM_PLAYS: &[(&str, &str)] = &[
    ("dialog", "answer-unclear"),
    ("known-dialog", "no-error-seen"),
    ("replace", "no-error-seen"),
    ("confirmed", "no-error-seen"),
    ("slow", "no-error-seen"),
    ("code", "no-error-seen"),
    ("code-left", "code-asked"),
    ("error", "open"),
    ("silent-error", "sent"),
    ("failed", "open"),
    ("invalid", "open"),
    ("script", "open or missing"),
    ("fake", "open or missing"),
    ("missing", "missing"),
    ("other", "missing"),
    ("cancel", "open"),
];

/// The plays that are captured in every run, one for each way to tell. The others are judged in the DOM layer all the same,
/// and captured in the long rounds.
const USUAL_PLAYS: &[&str] = &[
    "known-dialog",
    "code-left",
    "failed",
    "missing",
    "cancel",
    "is=off",
    "is=off&play=several",
    "is=on&play=refused",
];

/// The plays of this run, each with its place in the list.
fn plays(
    world: &World,
    all: &'static [(&str, &str)],
) -> impl Iterator<Item = (usize, &'static (&'static str, &'static str))> {
    let thorough = world.thorough;
    all.iter().enumerate().filter(move |(_, (play, _))| thorough || USUAL_PLAYS.contains(play))
}

/// The plays of a setting, each with the verdict of its last report where the setting has a name.
const SWITCH_PLAYS: &[(&str, &str)] = &[
    ("is=on", "on"),
    ("is=off", "off"),
    ("is=off&play=late", "off"),
    ("is=off&play=wrong-first", "off"),
    ("is=off&play=missing", "unread"),
    ("is=off&play=several", "unread"),
    ("is=off&play=unnamed", "off"),
    ("is=off&play=second", "off"),
    ("is=on&play=flip", "off"),
    ("is=on&play=refused", "on"),
    ("is=off&play=recreated", "on"),
];

fn forms(world: &mut World, site: &Site, generation: &str) -> Outcome {
    world.given_bezwaar()?;
    for (number, (play, expected)) in plays(world, FORM_PLAYS) {
        world.when_logged_in_as(site, &format!("{}", 1000 + number), &CookieStore::default())?;
        let page =
            world.browser()?.open(&format!("{}?play={play}{generation}", site.deep_link), &CookieStore::default())?;
        then_our_elements(&page, 1)?;
        let pressed = match *play {
            "cancel" => Some("#cancel"),
            "script" | "fake" | "missing" | "other" => None,
            _ => Some("#content :is(button, [role=button])"),
        };
        pressed.map_or(Ok(()), |control| page.click(control))?;
        if *play == "code" {
            page.wait_for("#send-code")?;
            world.when_judged(&page)?;
            page.click("#send-code")?;
        }
        until_told(world, &page)?;
        let expected = match (*play, generation) {
            ("cancel", "&react") => "answer-unclear",
            // Nothing there holds the number of the form.
            ("other", "&react") => "open",
            _ => expected,
        };
        let file = then_captured(world, &format!("form-{play}{}", generation.replace('&', "-")), expected)?;
        same("whether the known sentence is in the file", file.contains("says=en"), *play == "known-dialog")?;
        page.close()?;
    }
    Ok(())
}

/// Waits until the slowest rule has judged the page, which takes eight seconds of stillness.
fn until_told(world: &World, page: &Page<'_>) -> Outcome {
    world.when_judged(page)?;
    world.when_judged(page)
}

fn switches(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar_watches(site)?;
    world.when_logged_in(site)?;
    let setting = site.setting.as_ref().ok_or("no switch")?;
    for (_, (play, expected)) in plays(world, SWITCH_PLAYS) {
        let expected = if play.ends_with("second") && !setting.named { "unread" } else { expected };
        let page = world.browser()?.open(&format!("{}?{play}", site.deep_link), &CookieStore::default())?;
        if ["flip", "refused", "recreated"].iter().any(|name| play.ends_with(name)) {
            page.wait_for(setting.switch)?;
            world.when_judged(&page)?;
            page.click(setting.press)?;
        }
        until_told(world, &page)?;
        // A lone switch without its name is read twice as late.
        until_told(world, &page)?;
        let name = play.replace("is=", "").replace("&play=", "-");
        then_captured(world, &format!("switch-{}-{name}", site.platform), expected).map(drop)?;
        page.close()?;
    }
    Ok(())
}

/// Captures the page that is open, and waits until its last verdict is this one: what a page tells after a press is
/// noted while nobody waits for it.
fn then_captured(world: &World, name: &str, expected: &str) -> Outcome<String> {
    let (file, verdict) = wait_until(&format!("{name} is told as {expected}"), PATIENCE, || {
        let record = world.record_page()?;
        let file = captured(&record)?;
        record.close()?;
        let capture = Capture::read(&file).map_err(|error| format!("{name}: {error}: {file}"))?;
        let verdict = capture.seen.last().map_or("nothing", |judged| judged.verdict.as_str()).to_owned();
        let is_told = expected.split(" or ").any(|one| one == verdict);
        Ok(if is_told { Seen::Yes((file, verdict)) } else { Seen::NotYet(verdict) })
    })?;
    if let Ok(folder) = std::env::var("BEZWAAR_CAPTURES") {
        let path = Path::new(&folder).join(format!("{name}-{}.json", world.kind.name()));
        std::fs::write(&path, &file).map_err(|e| format!("{}: {e}", path.display()))?;
        std::fs::write(path.with_extension("expect"), format!("{verdict}\n")).map_err(|e| e.to_string())?;
    }
    Ok(file)
}

/// Captures the only page that is open, from the record page, and returns the file as it is shown.
fn captured(record: &Page<'_>) -> Outcome<String> {
    record.click("#capture-open")?;
    record.wait_for("#capture-tabs button")?;
    record.click("#capture-tabs button")?;
    record.wait_for("#capture-text:focus")?;
    shown(record)
}

fn shown(record: &Page<'_>) -> Outcome<String> {
    record.wait_for("#captured:not([hidden])")?;
    let file = record.eval("document.querySelector('#capture-text').value")?;
    file.as_str().map(str::to_owned).ok_or_else(|| "nothing is shown".into())
}

fn untouched(world: &mut World, site: &'static Site) -> Outcome {
    world.given_bezwaar_watches(site)?;
    world.when_logged_in(site)?;
    let page = world.browser()?.open(&format!("{}?is=on", site.deep_link), &CookieStore::default())?;
    until_told(world, &page)?;
    page.eval(
        "(window.seen.changes = 0, new MutationObserver(all => { window.seen.changes += all.length; }).observe(document,
            { attributes: true, characterData: true, childList: true, subtree: true }))",
    )?;
    let record = world.record_page()?;
    let file = captured(&record)?;
    same("it tells of the switch", file.contains("type=checkbox"), true)?;
    page.activate()?;
    same("changes of the document", page.eval("window.seen.changes")?, json!(0))?;
    same("traces of us", page.eval("window.traces()")?, json!([]))?;
    // This is the twin: a change is noticed.
    page.eval("document.body.setAttribute('data-x', '')")?;
    same("changes of the document", page.eval("window.seen.changes")?, json!(1))
}

fn from_the_popup(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let offered = "[data-platform=facebook] [data-offer=capture]";
    let popup = world.popup()?;
    same("without a page", popup.page().eval(&format!("document.querySelector('{offered}')"))?, json!(null))?;
    let form = world.browser()?.open(&format!("{}?play=dialog", FACEBOOK.deep_link), &CookieStore::default())?;
    then_our_elements(&form, 1)?;
    form.click("#content button")?;
    world.when_judged(&form)?;
    // The worker is stopped long before anybody asks; what it was told is not lost.
    world.when_the_background_stops()?;
    popup.page().activate()?;
    popup.page().reload()?;
    popup.page().wait_for(offered)?;
    popup.page().click("[data-platform=facebook] .more > summary")?;
    let tab = world.browser()?.tab_opened_by(|| popup.page().click(offered))?;
    let record = world.browser()?.page(&tab);
    let file = shown(&record)?;
    same("what was seen", file.contains("\"verdict\":\"answer-unclear\""), true)?;
    same("its size", file.len() < MAX_FILE_BYTES, true)?;
    for secret in ["test@example.org", "Test", FACEBOOK.account, "stand-in", "Thanks", "Submit"] {
        same(secret, file.contains(secret), false)?;
    }
    same("the address", file.contains(&format!("\"address\":\"{}\"", FACEBOOK.deep_link)), true)?;
    let region = "document.querySelector('#capture-saved').closest('[role=status]').checkVisibility()";
    same("what will be said has its region", record.eval(region)?, json!(true))?;
    record.click("#capture-save")?;
    record.wait_for("#download[href^=blob][download='bezwaar-page-facebook.json']")?;
    record.wait_for("#capture-saved:not([hidden])")?;
    same("what is stored", world.stored()?.to_string().contains("bezwaar-page"), false)
}

fn words(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    let form = world.browser()?.open(&format!("{}?play=dialog", FACEBOOK.deep_link), &CookieStore::default())?;
    then_our_elements(&form, 1)?;
    let record = world.record_page()?;
    let without = captured(&record)?;
    same("words before", Capture::read(&without).map(|capture| capture.words.len()), Ok(0))?;
    record.click("#capture-words")?;
    record.wait_for("#capture-wording:not([hidden])")?;
    let with = Capture::read(&shown(&record)?).map_err(|error| error.to_string())?;
    let texts: Vec<&str> = with.words.iter().map(|word| word.text.as_str()).collect();
    same("the button's word", texts.contains(&"Submit"), true)?;
    record.click("#capture-list li:last-child input")?;
    let fewer = Capture::read(&shown(&record)?).map_err(|error| error.to_string())?;
    same("one less", fewer.words.len() + 1, with.words.len())?;
    record.click("#capture-words")?;
    same("none again", shown(&record)?, without)
}

/// The expression that keeps the page busy from its next turn on, for longer than anybody waits.
const BUSY: &str = "(channel => {
    channel.port1.onmessage = () => { const end = Date.now() + 12000; while (Date.now() < end); };
    channel.port2.postMessage(null);
    return null;
})(new MessageChannel())";

fn silent(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&LINKEDIN)?;
    let record = world.record_page()?;
    record.click("#capture-open")?;
    record.wait_for("#capture-none:not([hidden])")?;
    let page = world.browser()?.open(&format!("{}?is=on", LINKEDIN.deep_link), &CookieStore::default())?;
    page.wait_for("input[role=switch]")?;
    record.activate()?;
    record.click("#capture-open")?;
    record.wait_for("#capture-tabs button")?;
    page.close()?;
    record.click("#capture-tabs button")?;
    record.wait_for("#capture-failed:not([hidden])")?;
    record.wait_for("#capture h2:focus")?;
    let page = world.browser()?.open(&format!("{}?is=on", LINKEDIN.deep_link), &CookieStore::default())?;
    page.wait_for("input[role=switch]")?;
    record.activate()?;
    record.click("#capture-open")?;
    wait_until("the page is listed", PATIENCE, || {
        let listed = record.eval("document.querySelectorAll('#capture-choose:not([hidden]) button').length")?;
        Ok(Seen::when(listed == json!(1), listed))
    })?;
    page.eval(BUSY)?;
    record.click("#capture-tabs button")?;
    record.wait_for("#capture-failed:not([hidden])")
}
