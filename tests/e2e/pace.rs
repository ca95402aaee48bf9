//! Makes time in pages go faster for most scenarios, and waits for the content script wherever a scenario would wait
//! for time.
//!
//! The rules of the content script are rules about time: look every half second, settled after two, late after eight. In
//! a copy of the package a clock goes before the script that makes all of it faster, and what the stand-ins do after a
//! while they do as much earlier. Each rule also has a scenario at true speed, with the package as it is.

use crate::page::Page;
use crate::profile::{copy, files_in};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::World;
use serde_json::json;
use std::fs;
use std::path::Path;

/// The factor by which time goes faster.
pub(crate) const FASTER: u32 = 5;

/// The number of times that the content script looks at a page until whatever happened there has been judged: what is
/// decided takes two seconds of stillness, which is four looks, and four looks come after that.
const LOOKS_UNTIL_JUDGED: u32 = 9;

/// The time that this takes, in milliseconds.
pub(crate) const JUDGED_MS: u32 = 4500;

impl World {
    /// Waits until whatever the page does has been seen and judged. A page without a content script is through at once.
    pub(crate) fn when_judged(&self, page: &Page<'_>) -> Outcome {
        until_answered(page)?;
        if !self.is_paced {
            // The package as it is does not tell how far its content script is.
            return self.when_time_passes(page, JUDGED_MS);
        }
        self.until_through(page, LOOKS_UNTIL_JUDGED)
    }

    /// Waits until the background has answered everything that the page's content script has told it so far.
    pub(crate) fn when_answered(&self, page: &Page<'_>) -> Outcome {
        self.until_through(page, 0)
    }

    /// Lets time go by in a page, in milliseconds as the content script counts them. It is for what nothing can be
    /// asked about: that nothing happens where no script of ours is, or where it no longer answers.
    pub(crate) fn when_time_passes(&self, page: &Page<'_>, ms: u32) -> Outcome {
        let ms = if self.is_paced { ms / FASTER } else { ms };
        page.eval(&format!("new Promise(done => setTimeout(done, {ms}, null))")).map(drop)
    }

    fn until_through(&self, page: &Page<'_>, looks: u32) -> Outcome {
        let browser = self.browser()?;
        if !browser.has_extension() {
            return Ok(());
        }
        wait_until("the content script is through with the page", PATIENCE, || {
            let address = json!(browser.address_of(page)?).to_string();
            let script = include_str!("scripts/progress.js").replace("ADDRESS", &address);
            let seen = browser.probe()?.eval(&script.replace("LOOKS", &looks.to_string()))?;
            match seen.as_str() {
                Some("through" | "absent") => Ok(Seen::Yes(())),
                Some("gone") => Ok(Seen::NotYet("the page went elsewhere".into())),
                _ => Err(format!("the content script does not get through with the page: {seen}")),
            }
        })
    }
}

/// Waits until the site has answered everything that its page asked, as stand-ins count it: on a busy machine that takes longer
/// than all looks. A page that went away asks nothing more.
fn until_answered(page: &Page<'_>) -> Outcome {
    wait_until("the site has answered its page", PATIENCE, || {
        let asking = page.eval("typeof asking === 'number' ? asking : 0").unwrap_or_else(|_| json!(0));
        Ok(Seen::when(asking == json!(0), asking))
    })
}

/// Copies the packages, and puts the clock before their content scripts.
pub(crate) fn make_paced(dist: &Path, to: &Path) -> Outcome {
    let clock = include_str!("scripts/clock.js").replace("FASTER", &FASTER.to_string());
    for kind in crate::driver::Kind::ALL {
        let (from, to) = (dist.join(kind.name()), to.join(kind.name()));
        if !from.is_dir() {
            continue;
        }
        copy(&from, &to)?;
        let scripts =
            files_in(&to)?.into_iter().filter(|file| is_content_script(file.strip_prefix(&to).unwrap_or(file)));
        let scripts: Vec<_> = scripts.collect();
        if scripts.is_empty() {
            return Err(format!("{} has no content script", from.display()));
        }
        for script in scripts {
            let text = fs::read_to_string(&script).map_err(|e| format!("{}: {e}", script.display()))?;
            fs::write(&script, format!("{clock}{text}")).map_err(|e| format!("{}: {e}", script.display()))?;
        }
    }
    Ok(())
}

/// Returns whether a file, below the package's folder, is a script in `content/`.
fn is_content_script(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "js") && file.starts_with("content")
}
