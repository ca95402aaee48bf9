//! What faults need: packages that were changed, and browsers that start otherwise.

use crate::profile::copy;
use crate::wait::Outcome;
use crate::world::World;
use std::fs;
use std::path::Path;

impl World {
    /// A new browser with a copy of the extension before whose script another one runs.
    pub(crate) fn given_bezwaar_after(&mut self, script: &str) -> Outcome {
        self.given_a_browser()?;
        self.when_bezwaar_arrives_after(script)?;
        self.welcome()?.close()
    }

    /// A new browser with such a copy, installed so that closing the browser does not remove it.
    pub(crate) fn given_bezwaar_for_good_after(&mut self, script: &str) -> Outcome {
        self.change_package(script)?;
        self.given_bezwaar_for_good()
    }

    /// Such a copy is installed into the running browser.
    pub(crate) fn when_bezwaar_arrives_after(&mut self, script: &str) -> Outcome {
        self.change_package(script)?;
        self.when_bezwaar_arrives()
    }

    fn change_package(&mut self, script: &str) -> Outcome {
        let package = self.scratch.new_path("changed");
        copy(&self.package, &package)?;
        prepend(&package.join("bezwaar.js"), script)?;
        self.package = package;
        Ok(())
    }

    /// The browser is closed, something happens to its profile, and it is opened again.
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
