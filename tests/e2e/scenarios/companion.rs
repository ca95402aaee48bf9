//! The companion beside Meta's forms.

use super::{Scenario, both};
use crate::browser::Store;
use crate::page::Page;
use crate::panel::{inside, press, says, then_our_elements};
use crate::sites::{FACEBOOK, INSTAGRAM, Site};
use crate::wait::Outcome;
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("companion: fills in a reason when asked, in the page's language, and nothing else", reason),
    both("companion: says where somebody landed, and where to go from there", landed),
    both("companion: asks about the linked account after the acceptance, and shows the receipt", linked),
];

fn form<'a>(world: &'a World, site: &Site, query: &str) -> Outcome<Page<'a>> {
    let page = world.browser()?.open(&format!("{}?{query}", site.deep_link), &Store::default())?;
    then_our_elements(&page, 1)?;
    Ok(page)
}

/// The values of all fields that people see.
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
        press(&page, "Put in a short reason")?;
        let text = world.message(lang, "companion_reason_text")?;
        same("what is filled in", page.eval(VALUES)?, json!(["test@example.org", text]))?;
        page.wait_for("#content :is(button, [role=button])")?;
        page.close()?;
    }
    same("accounts with something noted", world.document()?.accounts().count(), 0)
}

fn landed(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    let page = form(world, &FACEBOOK, "play=missing")?;
    says(&page, "The objection form is not on this page.")?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Second version of the form"))?;
    same("the other form", tab.url.ends_with("/help/contact/712876720715583"), true)?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Meta’s page about AI"))?;
    same("the page that explains", tab.url.as_str(), "https://www.facebook.com/privacy/genai")?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Object without the form"))?;
    same("the guide", tab.url, world.browser()?.extension_url("guide.html#locked-out"))?;
    page.close()?;
    let decoy = "https://www.facebook.com/help/contact/510058597920541";
    let page = world.browser()?.open(decoy, &Store::default())?;
    says(&page, "is not noted as an objection")?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Object"))?;
    same("the right form", tab.url.as_str(), FACEBOOK.deep_link)?;
    page.close()?;
    let page = form(world, &FACEBOOK, "")?;
    world.when_the_site_sets(&FACEBOOK, &["i_user=42; Domain=.facebook.com; Path=/; Secure; SameSite=None"])?;
    page.activate()?;
    says(&page, "Page")?;
    world.when_logged_out(&FACEBOOK)?;
    page.activate()?;
    says(&page, "You are not logged in to Facebook")
}

fn linked(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&INSTAGRAM)?;
    let page = form(world, &FACEBOOK, "play=replace")?;
    page.click("#content button")?;
    says(&page, "Sent. Meta’s page showed no error.")?;
    says(&page, "in the same Accounts Center?")?;
    let own = |name: &str| world.browser().map(|browser| browser.extension_url(name));
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Answer"))?;
    same("where it is answered", tab.url, own("popup.html")?)?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "My overview"))?;
    same("the receipt", tab.url, own("record.html")?)?;
    press(&page, "Close")?;
    then_our_elements(&page, 0)?;
    same("the panel is gone", inside(&page).is_err(), true)
}
