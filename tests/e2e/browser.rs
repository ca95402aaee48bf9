//! A browser with the extension in it, the same for both families.

use crate::driver::{Driver, Kind, Setup};
use crate::page::Page;
use crate::profile::Scratch;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::path::Path;

/// A file of the package that every version has and that loads none of our scripts. A tab on it has the extension's
/// APIs, so the bench can read the badge without the popup (which would itself cause a fresh look) and without the
/// background (which it would wake).
const INERT: &str = "/manifest.json";

/// What the toolbar shows.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub(crate) struct Badge {
    /// The text on the icon.
    pub(crate) text: String,
    /// The tooltip.
    pub(crate) title: String,
    /// The colour behind the text: red, green, blue, opacity.
    pub(crate) background: [u8; 4],
    /// The colour of the text.
    pub(crate) color: [u8; 4],
}

impl std::fmt::Display for Badge {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "badge {:?}, tooltip {:?}", self.text, self.title)
    }
}

/// A container of Firefox, or the default store of either browser.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Store(String);

impl Store {
    /// The store of ordinary tabs.
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
    pub(crate) store: Store,
}

impl Tab {
    /// Whether it is the same tab, wherever it is now.
    pub(crate) fn is(&self, other: &Tab) -> bool {
        self.id == other.id
    }
}

/// A running browser.
pub(crate) struct Browser {
    driver: Box<dyn Driver>,
    origin: String,
    /// The tab through which the extension's powers are used, once there is one.
    probe: RefCell<Option<String>>,
    /// Containers that were made, and may be there still.
    containers: RefCell<Vec<Store>>,
}

impl Browser {
    /// Starts the browser, still without the extension.
    pub(crate) fn start(kind: Kind, scratch: &Scratch, setup: &Setup) -> Outcome<Self> {
        Ok(Self {
            driver: kind.start(scratch, setup)?,
            origin: String::new(),
            probe: RefCell::default(),
            containers: RefCell::default(),
        })
    }

    /// What only one family can do.
    pub(crate) fn driver(&self) -> &dyn Driver {
        self.driver.as_ref()
    }

    /// Installs the extension for as long as the browser runs.
    pub(crate) fn install(&mut self, package: &Path) -> Outcome {
        self.origin = self.driver.install(package)?;
        // Installing over what is there closes its tabs.
        self.probe.take();
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

    /// Makes the browser as good as new: one empty tab, no extension, no container, nothing of any site. That it is so is
    /// looked at; an error says what is left.
    pub(crate) fn clean(&mut self) -> Outcome {
        let tab = self.new_tab(&Store::default(), false)?.id().to_owned();
        self.close_all_but(&tab)?;
        self.driver.uninstall()?;
        // The extension may have opened a tab while the others were closed.
        self.close_all_but(&tab)?;
        for store in self.containers.take() {
            self.remove_container(&store)?;
        }
        self.driver.forget(&tab)?;
        self.probe.take();
        self.origin.clear();
        self.driver.wait_clean()
    }

    fn close_all_but(&self, kept: &str) -> Outcome {
        self.wait_until_alone(|tabs| {
            for tab in tabs.iter().filter(|tab| *tab != kept) {
                // Fails if the tab went by itself meanwhile, as those of the extension do.
                self.driver.bidi().command("browsingContext.close", json!({ "context": tab })).ok();
            }
        })
    }

    /// Does something about all tabs, the one through which the badge is read included, until one is left.
    fn wait_until_alone(&self, act: impl Fn(&[String])) -> Outcome {
        wait_until("one tab is left", PATIENCE, || {
            let tree = self.driver.bidi().command("browsingContext.getTree", json!({ "maxDepth": 0 }))?;
            let all = tree["contexts"].as_array().into_iter().flatten();
            let tabs: Vec<_> = all.filter_map(|tab| tab["context"].as_str().map(str::to_owned)).collect();
            act(&tabs);
            Ok(Seen::when(tabs.len() == 1, tree))
        })
    }

    /// Whether the extension was installed.
    pub(crate) fn has_extension(&self) -> bool {
        !self.origin.is_empty()
    }

    /// The address of a page of the extension.
    pub(crate) fn extension_url(&self, path: &str) -> String {
        format!("{}/{path}", self.origin)
    }

    /// Opens an address in a new tab in front and waits until it has loaded.
    pub(crate) fn open(&self, url: &str, store: &Store) -> Outcome<Page<'_>> {
        let page = self.new_tab(store, false)?;
        page.navigate(url)?;
        Ok(page)
    }

    /// Opens an address in a new tab behind the others and waits until it has loaded.
    pub(crate) fn open_behind(&self, url: &str, store: &Store) -> Outcome<Page<'_>> {
        let page = self.new_tab(store, true)?;
        page.navigate(url)?;
        Ok(page)
    }

    /// A tab of the browser as a page.
    pub(crate) fn page(&self, tab: &Tab) -> Page<'_> {
        Page::new(self.driver.bidi(), tab.id.clone())
    }

    /// The first frame in a page.
    pub(crate) fn frame(&self, page: &Page) -> Outcome<Page<'_>> {
        let tree = self.driver.bidi().command("browsingContext.getTree", json!({ "root": page.id() }))?;
        let frame = tree["contexts"][0]["children"][0]["context"].as_str().ok_or("the page has no frame")?;
        Ok(Page::new(self.driver.bidi(), frame.to_owned()))
    }

    /// All tabs except the one through which the bench reads the badge.
    pub(crate) fn tabs(&self) -> Outcome<Vec<Tab>> {
        let tree = self.driver.bidi().command("browsingContext.getTree", json!({ "maxDepth": 0 }))?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let tab = |tab: &Value| Tab {
            id: text(&tab["context"]),
            url: text(&tab["url"]),
            store: Store(text(&tab["userContext"])),
        };
        let all = tree["contexts"].as_array().into_iter().flatten().map(tab);
        Ok(all.filter(|tab| self.probe.borrow().as_ref() != Some(&tab.id)).collect())
    }

    /// Does something, and returns the one tab that opens.
    pub(crate) fn tab_opened_by(&self, act: impl FnOnce() -> Outcome) -> Outcome<Tab> {
        let before = self.tabs()?;
        act()?;
        wait_until("a tab opens", PATIENCE, || {
            let tabs = self.tabs()?;
            // Known by id: a tab that was there may change its address meanwhile.
            let new: Vec<_> = tabs.into_iter().filter(|tab| before.iter().all(|old| !old.is(tab))).collect();
            match new.as_slice() {
                [tab] if tab.url != "about:blank" => Ok(Seen::Yes(tab.clone())),
                [] | [_] => Ok(Seen::NotYet(format!("{new:?}"))),
                _ => Err(format!("more than one tab opened: {new:?}")),
            }
        })
    }

    /// Makes a new Firefox container.
    pub(crate) fn new_container(&self) -> Outcome<Store> {
        let made = self.driver.bidi().command("browser.createUserContext", json!({}))?;
        let store = Store(made["userContext"].as_str().unwrap_or_default().to_owned());
        self.containers.borrow_mut().push(store.clone());
        Ok(store)
    }

    /// Deletes a container with everything in it.
    pub(crate) fn remove_container(&self, store: &Store) -> Outcome {
        self.containers.borrow_mut().retain(|other| other != store);
        self.driver.bidi().command("browser.removeUserContext", json!({ "userContext": store.0 })).map(drop)
    }

    /// The id by which extensions know the store.
    pub(crate) fn store_id(&self, store: &Store) -> Outcome<String> {
        if *store == Store::default() {
            return Ok(self.driver.default_store().to_owned());
        }
        let page = self.new_tab(store, true)?;
        page.navigate(&format!("{}{INERT}", self.origin))?;
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

    /// A page that has the extension's powers, and none of its scripts.
    pub(crate) fn probe(&self) -> Outcome<Page<'_>> {
        let known = self.probe.borrow().clone().map(|id| Page::new(self.driver.bidi(), id));
        // It goes when the extension is loaded anew.
        if let Some(page) = known.filter(|page| self.address_of(page).is_ok()) {
            return Ok(page);
        }
        let page = self.new_tab(&Store::default(), true)?;
        page.navigate(&format!("{}{INERT}", self.origin))?;
        self.probe.replace(Some(page.id().to_owned()));
        Ok(page)
    }

    /// The address that a tab shows now.
    pub(crate) fn address_of(&self, page: &Page<'_>) -> Outcome<String> {
        let call = json!({ "root": page.id(), "maxDepth": 0 });
        let tree = self.driver.bidi().command("browsingContext.getTree", call)?;
        Ok(tree["contexts"][0]["url"].as_str().unwrap_or_default().to_owned())
    }

    fn new_tab(&self, store: &Store, background: bool) -> Outcome<Page<'_>> {
        let options = json!({ "type": "tab", "background": background, "userContext": store.0 });
        let made = self.driver.bidi().command("browsingContext.create", options)?;
        Ok(Page::new(self.driver.bidi(), made["context"].as_str().unwrap_or_default().to_owned()))
    }
}
