//! What faults need: packages that were changed, and browsers that start otherwise.

use crate::profile::copy;
use crate::wait::Outcome;
use crate::world::World;
use std::fs;
use std::path::Path;

impl World {
    /// A new browser with a copy of the extension before whose script another one runs.
    pub(crate) fn given_bezwaar_after(&mut self, script: &str) -> Outcome {
        let package = self.scratch.file("changed");
        copy(&self.package, &package)?;
        prepend(&package.join("bezwaar.js"), script)?;
        self.package = package;
        self.given_bezwaar()
    }
}

fn prepend(file: &Path, script: &str) -> Outcome {
    let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    fs::write(file, format!("{script}{text}")).map_err(|e| format!("{}: {e}", file.display()))
}
