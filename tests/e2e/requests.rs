//! The steps by which a person gets a site watched that is watched on request only.

use crate::browser::CookieStore;
use crate::page::Page;
use crate::sites::Site;
use crate::wait::Outcome;
use crate::world::World;

/// Returns the selector of the button that has a site watched, or no longer.
pub(crate) fn button(site: &Site) -> String {
    format!("[data-row=\"watch/{}\"] button", site.platform)
}

/// Waits until the page says that the site is watched, or that it is not.
pub(crate) fn shows(page: &Page<'_>, site: &Site, watched: bool) -> Outcome {
    let answer = if watched { "yes" } else { "no" };
    page.wait_for(&format!("[data-row=\"watch/{}\"][data-watched={answer}]", site.platform))
}

impl World {
    /// Starts a new browser with the extension in it, which watches the site.
    pub(crate) fn given_bezwaar_watches(&mut self, site: &Site) -> Outcome {
        if !site.is_on_request() {
            return self.given_bezwaar();
        }
        self.given_bezwaar_that_may_ask(site)?;
        let page = self.record_page()?;
        self.browser()?.driver().asked_for_access(&page, &button(site), site.domain, true)?;
        shows(&page, site, true)?;
        page.close()
    }

    /// Starts a new browser with the extension in it, which will get access to the site when a person asks for it.
    pub(crate) fn given_bezwaar_that_may_ask(&mut self, site: &Site) -> Outcome {
        self.given_bezwaar()?;
        self.browser()?.driver().will_grant(site.domain)
    }

    /// Opens the record page.
    pub(crate) fn record_page(&self) -> Outcome<Page<'_>> {
        let browser = self.browser()?;
        let page = browser.open(&browser.extension_url("record.html"), &CookieStore::default())?;
        page.wait_for("main[data-state=ready]").map(|()| page)
    }
}
