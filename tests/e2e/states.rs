//! The main states of the extension's pages, each looked at in both themes, narrow, and from right to left.

use crate::browser::Store;
use crate::ledger::DAY;
use crate::page::Page;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, ON_REQUEST, all};
use crate::wait::Outcome;
use crate::world::World;
use bezwaar::core::history::event::{EntryId, Event, FormNumber};
use bezwaar::core::records::Stamp;
use bezwaar::core::time::Timestamp;
use bezwaar::platforms::PlatformId;

/// As wide as the popup makes itself, and as a tab.
const POPUP: u32 = 380;
const TAB: u32 = 1000;

/// Something is to be done.
pub(crate) fn due(world: &mut World, language: &'static str) -> Outcome {
    world.given_language(language);
    world.given_a_browser()?;
    world.when_bezwaar_arrives()?;
    let popup = world.popup()?;
    world.then_looks_fine(popup.page(), "popup-logged-out", POPUP)?;
    for site in [&FACEBOOK, &INSTAGRAM, &LINKEDIN] {
        world.when_logged_in(site)?;
    }
    popup.row(&LINKEDIN, &Store::default(), "not-recorded")?;
    world.then_looks_fine(popup.page(), "popup-due", POPUP)?;
    popup
        .page()
        .eval("document.querySelectorAll('[data-platform=facebook] details').forEach(fold => fold.open = true)")?;
    world.then_looks_fine(popup.page(), "popup-unfolded", POPUP)?;
    world.then_looks_fine(&world.welcome()?, "welcome", TAB)?;
    let record = page(world, "record.html")?;
    world.then_looks_fine(&record, "record-empty", TAB)
}

/// Something is recorded, or sent and not answered yet.
pub(crate) fn recorded(world: &mut World, language: &'static str) -> Outcome {
    world.given_language(language);
    world.given_bezwaar_watches(ON_REQUEST[0])?;
    for site in all() {
        world.when_logged_in(site)?;
    }
    // For the list of reminders.
    world.when_logged_in_as(&INSTAGRAM, "2000", &Store::default())?;
    world.popup()?.act(&INSTAGRAM, &Store::default(), "snooze-week")?;
    world.when_logged_in(&INSTAGRAM)?;
    let popup = world.popup()?;
    popup.row(&INSTAGRAM, &Store::default(), "not-recorded")?;
    popup.act(&FACEBOOK, &Store::default(), "decline")?;
    popup.act(&FACEBOOK, &Store::default(), "undo")?;
    popup.act(&INSTAGRAM, &Store::default(), "declare-2024")?;
    popup.act(&LINKEDIN, &Store::default(), "declare-undated")?;
    noted(world, &[Event::Submitted(FormNumber::new("6359191084165019"))])?;
    // As somebody sees it who opens it now.
    popup.page().reload()?;
    popup.row(&FACEBOOK, &Store::default(), "pending")?;
    world.then_looks_fine(popup.page(), "popup-pending", POPUP)?;
    noted(world, &[Event::NoErrorSeen(FormNumber::new("6359191084165019"))])?;
    popup.page().reload()?;
    popup.row(&FACEBOOK, &Store::default(), "recorded")?;
    world.then_looks_fine(popup.page(), "popup-recorded", POPUP)?;
    let record = page(world, "record.html")?;
    record.click("#report-sites button")?;
    record.wait_for("#report:not([hidden])")?;
    world.then_looks_fine(&record, "record", TAB)
}

/// It is not clear who is logged in, and access to a site is withheld.
pub(crate) fn unclear(world: &mut World, language: &'static str) -> Outcome {
    world.given_language(language);
    world.given_bezwaar()?;
    world.when_the_site_sets(&FACEBOOK, &["c_user=17; Domain=.facebook.com; Path=/; Secure; Max-Age=9999"])?;
    world.when_access_is_withheld(&INSTAGRAM)?;
    let popup = world.popup()?;
    popup.row(&FACEBOOK, &Store::default(), "unknown")?;
    popup.row(&INSTAGRAM, &Store::default(), "no-access")?;
    world.then_looks_fine(popup.page(), "popup-unclear", POPUP)?;
    world.then_looks_fine(&page(world, "welcome.html")?, "welcome-unclear", TAB)
}

/// The guide.
pub(crate) fn guide(world: &mut World, language: &'static str) -> Outcome {
    world.given_language(language);
    world.given_bezwaar()?;
    world.then_looks_fine(&page(world, "guide.html")?, "guide", TAB)
}

fn page<'a>(world: &'a World, name: &str) -> Outcome<Page<'a>> {
    let browser = world.browser()?;
    let page = browser.open(&browser.extension_url(name), &Store::default())?;
    page.wait_for("main[data-state=ready]").map(|()| page)
}

/// Puts events into the history of the Facebook account, an hour ago.
fn noted(world: &World, events: &[Event]) -> Outcome {
    let mut document = world.document()?;
    let key = document.accounts().find(|(key, _)| key.platform == PlatformId::Facebook).map(|(key, _)| key.clone());
    let key = key.ok_or("there is no Facebook account")?;
    let now = i64::try_from(std::time::UNIX_EPOCH.elapsed().map_err(|e| e.to_string())?.as_millis());
    let now = Timestamp(now.map_err(|e| e.to_string())? - DAY / 24);
    for event in events {
        let id = EntryId::derived("looks", event.kind());
        let stamp = Stamp { now, id, version: "0.1.0" };
        document.append(&key, event.clone(), &stamp).map_err(|refused| refused.to_string())?;
    }
    world.given_document(&document)
}
