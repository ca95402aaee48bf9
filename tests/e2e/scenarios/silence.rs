//! Nothing is sent because of Bezwaar. The runner watches every scenario for what nobody knows; here, the same steps are
//! taken without the extension and with it, and the same is sent.

use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::panel::{press, says, then_our_elements};
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, SITES, Site};
use crate::traffic::Owner;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] =
    &[both("silence: the main path sends the same without Bezwaar and with it", compared)];

/// The time in which a page or an extension sends whatever it sends late, in milliseconds.
const A_WHILE_MS: u32 = 1200;

fn compared(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    walk(world, false)?;
    let without = world.traffic().of(Owner::Page);
    for site in SITES {
        world.when_logged_out(site)?;
    }
    world.when_bezwaar_is_installed()?;
    world.traffic().forget();
    walk(world, true)?;
    let mut with = world.traffic().of(Owner::Page);
    same("the walk sends something", without.values().sum::<usize>() > 10, true)?;
    // The person opened these through us: the form, from the banner and from the popup, and the switch.
    let opened = [(FACEBOOK.deep_link, 1), (INSTAGRAM.deep_link, 1), (LINKEDIN.deep_link, 1)];
    for (address, times) in opened {
        let name = format!("GET {}", address.trim_start_matches("https://"));
        *with.get_mut(&name).ok_or_else(|| format!("{name} was not sent"))? -= times;
    }
    // A page of LinkedIn's settings brings its own script along.
    if let Some(script) = with.get_mut("GET www.linkedin.com/stand-in/switch.js") {
        *script -= 1;
    }
    let differs = |(name, times): (&String, &usize)| (without.get(name) != Some(times)).then(|| name.clone());
    let more: Vec<String> = with.iter().filter_map(differs).collect();
    same(&format!("sent with Bezwaar alone: {more:?}; without it"), with, without)
}

/// Does what people do on the sites; with the extension, also everything that they do in it.
fn walk(world: &World, ours: bool) -> Outcome {
    for site in SITES {
        world.when_logged_in(site)?;
        let page = world.browser()?.open(site.home, &CookieStore::default())?;
        let due = ours && site.platform != LINKEDIN.platform;
        then_our_elements(&page, u64::from(due))?;
        world.when_time_passes(&page, A_WHILE_MS)?;
        if due && site.platform == FACEBOOK.platform {
            close(world, &page, |page| press(page, "Object"))?;
            close(world, &page, |page| press(page, "Already done"))?;
        }
        page.close()?;
    }
    if ours {
        own_pages(world)?;
    }
    for site in [&FACEBOOK, &INSTAGRAM] {
        let page = world.browser()?.open(&format!("{}?play=replace", site.deep_link), &CookieStore::default())?;
        then_our_elements(&page, u64::from(ours))?;
        page.click("#content button")?;
        // It is gone once the server has answered, with Bezwaar and without.
        page.wait_for("#content:not(:has(form))")?;
        world.when_time_passes(&page, A_WHILE_MS)?;
        if ours {
            says(&page, "Meta’s page showed no error.")?;
        }
        page.close()?;
    }
    let page = world.browser()?.open(&format!("{}?is=on", LINKEDIN.deep_link), &CookieStore::default())?;
    page.wait_for("input[role=switch]")?;
    page.click("label.artdeco-toggle__label")?;
    wait_until("the change is saved", PATIENCE, || {
        let saved = "performance.getEntriesByType('resource').some(({ initiatorType }) => initiatorType === 'fetch')";
        let saved = page.eval(saved)?;
        Ok(Seen::when(saved == json!(true), saved))
    })?;
    world.when_time_passes(&page, A_WHILE_MS)?;
    page.close()
}

/// Opens the popup and follows its two buttons, then the record page, the guide and the welcome page.
fn own_pages(world: &World) -> Outcome {
    let popup = world.popup()?;
    for site in [&INSTAGRAM, &LINKEDIN] {
        opened(world, &popup, site)?;
    }
    popup.page().close()?;
    for name in ["record.html", "guide.html", "welcome.html"] {
        let browser = world.browser()?;
        let page = browser.open(&browser.extension_url(name), &CookieStore::default())?;
        page.wait_for("main[data-state=ready]")?;
        page.close()?;
    }
    Ok(())
}

fn opened(world: &World, popup: &crate::popup::Popup<'_>, site: &Site) -> Outcome {
    let row = popup.row(site, &CookieStore::default(), "not-recorded")?;
    let tab = popup.click(&row)?;
    world.then_tab_shows(&tab, site.deep_link, &CookieStore::default())?;
    let page = world.browser()?.page(&tab);
    page.wait_for("input[role=switch], #content form")?;
    world.when_time_passes(&page, A_WHILE_MS)?;
    page.close()
}

/// Presses something, and closes the tab that opens once it has loaded.
fn close(world: &World, page: &Page<'_>, press: impl FnOnce(&Page<'_>) -> Outcome) -> Outcome {
    let tab = world.browser()?.tab_opened_by(|| press(page))?;
    let opened = world.browser()?.page(&tab);
    opened.wait_for("h1")?;
    world.when_time_passes(&opened, A_WHILE_MS)?;
    opened.close()
}
