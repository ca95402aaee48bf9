//! The steps that faults need: packages that were changed, and browsers that start otherwise.

use crate::profile::copy;
use crate::wait::Outcome;
use crate::world::World;
use std::fs;
use std::path::{Path, PathBuf};

impl World {
    /// Starts a new browser with a copy of the extension before whose script another one runs.
    pub(crate) fn given_bezwaar_after(&mut self, script: &str) -> Outcome {
        self.given_a_browser()?;
        self.when_bezwaar_arrives_after(script)?;
        self.leave_welcome()
    }

    /// Starts a new browser with such a copy, installed so that closing the browser does not remove it.
    pub(crate) fn given_bezwaar_for_good_after(&mut self, script: &str) -> Outcome {
        self.change_package(script)?;
        self.given_bezwaar_for_good()
    }

    /// Starts a browser with a copy of the extension in which `script` runs before the content script of switches.
    pub(crate) fn given_bezwaar_whose_switch_script_comes_after(&mut self, script: &str) -> Outcome {
        self.given_a_browser()?;
        prepend(&self.copy_package()?.join("content/switch.js"), script)?;
        self.when_bezwaar_arrives()?;
        self.leave_welcome()
    }

    /// Installs such a copy into the running browser.
    pub(crate) fn when_bezwaar_arrives_after(&mut self, script: &str) -> Outcome {
        self.change_package(script)?;
        self.when_bezwaar_arrives()
    }

    fn change_package(&mut self, script: &str) -> Outcome {
        prepend(&self.copy_package()?.join("bezwaar.js"), script)
    }

    /// Starts a browser with a copy of the extension that says everything in this language, as a browser in that
    /// language shows it: its texts stand in the place of the English ones. Any browser will do, where
    /// [`World::given_language`] needs one of its own.
    pub(crate) fn given_bezwaar_in(&mut self, locale: &str) -> Outcome {
        self.given_a_browser()?;
        let texts = self.copy_package()?.join("_locales");
        let (from, to) = (texts.join(locale).join("messages.json"), texts.join("en/messages.json"));
        let messages = fs::read(&from).map_err(|e| format!("{}: {e}", from.display()))?;
        fs::write(to, messages).map_err(|e| e.to_string())?;
        self.when_bezwaar_arrives()?;
        self.leave_welcome()
    }

    /// Makes a copy of the package, which may be changed, and uses it from now on.
    fn copy_package(&mut self) -> Outcome<PathBuf> {
        let package = self.scratch.new_path("changed");
        copy(&self.package, &package)?;
        self.package.clone_from(&package);
        Ok(package)
    }

    /// Closes the browser, does something to its profile, and opens it again.
    pub(crate) fn when_the_browser_restarts_after(&mut self, meanwhile: impl FnOnce(&Path) -> Outcome) -> Outcome {
        self.needs_own_browser("a restart")?;
        let browser = self.browser.take().ok_or("no browser has been started")?;
        self.browser = Some(browser.reopen(self.kind, &self.scratch, &self.setup, meanwhile)?);
        Ok(())
    }
}

fn prepend(file: &Path, script: &str) -> Outcome {
    let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    fs::write(file, format!("{script}{text}")).map_err(|e| format!("{}: {e}", file.display()))
}
