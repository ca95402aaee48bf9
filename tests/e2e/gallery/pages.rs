//! The extension's own pages, in the states that a person goes through.

use super::{ALL, DARK, Gallery, LIGHT, PRINTED, View};
use crate::browser::Store;
use crate::page::Page;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, SITES};
use crate::wait::Outcome;

/// As wide as the popup makes itself, and as a tab.
const POPUP: u32 = 368;
const TAB: u32 = 900;

const BOTH: &[View] = &[LIGHT, DARK];

impl Gallery {
    /// Every page, in the order of a person's first days.
    pub(super) fn pages(&mut self) -> Outcome {
        self.own("popup.html", "popup-logged-out", POPUP, BOTH)?;
        for site in SITES {
            self.world.when_logged_in(site)?;
        }
        self.world.then_badge("3")?;
        self.own("popup.html", "popup-due", POPUP, self.ways(ALL))?;
        self.own("welcome.html", "welcome", TAB, self.ways(ALL))?;
        self.send("play=silent-error")?;
        self.own("popup.html", "popup-pending", POPUP, BOTH)?;
        self.send("play=replace")?;
        self.world.then_badge("2")?;
        self.own("popup.html", "popup-linked-question", POPUP, BOTH)?;
        self.world.popup()?.act(&INSTAGRAM, &Store::default(), "declare-2024")?;
        let settings = self.world.browser()?.open(&format!("{}?is=off", LINKEDIN.deep_link), &Store::default())?;
        let id = settings.id().to_owned();
        self.world.then_badge("")?;
        self.own("popup.html", "popup-all-recorded", POPUP, BOTH)?;
        self.own("record.html", "record", TAB, self.ways(ALL))?;
        self.receipt()?;
        self.own("guide.html", "guide", TAB, self.ways(ALL))?;
        let settings = Page::new(self.world.browser()?.driver().bidi(), id);
        settings.activate()?;
        settings.click("label.artdeco-toggle__label")?;
        self.world.then_badge("1")?;
        self.own("popup.html", "popup-on-again", POPUP, BOTH)?;
        self.world
            .when_the_site_sets(&FACEBOOK, &["i_user=42; Domain=.facebook.com; Path=/; Secure; SameSite=None"])?;
        self.own("popup.html", "popup-as-page", POPUP, BOTH)?;
        self.world.when_access_is_withheld(&INSTAGRAM)?;
        self.own("popup.html", "popup-no-access", POPUP, BOTH)?;
        self.world.when_access_is_granted(&INSTAGRAM)?;
        for site in SITES {
            self.world.when_logged_out(site)?;
        }
        Ok(())
    }

    /// Sends Meta's form as a person does.
    fn send(&mut self, query: &str) -> Outcome {
        let page = self.world.browser()?.open(&format!("{}?{query}", FACEBOOK.deep_link), &Store::default())?;
        crate::panel::strangers(&page, 1)?;
        page.click("#content button")?;
        page.eval("new Promise(done => setTimeout(done, 4500, null))")?;
        page.close()
    }

    /// The receipt of the first account, as it is printed.
    fn receipt(&self) -> Outcome {
        let browser = self.world.browser()?;
        let page = browser.open(&browser.extension_url("record.html"), &Store::default())?;
        page.wait_for("main[data-state=ready]")?;
        // The button prints one account; without a printer it still says which.
        page.eval("(window.print = () => {}, document.querySelector('#accounts [data-act=print]').click())")?;
        self.set(&page, &PRINTED)?;
        page.picture(&self.file("receipt", &PRINTED), false)?;
        page.close()
    }

    /// One of the extension's pages, from top to bottom.
    fn own(&self, path: &str, name: &str, width: u32, views: &[View]) -> Outcome {
        let browser = self.world.browser()?;
        let page = browser.open(&browser.extension_url(path), &Store::default())?;
        page.wait_for("main[data-state=ready]")?;
        for view in views {
            let view = if view.size == LIGHT.size { view.in_width(width) } else { *view };
            self.set(&page, &view)?;
            // The guide is long; its beginning shows how it looks.
            page.picture(&self.file(name, &view), path != "guide.html")?;
        }
        page.close()
    }
}
