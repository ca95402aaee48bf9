//! Makes what is compared: Bezwaar, extensions that do next to nothing, and any that were named with `--with`.

use super::table::{Figure, summary};
use crate::args::Args;
use crate::counts::CALLS;
use crate::driver::Kind;
use crate::page::Page;
use crate::profile::copy;
use crate::stand_ins::StandIns;
use crate::wait::Outcome;
use crate::world::World;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file that the extensions have and that runs none of their scripts.
const INERT: &str = "manifest.json";

/// A worker that only sets a badge.
pub(super) const EMPTY: &str = "chrome.runtime.onMessage.addListener(() => {});
chrome.cookies.onChanged.addListener(() => {});
chrome.action.setBadgeText({ text: \"1\" });\n";

/// The bench: the browser, the packages, and how often each thing is measured.
pub(super) struct Bench {
    pub(super) kind: Kind,
    pub(super) rounds: usize,
    dist: PathBuf,
    with: Vec<(String, PathBuf)>,
    made: PathBuf,
    stand_ins: Arc<StandIns>,
    figures: RefCell<Vec<Figure>>,
}

impl Bench {
    /// Gets a directory for the packages that are made here.
    pub(super) fn prepare(kind: Kind, args: &Args, stand_ins: &Arc<StandIns>) -> Outcome<Self> {
        let made = std::env::temp_dir().join(format!("bezwaar-bench-{}", std::process::id()));
        Ok(Self {
            kind,
            rounds: args.rounds,
            dist: args.dist.clone(),
            with: args.with.clone(),
            made,
            stand_ins: Arc::clone(stand_ins),
            figures: RefCell::default(),
        })
    }

    /// Notes a figure for the table at the end.
    pub(super) fn note(&self, figure: Figure) {
        self.figures.borrow_mut().push(figure);
    }

    /// Shows all figures that were noted.
    pub(super) fn show_figures(&self) {
        let figures = self.figures.borrow();
        if !figures.is_empty() {
            summary(&figures);
        }
    }

    /// Returns a title for a table.
    pub(super) fn title(&self, what: &str) -> String {
        format!("{}: {what}", super::browser(self.kind))
    }

    /// Starts a browser without any extension.
    pub(super) fn bare(&self) -> Outcome<World> {
        let mut world = World::new(self.kind, &self.dist, &self.stand_ins)?;
        world.given_a_browser()?;
        Ok(world)
    }

    /// Starts a browser for each of the extensions that were named.
    pub(super) fn others(&self) -> Outcome<Vec<(String, World)>> {
        let other = |(name, directory): &(String, PathBuf)| {
            let dist = self.made.join(name);
            copy(directory, &dist.join(self.kind.name()))?;
            Ok((name.clone(), self.world(&dist)?))
        };
        self.with.iter().map(other).collect()
    }

    /// Starts a browser with Bezwaar in it.
    pub(super) fn bezwaar(&self) -> Outcome<World> {
        let mut world = World::new(self.kind, &self.dist, &self.stand_ins)?;
        world.given_bezwaar()?;
        Ok(world)
    }

    /// Starts a browser with Bezwaar in it before whose script another one runs.
    pub(super) fn bezwaar_after(&self, script: &str) -> Outcome<World> {
        let mut world = World::new(self.kind, &self.dist, &self.stand_ins)?;
        world.given_bezwaar_after(script)?;
        Ok(world)
    }

    /// Returns the script that Bezwaar's package has for worker and pages.
    pub(super) fn script(&self) -> Outcome<String> {
        let file = self.dist.join(self.kind.name()).join("bezwaar.js");
        fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))
    }

    /// Returns a worker that also notes its calls.
    pub(super) fn counted(&self, worker: &str) -> String {
        format!("{CALLS}{worker}")
    }

    /// Starts a browser with Bezwaar in it that notes its calls.
    pub(super) fn instrumented(&self) -> Outcome<World> {
        let mut world = World::new(self.kind, &self.dist, &self.stand_ins)?;
        world.given_bezwaar_that_counts()?;
        Ok(world)
    }

    /// Starts a browser with an extension in it that has this worker, and Bezwaar's permissions.
    pub(super) fn control(&self, name: &str, worker: &str) -> Outcome<World> {
        let package = self.made.join(name).join(self.kind.name());
        fs::create_dir_all(&package).map_err(|e| e.to_string())?;
        write(&package, "worker.js", worker)?;
        write(&package, "popup.js", "document.querySelector(\"main\").dataset.state = \"ready\";\n")?;
        write(&package, "popup.html", "<!doctype html><main>Nothing</main><script src=\"popup.js\"></script>\n")?;
        write(&package, INERT, &self.manifest()?.to_string())?;
        self.world(&self.made.join(name))
    }

    /// Returns Bezwaar's manifest, with the control's worker and no content script.
    fn manifest(&self) -> Outcome<Value> {
        let file = self.dist.join(self.kind.name()).join(INERT);
        let text = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        let mut manifest: Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
        let keys = [
            "manifest_version",
            "version",
            "permissions",
            "host_permissions",
            "content_security_policy",
            "browser_specific_settings",
        ];
        let mut control = json!({ "name": "Control", "action": { "default_popup": "popup.html" } });
        for key in keys {
            if let Some(value) = manifest.get_mut(key) {
                control[key] = value.take();
            }
        }
        control["background"] = match self.kind {
            Kind::Chrome => json!({ "service_worker": "worker.js" }),
            Kind::Firefox => json!({ "scripts": ["worker.js"] }),
        };
        Ok(control)
    }

    fn world(&self, dist: &Path) -> Outcome<World> {
        let mut world = World::new(self.kind, dist, &self.stand_ins)?;
        world.given_a_browser()?;
        world.when_bezwaar_arrives()?;
        Ok(world)
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        // Nothing is there if no control was made.
        fs::remove_dir_all(&self.made).ok();
    }
}

/// Opens a page of the extension that has its powers, but wakes nothing.
pub(super) fn probe(world: &World) -> Outcome<Page<'_>> {
    let browser = world.browser()?;
    browser.open(&browser.extension_url(INERT), &crate::browser::CookieStore::default())
}

fn write(package: &Path, name: &str, text: &str) -> Outcome {
    fs::write(package.join(name), text).map_err(|e| format!("{name}: {e}"))
}
