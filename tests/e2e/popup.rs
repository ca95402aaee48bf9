//! Opens the popup as a page of its own, and sees and uses it as a person does.

use crate::browser::{Browser, CookieStore, Tab};
use crate::page::{Key, Page};
use crate::sites::Site;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::same;
use serde_json::json;

/// A row of the popup: one account.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub(crate) struct Row {
    /// The name of the site, as rows are marked with it.
    pub(crate) platform: String,
    /// The state, as a word of the contract between page and tests.
    pub(crate) state: String,
    /// The id of the cookie store.
    pub(crate) store: String,
    /// The state in words.
    pub(crate) text: String,
    /// The action of its button, or nothing if it has none.
    pub(crate) action: Option<String>,
}

impl std::fmt::Display for Row {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "{}", self.platform)?;
        if !self.store.is_empty() {
            write!(out, " in store {}", self.store)?;
        }
        write!(out, ": {} ({}", self.text, self.state)?;
        self.action.iter().try_for_each(|action| write!(out, ", button {action:?}"))?;
        write!(out, ")")
    }
}

/// The open popup.
pub(crate) struct Popup<'a> {
    browser: &'a Browser,
    page: Page<'a>,
}

const ROWS: &str = "[...document.querySelectorAll('[data-row]')].map(row => ({
    platform: row.dataset.platform ?? '', state: row.dataset.state ?? '', store: row.dataset.store ?? '',
    text: (row.querySelector('.state')?.textContent.trim() || row.querySelector('button.main')?.textContent.trim()) ?? '',
    action: row.querySelector('button.main')?.dataset.action ?? null,
}))";

impl<'a> Popup<'a> {
    /// Opens the popup and waits until it shows the states.
    pub(crate) fn open(browser: &'a Browser) -> Outcome<Self> {
        let page = browser.open(&browser.extension_url("popup.html"), &CookieStore::default())?;
        page.wait_for("main[data-state=ready]")?;
        Ok(Self { browser, page })
    }

    /// Shows it anew in one of the languages of [`World::given_bezwaar_in_every_language`].
    ///
    /// [`World::given_bezwaar_in_every_language`]: crate::world::World::given_bezwaar_in_every_language
    pub(crate) fn speak(&self, language: &str) -> Outcome {
        self.page.navigate(&self.browser.extension_url(&format!("popup.html?language={language}")))?;
        self.page.wait_for("main[data-state=ready]")?;
        // In its own language, a browser says which regional one.
        let shown = self.page.eval("document.documentElement.lang")?;
        let is_shown = shown.as_str().is_some_and(|shown| shown.starts_with(&language.replace('_', "-")));
        same(&format!("that {shown} is {language}"), is_shown, true)
    }

    /// Returns the tab it is in.
    pub(crate) fn page(&self) -> &Page<'a> {
        &self.page
    }

    /// Returns the id by which the popup knows a cookie store.
    pub(crate) fn store_id(&self, store: &CookieStore) -> Outcome<String> {
        self.browser.store_id(store)
    }

    /// Returns all rows, from top to bottom.
    pub(crate) fn rows(&self) -> Outcome<Vec<Row>> {
        serde_json::from_value(self.page.eval(ROWS)?).map_err(|e| format!("reading the popup's rows: {e}"))
    }

    /// Returns the row of a site in a cookie store, as soon as it is in this state.
    pub(crate) fn row(&self, site: &Site, store: &CookieStore, state: &str) -> Outcome<Row> {
        let store = self.browser.store_id(store)?;
        wait_until(&format!("the popup's row of {} in {store} is {state:?}", site.name), PATIENCE, || {
            let rows = self.rows()?;
            // A site without any account has one row, which belongs to no cookie store.
            let here = |row: &&Row| row.store == store || row.store.is_empty();
            let row = rows.iter().find(|row| row.platform == site.platform && here(row));
            match row {
                Some(row) if row.state == state => Ok(Seen::Yes(row.clone())),
                _ => Ok(Seen::NotYet(rows.iter().map(Row::to_string).collect::<Vec<_>>().join("; "))),
            }
        })
    }

    /// Clicks the row's button with the pointer and returns the tab that opens.
    pub(crate) fn click(&self, row: &Row) -> Outcome<Tab> {
        self.browser.tab_opened_by(|| self.page.click(&button(row)))
    }

    /// Goes to the row's button with the Tab key, presses Enter and returns the tab that opens.
    pub(crate) fn press(&self, row: &Row) -> Outcome<Tab> {
        self.page.activate()?;
        self.focus(row)?;
        self.browser.tab_opened_by(|| self.page.press(Key::Enter))
    }

    fn focus(&self, row: &Row) -> Outcome {
        let focused = format!("document.activeElement === document.querySelector({})", json!(button(row)));
        // There are more presses than controls, in case the focus starts in the browser's own toolbar.
        for _ in 0..self.rows()?.len() + 10 {
            self.page.press(Key::Tab)?;
            if self.page.eval(&focused)? == json!(true) {
                return Ok(());
            }
        }
        let last = self.page.eval("document.activeElement?.outerHTML")?;
        Err(format!("the Tab key never reached {}; last focused: {last}", button(row)))
    }
}

fn button(row: &Row) -> String {
    format!(
        "[data-row][data-platform={}][data-store={}] button[data-action={}]",
        json!(row.platform),
        json!(row.store),
        json!(row.action)
    )
}
