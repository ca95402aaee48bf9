//! Getting sites watched that are watched on request only.

use crate::browser::Store;
use crate::driver::Kind;
use crate::page::Page;
use crate::profile::copy;
use crate::sites::Site;
use crate::wait::Outcome;
use crate::world::World;
use serde_json::{Value, json};
use std::fs;

/// The button that has a site watched, or no longer.
pub(crate) fn button(site: &Site) -> String {
    format!("[data-row=\"watch/{}\"] button", site.platform)
}

/// Waits until the page says that the site is watched, or that it is not.
pub(crate) fn shows(page: &Page<'_>, site: &Site, watched: bool) -> Outcome {
    let answer = if watched { "yes" } else { "no" };
    page.wait_for(&format!("[data-row=\"watch/{}\"][data-watched={answer}]", site.platform))
}

impl World {
    /// A new browser with the extension in it, which watches the site.
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

    /// A new browser with the extension in it, which will get access to the site when a person asks for it. Chromium asks
    /// in a window that tests cannot reach, but not about what was granted before: by a package that could not do without.
    pub(crate) fn given_bezwaar_that_may_ask(&mut self, site: &Site) -> Outcome {
        if self.kind == Kind::Firefox {
            return self.given_bezwaar();
        }
        let new = std::mem::replace(&mut self.package, self.scratch.file("asks"));
        let origins = json!([format!("https://*.{}/*", site.domain)]);
        copy(&new, &self.package)?;
        let path = self.package.join("manifest.json");
        let manifest = fs::read_to_string(&path).map_err(|e| e.to_string())?;
        let mut greedy: Value = serde_json::from_str(&manifest).map_err(|e| e.to_string())?;
        greedy["host_permissions"] = origins.clone();
        fs::write(&path, greedy.to_string()).map_err(|e| e.to_string())?;
        self.given_bezwaar()?;
        fs::write(&path, manifest).map_err(|e| e.to_string())?;
        self.when_bezwaar_arrives()?;
        let page = self.apis()?;
        page.eval(&format!("chrome.permissions.remove({{ origins: {origins} }})"))?;
        page.close()
    }

    /// The record page.
    pub(crate) fn record_page(&self) -> Outcome<Page<'_>> {
        let browser = self.browser()?;
        let page = browser.open(&browser.extension_url("record.html"), &Store::default())?;
        page.wait_for("main[data-state=ready]").map(|()| page)
    }
}
