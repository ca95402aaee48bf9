//! Takes the pictures of which the scenes are made: Chromium's of the pages, Firefox's of its own window.

use super::scene::{self, Scene};
use crate::browser::CookieStore;
use crate::driver::{Kind, Window};
use crate::page::Page;
use crate::panel::{looks_anew, then_our_elements};
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, SITES};
use crate::stand_ins::StandIns;
use crate::wait::Outcome;
use crate::world::World;
use bezwaar::core::history::event::{Event, FormNumber};
use bezwaar::core::time::Timestamp;
use bezwaar::platforms::PlatformId;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The time at which the form on the receipt was sent: always the same, so that the picture is. 20 November 2026, 19:42
/// UTC.
const SENT_AT_MS: i64 = 1_795_203_730_000;

const MINUTE_MS: i64 = 60_000;

/// The script that makes a feed without a word in it; the stand-ins' own has a note for testers, and says things in
/// English.
const WORDLESS: &str = "(() => {
    document.querySelector('#stand-in')?.remove();
    document.title = document.title.replace(' (stand-in)', '');
    const bar = (tag, width, height, parent) => {
        const made = parent.appendChild(document.createElement(tag));
        Object.assign(made.style, { width, height, background: '#e2e6ec', borderRadius: '6px', margin: '12px 0' });
        return made;
    };
    const feed = document.querySelector('[role=main], main') ?? document.body;
    feed.replaceChildren();
    for (const heights of [['14px', '14px', '170px'], ['14px', '14px', '150px']]) {
        const post = feed.appendChild(document.createElement('article'));
        Object.assign(bar('div', '40px', '40px', post).style, { borderRadius: '50%', margin: '0' });
        heights.forEach((height, line) => bar('div', ['80%', '55%', '100%'][line], height, post));
    }
})()";

/// The script that hides what the lower edge of the window would cut in two.
const WITHOUT_HALF_LINES: &str = "document.querySelectorAll('p, li, h3, h4').forEach(part => {
    if (part.getBoundingClientRect().bottom > innerHeight - 8) part.style.visibility = 'hidden';
})";

/// The size of the popup, in CSS pixels: Firefox shows no higher one in a low window.
const POPUP: (u32, u32) = (380, 536);

/// A Chromium with the extension in it, and three accounts that are logged in.
pub(super) struct Shots {
    world: World,
}

impl Shots {
    /// Starts it in this language.
    pub(super) fn start(dist: &Path, stand_ins: &Arc<StandIns>, locale: &str) -> Outcome<Self> {
        Ok(Self { world: begun(Kind::Chrome, dist, stand_ins, locale)? })
    }

    /// Pictures the popup, as it opens.
    pub(super) fn popup(&self) -> Outcome<String> {
        self.of_own("popup.html", POPUP, |page| {
            let height = page.eval("Math.ceil(document.querySelector('main').getBoundingClientRect().height)")?;
            let height = height.as_u64().and_then(|height| u32::try_from(height).ok());
            page.resize(POPUP.0, height.unwrap_or(POPUP.1), 1.0)
        })
    }

    /// Pictures the notice on Facebook.
    pub(super) fn banner(&self) -> Outcome<String> {
        self.of(FACEBOOK.home, (1120, 640), |page| {
            then_our_elements(page, 1)?;
            wordless(page)?;
            // The notice stood below the stand-in's bar, which is gone.
            looks_anew(page)
        })
    }

    /// Pictures the receipt, as it is printed.
    pub(super) fn receipt(&self) -> Outcome<String> {
        let form = || FormNumber::new("6359191084165019");
        let events = [
            (SENT_AT_MS, Event::Submitted(form())),
            (SENT_AT_MS + 2000, Event::NoErrorSeen(form())),
            (SENT_AT_MS + 24 * MINUTE_MS, Event::MailAgreed(None)),
        ];
        let events = events.map(|(at, event)| (Timestamp(at), event));
        // The account has to be known before it can have a history.
        let popup = self.world.popup()?;
        popup.act(&FACEBOOK, &CookieStore::default(), "decline")?;
        popup.page().close()?;
        self.world.given_history(PlatformId::Facebook, &events)?;
        self.of_own("record.html", (760, 588), |page| {
            self.world.browser()?.driver().emulate(page.id(), &[("media", "print")])?;
            // The button prints one account; without a printer it still says which. The clock stands on the next morning.
            let morning = SENT_AT_MS + 14 * 60 * MINUTE_MS;
            let print = "document.querySelector('#accounts [data-act=print]').click()";
            page.eval(&format!(
                "(window.print = () => dispatchEvent(new Event('beforeprint')), Date.now = () => {morning}, {print})"
            ))
            .map(drop)
        })
    }

    /// Pictures the guide, where it begins with the steps. A line of which only half would be seen is left out.
    pub(super) fn guide(&self) -> Outcome<String> {
        self.of_own("guide.html", (1120, 640), |page| {
            page.eval("window.scrollTo(0, document.querySelector('#facebook').offsetTop - 16)")?;
            page.eval(WITHOUT_HALF_LINES).map(drop)
        })
    }

    /// Lays a scene out and writes its picture.
    pub(super) fn draw(&self, scene: &Scene, file: &Path) -> Outcome {
        let page = self.world.browser()?.open("about:blank", &CookieStore::default())?;
        page.activate()?;
        page.resize(scene.size.0, scene.size.1, 1.0)?;
        page.eval(&format!("(document.open(), document.write({}), document.close())", json!(scene.html())))?;
        page.eval("Promise.all([...document.images].map(image => image.decode())).then(() => null)")?;
        fs::write(file, page.png()?).map_err(|e| format!("{}: {e}", file.display()))?;
        page.close()
    }

    fn of_own(&self, path: &str, size: (u32, u32), prepare: impl FnOnce(&Page<'_>) -> Outcome) -> Outcome<String> {
        let url = self.world.browser()?.extension_url(path);
        self.of(&url, size, |page| page.wait_for("main[data-state=ready]").and_then(|()| prepare(page)))
    }

    /// Returns a picture of what the window shows of a page, as an address.
    fn of(&self, url: &str, size: (u32, u32), prepare: impl FnOnce(&Page<'_>) -> Outcome) -> Outcome<String> {
        let page = self.world.browser()?.open(url, &CookieStore::default())?;
        page.activate()?;
        page.resize(size.0, size.1, 1.0)?;
        // Scroll bars lie over the page, so that the picture is as wide as the window.
        page.eval("(document.documentElement.style.scrollbarWidth = 'none')")?;
        prepare(&page)?;
        let png = page.png()?;
        page.close()?;
        Ok(scene::url("image/png", &png))
    }
}

/// Pictures Firefox's own window, whose toolbar shows the badge: with a page of a site that gets no notice, and with
/// the welcome page.
pub(super) fn windows(dist: &Path, stand_ins: &Arc<StandIns>, locale: &str) -> Outcome<[Window; 2]> {
    let world = begun(Kind::Firefox, dist, stand_ins, locale)?;
    let browser = world.browser()?;
    let drawn = |url: &str, prepare: fn(&Page<'_>) -> Outcome| {
        let page = browser.open(url, &CookieStore::default())?;
        page.activate()?;
        prepare(&page)?;
        page.eval("(document.documentElement.style.scrollbarWidth = 'none')")?;
        browser.driver().window(1120, 640)
    };
    let feed = drawn(LINKEDIN.home, wordless)?;
    let ready = |page: &Page<'_>| page.wait_for("main[data-state=ready]");
    Ok([feed, drawn(&browser.extension_url("welcome.html"), ready)?])
}

fn begun(kind: Kind, dist: &Path, stand_ins: &Arc<StandIns>, locale: &str) -> Outcome<World> {
    let mut world = World::new(kind, dist, stand_ins)?;
    world.given_bezwaar_in(locale)?;
    SITES.iter().try_for_each(|site| world.when_logged_in(site))?;
    let popup = world.popup()?;
    popup.act(&INSTAGRAM, &CookieStore::default(), "declare-2024")?;
    popup.page().close()?;
    world.then_badge("2")?;
    Ok(world)
}

fn wordless(page: &Page<'_>) -> Outcome {
    page.eval(WORDLESS).map(drop)
}
