//! Pictures what stands in the sites' own pages.

use super::{ALL, DARK, Gallery, LIGHT, View};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::panel::{looks_anew, then_our_elements, turn};
use crate::sites::{FACEBOOK, INSTAGRAM};
use crate::wait::Outcome;

/// The states of the companion beside the form, and what a person has done until then.
const COMPANION: [(&str, &str); 6] = [
    ("open", "play=dialog"),
    ("sent", "play=silent-error"),
    ("code", "play=code"),
    ("no-error", "play=replace"),
    ("missing", "play=missing"),
    ("other-right", ""),
];

impl Gallery {
    /// Pictures banner and companion.
    pub(super) fn panels(&mut self) -> Outcome {
        for view in self.ways(ALL) {
            self.someone_new()?;
            let page = self.world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
            self.panel(&page, "banner", view)?;
            page.close()?;
        }
        for (state, query) in COMPANION {
            let views = if state == "open" { self.ways(ALL) } else { &[LIGHT, DARK] };
            self.someone_new()?;
            let address = match state {
                "other-right" => "https://www.facebook.com/help/contact/510058597920541".to_owned(),
                _ => format!("{}?{query}", FACEBOOK.deep_link),
            };
            let page = self.world.browser()?.open(&address, &CookieStore::default())?;
            then_our_elements(&page, 1)?;
            if matches!(state, "sent" | "code" | "no-error") {
                page.click("#content button")?;
            }
            let patience = if state == "missing" { 9500 } else { 4000 };
            page.eval(&format!("new Promise(done => setTimeout(done, {patience}, null))"))?;
            for view in views {
                self.panel(&page, &format!("companion-{state}"), view)?;
            }
            page.close()?;
        }
        Ok(())
    }

    /// Logs others in, for whom nothing was shown today.
    fn someone_new(&mut self) -> Outcome {
        self.account += 1;
        for site in [&FACEBOOK, &INSTAGRAM] {
            self.world.when_logged_in_as(site, &self.account.to_string(), &CookieStore::default())?;
        }
        Ok(())
    }

    /// Pictures the page with our panel in it, as dark and in the direction that the view wants.
    fn panel(&self, page: &Page<'_>, name: &str, view: &View) -> Outcome {
        then_our_elements(page, 1)?;
        let class = if view.dark { "__fb-dark-mode" } else { "__fb-light-mode" };
        page.eval(&format!("document.documentElement.className = {class:?}"))?;
        turn(page, view.direction())?;
        self.set(page, view)?;
        // The panel follows the page with its next look.
        looks_anew(page)?;
        page.picture(&self.file(name, view))
    }
}
