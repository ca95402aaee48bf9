//! Tests the companion beside Meta's forms.

use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::page::{Key, Page};
use crate::panel::{ask, inside, is_open, press, says, then_our_elements};
use crate::sites::{FACEBOOK, INSTAGRAM, Site};
use crate::wait::Outcome;
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("companion: fills in a reason when asked, in the page's language, and nothing else", reason),
    both("companion: says where somebody landed, and where to go from there", landed),
    both("companion: leads from account to account until nothing is left to do", leads_on),
    both("companion: asks what a message says, in the row of the account", asks),
    both("companion: stands beside a form that was open before the extension came, which is noted when sent", was_open),
    both("companion: folds and unfolds by keyboard, and starts folded in a narrow window", folds),
];

fn form<'a>(world: &'a World, site: &Site, query: &str) -> Outcome<Page<'a>> {
    let page = world.browser()?.open(&format!("{}?{query}", site.deep_link), &CookieStore::default())?;
    then_our_elements(&page, 1)?;
    Ok(page)
}

/// The expression for the values of all fields that people see.
const VALUES: &str =
    "[...document.querySelectorAll('#content input:not([type=hidden]), #content textarea')].map(e => e.value)";

fn reason(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&INSTAGRAM)?;
    for (site, query, lang) in [
        (&FACEBOOK, "lang=nl", "nl"),
        (&FACEBOOK, "lang=en", "en"),
        (&FACEBOOK, "lang=xx", "en"),
        (&INSTAGRAM, "lang=nl-NL&react", "nl"),
    ] {
        let page = form(world, site, query)?;
        same("what is filled in unasked", page.eval(VALUES)?, json!(["test@example.org", ""]))?;
        let said = inside(&page)?.text();
        same("whether anything is said before", said.contains("Filled in."), false)?;
        // A region that arrives together with its text is not read out.
        let region = inside(&page)?.classed("feedback")?;
        same("the region before", page.ask_node(&region, "e => [e.role, e.textContent]")?, json!(["status", ""]))?;
        press(&page, "Put in a short reason")?;
        says(&page, "Filled in. Read it")?;
        same("the same one speaks", page.ask_node(&region, "e => e.isConnected && e.textContent != ''")?, json!(true))?;
        let text = world.message(lang, "companion_reason_text")?;
        same("what is filled in", page.eval(VALUES)?, json!(["test@example.org", text]))?;
        page.wait_for("#content :is(button, [role=button])")?;
        page.close()?;
    }
    // A riddle has a hidden field of its own, and what the person wrote stays.
    let page = form(world, &FACEBOOK, "lang=en")?;
    page.eval(
        "document.querySelector('#content textarea').insertAdjacentHTML('beforebegin',
         '<textarea name=g-recaptcha-response hidden></textarea><textarea>My own words</textarea>')",
    )?;
    press(&page, "Put in a short reason")?;
    says(&page, "Filled in. Read it")?;
    let text = world.message("en", "companion_reason_text")?;
    same("what is filled in", page.eval(VALUES)?, json!(["test@example.org", "", "My own words", text]))?;
    same("accounts with something noted", world.records()?.accounts().count(), 0)
}

fn landed(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    let page = form(world, &FACEBOOK, "play=missing")?;
    says(&page, "No form was found on this page.")?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Open the form again"))?;
    same("the form, anew", tab.url.as_str(), FACEBOOK.deep_link)?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Second version of the form"))?;
    same("the other form", tab.url.ends_with("/help/contact/712876720715583"), true)?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Meta’s page about AI"))?;
    same("the page that explains", tab.url.as_str(), "https://www.facebook.com/privacy/genai")?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Object without the form"))?;
    same("the guide", tab.url, world.browser()?.extension_url("guide.html?facebook/#locked-out"))?;
    page.close()?;
    let other_right = "https://www.facebook.com/help/contact/510058597920541";
    let page = world.browser()?.open(other_right, &CookieStore::default())?;
    says(&page, "is not noted as an objection")?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Object"))?;
    same("the right form", tab.url.as_str(), FACEBOOK.deep_link)?;
    page.close()?;
    let page = form(world, &FACEBOOK, "")?;
    world.when_the_site_sets(&FACEBOOK, &["i_user=42; Domain=.facebook.com; Path=/; Secure; SameSite=None"])?;
    world.browser()?.come_back_to(&page)?;
    says(&page, "Page")?;
    world.when_logged_out(&FACEBOOK)?;
    world.browser()?.come_back_to(&page)?;
    says(&page, "You are not logged in to Facebook")
}

fn leads_on(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("2")?;
    let page = form(world, &FACEBOOK, "play=replace")?;
    page.click("#content button")?;
    says(&page, "Meta’s page showed no error.")?;
    let before = world.stored()?["document"].clone();
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Next: Instagram"))?;
    same("the form of the next account", tab.url.as_str(), INSTAGRAM.deep_link)?;
    same("what is recorded after the press", world.stored()?["document"].clone(), before)?;
    let next = world.browser()?.page(&tab);
    next.navigate(&format!("{}?play=replace", INSTAGRAM.deep_link))?;
    then_our_elements(&next, 1)?;
    next.click("#content button")?;
    says(&next, "Nothing more to do right now.")?;
    let own = |name: &str| world.browser().map(|browser| browser.extension_url(name));
    let tab = world.browser()?.tab_opened_by(|| press(&next, "Tell others"))?;
    same("how to tell others", tab.url, own("guide.html#friends")?)?;
    let tab = world.browser()?.tab_opened_by(|| press(&next, "My overview"))?;
    same("the overview", tab.url, own("record.html")?)?;
    // The page with the first form knows of it, too, as soon as somebody looks at it.
    page.activate()?;
    says(&page, "Nothing more to do right now.")
}

fn asks(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    let page = form(world, &FACEBOOK, "play=dialog")?;
    page.click("#content button")?;
    says(&page, "Meta shows a message. Does it say that your request arrived?")?;
    world.then_popup_row(&FACEBOOK, "pending")?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Answer"))?;
    same("where it is answered", tab.url, world.browser()?.extension_url("popup.html#done/facebook"))?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Open the form again"))?;
    same("the form, anew", tab.url.as_str(), FACEBOOK.deep_link)
}

fn was_open(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_logged_in(&FACEBOOK)?;
    let url = format!("{}?play=replace", FACEBOOK.deep_link);
    let id = world.browser()?.open(&url, &CookieStore::default())?.id().to_owned();
    world.when_bezwaar_is_installed()?;
    let page = Page::new(world.browser()?.driver().bidi(), id);
    page.activate()?;
    says(&page, "This is Meta’s form.")?;
    page.click("#content button")?;
    says(&page, "Meta’s page showed no error.")?;
    world.then_popup_row(&FACEBOOK, "recorded").map(drop)
}

fn folds(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    let page = form(world, &FACEBOOK, "play=replace")?;
    says(&page, "Click “Submit”")?;
    same("whether it is open", is_open(&page)?, true)?;
    // The keyboard reaches the companion's title first, where Enter folds and unfolds it.
    page.activate()?;
    page.press(Key::Tab)?;
    let ours = "document.documentElement.children[1] === document.activeElement";
    same("the focus is in the companion", page.eval(ours)?, json!(true))?;
    for expected in [false, true] {
        page.press(Key::Enter)?;
        same("whether it is open after Enter", is_open(&page)?, expected)?;
    }
    page.press(Key::Escape)?;
    same("whether it is open after Escape", is_open(&page)?, false)?;
    then_our_elements(&page, 1)?;
    let is_right = "e => e.closest('.bezwaar').getBoundingClientRect().left > innerWidth / 2";
    for (direction, expected) in [("ltr", true), ("rtl", false), ("ltr", true)] {
        page.eval(&format!("(document.documentElement.dir = {direction:?})"))?;
        same(
            &format!("whether it is at the right of a page in {direction}"),
            ask(&page, "Hide", is_right)?,
            json!(expected),
        )?;
    }
    page.resize(640, 640, 1.0)?;
    page.reload()?;
    then_our_elements(&page, 1)?;
    same("whether it is open in a narrow window", is_open(&page)?, false)?;
    // The companion tells there, too, what was seen.
    page.click("#content button")?;
    says(&page, "Meta’s page showed no error.")?;
    same("whether it is open after the sending", is_open(&page)?, true)?;
    // A message without steps that was folded makes room for the next one.
    page.reload()?;
    says(&page, "on record for this account")?;
    page.activate()?;
    page.press(Key::Tab)?;
    page.press(Key::Escape)?;
    same("whether it is open after Escape", is_open(&page)?, false)?;
    page.click("#content button")?;
    says(&page, "Meta’s page showed no error.")?;
    same("whether it is open after another sending", is_open(&page)?, true)
}
