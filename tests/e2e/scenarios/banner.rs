//! Tests the banner on Meta's sites, on feeds that behave as badly as the real ones do.

use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::page::{Key, Page};
use crate::panel::{ask, host, inside, looks_anew, press, says, then_dark, then_our_elements};
use crate::sites::{FACEBOOK, INSTAGRAM, Site};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("banner: shown where something is due, gone everywhere once it is not", banner),
    both("banner: asks for the mail two days after sending, and never to object again", asks_for_mail),
    both("banner: takes at most half of a narrow window, however large the letters", half),
    both("banner: serves tabs that were open before", open_before),
    both("banner: survives hydration, a new root and a new document; gives up when unwanted", survives),
    both("banner: stays while the page goes elsewhere without loading, not to messages", navigates),
    both("banner: yields to dialogs, is as dark as the page, and stays off paper", follows_the_page),
    both("banner: in every language of the page and under every host name", languages),
    both("banner: its buttons do what they say, by pointer and keyboard, and record nothing", buttons),
];

/// Logs somebody in; pages that are loaded from now on get the content script.
pub(super) fn due(world: &World, site: &Site) -> Outcome {
    world.when_logged_in(site)?;
    let page = world.browser()?.probe()?;
    wait_until(&format!("scripts are registered for {}", site.name), PATIENCE, || {
        let found = page.eval("chrome.scripting.getRegisteredContentScripts()")?;
        Ok(Seen::when(found.to_string().contains(site.domain), found.to_string()))
    })
}

fn banner(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    for site in [&FACEBOOK, &INSTAGRAM] {
        due(world, site)?;
        let page = world.browser()?.open(site.home, &CookieStore::default())?;
        then_our_elements(&page, 1)?;
        let popup = world.popup()?;
        popup.act(site, &CookieStore::default(), "declare-2024")?;
        then_our_elements(&page, 0)?;
        page.reload()?;
        world.when_judged(&page)?;
        then_our_elements(&page, 0)?;
    }
    world.then_badge("")?;
    let registered = world.apis()?.eval("chrome.scripting.getRegisteredContentScripts()")?;
    same("what is registered when nothing is due", registered, json!([]))?;
    // Any message would start it again.
    world.when_the_background_stops()?;
    for site in [&FACEBOOK, &INSTAGRAM] {
        let page = world.browser()?.open(site.home, &CookieStore::default())?;
        world.when_judged(&page)?;
        then_our_elements(&page, 0)?;
    }
    same("a page without anything due wakes the background", world.browser()?.driver().background_runs()?, false)
}

fn asks_for_mail(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let form = world.browser()?.open(&format!("{}?play=silent-error", FACEBOOK.deep_link), &CookieStore::default())?;
    then_our_elements(&form, 1)?;
    form.click("#content button")?;
    world.when_judged(&form)?;
    world.then_popup_row(&FACEBOOK, "pending")?;
    form.close()?;
    let page = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
    world.when_judged(&page)?;
    then_our_elements(&page, 0)?;
    world.when_days_go_by(2)?;
    page.activate()?;
    page.reload()?;
    says(&page, "Has an email from Meta come?")?;
    let said = inside(&page)?.text();
    same("whether it asks to object", said.contains("Object"), false)?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Yes, an email has come"))?;
    same("where it is answered", tab.url, world.browser()?.extension_url("popup.html#done/facebook"))?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Open the form"))?;
    world.then_tab_shows(&tab, FACEBOOK.deep_link, &CookieStore::default())?;
    world.then_popup_row(&FACEBOOK, "pending")?;
    // Nobody is asked what they have just answered.
    then_our_elements(&page, 1)?;
    world.popup()?.act(&FACEBOOK, &CookieStore::default(), "mail-not-yet")?;
    then_our_elements(&page, 0)
}

/// Makes the letters as large as somebody has them who has set 24 pixels as the least.
fn half(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = feed(world, "1001", "")?;
    page.resize(320, 640, 1.0)?;
    says(&page, "Not today")?;
    looks_anew(&page)?;
    let larger = "e => { const banner = e.closest('dialog');
        for (const it of [banner, ...banner.querySelectorAll('*')]) it.style.fontSize = '24px'; return 1 }";
    ask(&page, "Not today", larger)?;
    let fits = "e => { const banner = e.closest('dialog'); const { left, right, height } = banner.getBoundingClientRect();
        return height <= innerHeight / 2 && left >= 0 && right <= innerWidth && banner.scrollWidth <= banner.clientWidth }";
    same("half of the height, all of the width, nothing cut", ask(&page, "Not today", fits)?, json!(true))?;
    // The first button closes it; the rest can be scrolled to.
    press(&page, "✕")?;
    then_our_elements(&page, 0)
}

fn open_before(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_logged_in(&FACEBOOK)?;
    let id = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?.id().to_owned();
    world.when_bezwaar_is_installed()?;
    let page = Page::new(world.browser()?.driver().bidi(), id);
    page.activate()?;
    then_our_elements(&page, 1)
}

/// Opens the feed with somebody new logged in, so that the day's banner is still to come.
pub(super) fn feed<'a>(world: &'a World, account: &str, query: &str) -> Outcome<Page<'a>> {
    world.when_logged_in_as(&FACEBOOK, account, &CookieStore::default())?;
    world.browser()?.open(&format!("{}{query}", FACEBOOK.home), &CookieStore::default())
}

pub(super) fn nothing_noted(world: &World) -> Outcome {
    same("accounts with something noted", world.records()?.accounts().count(), 0)
}

fn survives(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    for (account, play) in [("1001", "hydrate"), ("1002", "swap"), ("1003", "whole"), ("1005", "open")] {
        let page = feed(world, account, &format!("?play={play}"))?;
        then_our_elements(&page, 1)?;
        world.when_judged(&page)?;
        then_our_elements(&page, 1)?;
        page.close()?;
    }
    let page = feed(world, "1004", "?play=remover")?;
    wait_until("it was removed as often as it comes", PATIENCE, || {
        let removed = page.eval("window.removed")?;
        Ok(Seen::when(removed == json!(6), removed))
    })?;
    // It stays away.
    world.when_judged(&page)?;
    then_our_elements(&page, 0)?;
    same("so often it was removed", page.eval("window.removed")?, json!(6))
}

fn navigates(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = feed(world, "1001", "")?;
    then_our_elements(&page, 1)?;
    for path in ["/groups/1", "/groups/2"] {
        page.eval(&format!("window.go({path:?})"))?;
        world.when_judged(&page)?;
        then_our_elements(&page, 1)?;
    }
    page.eval("window.go('/messages/t/1')")?;
    then_our_elements(&page, 0)?;
    page.eval("window.go('/groups/3')")?;
    world.when_judged(&page)?;
    then_our_elements(&page, 0)
}

/// Waits until a property of our element has this value.
fn becomes(page: &Page<'_>, property: &str, expected: bool) -> Outcome {
    wait_until(&format!("{property} is {expected}"), PATIENCE, || {
        let now = host(page, property)?;
        Ok(Seen::when(now == json!(expected), now.to_string()))
    })
}

fn follows_the_page(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = feed(world, "1001", "")?;
    then_our_elements(&page, 1)?;
    becomes(&page, "hidden", false)?;
    page.eval("document.body.insertAdjacentHTML('beforeend', '<div role=dialog>Hello</div>')")?;
    becomes(&page, "hidden", true)?;
    page.eval("document.querySelector('[role=dialog]').remove()")?;
    becomes(&page, "hidden", false)?;
    page.eval(
        "(document.body.prepend(Object.assign(document.createElement('button'), { id: 'film' })), \
               document.querySelector('#film').addEventListener('click', it => it.target.requestFullscreen()), 1)",
    )?;
    page.click("#film")?;
    becomes(&page, "hidden", true)?;
    page.eval("document.exitFullscreen().then(() => document.querySelector('#film').remove())")?;
    becomes(&page, "hidden", false)?;
    then_dark(&page, false)?;
    page.eval("document.documentElement.className = '__fb-dark-mode'")?;
    then_dark(&page, true)?;
    page.eval("document.documentElement.className = '__fb-light-mode'")?;
    then_dark(&page, false)?;
    // Another extension darkens the page, of which the site's own class knows nothing.
    page.eval("document.body.style.background = '#181a1b'")?;
    then_dark(&page, true)?;
    page.eval("(document.documentElement.className = '', document.body.style.background = '#f0f2f5')")?;
    then_dark(&page, false)?;
    // A shadow over the ground is no ground.
    page.eval("document.body.style.background = 'rgba(0, 0, 0, 0.05)'")?;
    looks_anew(&page)?;
    then_dark(&page, false)?;
    // The browser's own theme says nothing about a page that does not follow it.
    world.browser()?.driver().emulate(page.id(), &[("prefers-color-scheme", "dark")])?;
    page.eval("document.body.style.background = 'none'")?;
    looks_anew(&page)?;
    then_dark(&page, false)?;
    page.eval("document.documentElement.style.colorScheme = 'light dark'")?;
    then_dark(&page, true)?;
    for (medium, shown) in [("", true), ("print", false), ("", true)] {
        world.browser()?.driver().emulate(page.id(), &[("media", medium)])?;
        same(&format!("whether it is drawn on {medium:?}"), host(&page, "checkVisibility()")?, json!(shown))?;
    }
    Ok(())
}

fn languages(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    for (number, lang) in ["en", "nl", "de", "fr", "it", "ar", "xx"].iter().enumerate() {
        let page = feed(world, &format!("10{number}0"), &format!("?lang={lang}"))?;
        says(&page, "As far as is known, you haven’t yet")?;
        same("our direction", ask(&page, "Not today", "e => getComputedStyle(e).direction")?, json!("ltr"))?;
        same("what the page sees of our language", host(&page, "lang")?, json!(""))?;
        page.close()?;
    }
    for (number, name) in ["web", "m", "de-de", "nl-nl"].iter().enumerate() {
        world.when_logged_in_as(&FACEBOOK, &format!("20{number}0"), &CookieStore::default())?;
        let page = world.browser()?.open(&format!("https://{name}.facebook.com/"), &CookieStore::default())?;
        then_our_elements(&page, 1)?;
        page.close()?;
    }
    Ok(())
}

fn buttons(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = feed(world, "1001", "")?;
    says(&page, "Why am I seeing this?")?;
    same("what has the focus", page.eval("document.activeElement.tagName")?, json!("BODY"))?;
    press(&page, "Why am I seeing this?")?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Object"))?;
    world.then_tab_shows(&tab, FACEBOOK.deep_link, &CookieStore::default())?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Already done"))?;
    let own = |name: &str| world.browser().map(|browser| browser.extension_url(name));
    same("the row of the account", tab.url, own("popup.html#done/facebook")?)?;
    let stored = world.stored()?["banners_off"].clone();
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Stop showing this on Facebook …"))?;
    same("the settings", tab.url, own("record.html#settings")?)?;
    same("where banners are off", world.stored()?["banners_off"].clone(), stored)?;
    press(&page, "Not today")?;
    then_our_elements(&page, 0)?;
    page.reload()?;
    world.when_judged(&page)?;
    then_our_elements(&page, 0)?;
    page.close()?;
    // The same works by keyboard alone; every key also reaches the page.
    let page = feed(world, "1002", "")?;
    then_our_elements(&page, 1)?;
    page.activate()?;
    page.eval("addEventListener('keydown', event => { (window.keys ??= []).push(event.key) })")?;
    page.eval("(document.body.prepend(document.createElement('button')), 1)")?;
    // It comes before everything in the page.
    page.press(Key::Tab)?;
    let ours = "document.documentElement.children[1] === document.activeElement";
    same("the focus is in the banner", page.eval(ours)?, json!(true))?;
    page.press(Key::Escape)?;
    then_our_elements(&page, 0)?;
    same("the page sees the keys", page.eval("window.keys.includes('Tab')")?, json!(true))?;
    nothing_noted(world)
}
