//! Pictures what the extension's own pages show after something was done on a site; the scenarios of the looks have the
//! rest.

use super::{DARK, Gallery, LIGHT, PRINTED, View};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::panel::then_our_elements;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, SITES};
use crate::wait::Outcome;

/// The popup's views, as wide and high as it is.
const POPUP: [View; 2] = [View { size: (380, 600, 1.0), ..LIGHT }, View { size: (380, 600, 1.0), ..DARK }];

impl Gallery {
    /// Pictures the way from the form to the receipt, and the switch that is on again.
    pub(super) fn pages(&mut self) -> Outcome {
        for site in SITES {
            self.world.when_logged_in(site)?;
        }
        let form =
            self.world.browser()?.open(&format!("{}?play=replace", FACEBOOK.deep_link), &CookieStore::default())?;
        then_our_elements(&form, 1)?;
        form.click("#content button")?;
        self.world.then_badge("2")?;
        self.own("popup.html", "popup-linked-question", &POPUP)?;
        self.world.popup()?.act(&INSTAGRAM, &CookieStore::default(), "declare-2024")?;
        let settings =
            self.world.browser()?.open(&format!("{}?is=off", LINKEDIN.deep_link), &CookieStore::default())?;
        let id = settings.id().to_owned();
        self.world.then_badge("✓")?;
        self.own("popup.html", "popup-all-recorded", &POPUP)?;
        self.own("record.html", "receipt", &[PRINTED])?;
        let settings = Page::new(self.world.browser()?.driver().bidi(), id);
        settings.activate()?;
        settings.click("label.artdeco-toggle__label")?;
        self.world.then_badge("1!")?;
        self.own("popup.html", "popup-on-again", &POPUP)
    }

    fn own(&self, path: &str, name: &str, views: &[View]) -> Outcome {
        let browser = self.world.browser()?;
        let page = browser.open(&browser.extension_url(path), &CookieStore::default())?;
        page.wait_for("main[data-state=ready]")?;
        if name == "receipt" {
            // The button prints one account; without a printer it still says which.
            page.eval("(window.print = () => {}, document.querySelector('#accounts [data-act=print]').click())")?;
        }
        for view in views {
            self.set(&page, view)?;
            page.picture(&self.file(name, view))?;
        }
        page.close()
    }
}
