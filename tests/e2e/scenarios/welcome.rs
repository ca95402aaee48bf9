//! Tests the page that opens after the first installation, and never again.

use super::{Scenario, both, in_firefox, own_browser};
use crate::browser::{CookieStore, Tab};
use crate::panel::then_our_elements;
use crate::record_steps::now;
use crate::sites::{FACEBOOK, LINKEDIN};
use crate::wait::Outcome;
use crate::world::{World, same};
use bezwaar::core::message::command::offered_years;
use bezwaar::core::time::Date;
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    own_browser(both("welcome: it opens once, not after a restart and not after an update", once)),
    both("welcome: what was done before is told there, and counts no more", done_before),
    both("welcome: it asks for access that is withheld", asks_for_access),
    both("welcome: what was sent is answered about in the popup, from there and from the overview", answered),
    both("welcome: the hint on the toolbar goes once the icon is pinned, and says so", pinned),
    own_browser(in_firefox("welcome: on a phone it leads through the menu, and speaks of no button", on_a_phone)),
];

fn once(world: &mut World) -> Outcome {
    world.given_bezwaar_for_good_with_its_welcome()?;
    world.welcome()?.close()?;
    world.when_the_browser_restarts()?;
    world.then_nothing_counts(&FACEBOOK)?;
    then_closed(world)?;
    world.when_bezwaar_arrives()?;
    world.then_nothing_counts(&LINKEDIN)?;
    then_closed(world)
}

fn then_closed(world: &World) -> Outcome {
    let tabs = world.browser()?.tabs()?;
    same("welcome pages", tabs.iter().filter(|tab| tab.url.contains("welcome")).count(), 0)
}

/// The expression for the number of answers to "when was it?" that can be pressed now, without those below "a date".
const ANSWERS: &str = "[...document.querySelectorAll('.more [data-act]')].filter(one => one.checkVisibility()).length";

fn done_before(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&LINKEDIN)?;
    world.when_bezwaar_arrives()?;
    world.then_badge("2")?;
    let page = world.welcome()?;
    page.wait_for("[data-platform=instagram][data-state=logged-out] [data-action=visit]")?;
    same("answers in sight", page.eval(ANSWERS)?.as_u64(), Some(0))?;
    page.click("[data-platform=facebook] .more > summary")?;
    let years = offered_years(Date::of(now()?)).count();
    same("answers for one site", page.eval(ANSWERS)?, json!(years + 1))?;
    page.click("[data-platform=facebook] [data-act=declare-2025]")?;
    page.wait_for("[data-platform=facebook][data-state=recorded]")?;
    page.click("[data-platform=linkedin] .more > summary")?;
    page.click("[data-platform=linkedin] .date > summary")?;
    page.click("[data-platform=linkedin] [data-act=declare-day]")?;
    page.wait_for_text("#said", &world.message("en", "not_saved_no_day")?)?;
    page.click("[data-platform=linkedin] [data-act=declare-undated]")?;
    page.wait_for("[data-platform=linkedin][data-state=recorded]")?;
    same("answers left", page.eval(ANSWERS)?.as_u64(), Some(0))?;
    world.then_badge("").map(drop)
}

fn asks_for_access(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_bezwaar_arrives()?;
    world.when_access_is_withheld(&FACEBOOK)?;
    world.welcome()?.wait_for("[data-platform=facebook][data-state=no-access] [data-action=grant]")
}

fn answered(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_bezwaar_arrives()?;
    let page = world.welcome()?;
    let browser = world.browser()?;
    let form = browser.open(&format!("{}?play=dialog", FACEBOOK.deep_link), &CookieStore::default())?;
    then_our_elements(&form, 1)?;
    form.click("#content button")?;
    world.when_judged(&form)?;
    page.activate()?;
    page.wait_for("[data-platform=facebook][data-state=pending] [data-action=answer]")?;
    let answers = "[data-act=arrived]";
    then_asks(world, browser.tab_opened_by(|| page.click("[data-platform=facebook] [data-action=answer]"))?, answers)?;
    let record = world.record_page()?;
    record.wait_for("[data-act=answer]")?;
    let ways = record.eval("document.querySelectorAll('[data-act=open]').length")?;
    same("ways to a form, whose container a record does not tell", ways, json!(0))?;
    then_asks(world, browser.tab_opened_by(|| record.click("[data-act=answer]"))?, answers)?;
    record.close()?;
    // An objection on record is asked about as well, from the first day on: about the e-mail.
    form.navigate(&format!("{}?play=known-dialog", FACEBOOK.deep_link))?;
    form.activate()?;
    then_our_elements(&form, 1)?;
    form.click("#content button")?;
    world.when_judged(&form)?;
    let record = world.record_page()?;
    record.wait_for("[data-state=recorded]:not(:has([data-act=open])) [data-act=answer]")?;
    then_asks(world, browser.tab_opened_by(|| record.click("[data-act=answer]"))?, "[data-act=mail]")
}

/// Waits until the tab shows the popup with this answer about what was sent to Facebook.
fn then_asks(world: &World, tab: Tab, answer: &str) -> Outcome {
    let popup = world.browser()?.page(&tab);
    popup.wait_for(&format!("[data-platform=facebook] .more[open][data-view=answer] {answer}"))?;
    popup.close()
}

/// The script that makes the browser say whether the icon is pinned: nobody can pin it here.
const PINNED: &str =
    "if (globalThis.document) chrome.action.getUserSettings = async () => ({ isOnToolbar: !!window.isPinned });\n";

fn pinned(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_bezwaar_arrives_after(PINNED)?;
    let page = world.welcome()?;
    page.wait_for(".pin[data-pinned=no]")?;
    let shown = "[document.querySelector('.pin h2'), document.querySelector('.done')].map(it => it.checkVisibility())";
    same("the hint, and that it is done", page.eval(shown)?, json!([true, false]))?;
    page.resize(320, 640, 1.0)?;
    let words = "document.querySelector('.how-to').clientWidth > 200";
    same("the words have room in a narrow window", page.eval(words)?, json!(true))?;
    let region = "document.querySelector('.done').closest('[role=status]').checkVisibility()";
    same("what will be said has its region", page.eval(region)?, json!(true))?;
    // The person pins it, and comes back to the page.
    page.eval("(window.isPinned = true, dispatchEvent(new Event('focus')))")?;
    page.wait_for(".pin[data-pinned=now]")?;
    same("the hint, and that it is done", page.eval(shown)?, json!([false, true]))
}

/// Plays a phone as far as a computer can: by the browser's name, and narrow.
fn on_a_phone(world: &mut World) -> Outcome {
    world.setup.user_agent = Some("Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0");
    world.given_a_browser()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_bezwaar_arrives()?;
    let page = world.welcome()?;
    page.resize(360, 740, 2.0)?;
    let shown = "[...document.querySelectorAll('.on-chromium, .on-firefox, .on-android, .on-toolbar')]
        .filter(part => part.checkVisibility()).map(part => part.className)";
    same("the ways to the button", page.eval(shown)?, json!(["on-android"]))?;
    let promise = page.eval("document.querySelector('.pin h2').checkVisibility()")?;
    same("whether it speaks of pinning", promise, json!(false))?;
    let wide = page.eval("document.documentElement.scrollWidth > innerWidth")?;
    same("whether the page is wider than the phone", wide, json!(false))?;
    // The popup is a page there, and stays when it opens another.
    let popup = world.popup()?;
    let tab = popup.click(&popup.row(&FACEBOOK, &CookieStore::default(), "not-recorded")?)?;
    world.then_tab_shows(&tab, FACEBOOK.deep_link, &CookieStore::default())?;
    popup.row(&FACEBOOK, &CookieStore::default(), "not-recorded").map(drop)
}
