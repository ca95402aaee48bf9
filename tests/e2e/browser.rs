//! Drives a browser with the extension in it, the same way for both families.

use crate::badge::Badge;
use crate::driver::{Driver, Kind, Setup};
use crate::own_tabs::{INERT, OwnTabs};
use crate::page::Page;
use crate::profile::Scratch;
use crate::sites::Site;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::path::Path;

/// The cookie store of a Firefox container, or the default one of either browser.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct CookieStore(pub(crate) String);

impl CookieStore {
    /// Returns the cookie store of ordinary tabs.
    pub(crate) fn default() -> Self {
        Self("default".into())
    }
}

/// A tab.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Tab {
    id: String,
    /// The address.
    pub(crate) url: String,
    /// The cookie store that it belongs to.
    pub(crate) store: CookieStore,
}

impl Tab {
    /// Returns whether it is the same tab, wherever it is now.
    pub(crate) fn is(&self, other: &Tab) -> bool {
        self.id == other.id
    }
}

/// A running browser.
pub(crate) struct Browser {
    driver: Box<dyn Driver>,
    origin: String,
    /// The tabs that the tests have for themselves.
    pub(crate) own: OwnTabs,
    /// The containers that were made, and may be there still.
    pub(crate) containers: RefCell<Vec<CookieStore>>,
}

impl Browser {
    /// Starts the browser, still without the extension.
    pub(crate) fn start(kind: Kind, scratch: &Scratch, setup: &Setup) -> Outcome<Self> {
        Ok(Self {
            driver: kind.start(scratch, setup)?,
            origin: String::new(),
            own: OwnTabs::default(),
            containers: RefCell::default(),
        })
    }

    /// Returns the driver, which has the powers that differ between the families.
    pub(crate) fn driver(&self) -> &dyn Driver {
        self.driver.as_ref()
    }

    /// Installs the extension for as long as the browser runs.
    pub(crate) fn install(&mut self, package: &Path) -> Outcome {
        self.origin = self.driver.install(package)?;
        // The probe goes: installing over what is there closes the extension's tabs.
        self.own.probe.take();
        Ok(())
    }

    /// Installs the extension so that it survives `reopen`.
    pub(crate) fn install_for_good(&mut self, package: &Path, scratch: &Scratch) -> Outcome {
        self.origin = self.driver.install_for_good(package, scratch)?;
        Ok(())
    }

    /// Closes the browser, does something with its profile, and opens it again.
    pub(crate) fn reopen(
        mut self,
        kind: Kind,
        scratch: &Scratch,
        setup: &Setup,
        meanwhile: impl FnOnce(&Path) -> Outcome,
    ) -> Outcome<Self> {
        self.driver.close()?;
        self.driver.keep_extension(scratch)?;
        meanwhile(&scratch.profile())?;
        let origin = std::mem::take(&mut self.origin);
        drop(self);
        let browser = Self { origin, ..Self::start(kind, scratch, setup)? };
        browser.driver.has(&browser.origin);
        Ok(browser)
    }

    /// Makes the browser as good as new: one empty tab, no extension, no container, nothing of the sites that were visited.
    /// It looks whether that is so; an error says what is left.
    pub(crate) fn clean(&mut self, visited: &[&Site]) -> Outcome {
        let tab = self.empty_tab()?;
        self.close_all_but(&tab)?;
        self.driver.uninstall()?;
        // The extension may have opened a tab while the others were closed.
        self.close_all_but(&tab)?;
        for store in self.containers.take() {
            self.remove_container(&store)?;
        }
        self.driver.forget(&tab, visited)?;
        self.own.forget();
        self.origin.clear();
        self.driver.wait_clean()
    }

    fn close_all_but(&self, kept: &str) -> Outcome {
        self.wait_until_alone(|tabs| {
            for tab in tabs.iter().filter(|tab| *tab != kept) {
                // This fails if the tab went by itself meanwhile, as those of the extension do.
                self.driver.bidi().command("browsingContext.close", json!({ "context": tab })).ok();
            }
        })
    }

    /// Does something about all tabs, the probe included, until one is left.
    fn wait_until_alone(&self, act: impl Fn(&[String])) -> Outcome {
        wait_until("one tab is left", PATIENCE, || {
            let tabs = self.all_tabs()?;
            act(&tabs);
            Ok(Seen::when(tabs.len() == 1, tabs.len()))
        })
    }

    /// Returns the ids of all tabs, those of the tests included, in their order.
    pub(crate) fn all_tabs(&self) -> Outcome<Vec<String>> {
        let tree = self.driver.bidi().command("browsingContext.getTree", json!({ "maxDepth": 0 }))?;
        let all = tree["contexts"].as_array().into_iter().flatten();
        Ok(all.filter_map(|tab| tab["context"].as_str().map(str::to_owned)).collect())
    }

    /// Returns whether the extension was installed.
    pub(crate) fn has_extension(&self) -> bool {
        !self.origin.is_empty()
    }

    /// Returns the address of a page of the extension.
    pub(crate) fn extension_url(&self, path: &str) -> String {
        format!("{}/{path}", self.origin)
    }

    /// Opens an address in a new tab in front and waits until it has loaded.
    pub(crate) fn open(&self, url: &str, store: &CookieStore) -> Outcome<Page<'_>> {
        let page = self.new_tab(store, false)?;
        page.navigate(url)?;
        Ok(page)
    }

    /// Opens an address in a new tab behind the others and waits until it has loaded.
    pub(crate) fn open_behind(&self, url: &str, store: &CookieStore) -> Outcome<Page<'_>> {
        let page = self.new_tab(store, true)?;
        page.navigate(url)?;
        Ok(page)
    }

    /// Returns a tab of the browser as a page.
    pub(crate) fn page(&self, tab: &Tab) -> Page<'_> {
        self.page_of(&tab.id)
    }

    pub(crate) fn page_of(&self, id: &str) -> Page<'_> {
        Page::new(self.driver.bidi(), id.to_owned())
    }

    /// Returns the first frame in a page.
    pub(crate) fn frame(&self, page: &Page) -> Outcome<Page<'_>> {
        let tree = self.driver.bidi().command("browsingContext.getTree", json!({ "root": page.id() }))?;
        let frame = tree["contexts"][0]["children"][0]["context"].as_str().ok_or("the page has no frame")?;
        Ok(Page::new(self.driver.bidi(), frame.to_owned()))
    }

    /// Returns all tabs except the probe, through which the tests read the badge, and the one of their visits.
    pub(crate) fn tabs(&self) -> Outcome<Vec<Tab>> {
        let tree = self.driver.bidi().command("browsingContext.getTree", json!({ "maxDepth": 0 }))?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let tab = |tab: &Value| Tab {
            id: text(&tab["context"]),
            url: text(&tab["url"]),
            store: CookieStore(text(&tab["userContext"])),
        };
        let all = tree["contexts"].as_array().into_iter().flatten().map(tab);
        let ours = self.own.all();
        Ok(all.filter(|tab| !ours.iter().flatten().any(|id| *id == tab.id)).collect())
    }

    /// Does something, and returns the one tab that opens.
    pub(crate) fn tab_opened_by(&self, act: impl FnOnce() -> Outcome) -> Outcome<Tab> {
        let before = self.tabs()?;
        act()?;
        wait_until("a tab opens", PATIENCE, || {
            let tabs = self.tabs()?;
            // The new tab is known by its id: a tab that was there may change its address meanwhile.
            let new: Vec<_> = tabs.into_iter().filter(|tab| before.iter().all(|old| !old.is(tab))).collect();
            match new.as_slice() {
                [tab] if tab.url != "about:blank" => Ok(Seen::Yes(tab.clone())),
                [] | [_] => Ok(Seen::NotYet(format!("{new:?}"))),
                _ => Err(format!("more than one tab opened: {new:?}")),
            }
        })
    }

    /// Returns the id by which extensions know the cookie store.
    pub(crate) fn store_id(&self, store: &CookieStore) -> Outcome<String> {
        if *store == CookieStore::default() {
            return Ok(self.driver.default_store().to_owned());
        }
        let page = self.new_tab(store, true)?;
        page.navigate(&self.extension_url(INERT))?;
        let id = page.eval("chrome.tabs.getCurrent().then(tab => tab.cookieStoreId)")?;
        page.close()?;
        Ok(id.as_str().unwrap_or_default().to_owned())
    }

    /// Reads the badge through the browser's own API.
    pub(crate) fn badge(&self) -> Outcome<Badge> {
        let badge = self.probe()?.eval(
            "Promise.all(['Text', 'BackgroundColor', 'TextColor'].map(what => chrome.action[`getBadge${what}`]({})))
                .then(async ([text, background, color]) =>
                    ({ text, background, color, title: await chrome.action.getTitle({}) }))",
        )?;
        serde_json::from_value(badge).map_err(|e| format!("reading the badge: {e}"))
    }

    /// Returns the address that a tab shows now.
    pub(crate) fn address_of(&self, page: &Page<'_>) -> Outcome<String> {
        let call = json!({ "root": page.id(), "maxDepth": 0 });
        let tree = self.driver.bidi().command("browsingContext.getTree", call)?;
        Ok(tree["contexts"][0]["url"].as_str().unwrap_or_default().to_owned())
    }

    pub(crate) fn new_tab(&self, store: &CookieStore, background: bool) -> Outcome<Page<'_>> {
        self.driver.open_tab(&store.0, background).map(|id| self.page_of(&id))
    }
}
