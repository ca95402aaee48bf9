//! Keeps the tabs that the tests have for themselves: to open and close one costs a browser more than most pages.

use crate::browser::{Browser, CookieStore};
use crate::page::Page;
use crate::wait::Outcome;
use std::cell::RefCell;

/// A file of the package that every version has and that loads none of our scripts. A tab on it has the extension's
/// APIs, so the tests can read the badge without the popup (which would itself cause a fresh snapshot) and without the
/// background (which it would wake).
pub(crate) const INERT: &str = "manifest.json";

/// The ids of the tests' own tabs, as far as there are any.
#[derive(Default)]
pub(crate) struct OwnTabs {
    /// The tab through which the tests use the extension's powers.
    pub(crate) probe: RefCell<Option<String>>,
    /// The tab in which the tests visit sites.
    errand: RefCell<Option<String>>,
    /// The empty tab that the last cleaning left, if no scenario has shown anything in it.
    empty: RefCell<Option<String>>,
}

impl OwnTabs {
    /// Returns those that a person would not have.
    pub(crate) fn all(&self) -> [Option<String>; 2] {
        [&self.probe, &self.errand].map(|tab| tab.borrow().clone())
    }

    /// Forgets those that a cleaning closed.
    pub(crate) fn forget(&self) {
        for tab in [&self.probe, &self.errand] {
            tab.take();
        }
    }
}

impl Browser {
    /// Returns an empty tab in front, the one of the last cleaning if it still is that: to open one costs the browser as
    /// much as all the rest of cleaning up.
    pub(crate) fn empty_tab(&self) -> Outcome<String> {
        let is_empty = |page: &Page| self.address_of(page).is_ok_and(|url| url == "about:blank");
        let kept = self.own.empty.take().map(|id| self.page_of(&id));
        let page = match kept.filter(is_empty) {
            Some(page) => page.activate().map(|()| page)?,
            None => self.new_tab(&CookieStore::default(), false)?,
        };
        self.own.empty.replace(Some(page.id().to_owned()));
        Ok(page.id().to_owned())
    }

    /// Returns a page that has the extension's powers and none of its scripts.
    pub(crate) fn probe(&self) -> Outcome<Page<'_>> {
        // The page goes when the extension is loaded anew.
        if let Some(page) = self.known_tab(&self.own.probe) {
            return Ok(page);
        }
        let page = self.new_tab(&CookieStore::default(), true)?;
        page.navigate(&self.extension_url(INERT))?;
        self.own.probe.replace(Some(page.id().to_owned()));
        Ok(page)
    }

    /// Returns an empty tab behind the others for visits of which only the cookies are to stay. It serves all of them: to open
    /// and close a tab costs the browser more than the visit.
    pub(crate) fn errand(&self) -> Outcome<Page<'_>> {
        if let Some(page) = self.known_tab(&self.own.errand) {
            return Ok(page);
        }
        let page = self.new_tab(&CookieStore::default(), true)?;
        self.own.errand.replace(Some(page.id().to_owned()));
        Ok(page)
    }

    /// Goes to another tab and back: a page asks anew when somebody looks at it again.
    pub(crate) fn come_back_to(&self, page: &Page<'_>) -> Outcome {
        let other = self.new_tab(&CookieStore::default(), false)?;
        page.activate()?;
        other.close()
    }

    fn known_tab(&self, known: &RefCell<Option<String>>) -> Option<Page<'_>> {
        let page = self.page_of(&known.borrow().clone()?);
        self.address_of(&page).is_ok().then_some(page)
    }
}
