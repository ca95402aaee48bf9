//! Brings the extension's pages into their main states, and looks at each in both themes, narrow, and from right to
//! left.

use crate::browser::CookieStore;
use crate::page::Page;
use crate::record_steps::{DAY_MS, now};
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, ON_REQUEST, all};
use crate::wait::Outcome;
use crate::world::World;
use bezwaar::core::history::event::{EntryId, Event, FormNumber};
use bezwaar::core::records::Stamp;
use bezwaar::core::time::Timestamp;
use bezwaar::platforms::PlatformId;

/// The width that the popup gives itself, and that of a tab.
const POPUP_WIDTH_PX: u32 = 380;
const TAB_WIDTH_PX: u32 = 1000;

/// Looks at the pages while something is to be done.
pub(crate) fn due(world: &mut World, language: &'static str) -> Outcome {
    world.given_language(language);
    world.given_a_browser()?;
    world.when_bezwaar_arrives()?;
    let popup = world.popup()?;
    world.then_looks_fine(popup.page(), "popup-logged-out", POPUP_WIDTH_PX)?;
    for site in [&FACEBOOK, &INSTAGRAM, &LINKEDIN] {
        world.when_logged_in(site)?;
    }
    popup.row(&LINKEDIN, &CookieStore::default(), "not-recorded")?;
    world.then_looks_fine(popup.page(), "popup-due", POPUP_WIDTH_PX)?;
    popup
        .page()
        .eval("document.querySelectorAll('[data-platform=facebook] details').forEach(fold => fold.open = true)")?;
    world.then_looks_fine(popup.page(), "popup-unfolded", POPUP_WIDTH_PX)?;
    world.then_looks_fine(&world.welcome()?, "welcome", TAB_WIDTH_PX)?;
    let record = page(world, "record.html")?;
    world.then_looks_fine(&record, "record-empty", TAB_WIDTH_PX)
}

/// Looks at the pages while something is recorded, or sent and not answered yet.
pub(crate) fn recorded(world: &mut World, language: &'static str) -> Outcome {
    world.given_language(language);
    world.given_bezwaar_watches(ON_REQUEST[0])?;
    for site in all() {
        world.when_logged_in(site)?;
    }
    // This fills the list of reminders.
    world.when_logged_in_as(&INSTAGRAM, "2000", &CookieStore::default())?;
    world.popup()?.act(&INSTAGRAM, &CookieStore::default(), "snooze-week")?;
    world.when_logged_in(&INSTAGRAM)?;
    let popup = world.popup()?;
    popup.row(&INSTAGRAM, &CookieStore::default(), "not-recorded")?;
    popup.act(&FACEBOOK, &CookieStore::default(), "decline")?;
    popup.row(&FACEBOOK, &CookieStore::default(), "declined")?;
    popup.act(&FACEBOOK, &CookieStore::default(), "undo")?;
    popup.act(&INSTAGRAM, &CookieStore::default(), "declare-2024")?;
    popup.act(&LINKEDIN, &CookieStore::default(), "declare-undated")?;
    noted(world, &[Event::Submitted(FormNumber::new("6359191084165019"))])?;
    // The popup looks as it does for somebody who opens it now.
    popup.page().reload()?;
    popup.row(&FACEBOOK, &CookieStore::default(), "pending")?;
    world.then_looks_fine(popup.page(), "popup-pending", POPUP_WIDTH_PX)?;
    noted(world, &[Event::NoErrorSeen(FormNumber::new("6359191084165019"))])?;
    popup.page().reload()?;
    popup.row(&FACEBOOK, &CookieStore::default(), "recorded")?;
    world.then_looks_fine(popup.page(), "popup-recorded", POPUP_WIDTH_PX)?;
    let record = page(world, "record.html")?;
    record.click("#report-sites button")?;
    record.wait_for("#report:not([hidden])")?;
    world.then_looks_fine(&record, "record", TAB_WIDTH_PX)
}

/// Looks at the pages when one was read wrongly: from the popup to the file with its words.
pub(crate) fn captured(world: &mut World, language: &'static str) -> Outcome {
    world.given_language(language);
    world.given_bezwaar()?;
    for site in [&FACEBOOK, &INSTAGRAM, &LINKEDIN] {
        world.when_logged_in(site)?;
    }
    let form = world.browser()?.open(&format!("{}?play=dialog", FACEBOOK.deep_link), &CookieStore::default())?;
    form.wait_for("#content button")?;
    let popup = world.popup()?;
    popup.page().wait_for("[data-platform=facebook] [data-offer=capture]")?;
    popup.page().eval("(document.querySelector('[data-platform=facebook] details').open = true)")?;
    world.then_looks_fine(popup.page(), "popup-capture", POPUP_WIDTH_PX)?;
    let record = page(world, "record.html")?;
    record.click("#capture-open")?;
    record.wait_for("#capture-tabs button")?;
    world.then_looks_fine(&record, "record-choose", TAB_WIDTH_PX)?;
    record.click("#capture-tabs button")?;
    record.wait_for("#captured:not([hidden])")?;
    record.click("#capture-words")?;
    record.click("#capture-save")?;
    record.wait_for("#capture-saved:not([hidden])")?;
    world.then_looks_fine(&record, "record-captured", TAB_WIDTH_PX)
}

/// Looks at the pages while it is not clear who is logged in, and access to a site is withheld.
pub(crate) fn unclear(world: &mut World, language: &'static str) -> Outcome {
    world.given_language(language);
    world.given_bezwaar()?;
    world.when_the_site_sets(&FACEBOOK, &["c_user=17; Domain=.facebook.com; Path=/; Secure; Max-Age=9999"])?;
    world.when_access_is_withheld(&INSTAGRAM)?;
    let popup = world.popup()?;
    popup.row(&FACEBOOK, &CookieStore::default(), "unknown")?;
    popup.row(&INSTAGRAM, &CookieStore::default(), "no-access")?;
    world.then_looks_fine(popup.page(), "popup-unclear", POPUP_WIDTH_PX)?;
    world.then_looks_fine(&page(world, "welcome.html")?, "welcome-unclear", TAB_WIDTH_PX)
}

/// Looks at the guide.
pub(crate) fn guide(world: &mut World, language: &'static str) -> Outcome {
    world.given_language(language);
    world.given_bezwaar()?;
    world.then_looks_fine(&page(world, "guide.html")?, "guide", TAB_WIDTH_PX)
}

fn page<'a>(world: &'a World, name: &str) -> Outcome<Page<'a>> {
    let browser = world.browser()?;
    let page = browser.open(&browser.extension_url(name), &CookieStore::default())?;
    page.wait_for("main[data-state=ready]").map(|()| page)
}

/// Puts events into the history of the Facebook account, an hour ago.
fn noted(world: &World, events: &[Event]) -> Outcome {
    let mut records = world.records()?;
    let key = records.accounts().find(|(key, _)| key.platform == PlatformId::Facebook).map(|(key, _)| key.clone());
    let key = key.ok_or("there is no Facebook account")?;
    let now = Timestamp(now()?.0 - DAY_MS / 24);
    for event in events {
        let id = EntryId::derived("looks", event.kind());
        let stamp = Stamp { now, id, version: "0.1.0" };
        records.append(&key, event.clone(), &stamp).map_err(|refused| format!("{refused:?}"))?;
    }
    world.given_records(&records)
}
