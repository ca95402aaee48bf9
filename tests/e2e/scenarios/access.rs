//! The user may withhold access to a site at any time. That must never look like "logged out" or "done".

use super::{Scenario, both, in_chromium, in_firefox, own_browser};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::panel::says;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, Site};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("access: withheld from the only login, and granted again", only_login),
    both("access: withheld from one of two logins, and granted again", one_of_two),
    both("access: granted while the background is stopped", granted_asleep),
    both("access: granted beside a form that is open, which is watched from then on", granted_beside_a_form),
    in_chromium("access: blocked by a policy that leaves the promise of access", by_policy),
    in_chromium("access: blocked by a policy at the form alone is named in the popup", form_by_policy),
    in_chromium("access: blocked by a policy at the host of the form and the login", host_by_policy),
    in_chromium("access: blocked by a policy that hides a part of the login", in_part_by_policy),
    own_browser(in_firefox("access: Firefox lets no script into a page that it protects", protected)),
];

const BLOCKED: &str = include_str!("../scripts/blocked-by-policy.js");
const HIDDEN: &str = include_str!("../scripts/hidden-by-policy.js");

fn only_login(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    world.when_access_is_withheld(&FACEBOOK)?;
    world.then_badge("?")?;
    world.then_tooltip_names(&[&FACEBOOK])?;
    let row = world.then_popup_row(&FACEBOOK, "no-access")?;
    same("the button", row.action.as_deref(), Some("grant"))?;
    world.when_access_is_granted(&FACEBOOK)?;
    world.then_badge("1")?;
    world.then_popup_row(&FACEBOOK, "not-recorded").map(drop)
}

fn one_of_two(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("2")?;
    world.when_access_is_withheld(&FACEBOOK)?;
    world.then_badge("1")?;
    world.then_popup_row(&FACEBOOK, "no-access")?;
    world.then_popup_row(&INSTAGRAM, "not-recorded")?;
    world.when_access_is_granted(&FACEBOOK)?;
    world.then_badge("2").map(drop)
}

fn granted_asleep(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("1")?;
    world.when_access_is_withheld(&INSTAGRAM)?;
    world.then_badge("?")?;
    world.when_the_background_stops()?;
    world.when_access_is_granted(&INSTAGRAM)?;
    world.then_badge("1").map(drop)
}

fn granted_beside_a_form(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    world.when_access_is_withheld(&FACEBOOK)?;
    world.then_badge("?")?;
    let page = world.browser()?.open(&format!("{}?play=replace", FACEBOOK.deep_link), &CookieStore::default())?;
    world.when_access_is_granted(&FACEBOOK)?;
    world.then_badge("1")?;
    says(&page, "This is Meta’s form.")?;
    page.click("#content button")?;
    says(&page, "Meta’s page showed no error.")?;
    world.then_badge("✓").map(drop)
}

/// Lets whoever manages the browser block the site: the popup says so, and nobody is asked for a permission that helps
/// nothing.
fn by_policy(world: &mut World) -> Outcome {
    world.given_bezwaar_after(BLOCKED)?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("1")?;
    let row = world.then_popup_row(&FACEBOOK, "no-access")?;
    let said = world.message("en", "state_blocked_admin")?.replace("$1", "facebook.com");
    same("what is said", row.text.contains(&said), true)?;
    same("the button", row.action.as_deref(), Some("guide"))?;
    world.then_popup_row(&INSTAGRAM, "not-recorded").map(drop)
}

/// The login is seen, and the account stays due; only the page of the form is out of reach.
fn form_by_policy(world: &mut World) -> Outcome {
    world.given_bezwaar_after(&BLOCKED.replace("facebook.com", "help.instagram.com"))?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("1")?;
    then_blocked_at(world, &INSTAGRAM, "help.instagram.com")
}

fn then_blocked_at(world: &World, site: &Site, host: &str) -> Outcome {
    let said = world.message("en", "state_blocked_admin")?.replace("$1", host);
    let popup = world.popup()?;
    wait_until("the popup says so", PATIENCE, || {
        let row = popup.row(site, &CookieStore::default(), "not-recorded")?;
        Ok(Seen::when(row.text.contains(&said), row.text))
    })
}

/// The cookies of the whole domain are shown, and those of the host that the form is on are not.
fn host_by_policy(world: &mut World) -> Outcome {
    world.given_bezwaar_after(&HIDDEN.replace("www.linkedin.com", "www.facebook.com"))?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    then_blocked_at(world, &FACEBOOK, "www.facebook.com")
}

/// One cookie of the login is shown, and the other one is not.
fn in_part_by_policy(world: &mut World) -> Outcome {
    world.given_bezwaar_after(HIDDEN)?;
    world.when_logged_in(&LINKEDIN)?;
    world.then_popup_row(&LINKEDIN, "no-access").map(drop)
}

/// The account is seen by its cookies, so it is still due and the person can still say that it is done. Only what would be
/// seen in the page is not, and the popup says so while such a page is in front.
fn protected(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1")?;
    let open = world.browser()?.open(FACEBOOK.deep_link, &CookieStore::default())?;
    let unprotected = popup_over(world, &open)?;
    unprotected.wait_for("main[data-state=ready]")?;
    let said = world.message("en", "state_blocked_firefox")?.replace("$1", "facebook.com");
    let text = "document.querySelector('[data-platform=facebook] .state')?.textContent";
    let says = |popup: &Page<'_>| Ok::<_, String>(popup.eval(text)?.as_str().unwrap_or_default().contains(&said));
    // This is twice as long as the twin below takes: the popup asks once, as soon as it is drawn.
    unprotected.eval("new Promise(done => requestIdleCallback(() => setTimeout(done, 200, null)))")?;
    same("that nothing is said", says(&unprotected)?, false)?;
    unprotected.close()?;
    let protected = json!("www.facebook.com,facebook.com");
    world.browser()?.driver().set_preference("extensions.quarantinedDomains.list", &protected)?;
    open.reload()?;
    let popup = popup_over(world, &open)?;
    wait_until("the reason is named", PATIENCE, || Ok(Seen::when(says(&popup)?, popup.eval(text)?.to_string())))?;
    popup.close()?;
    // Nothing tells an extension whether it is that list or the one that only a preference has.
    world.browser()?.driver().set_preference("extensions.quarantinedDomains.list", &json!(""))?;
    world.browser()?.driver().set_preference("extensions.webextensions.restrictedDomains", &protected)?;
    open.reload()?;
    let popup = popup_over(world, &open)?;
    wait_until("the reason is named", PATIENCE, || Ok(Seen::when(says(&popup)?, popup.eval(text)?.to_string())))?;
    popup.close()?;
    world.popup()?.act(&FACEBOOK, &CookieStore::default(), "declare-2025")?;
    world.then_badge("").map(drop)
}

/// Opens the popup while this page is in front of the person.
fn popup_over<'a>(world: &'a World, page: &Page<'a>) -> Outcome<Page<'a>> {
    let browser = world.browser()?;
    page.activate()?;
    browser.open_behind(&browser.extension_url("popup.html"), &CookieStore::default())
}
