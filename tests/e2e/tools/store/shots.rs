//! The pictures of which the scenes are made: Chromium's of the pages, Firefox's of its own window.

use super::scene::{self, Scene};
use crate::browser::Store;
use crate::driver::{Kind, Window};
use crate::page::Page;
use crate::panel::then_our_elements;
use crate::sites::{FACEBOOK, INSTAGRAM, SITES};
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

/// When the form on the receipt was sent: always the same, so that the picture is. 20 November 2026, 19:42 UTC.
const SENT: i64 = 1_795_203_730_000;

const MINUTE: i64 = 60_000;

/// A feed without a word in it; the stand-ins' own has a note for testers, and says things in English.
const WORDLESS: &str = "(() => {
    document.querySelector('#stand-in').remove();
    const bar = (tag, width, height, parent) => {
        const made = parent.appendChild(document.createElement(tag));
        Object.assign(made.style, { width, height, background: '#e2e6ec', borderRadius: '6px', margin: '12px 0' });
        return made;
    };
    const feed = document.querySelector('[role=main]');
    feed.replaceChildren();
    for (const heights of [['14px', '14px', '170px'], ['14px', '14px', '150px']]) {
        const post = feed.appendChild(document.createElement('article'));
        Object.assign(bar('div', '40px', '40px', post).style, { borderRadius: '50%', margin: '0' });
        heights.forEach((height, line) => bar('div', ['80%', '55%', '100%'][line], height, post));
    }
})()";

/// Browsers make no popup higher, and a lower one in a low window.
const TALLEST: u32 = 600;

/// Where the last part ends that such a popup shows as a whole.
const LAST_WHOLE: &str = "Math.floor(Math.max(...[...document.querySelectorAll('.row, .foot')]
    .filter(part => part.checkVisibility()).map(part => part.getBoundingClientRect().bottom + 6)
    .filter(end => end <= innerHeight)))";

/// Chromium with the extension in it, and three accounts that are logged in.
pub(super) struct Shots {
    world: World,
}

impl Shots {
    /// Starts it, in this language.
    pub(super) fn start(dist: &Path, stand_ins: &Arc<StandIns>, language: &'static str) -> Outcome<Self> {
        let world = begun(Kind::Chrome, dist, stand_ins, language)?;
        let popup = world.popup()?;
        popup.act(&INSTAGRAM, &Store::default(), "declare-2024")?;
        popup.page().close()?;
        Ok(Self { world })
    }

    /// A page of a site on which nothing is due.
    pub(super) fn page(&self) -> Outcome<String> {
        self.of(INSTAGRAM.home, (1120, 640), wordless)
    }

    /// The popup, as it opens.
    pub(super) fn popup(&self) -> Outcome<String> {
        self.of_own("popup.html", (380, TALLEST), |page| {
            let height = page.eval(LAST_WHOLE)?.as_u64().and_then(|height| u32::try_from(height).ok());
            page.resize(380, height.unwrap_or(TALLEST), 1.0)
        })
    }

    /// The strip on Facebook.
    pub(super) fn banner(&self) -> Outcome<String> {
        self.of(FACEBOOK.home, (1120, 640), |page| {
            then_our_elements(page, 1)?;
            wordless(page)?;
            // The strip stands below what is at the top of the page, and looks where that is every half second.
            page.eval("new Promise(done => setTimeout(done, 1500, null))").map(drop)
        })
    }

    /// The receipt, as it is printed.
    pub(super) fn receipt(&self) -> Outcome<String> {
        let form = || FormNumber::new("6359191084165019");
        let events = [
            (SENT, Event::Submitted(form())),
            (SENT + 2000, Event::NoErrorSeen(form())),
            (SENT + 24 * MINUTE, Event::MailAgreed(None)),
        ];
        let events = events.map(|(at, event)| (Timestamp(at), event));
        // It has to be known before it can have a history.
        let popup = self.world.popup()?;
        popup.act(&FACEBOOK, &Store::default(), "decline")?;
        popup.page().close()?;
        self.world.given_history(PlatformId::Facebook, &events)?;
        self.of_own("record.html", (760, 588), |page| {
            self.world.browser()?.driver().emulate(page.id(), &[("media", "print")])?;
            // The button prints one account; without a printer it still says which. The clock stands on the next morning.
            let morning = SENT + 14 * 60 * MINUTE;
            let print = "document.querySelector('#accounts [data-act=print]').click()";
            page.eval(&format!("(window.print = () => {{}}, Date.now = () => {morning}, {print})")).map(drop)
        })
    }

    /// The guide, where it begins with the steps.
    pub(super) fn guide(&self) -> Outcome<String> {
        self.of_own("guide.html", (1120, 640), |page| {
            page.eval("window.scrollTo(0, document.querySelector('#facebook').offsetTop - 16)").map(drop)
        })
    }

    /// Lays a scene out and writes its picture.
    pub(super) fn draw(&self, scene: &Scene, file: &Path) -> Outcome {
        let page = self.world.browser()?.open("about:blank", &Store::default())?;
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

    /// A picture of what the window shows of a page, as an address.
    fn of(&self, url: &str, size: (u32, u32), prepare: impl FnOnce(&Page<'_>) -> Outcome) -> Outcome<String> {
        let page = self.world.browser()?.open(url, &Store::default())?;
        page.activate()?;
        page.resize(size.0, size.1, 1.0)?;
        // As where scroll bars lie over the page, so that the picture is as wide as the window.
        page.eval("(document.documentElement.style.scrollbarWidth = 'none')")?;
        prepare(&page)?;
        let png = page.png()?;
        page.close()?;
        Ok(scene::url("image/png", &png))
    }
}

/// Firefox's own window, whose toolbar shows the badge.
pub(super) fn window(dist: &Path, stand_ins: &Arc<StandIns>, language: &'static str) -> Outcome<Window> {
    let world = begun(Kind::Firefox, dist, stand_ins, language)?;
    let browser = world.browser()?;
    let page = browser.open(&browser.extension_url("welcome.html"), &Store::default())?;
    page.wait_for("main[data-state=ready]")?;
    page.activate()?;
    page.eval("(document.documentElement.style.scrollbarWidth = 'none')")?;
    browser.driver().window(1120, 640)
}

fn begun(kind: Kind, dist: &Path, stand_ins: &Arc<StandIns>, language: &'static str) -> Outcome<World> {
    let mut world = World::new(kind, dist, stand_ins)?;
    world.given_language(language);
    world.given_bezwaar()?;
    SITES.iter().try_for_each(|site| world.when_logged_in(site))?;
    world.then_badge("3")?;
    Ok(world)
}

fn wordless(page: &Page<'_>) -> Outcome {
    page.eval(WORDLESS).map(drop)
}
