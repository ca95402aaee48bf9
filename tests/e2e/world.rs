//! Defines the vocabulary of the scenarios: given, when and then.

use crate::browser::{Browser, CookieStore, Tab};
use crate::counts;
use crate::driver::{Kind, Setup};
use crate::pace::FASTER;
use crate::page::Page;
use crate::pool::Pool;
use crate::popup::{Popup, Row};
use crate::profile::Scratch;
use crate::sites::Site;
use crate::stand_ins::{Own, StandIns, cookies_path};
use crate::traffic::Traffic;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// One scenario's browser, profile and way to the stand-ins.
pub(crate) struct World {
    /// The family of browsers in which the scenario runs.
    pub(crate) kind: Kind,
    // The browser is dropped before the profile: it must be gone when its profile is removed.
    pub(crate) browser: Option<Browser>,
    pub(crate) scratch: Scratch,
    pub(crate) package: PathBuf,
    stand_ins: Arc<StandIns>,
    pub(crate) own: Own,
    pub(crate) setup: Setup,
    /// The pool from which its browser comes and to which it goes back, unless it needs one of its own.
    pub(crate) pool: Option<Arc<Pool>>,
    /// True if time in its pages goes faster.
    pub(crate) is_paced: bool,
    /// True if the long rounds are played.
    pub(crate) thorough: bool,
    /// The lengths of the logs when it got its browser.
    pub(crate) logged: BTreeMap<PathBuf, usize>,
    /// The folder for pictures of what is looked at, if somebody wants some.
    pub(crate) pictures: Option<PathBuf>,
}

impl World {
    /// Makes a world in which nothing has been started yet.
    pub(crate) fn new(kind: Kind, dist: &Path, stand_ins: &Arc<StandIns>) -> Outcome<Self> {
        let own = stand_ins.own()?;
        let setup = Setup {
            language: "en",
            headless: true,
            bare: false,
            stand_ins: Some(own.port),
            without_wasm: false,
            keeps_alerts: false,
            user_agent: None,
            restores: false,
        };
        let (pool, logged) = (None, BTreeMap::new());
        // Firefox takes no relative path.
        let package = std::path::absolute(dist.join(kind.name())).map_err(|e| e.to_string())?;
        let stand_ins = Arc::clone(stand_ins);
        let scratch = Scratch::new()?;
        Ok(Self {
            kind,
            browser: None,
            scratch,
            package,
            stand_ins,
            own,
            setup,
            pool,
            logged,
            is_paced: false,
            thorough: false,
            pictures: None,
        })
    }

    /// Returns the number of rounds to play: enough to find what they are for, or, in the long run, the rare as well.
    pub(crate) fn rounds(&self, usual: u32, thorough: u32) -> u32 {
        if self.thorough { thorough } else { usual }
    }

    /// Returns the running browser.
    pub(crate) fn browser(&self) -> Outcome<&Browser> {
        self.browser.as_ref().ok_or_else(|| "no browser has been started".into())
    }

    pub(crate) fn browser_mut(&mut self) -> Outcome<&mut Browser> {
        self.browser.as_mut().ok_or_else(|| "no browser has been started".into())
    }

    // ---- given

    /// Makes the browser that is started later speak this language.
    pub(crate) fn given_language(&mut self, language: &'static str) {
        self.setup.language = language;
    }

    /// Starts a new browser without the extension.
    pub(crate) fn given_a_browser(&mut self) -> Outcome {
        let Some(pool) = &self.pool else {
            self.own.go_at(if self.is_paced { FASTER } else { 1 });
            self.browser = Some(Browser::start(self.kind, &self.scratch, &self.setup)?);
            return Ok(());
        };
        let seat = pool.take(self.kind, &self.setup, &self.stand_ins)?;
        self.sit_down(seat)
    }

    /// Starts a new browser with the extension in it, and leaves the welcome page.
    pub(crate) fn given_bezwaar(&mut self) -> Outcome {
        self.given_a_browser()?;
        self.when_bezwaar_is_installed()
    }

    /// Starts a new browser with a copy of the extension that notes which calls it makes.
    pub(crate) fn given_bezwaar_that_counts(&mut self) -> Outcome {
        self.given_bezwaar_after(counts::CALLS)
    }

    /// Starts a new browser with the extension installed so that closing the browser does not remove it.
    pub(crate) fn given_bezwaar_for_good(&mut self) -> Outcome {
        self.given_bezwaar_for_good_with_its_welcome()?;
        self.welcome()?.close()
    }

    /// Starts the same, and leaves the welcome page open.
    pub(crate) fn given_bezwaar_for_good_with_its_welcome(&mut self) -> Outcome {
        self.needs_own_browser("installing for good")?;
        self.given_a_browser()?;
        let browser = self.browser.as_mut().ok_or("no browser has been started")?;
        browser.install_for_good(&self.package, &self.scratch)
    }

    // ---- when

    /// Installs the extension into the running browser, and leaves its welcome page.
    pub(crate) fn when_bezwaar_is_installed(&mut self) -> Outcome {
        self.when_bezwaar_arrives()?;
        self.leave_welcome()
    }

    /// Closes the welcome page once it stands. Its tab was tried as the probe: three scenarios that stop workers then hung in
    /// Chromium 156.
    pub(crate) fn leave_welcome(&self) -> Outcome {
        self.welcome()?.close()
    }

    /// Installs the extension into the running browser, or over itself.
    pub(crate) fn when_bezwaar_arrives(&mut self) -> Outcome {
        let package = self.package.clone();
        self.browser_mut()?.install(&package)
    }

    /// Closes the browser, and opens it again with the same profile.
    pub(crate) fn when_the_browser_restarts(&mut self) -> Outcome {
        self.when_the_browser_restarts_after(|_| Ok(()))
    }

    /// Logs somebody in with the site's usual account.
    pub(crate) fn when_logged_in(&self, site: &Site) -> Outcome {
        self.when_logged_in_as(site, site.account, &CookieStore::default())
    }

    /// Logs somebody in with this account in this cookie store, and closes the tab again.
    pub(crate) fn when_logged_in_as(&self, site: &Site, account: &str, store: &CookieStore) -> Outcome {
        self.visit(site, &format!("login?account={account}"), store).map(drop)
    }

    /// Logs somebody out. Returns how long ago the site's server sent the answer that ended the session.
    pub(crate) fn when_logged_out(&self, site: &Site) -> Outcome<Duration> {
        self.visit(site, "logout", &CookieStore::default())
    }

    /// Visits the site as somebody who was never there.
    pub(crate) fn when_a_guest_visits(&self, site: &Site) -> Outcome {
        self.visit(site, "guest", &CookieStore::default()).map(drop)
    }

    /// Has the site's server send exactly these Set-Cookie headers.
    pub(crate) fn when_the_site_sets(&self, site: &Site, set_cookies: &[&str]) -> Outcome {
        self.visit(site, &cookies_path(set_cookies), &CookieStore::default()).map(drop)
    }

    fn visit(&self, site: &Site, path: &str, store: &CookieStore) -> Outcome<Duration> {
        let (browser, address) = (self.browser()?, format!("{}/stand-in/{path}", site.origin));
        if *store != CookieStore::default() {
            let page = browser.open(&address, store)?;
            let since = self.since_served(site, &page)?;
            return page.close().map(|()| since);
        }
        let page = browser.errand()?;
        page.navigate(&address)?;
        let since = self.since_served(site, &page);
        page.navigate("about:blank")?;
        since
    }

    /// Returns how long ago the site's server sent the page.
    fn since_served(&self, site: &Site, page: &Page<'_>) -> Outcome<Duration> {
        let served = page.eval("Number(document.documentElement.dataset.served)")?;
        let since = served.as_u64().map(|served| self.stand_ins.since(served));
        since.ok_or_else(|| format!("{} did not answer as the stand-ins do", site.name))
    }

    /// Stops the extension's background, as the browser does.
    pub(crate) fn when_the_background_stops(&self) -> Outcome {
        let driver = self.browser()?.driver();
        wait_until("the background runs, so that it can be stopped", PATIENCE, || {
            Ok(Seen::when(driver.background_runs()?, "it does not"))
        })?;
        driver.stop_background()
    }

    /// Takes the extension's access to the site away, as the user can in the browser's settings.
    pub(crate) fn when_access_is_withheld(&self, site: &Site) -> Outcome {
        self.browser()?.driver().set_host_access(site.domain, false)
    }

    /// Gives the access back.
    pub(crate) fn when_access_is_granted(&self, site: &Site) -> Outcome {
        self.browser()?.driver().set_host_access(site.domain, true)
    }

    // ---- then

    /// Returns the welcome page, which opens by itself.
    pub(crate) fn welcome(&self) -> Outcome<Page<'_>> {
        let browser = self.browser()?;
        let tab = wait_until("the welcome page opens", PATIENCE, || {
            let mut tabs = browser.tabs()?;
            let open = tabs.iter().map(|tab| tab.url.clone()).collect::<Vec<_>>().join(" ");
            tabs.retain(|tab| tab.url.ends_with("/welcome.html"));
            Ok(tabs.pop().map_or(Seen::NotYet(open), Seen::Yes))
        })?;
        let page = browser.page(&tab);
        page.wait_for("main[data-state=ready]").map(|()| page)
    }

    /// Opens the popup.
    pub(crate) fn popup(&self) -> Outcome<Popup<'_>> {
        Popup::open(self.browser()?)
    }

    /// Fails unless the popup shows the site in this state, in the ordinary cookie store.
    pub(crate) fn then_popup_row(&self, site: &Site, state: &str) -> Outcome<Row> {
        let popup = self.popup()?;
        let row = popup.row(site, &CookieStore::default(), state)?;
        popup.page().close()?;
        if row.text.is_empty() { Err(format!("the row says nothing: {row:?}")) } else { Ok(row) }
    }

    /// Waits until the tab shows exactly this address, in this cookie store.
    pub(crate) fn then_tab_shows(&self, tab: &Tab, url: &str, store: &CookieStore) -> Outcome {
        let browser = self.browser()?;
        wait_until(&format!("the new tab shows {url}"), PATIENCE, || {
            let now = browser.tabs()?.into_iter().find(|other| other.is(tab)).ok_or("the new tab is gone")?;
            // A page that goes away while it is asked answers with an error.
            let loaded =
                browser.page(&now).eval("[location.href, document.title]").unwrap_or_else(serde_json::Value::from);
            let arrived = loaded[0] == url && loaded[1].as_str().is_some_and(|title| title.contains("stand-in"));
            Ok(Seen::when(arrived && now.store == *store, format!("{loaded} in {:?}", now.store)))
        })
    }

    /// Fails if a tab shows a page of any site.
    pub(crate) fn then_no_site_is_open(&self) -> Outcome {
        let open = self.browser()?.tabs()?;
        match open.iter().find(|tab| tab.url.starts_with("https:")) {
            None => Ok(()),
            Some(tab) => Err(format!("no site should be open, but there is {}", tab.url)),
        }
    }

    /// Returns the unpacked package.
    pub(crate) fn package(&self) -> &Path {
        &self.package
    }

    /// Returns what the browser sent.
    pub(crate) fn traffic(&self) -> &Traffic {
        &self.own.traffic
    }
}

/// Compares, and says in the error what was expected.
pub(crate) fn same<T: PartialEq + std::fmt::Debug>(what: &str, actual: T, expected: T) -> Outcome {
    if actual == expected { Ok(()) } else { Err(format!("{what}: expected {expected:?}, got {actual:?}")) }
}
