//! The drivers know what differs between the browsers: starting, installing, and the powers a test needs over the
//! extension.

use crate::bidi::Bidi;
use crate::chromium::Chromium;
use crate::firefox::Firefox;
use crate::page::Page;
use crate::profile::Scratch;
use crate::sites::Site;
use crate::wait::Outcome;
use serde_json::{Value, json};
use std::path::Path;

/// A browser family.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Chromium or Google Chrome.
    Chrome,
    /// Firefox.
    Firefox,
}

impl Kind {
    /// Both families, in the order in which reports name them.
    pub(crate) const ALL: [Kind; 2] = [Kind::Chrome, Kind::Firefox];

    /// Returns the name on the command line and of the package's directory.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Chrome => "chrome",
            Kind::Firefox => "firefox",
        }
    }

    /// Starts the browser without any extension.
    pub(crate) fn start(self, scratch: &Scratch, setup: &Setup) -> Outcome<Box<dyn Driver>> {
        Ok(match self {
            Kind::Chrome => Box::new(Chromium::start(scratch, setup)?),
            Kind::Firefox => Box::new(Firefox::start(scratch, setup)?),
        })
    }

    /// Returns what counts of the way in which a browser was started, for another scenario that would use it: not the port
    /// of the server that is its own, and not the language where the browser takes another one while it runs.
    pub(crate) fn kept_of(self, setup: &Setup) -> Setup {
        let language = if self == Kind::Firefox { "en" } else { setup.language };
        Setup { stand_ins: None, language, ..setup.clone() }
    }

    /// Returns the browser of this name.
    pub(crate) fn parse(name: &str) -> Outcome<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| format!("there is no browser {name}"))
    }

    /// Says in an error what is missing if the browser can not be started on this machine.
    pub(crate) fn require(self) -> Outcome {
        match self {
            Kind::Chrome => Chromium::require(),
            Kind::Firefox => Firefox::require(),
        }
    }
}

/// The way in which a browser is started.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Setup {
    /// The language of the browser's own texts, which the extension follows.
    pub(crate) language: &'static str,
    /// True for a browser without a window.
    pub(crate) headless: bool,
    /// True for a browser that does not draw its own bars, or at least does not move them: they cost more than the pages.
    pub(crate) bare: bool,
    /// The port of the stand-ins to which every host name leads; none for the real web.
    pub(crate) stand_ins: Option<u16>,
    /// True if WebAssembly is switched off, as people do who want to be safer.
    pub(crate) without_wasm: bool,
    /// True if an alert of a page stays open. Otherwise the session closes it at once.
    pub(crate) keeps_alerts: bool,
    /// The name that it gives itself, if that is not its own. Firefox only.
    pub(crate) user_agent: Option<&'static str>,
    /// True if it opens the tabs again that were open when it was closed.
    pub(crate) restores: bool,
}

impl Setup {
    /// Returns the usual way; `stand_ins` is their port.
    pub(crate) fn new(language: &'static str, headless: bool, stand_ins: Option<u16>) -> Self {
        let (bare, without_wasm, keeps_alerts) = (false, false, false);
        Self { language, headless, bare, stand_ins, without_wasm, keeps_alerts, user_agent: None, restores: false }
    }

    /// Returns what a session is to be capable of in either browser.
    pub(crate) fn capabilities(&self) -> Value {
        let mut all = json!({ "acceptInsecureCerts": self.stand_ins.is_some() });
        if self.keeps_alerts {
            all["unhandledPromptBehavior"] = json!({ "default": "ignore" });
        }
        all
    }
}

/// A picture of the browser's own window, twice as fine as its CSS pixels.
#[derive(serde::Deserialize)]
pub(crate) struct Window {
    /// The picture, as a `data:` address.
    pub(crate) picture: String,
    /// The width of the window, in CSS pixels.
    pub(crate) width: f64,
    /// The middle of the extension's button, in CSS pixels.
    pub(crate) button: (f64, f64),
}

/// A started browser of one family.
pub(crate) trait Driver: Send {
    /// Returns the session, which the browsers have in common.
    fn bidi(&self) -> &Bidi;

    /// Opens an empty tab in a cookie store, in front or behind the others, and returns its id.
    fn open_tab(&self, store: &str, background: bool) -> Outcome<String> {
        let options = json!({ "type": "tab", "background": background, "userContext": store });
        let made = self.bidi().command("browsingContext.create", options)?;
        made["context"].as_str().map(str::to_owned).ok_or_else(|| "the browser opened no tab".to_owned())
    }

    /// Returns the id by which extensions know the cookie store of ordinary tabs.
    fn default_store(&self) -> &'static str;

    /// Makes the running browser speak another language. Firefox only: Chromium takes none until it starts again.
    fn speak(&self, _language: &str) -> Outcome {
        Ok(())
    }

    /// Installs the unpacked extension and returns its origin, without a slash at the end.
    fn install(&self, package: &Path) -> Outcome<String>;

    /// Installs it so that it is still there when the browser is opened again.
    fn install_for_good(&self, package: &Path, scratch: &Scratch) -> Outcome<String>;

    /// Learns that the extension with this origin is there already, from an earlier start.
    fn has(&self, _origin: &str) {}

    /// Removes the extension, if one is installed, with all that it stored.
    fn uninstall(&self) -> Outcome;

    /// Forgets what pages left behind, and what was played to them. `tab`: the one tab that is open; `sites`: those that
    /// pages were loaded from.
    fn forget(&self, tab: &str, sites: &[&Site]) -> Outcome;

    /// Waits until nothing of an earlier scenario is left: no cookie, no extension, no permission.
    fn wait_clean(&self) -> Outcome;

    /// Returns whether the extension's background runs at this moment.
    fn background_runs(&self) -> Outcome<bool>;

    /// Stops the background as the browser itself may do at any time.
    fn stop_background(&self) -> Outcome;

    /// Gives or takes the access to all hosts whose name ends in `domain`, as the user can in the browser's settings.
    fn set_host_access(&self, domain: &str, granted: bool) -> Outcome;

    /// Presses something in the page that makes the browser ask for access to all hosts whose name ends in `domain`,
    /// and answers.
    fn asked_for_access(&self, page: &Page<'_>, press: &str, domain: &str, answer: bool) -> Outcome;

    /// Prepares for an answer of yes, where nobody could press it.
    fn will_grant(&self, _domain: &str) -> Outcome {
        Ok(())
    }

    /// Opens a private window, and returns the session's id of its tab.
    fn private_tab(&self) -> Outcome<String>;

    /// Switches the extension off, as the user can in the browser's settings.
    fn switch_off(&self) -> Outcome;

    /// Deletes all cookies as "clear recent history" does. Firefox tells no extension of that.
    fn clear_cookies(&self) -> Outcome;

    /// Sets one of Firefox's preferences, for as long as the browser runs.
    fn set_preference(&self, name: &str, _value: &Value) -> Outcome {
        Err(format!("only Firefox has the preference {name}"))
    }

    /// Gives a tab these media features, such as a dark colour scheme.
    fn emulate(&self, tab: &str, features: &[(&str, &str)]) -> Outcome;

    /// Pictures the whole window in this size with the tab in front and no other, toolbar and badge included.
    fn window(&self, width: u32, height: u32) -> Outcome<Window>;

    /// Returns whether the browser is still there; the user may have closed it.
    fn is_open(&self) -> bool;

    /// Closes the browser as the user does, so that everything reaches the disk.
    fn close(&mut self) -> Outcome;

    /// Changes the closed profile so that the extension is there after the next start.
    fn keep_extension(&self, scratch: &Scratch) -> Outcome;
}

/// Says in one line what is missing, before anything starts.
pub(crate) fn require(kinds: &[Kind], dist: &Path) -> Outcome {
    for kind in kinds {
        kind.require()?;
        let manifest = dist.join(kind.name()).join("manifest.json");
        if !manifest.is_file() {
            return Err(format!(
                "There is no {}: run ./build.sh first, or name the packages with --dist",
                manifest.display()
            ));
        }
    }
    Ok(())
}
