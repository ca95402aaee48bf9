//! Chromium through its driver, which translates BiDi to the browser's own protocol.

use crate::bidi::Bidi;
use crate::chromium_args::{browser, capabilities, chromedriver};
use crate::driver::{Driver, Setup, Window};
use crate::page::Page;
use crate::process::{Process, free_port, is_lock_held};
use crate::profile::Scratch;
use crate::sites::Site;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A running Chromium.
pub(crate) struct Chromium {
    bidi: Bidi,
    _driver: Process,
    id: RefCell<String>,
    /// The link that the browser keeps in its profile while it runs.
    lock: PathBuf,
}

impl Chromium {
    /// Starts the driver, and through it the browser.
    pub(crate) fn start(scratch: &Scratch, setup: &Setup) -> Outcome<Self> {
        let mut command = Command::new(chromedriver()?);
        // LANGUAGE decides on Linux, where --lang alone does nothing without the language's own package.
        command.arg(format!("--port={}", free_port()?)).env("LANGUAGE", setup.language.replace('-', "_"));
        let mut driver = Process::start(&mut command, &scratch.logs().join("chromedriver.log"))?;
        let port = driver.announced_port("started successfully on port ")?;
        let bidi = Bidi::open(port, capabilities(scratch, setup)?)?;
        Ok(Self { bidi, _driver: driver, id: RefCell::default(), lock: scratch.profile().join("SingletonLock") })
    }

    /// Says in an error what is missing on this machine.
    pub(crate) fn require() -> Outcome {
        browser().and(chromedriver()).map(drop)
    }

    fn cdp(&self, method: &str, params: Value) -> Outcome<Value> {
        let answer = self.bidi.command("goog:cdp.sendCommand", json!({ "method": method, "params": params }))?;
        Ok(answer["result"].clone())
    }

    /// Returns the pages and workers below an address.
    fn targets(&self, address: &str) -> Outcome<Vec<Value>> {
        // An empty filter means all kinds; the default hides the workers.
        let all = self.cdp("Target.getTargets", json!({ "filter": [{}] }))?;
        let is_below = |target: &&Value| target["url"].as_str().is_some_and(|url| url.starts_with(address));
        Ok(all["targetInfos"].as_array().into_iter().flatten().filter(is_below).cloned().collect())
    }

    /// Does something with a page in a tab of its own.
    fn with_page<T>(&self, url: &str, act: impl FnOnce(&Page) -> Outcome<T>) -> Outcome<T> {
        let tab = self.bidi.command("browsingContext.create", json!({ "type": "tab", "background": true }))?;
        let page = Page::new(&self.bidi, tab["context"].as_str().unwrap_or_default().to_owned());
        page.navigate(url)?;
        let done = act(&page)?;
        page.close().map(|()| done)
    }

    /// Evaluates with the API behind the switches that the user sees on chrome://extensions. A script of that page, opened
    /// by itself, has the API too and loads in a third of the time.
    fn in_settings(&self, expression: &str) -> Outcome {
        self.with_page("chrome://extensions/strings.m.js", |page| page.eval(expression).map(drop))
    }

    /// Stops workers as the browser does when they are idle. It works from a page of the same origin; closing the
    /// worker's target instead loses events and now and then takes the driver along (Chromium 156).
    fn stop_workers(&self) -> Outcome {
        self.with_page(&format!("chrome-extension://{}/manifest.json", self.id.borrow()), |page| {
            let session = self.bidi.command("goog:cdp.getSession", json!({ "context": page.id() }))?["session"].take();
            for method in ["ServiceWorker.enable", "ServiceWorker.stopAllWorkers"] {
                let call = json!({ "method": method, "params": {}, "session": session });
                self.bidi.command("goog:cdp.sendCommand", call)?;
            }
            Ok(())
        })
    }
}

impl Driver for Chromium {
    fn bidi(&self) -> &Bidi {
        &self.bidi
    }

    fn default_store(&self) -> &'static str {
        "0"
    }

    fn install(&self, package: &Path) -> Outcome<String> {
        let data = json!({ "type": "path", "path": package });
        let installed = self.bidi.command("webExtension.install", json!({ "extensionData": data }))?;
        let id = installed["extension"].as_str().ok_or("the browser named no extension id")?;
        id.clone_into(&mut self.id.borrow_mut());
        Ok(format!("chrome-extension://{id}"))
    }

    fn uninstall(&self) -> Outcome {
        let id = self.id.take();
        if id.is_empty() {
            return Ok(());
        }
        self.bidi.command("webExtension.uninstall", json!({ "extension": id })).map(drop)
    }

    /// Forgets what the sites left: every package has a directory, and thus an id and an origin, of its own. To clear an
    /// origin takes Chromium as long as to open a page.
    fn forget(&self, tab: &str, sites: &[&Site]) -> Outcome {
        let session = self.bidi.command("goog:cdp.getSession", json!({ "context": tab }))?["session"].take();
        let send = |call| self.bidi.command("goog:cdp.sendCommand", call).map(drop);
        let call = |method, params: Value| send(json!({ "method": method, "params": params, "session": session }));
        call("Network.clearBrowserCookies", json!({}))?;
        call("Network.clearBrowserCache", json!({}))?;
        sites.iter().try_for_each(|site| {
            call("Storage.clearDataForOrigin", json!({ "origin": site.origin, "storageTypes": "all" }))
        })
    }

    fn wait_clean(&self) -> Outcome {
        wait_until("Chromium is as good as new", PATIENCE, || {
            let cookies = self.cdp("Storage.getCookies", json!({}))?["cookies"].as_array().map_or(0, Vec::len);
            let ours = self.targets("chrome-extension:")?;
            Ok(Seen::when(cookies == 0 && ours.is_empty(), format!("{cookies} cookies, {ours:?}")))
        })
    }

    fn install_for_good(&self, package: &Path, _: &Scratch) -> Outcome<String> {
        // This is what the user does before "Load unpacked"; it lets such extensions run at the next start.
        self.in_settings("chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })")?;
        self.install(package)
    }

    fn has(&self, origin: &str) {
        self.id.replace(origin.trim_start_matches("chrome-extension://").to_owned());
    }

    fn background_runs(&self) -> Outcome<bool> {
        let ours = self.targets(&format!("chrome-extension://{}/", self.id.borrow()))?;
        Ok(ours.iter().any(|target| target["type"] == "service_worker"))
    }

    fn stop_background(&self) -> Outcome {
        // An event that was on its way starts the next worker at once, so this goes on until none is left.
        wait_until("the worker has stopped", PATIENCE, || {
            self.stop_workers()?;
            Ok(Seen::when(!self.background_runs()?, "it still runs"))
        })
    }

    fn set_host_access(&self, domain: &str, granted: bool) -> Outcome {
        // Taking one host away works only for an extension that has single hosts, so all go and the rest comes back.
        let script = include_str!("scripts/chromium-host-access.js");
        let values = [("ID", json!(*self.id.borrow())), ("DOMAIN", json!(domain)), ("GRANTED", json!(granted))];
        let fill = |text: String, (name, value): &(&str, Value)| text.replace(name, &value.to_string());
        self.in_settings(&values.iter().fold(script.to_owned(), fill))
    }

    /// Grants access beforehand: Chromium asks in a window that tests cannot reach, but only once.
    fn will_grant(&self, domain: &str) -> Outcome {
        let (id, origins) = (json!(*self.id.borrow()), json!(format!("https://*.{domain}/*")));
        self.in_settings(&format!("chrome.developerPrivate.addHostPermission({id}, {origins})"))
    }

    /// Plays a refusal, since nobody can press a button in Chromium's question. For a grant see `will_grant`.
    fn asked_for_access(&self, page: &Page<'_>, press: &str, domain: &str, answer: bool) -> Outcome {
        page.eval(&format!(
            "(() => {{
                const request = chrome.permissions.request.bind(chrome.permissions);
                chrome.permissions.request = asked => {{
                    window.asked = asked;
                    return {answer} ? request(asked) : Promise.resolve(false);
                }};
            }})()"
        ))?;
        page.click(press)?;
        let asked = wait_until("the browser is asked", PATIENCE, || {
            let asked = page.eval("window.asked ?? null")?;
            Ok(if asked.is_null() { Seen::NotYet(asked.to_string()) } else { Seen::Yes(asked) })
        })?;
        let expected = json!({ "origins": [format!("https://*.{domain}/*")] });
        if asked == expected { Ok(()) } else { Err(format!("the browser is asked {asked}, and not {expected}")) }
    }

    /// Opens a tab for a session of its own, which Chromium keeps off the record, as it does a private window.
    fn private_tab(&self) -> Outcome<String> {
        let made = self.bidi.command("browser.createUserContext", json!({}))?;
        let options = json!({ "type": "tab", "userContext": made["userContext"] });
        let tab = self.bidi.command("browsingContext.create", options)?;
        Ok(tab["context"].as_str().unwrap_or_default().to_owned())
    }

    fn switch_off(&self) -> Outcome {
        let id = json!(*self.id.borrow());
        self.with_page("chrome://extensions", |page| {
            page.eval(&format!("chrome.management.setEnabled({id}, false)")).map(drop)
        })
    }

    fn clear_cookies(&self) -> Outcome {
        self.cdp("Storage.clearCookies", json!({})).map(drop)
    }

    fn emulate(&self, tab: &str, features: &[(&str, &str)]) -> Outcome {
        let session = self.bidi.command("goog:cdp.getSession", json!({ "context": tab }))?["session"].take();
        let media = features.iter().find(|(name, _)| *name == "media").map_or("", |(_, media)| media);
        let features: Vec<_> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        let call = json!({ "method": "Emulation.setEmulatedMedia", "params": { "media": media, "features": features }, "session": session });
        self.bidi.command("goog:cdp.sendCommand", call).map(drop)
    }

    fn window(&self, _: u32, _: u32) -> Outcome<Window> {
        Err("Chromium without a display draws no toolbar".into())
    }

    fn is_open(&self) -> bool {
        // The driver does not notice: it leaves every question about a closed browser without an answer.
        self.lock.read_link().is_ok_and(|holder| is_lock_held(&holder.to_string_lossy()))
    }

    fn close(&mut self) -> Outcome {
        // The driver answers when the browser has written its profile and ended.
        self.bidi.command("session.end", json!({})).map(drop)
    }

    /// Clears bit 15 of the creation flags, by which Chromium forgets at its next start what a debugging session
    /// installed. Without it they are what "Load unpacked" leaves. Seen in Chromium 156; the flag has no public name.
    fn keep_extension(&self, scratch: &Scratch) -> Outcome {
        let file = scratch.profile().join("Default/Preferences");
        let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        let mut preferences: Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
        let flags = &mut preferences["extensions"]["settings"][self.id.borrow().as_str()]["creation_flags"];
        let bits = flags.as_u64().ok_or("Chromium's profile does not hold the extension")?;
        *flags = json!(bits & !(1 << 15));
        std::fs::write(&file, preferences.to_string()).map_err(|e| format!("{}: {e}", file.display()))
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        if self.is_open() {
            // A driver that is killed instead would leave the browser behind.
            self.close().ok();
        }
        // A browser that lost its driver ends by itself, but writes its profile first.
        wait_until("Chromium has ended", PATIENCE, || Ok(Seen::when(!self.is_open(), "it runs"))).ok();
    }
}
