//! Counts what the worker asks of the browser, in a copy of the package that notes its own calls.

use crate::browser::Browser;
use crate::page::Page;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};

/// The script that goes before the package's own, and notes its calls.
pub(crate) const CALLS: &str = include_str!("scripts/calls.js");

/// The script that asks for the names of all calls up to now.
const ASK: &str = include_str!("scripts/ask-calls.js");

/// The script that changes cookies of Facebook, some at a time.
const CHANGE: &str = include_str!("scripts/change-cookies.js");

/// The names of calls, in their order, and the number of those that wait for an answer.
#[derive(Clone, serde::Deserialize)]
pub(crate) struct Calls(Vec<String>, usize);

impl Calls {
    /// Returns all calls that the worker made up to now; `page` is one of the extension.
    pub(crate) fn now(page: &Page) -> Outcome<Self> {
        serde_json::from_value(page.eval(ASK)?).map_err(|e| format!("reading the worker's calls: {e}"))
    }

    /// Returns them once all are answered, and no more are added.
    pub(crate) fn settled(page: &Page) -> Outcome<Self> {
        let mut seen = Self::now(page)?;
        wait_until("the worker rests", 2 * PATIENCE, || {
            // This is long enough for a snapshot that is under way: time is the subject.
            page.eval("new Promise(done => setTimeout(done, 500))")?;
            let now = Self::now(page)?;
            let rests = now.0.len() == seen.0.len() && now.1 == 0;
            seen = now.clone();
            let told = format!("{} calls, {} without an answer", now.0.len(), now.1);
            Ok(if rests { Seen::Yes(now) } else { Seen::NotYet(told) })
        })
    }

    /// Returns every call, and each message to the worker; its start is none.
    pub(crate) fn all(&self) -> Vec<&str> {
        self.0.iter().map(String::as_str).filter(|call| *call != "start").collect()
    }

    /// Returns the number of calls with one of these names.
    pub(crate) fn count(&self, names: &[&str]) -> usize {
        self.0.iter().filter(|call| names.contains(&call.as_str())).count()
    }
}

/// The calls that read what is stored.
pub(crate) const READS: &[&str] = &["storage.local.get"];
/// The calls that change what is stored.
pub(crate) const WRITES: &[&str] = &["storage.local.set"];
/// The calls about the badge.
pub(crate) const BADGE: &[&str] = &[
    "action.setBadgeText",
    "action.setTitle",
    "action.getBadgeText",
    "action.getTitle",
    "action.setBadgeBackgroundColor",
];

/// Opens a page that has the extension's powers, and wakes nothing.
pub(crate) fn probe(browser: &Browser) -> Outcome<Page<'_>> {
    browser.open(&browser.extension_url("manifest.json"), &crate::browser::CookieStore::default())
}

/// Opens such a page, wakes the worker, and waits until it rests.
pub(crate) fn awake(browser: &Browser) -> Outcome<Page<'_>> {
    let page = probe(browser)?;
    page.eval("chrome.runtime.sendMessage('wake').catch(() => {})")?;
    Calls::settled(&page)?;
    Ok(page)
}

/// Changes this cookie of Facebook as often as `count` says.
pub(crate) fn change_cookies(page: &Page, name: &str, count: usize) -> Outcome {
    let name = serde_json::json!(name).to_string();
    page.eval(&CHANGE.replace("COUNT", &count.to_string()).replace("NAME", &name)).map(drop)
}
