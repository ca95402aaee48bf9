//! What the worker asks of the browser, counted in a copy of the package that notes its own calls.

use crate::browser::Browser;
use crate::page::Page;
use crate::wait::Outcome;

/// Goes before the package's script, and notes its calls.
pub(crate) const CALLS: &str = include_str!("scripts/calls.js");

/// Asks for the names of all calls up to now.
const ASK: &str = include_str!("scripts/ask-calls.js");

/// Changes cookies of Facebook, some at a time.
const CHANGE: &str = include_str!("scripts/change-cookies.js");

/// The names of calls.
pub(crate) struct Calls(Vec<String>);

impl Calls {
    /// All calls that the worker made up to now; `page` is one of the extension.
    pub(crate) fn now(page: &Page) -> Outcome<Self> {
        serde_json::from_value(page.eval(ASK)?).map(Self).map_err(|e| format!("reading the worker's calls: {e}"))
    }

    /// The same, once no more are added.
    pub(crate) fn settled(page: &Page) -> Outcome<Self> {
        let mut seen = Self::now(page)?;
        loop {
            // Time is the subject: long enough for a look that is under way.
            page.eval("new Promise(done => setTimeout(done, 500))")?;
            let now = Self::now(page)?;
            if now.0.len() == seen.0.len() {
                return Ok(now);
            }
            seen = now;
        }
    }

    /// How many of these there are.
    pub(crate) fn count(&self, names: &[&str]) -> usize {
        self.0.iter().filter(|call| names.contains(&call.as_str())).count()
    }
}

/// Calls that read what is stored.
pub(crate) const READS: &[&str] = &["storage.local.get"];
/// Calls that change what is stored.
pub(crate) const WRITES: &[&str] = &["storage.local.set"];
/// Calls about the badge.
pub(crate) const BADGE: &[&str] = &[
    "action.setBadgeText",
    "action.setTitle",
    "action.getBadgeText",
    "action.getTitle",
    "action.setBadgeBackgroundColor",
];

/// Opens a page that has the extension's powers, wakes the worker, and waits until it rests.
pub(crate) fn awake(browser: &Browser) -> Outcome<Page<'_>> {
    let page = browser.open(&browser.extension_url("manifest.json"), &crate::browser::Store::default())?;
    page.eval("chrome.runtime.sendMessage('wake').catch(() => {})")?;
    Calls::settled(&page)?;
    Ok(page)
}

/// Changes this cookie of Facebook so often.
pub(crate) fn change_cookies(page: &Page, name: &str, count: usize) -> Outcome {
    let name = serde_json::json!(name).to_string();
    page.eval(&CHANGE.replace("COUNT", &count.to_string()).replace("NAME", &name)).map(drop)
}
