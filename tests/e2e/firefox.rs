//! Drives Firefox, which speaks BiDi itself; its privileged scope does what a user does in the settings.

use crate::bidi::Bidi;
use crate::driver::{Driver, Setup, Window};
use crate::page::Page;
use crate::preferences::user_js;
use crate::process::{Process, find_program};
use crate::profile::Scratch;
use crate::programs;
use crate::sites::Site;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::zip;
use serde_json::{Value, json};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The extension's id in Firefox, from its manifest.
const EXTENSION: &str = "bezwaar@bezwaar.eu";

/// Returns a host name for the extension's pages, new for each scenario; Firefox otherwise picks one at random.
fn host(number: u32) -> String {
    format!("b0e2baaa-2e57-4e57-8e57-{number:012}")
}

/// The script that draws the window. Signs of remote control (a striped address bar, a robot) go first.
const WINDOW: &str = include_str!("scripts/firefox-window.js");

/// The expression that has all tabs drawn as on a medium; none is the screen.
const MEDIUM: &str = "for (const { browsingContext } of Services.wm.getMostRecentWindow('navigator:browser').gBrowser.browsers) \
                      browsingContext.mediumOverride = 'NAME';";

/// The expression that says whether the newest window is a private one that has shown its first page.
const PRIVATE_WINDOW_STANDS: &str = "(() => {
    const window = Services.wm.getMostRecentBrowserWindow(), browser = window?.gBrowser?.selectedBrowser;
    const { PrivateBrowsingUtils } = ChromeUtils.importESModule('resource://gre/modules/PrivateBrowsingUtils.sys.mjs');
    return Boolean(browser && PrivateBrowsingUtils.isWindowPrivate(window) && window.gBrowserInit.delayedStartupFinished
        && browser.currentURI.spec !== 'about:blank' && !browser.webProgress.isLoadingDocument);
})()";

/// A running Firefox.
pub(crate) struct Firefox {
    bidi: Bidi,
    process: Process,
    /// The number of scenarios that it has served.
    served: Cell<u32>,
}

impl Firefox {
    /// Starts the browser and opens a session with it.
    pub(crate) fn start(scratch: &Scratch, setup: &Setup) -> Outcome<Self> {
        std::fs::write(scratch.profile().join("user.js"), user_js(EXTENSION, &host(0), setup))
            .map_err(|e| e.to_string())?;
        let mut command = Command::new(browser()?);
        // Without it, a release of Firefox does not let the server of its settings be chosen.
        command.env("MOZ_REMOTE_SETTINGS_DEVTOOLS", "1");
        command.args(["--no-remote", "--remote-debugging-port", "0", "--remote-allow-system-access"]);
        command.args(setup.headless.then_some("--headless")).arg("--profile").arg(scratch.profile());
        let mut process = Process::start(command.arg("about:blank"), &scratch.logs().join("firefox.log"))?;
        let port = process.announced_port("WebDriver BiDi listening on ws://127.0.0.1:")?;
        let bidi = Bidi::open(port, setup.capabilities())?;
        let firefox = Self { bidi, process, served: Cell::new(0) };
        firefox.speak(setup.language)?;
        Ok(firefox)
    }

    /// Says in an error what is missing on this machine.
    pub(crate) fn require() -> Outcome {
        browser().map(drop)
    }

    /// Evaluates an expression with the browser's own rights.
    fn privileged(&self, expression: &str) -> Outcome<Value> {
        let windows = self.bidi.command("browsingContext.getTree", json!({ "moz:scope": "chrome" }))?;
        let target = json!({ "context": windows["contexts"][0]["context"] });
        let evaluated = self
            .bidi
            .command("script.evaluate", json!({ "expression": expression, "target": target, "awaitPromise": true }))?;
        match evaluated["type"].as_str() {
            Some("success") => Ok(evaluated["result"]["value"].clone()),
            _ => Err(format!("in Firefox itself: {}", evaluated["exceptionDetails"]["text"])),
        }
    }

    /// Evaluates a script in the same way; EXTENSION and HOST in it stand for the extension's id and next host name.
    fn run(&self, script: &str) -> Outcome<Value> {
        let script = script.replace("EXTENSION", &json!(EXTENSION).to_string());
        self.privileged(&script.replace("HOST", &json!(host(self.served.get())).to_string()))
    }

    fn origin(&self) -> String {
        format!("moz-extension://{}", host(self.served.get()))
    }

    fn of_extension(&self, expression: &str) -> Outcome<Value> {
        self.privileged(&format!("WebExtensionPolicy.getByID('{EXTENSION}').extension.{expression}"))
    }
}

impl Driver for Firefox {
    fn bidi(&self) -> &Bidi {
        &self.bidi
    }

    /// Opens it behind the others first: one that opens in front is not answered until the tab before it is hidden, which
    /// now and then it never is.
    fn open_tab(&self, store: &str, background: bool) -> Outcome<String> {
        let options = json!({ "type": "tab", "background": true, "userContext": store });
        let made = self.bidi.command("browsingContext.create", options)?;
        let page = Page::new(&self.bidi, made["context"].as_str().unwrap_or_default().to_owned());
        if !background {
            page.activate()?;
        }
        Ok(page.id().to_owned())
    }

    fn default_store(&self) -> &'static str {
        "firefox-default"
    }

    /// Firefox follows `intl.locale.requested` only with a language pack; extensions need only this.
    fn speak(&self, language: &str) -> Outcome {
        let (locales, language) = (json!([language, "en-US"]), json!(language));
        let script = format!(
            "Services.locale.availableLocales = {locales}; Services.locale.requestedLocales = {locales};
            Services.prefs.setStringPref('intl.accept_languages', {language});"
        );
        self.privileged(&script).map(drop)
    }

    fn install(&self, package: &Path) -> Outcome<String> {
        let data = json!({ "type": "path", "path": package });
        self.bidi.command("webExtension.install", json!({ "extensionData": data }))?;
        Ok(self.origin())
    }

    fn uninstall(&self) -> Outcome {
        let there = self.privileged(&format!("Boolean(WebExtensionPolicy.getByID('{EXTENSION}'))"))?;
        if there == json!(false) {
            return Ok(());
        }
        self.bidi.command("webExtension.uninstall", json!({ "extension": EXTENSION })).map(drop)
    }

    fn forget(&self, _: &str, _: &[&Site]) -> Outcome {
        self.served.set(self.served.get() + 1);
        self.run(include_str!("scripts/firefox-forget.js")).map(drop)
    }

    fn wait_clean(&self) -> Outcome {
        wait_until("Firefox is as good as new", PATIENCE, || {
            let remains = self.run(include_str!("scripts/firefox-remains.js"))?;
            Ok(Seen::when(remains == json!("{\"cookies\":0,\"extensions\":0,\"permissions\":0}"), remains))
        })
    }

    fn install_for_good(&self, package: &Path, scratch: &Scratch) -> Outcome<String> {
        let archive = scratch.file("bezwaar.xpi");
        std::fs::write(&archive, zip::pack(package)?).map_err(|e| e.to_string())?;
        let data = json!({ "type": "archivePath", "path": archive });
        self.bidi.command("webExtension.install", json!({ "extensionData": data, "moz:permanent": true }))?;
        Ok(self.origin())
    }

    fn background_runs(&self) -> Outcome<bool> {
        Ok(self.of_extension("backgroundState")? == "running")
    }

    fn stop_background(&self) -> Outcome {
        // An event that was on its way starts the background again at once, so this goes on until it stays stopped.
        wait_until("the background has stopped", PATIENCE, || {
            self.of_extension("terminateBackground()")?;
            Ok(Seen::when(!self.background_runs()?, "it still runs"))
        })
    }

    fn set_host_access(&self, domain: &str, granted: bool) -> Outcome {
        let script = include_str!("scripts/firefox-host-access.js").replace("DOMAIN", &json!(domain).to_string());
        self.run(&script.replace("GRANTED", &granted.to_string())).map(drop)
    }

    fn asked_for_access(&self, page: &Page<'_>, press: &str, domain: &str, answer: bool) -> Outcome {
        page.click(press)?;
        let button = if answer { "button" } else { "secondaryButton" };
        wait_until("Firefox asks, and is answered", PATIENCE, || {
            let seen = self.privileged(&format!(
                r#"(() => {{
                    const question = Services.wm.getMostRecentWindow("navigator:browser").PopupNotifications.panel
                        .querySelector("popupnotification");
                    if (!question || question.{button}.disabled) return "";
                    const text = question.ownerDocument.getElementById("addon-webext-perm-notification-content");
                    const said = question.textContent + (text?.textContent ?? "");
                    question.{button}.click();
                    return said || "?";
                }})()"#
            ))?;
            let said = seen.as_str().unwrap_or_default().to_owned();
            match said.as_str() {
                "" => Ok(Seen::NotYet("no question".to_owned())),
                _ if said.contains(domain) => Ok(Seen::Yes(())),
                _ => Err(format!("Firefox asks about something else: {said:?}")),
            }
        })
    }

    fn private_tab(&self) -> Outcome<String> {
        let tabs = || -> Outcome<Vec<Value>> {
            let tree = self.bidi.command("browsingContext.getTree", json!({ "maxDepth": 0 }))?;
            let all = tree["contexts"].as_array().into_iter().flatten();
            Ok(all.map(|tab| tab["context"].clone()).collect())
        };
        let before = tabs()?;
        self.privileged("void Services.wm.getMostRecentBrowserWindow().OpenBrowserWindow({ private: true })")?;
        wait_until("the private window is open", PATIENCE, || {
            // A window that still loads its first page drops the next one, and the command that asked for it stays without
            // an answer.
            if self.privileged(PRIVATE_WINDOW_STANDS)? != json!(true) {
                return Ok(Seen::NotYet("a window that still opens".to_owned()));
            }
            let new = tabs()?.into_iter().find(|tab| !before.contains(tab));
            Ok(new.and_then(|tab| tab.as_str().map(str::to_owned)).map_or(Seen::NotYet("none".into()), Seen::Yes))
        })
    }

    fn switch_off(&self) -> Outcome {
        self.privileged(&format!(
            r#"(async () => {{
                const {{ AddonManager }} = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
                await (await AddonManager.getAddonByID("{EXTENSION}")).disable();
            }})()"#
        ))
        .map(drop)
    }

    fn clear_cookies(&self) -> Outcome {
        self.privileged("Services.cookies.removeAll()").map(drop)
    }

    fn set_preference(&self, name: &str, value: &Value) -> Outcome {
        let kind = if value.is_string() { "String" } else { "Bool" };
        self.privileged(&format!("Services.prefs.set{kind}Pref({name:?}, {value})")).map(drop)
    }

    fn emulate(&self, _: &str, features: &[(&str, &str)]) -> Outcome {
        for feature in features {
            let scheme = match feature {
                ("prefers-color-scheme", "dark") => 0,
                ("prefers-color-scheme", _) => 1,
                ("forced-colors", "none") => continue,
                ("media", medium) => {
                    self.privileged(&MEDIUM.replace("NAME", medium))?;
                    continue;
                }
                (name, _) => return Err(format!("Firefox cannot be told about {name} here")),
            };
            self.privileged(&format!(
                "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {scheme})"
            ))?;
        }
        Ok(())
    }

    fn window(&self, width: u32, height: u32) -> Outcome<Window> {
        let values = [("WIDTH", json!(width)), ("HEIGHT", json!(height)), ("EXTENSION", json!(EXTENSION))];
        let script =
            values.iter().fold(WINDOW.to_owned(), |text, (name, value)| text.replace(name, &value.to_string()));
        let seen = self.privileged(&script)?;
        serde_json::from_str(seen.as_str().unwrap_or_default()).map_err(|e| format!("Firefox's window: {e}: {seen}"))
    }

    fn is_open(&self) -> bool {
        self.bidi.command("session.status", json!({})).is_ok()
    }

    fn close(&mut self) -> Outcome {
        self.bidi.command("browser.close", json!({}))?;
        self.process.wait_ended(PATIENCE)
    }

    fn keep_extension(&self, _: &Scratch) -> Outcome {
        Ok(())
    }
}

impl Drop for Firefox {
    fn drop(&mut self) {
        // This fails if the browser is closed or hangs; dropping the process then kills it.
        self.close().ok();
    }
}

fn browser() -> Outcome<PathBuf> {
    find_program("FIREFOX", programs::FIREFOX, "No Firefox found: install firefox or firefox-esr")
}
