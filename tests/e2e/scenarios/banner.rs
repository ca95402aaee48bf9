//! The banner on Meta's sites, on feeds that behave as badly as the real ones do.

use super::pages::JUDGED;
use super::{Scenario, both};
use crate::browser::Store;
use crate::page::{Key, Page};
use crate::panel::{covers, host, inside, press, says, strangers};
use crate::sites::{FACEBOOK, INSTAGRAM, Site};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("banner: shown where something is due, gone everywhere once it is not", banner),
    both("banner: at most once a day, and not where people log in or write", once_a_day),
    both("banner: serves tabs that were open before", open_before),
    both("banner: survives hydration, a new root and a new document; gives up when unwanted", survives),
    both("banner: stays while the page goes elsewhere without loading, not to messages", navigates),
    both("banner: yields to dialogs, and is as dark as the page", follows_the_page),
    both("banner: in every language of the page and under every host name", languages),
    both("banner: its buttons do what they say, by pointer and keyboard, and record nothing", buttons),
    both("banner: not in frames, behind other tabs, for guests or as a Page", not_there),
    both("banner: a page that presses, hides, moves or covers it gains nothing", hostile),
    both("banner: moves nothing, adds no script or style, covers no header, fits a phone", modest),
    both("banner: one at most after the extension starts anew with tabs open", one_after_update),
];

/// Somebody is logged in, and pages that are loaded from now on get the content script.
pub(super) fn due(world: &World, site: &Site) -> Outcome {
    world.when_logged_in(site)?;
    let page = world.apis()?;
    wait_until(&format!("scripts are registered for {}", site.name), PATIENCE, || {
        let found = page.eval("chrome.scripting.getRegisteredContentScripts()")?;
        Ok(Seen::when(found.to_string().contains(site.domain), found.to_string()))
    })?;
    page.close()
}

fn banner(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    for site in [&FACEBOOK, &INSTAGRAM] {
        due(world, site)?;
        let page = world.browser()?.open(site.home, &Store::default())?;
        strangers(&page, 1)?;
        let popup = world.popup()?;
        popup.act(site, &Store::default(), "declare-2024")?;
        strangers(&page, 0)?;
        page.reload()?;
        page.eval(JUDGED)?;
        strangers(&page, 0)?;
    }
    world.then_badge("")?;
    let registered = world.apis()?.eval("chrome.scripting.getRegisteredContentScripts()")?;
    same("what is registered when nothing is due", registered, json!([]))
}

fn once_a_day(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    for quiet in ["/login/", "/messages/t/1", "/checkpoint/1"] {
        let page = world.browser()?.open(&format!("{}{quiet}", FACEBOOK.origin), &Store::default())?;
        page.eval(JUDGED)?;
        strangers(&page, 0)?;
        page.close()?;
    }
    let page = world.browser()?.open(FACEBOOK.home, &Store::default())?;
    strangers(&page, 1)?;
    page.eval(JUDGED)?;
    page.reload()?;
    page.eval(JUDGED)?;
    strangers(&page, 0)
}

fn open_before(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_logged_in(&FACEBOOK)?;
    let id = world.browser()?.open(FACEBOOK.home, &Store::default())?.id().to_owned();
    world.when_bezwaar_is_installed()?;
    let page = Page::new(world.browser()?.driver().bidi(), id);
    page.activate()?;
    strangers(&page, 1)
}

/// The feed, with somebody new logged in, so that the day's banner is still to come.
fn feed<'a>(world: &'a World, account: &str, query: &str) -> Outcome<Page<'a>> {
    world.when_logged_in_as(&FACEBOOK, account, &Store::default())?;
    world.browser()?.open(&format!("{}{query}", FACEBOOK.home), &Store::default())
}

fn nothing_noted(world: &World) -> Outcome {
    same("accounts with something noted", world.document()?.accounts().count(), 0)
}

fn survives(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    for (account, play) in [("1001", "hydrate"), ("1002", "swap"), ("1003", "whole")] {
        let page = feed(world, account, &format!("?play={play}"))?;
        strangers(&page, 1)?;
        page.eval(JUDGED)?;
        strangers(&page, 1)?;
        page.close()?;
    }
    let page = feed(world, "1004", "?play=remover")?;
    // Six times half a second, and some more.
    page.eval(JUDGED)?;
    page.eval(JUDGED)?;
    strangers(&page, 0)?;
    same("so often it was removed", page.eval("window.removed")?, json!(6))
}

fn navigates(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = feed(world, "1001", "")?;
    strangers(&page, 1)?;
    for path in ["/groups/1", "/groups/2"] {
        page.eval(&format!("window.go({path:?})"))?;
        page.eval(JUDGED)?;
        strangers(&page, 1)?;
    }
    page.eval("window.go('/messages/t/1')")?;
    strangers(&page, 0)?;
    page.eval("window.go('/groups/3')")?;
    page.eval(JUDGED)?;
    strangers(&page, 0)
}

/// A property of our element gets this value.
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
    strangers(&page, 1)?;
    becomes(&page, "hidden", false)?;
    page.eval("document.body.insertAdjacentHTML('beforeend', '<div role=dialog>Hello</div>')")?;
    becomes(&page, "hidden", true)?;
    page.eval("document.querySelector('[role=dialog]').remove()")?;
    becomes(&page, "hidden", false)?;
    becomes(&page, "classList.contains('dark')", false)?;
    page.eval("document.documentElement.className = '__fb-dark-mode'")?;
    becomes(&page, "classList.contains('dark')", true)?;
    page.eval("document.documentElement.className = '__fb-light-mode'")?;
    becomes(&page, "classList.contains('light')", true)?;
    becomes(&page, "classList.contains('dark')", false)
}

fn languages(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    for (number, lang) in ["en", "nl", "de", "fr", "it", "ar", "xx"].iter().enumerate() {
        let page = feed(world, &format!("10{number}0"), &format!("?lang={lang}"))?;
        says(&page, "No objection to AI training is recorded here yet")?;
        same("our direction", host(&page, "dir")?, json!("ltr"))?;
        page.close()?;
    }
    for (number, name) in ["web", "m", "de-de", "nl-nl"].iter().enumerate() {
        world.when_logged_in_as(&FACEBOOK, &format!("20{number}0"), &Store::default())?;
        let page = world.browser()?.open(&format!("https://{name}.facebook.com/"), &Store::default())?;
        strangers(&page, 1)?;
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
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Object now"))?;
    world.then_tab_shows(&tab, FACEBOOK.deep_link, &Store::default())?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "I already did this"))?;
    same("our own page", tab.url, world.browser()?.extension_url("popup.html"))?;
    press(&page, "Not today")?;
    strangers(&page, 0)?;
    page.reload()?;
    page.eval(JUDGED)?;
    strangers(&page, 0)?;
    page.close()?;
    // The same by keyboard alone; every key also reaches the page.
    let page = feed(world, "1002", "")?;
    strangers(&page, 1)?;
    page.activate()?;
    page.eval("addEventListener('keydown', event => { (window.keys ??= []).push(event.key) })")?;
    let ours =
        "document.activeElement !== document.body && document.documentElement.children[2] === document.activeElement";
    for _ in 0..20 {
        if page.eval(ours)? == json!(true) {
            break;
        }
        page.press(Key::Tab)?;
    }
    same("the focus is in the banner", page.eval(ours)?, json!(true))?;
    page.press(Key::Escape)?;
    strangers(&page, 0)?;
    same("the page sees the keys", page.eval("window.keys.includes('Tab')")?, json!(true))?;
    nothing_noted(world)
}

fn not_there(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = feed(world, "1001", "")?;
    strangers(&page, 1)?;
    page.eval("document.body.append(Object.assign(document.createElement('iframe'), { src: '/stand-in/framed' }))")?;
    page.eval(JUDGED)?;
    let frame = world.browser()?.frame(&page)?;
    same("the frame is loaded", frame.eval("location.pathname")?, json!("/stand-in/framed"))?;
    strangers(&frame, 0)?;
    page.close()?;
    world.when_logged_in_as(&FACEBOOK, "1002", &Store::default())?;
    let front = world.browser()?.open("about:blank", &Store::default())?;
    let behind = world.browser()?.open_behind(FACEBOOK.home, &Store::default())?;
    front.activate()?;
    if behind.eval("document.hidden")? == json!(true) {
        behind.eval(JUDGED)?;
        strangers(&behind, 0)?;
    }
    behind.activate()?;
    strangers(&behind, 1)?;
    behind.close()?;
    world.when_logged_in_as(&FACEBOOK, "1003", &Store::default())?;
    world.when_the_site_sets(&FACEBOOK, &["i_user=42; Domain=.facebook.com; Path=/; Secure; SameSite=None"])?;
    for step in ["as a Page", "as a guest"] {
        let page = world.browser()?.open(FACEBOOK.home, &Store::default())?;
        page.eval(JUDGED)?;
        strangers(&page, 0).map_err(|error| format!("{step}: {error}"))?;
        page.close()?;
        world.when_logged_out(&FACEBOOK)?;
    }
    Ok(())
}

/// What a page can do to an element whose inside it cannot reach.
const ATTACKS: &[&str] = &[
    "HOST.click()",
    "HOST.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, clientX: 400, clientY: 150 }))",
    "HOST.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }))",
    "HOST.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }))",
    "HOST.focus()",
    "HOST.shadowRoot?.querySelector('button').click()",
    "HOST.style.cssText = 'position: fixed; opacity: 0; transform: scale(40)'",
    "HOST.setAttribute('style', 'display: none !important')",
    "HOST.remove()",
    "document.body.append(HOST)",
];

fn hostile(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = feed(world, "1001", "")?;
    strangers(&page, 1)?;
    let tabs = world.browser()?.tabs()?.len();
    for attack in ATTACKS {
        page.eval(&format!(
            "(() => {{ window.HOST ??= [...document.documentElement.children][2]; {attack}; return 1 }})()"
        ))?;
    }
    page.eval(JUDGED)?;
    same("tabs after the attacks", world.browser()?.tabs()?.len(), tabs)?;
    page.close()?;
    // A lure: nothing of ours to be seen, and a real click where our button is. It opens the form, and records nothing.
    let page = feed(world, "1002", "")?;
    strangers(&page, 1)?;
    page.eval("document.documentElement.children[2].style.opacity = '0.01'")?;
    let tab = world.browser()?.tab_opened_by(|| press(&page, "Object now"))?;
    same("where the lured click leads", tab.url.as_str(), FACEBOOK.deep_link)?;
    nothing_noted(world)
}

fn modest(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let before = {
        world.when_logged_in_as(&FACEBOOK, "1000", &Store::default())?;
        let popup = world.popup()?;
        popup.act(&FACEBOOK, &Store::default(), "declare-2024")?;
        let page = world.browser()?.open(FACEBOOK.home, &Store::default())?;
        let size = page.eval(SIZE)?;
        page.close()?;
        size
    };
    due(world, &FACEBOOK)?;
    let page = feed(world, "1001", "")?;
    strangers(&page, 1)?;
    page.eval(JUDGED)?;
    same("size and place of the page's own things", page.eval(SIZE)?, before)?;
    same("layout shifts", page.eval("window.shifts")?, json!([]))?;
    same(
        "scripts and style sheets added",
        page.eval("[window.added, document.adoptedStyleSheets.length]")?,
        json!([[], 0]),
    )?;
    let header = page.eval("Math.round(document.querySelector('[role=banner]').getBoundingClientRect().bottom)")?;
    let header = u32::try_from(header.as_u64().unwrap_or_default()).map_err(|e| e.to_string())?;
    same("the header is free", covers(&page, 400, header - 4)?, false)?;
    same("the banner is below it", covers(&page, 400, header + 24)?, true)?;
    page.resize(320, 640, 2.0)?;
    page.eval("new Promise(done => setTimeout(done, 1200))")?;
    same("nothing sticks out", page.eval("document.documentElement.scrollWidth <= 320")?, json!(true))?;
    let said = inside(&page)?.text();
    if said.contains("Object now") { Ok(()) } else { Err(format!("the banner says {said:?}")) }
}

/// How large the page is, and where its own things stand.
const SIZE: &str = "[document.documentElement.scrollHeight, document.documentElement.scrollWidth,
    ...[...document.querySelectorAll('article, [role=banner]')].map(e => e.getBoundingClientRect().top)]";

fn one_after_update(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let page = feed(world, "1001", "")?;
    strangers(&page, 1)?;
    let id = page.id().to_owned();
    // Loads the extension anew, as an update does; the page that asks for it goes away on the way.
    let own = world.apis()?;
    drop(own.eval("chrome.runtime.reload()"));
    let page = Page::new(world.browser()?.driver().bidi(), id);
    page.activate()?;
    page.eval(JUDGED)?;
    let left = page.eval("document.documentElement.children.length - 2")?;
    same("more than one banner", left.as_u64().is_some_and(|left| left > 1), false)?;
    if left == json!(1) {
        press(&page, "Not today")?;
        same("an orphan can be closed", covers(&page, 400, 200)?, false)?;
    }
    Ok(())
}
