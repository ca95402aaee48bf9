//! An intent says whose form a person asked for. The form may come up for somebody else: an extension that keeps a site in one
//! container opens it there, whoever is logged in.

use crate::core::account::AccountKey;
use crate::core::time::Timestamp;

/// The longest between the press and the form that is taken for the one that was asked for, in milliseconds.
pub const ARRIVAL_MS: i64 = 60_000;

/// The longest after the press that it is told whose form came up, in milliseconds: later, nobody wonders.
const MATTERS_MS: i64 = 1_800_000;

/// The press of a button that leads to an account's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// The [`AccountKey::id`] of the account whose button it was.
    account: String,
    /// The time of the press.
    at: Timestamp,
    /// The number of the tab in which the form came up, empty until it did. It is only compared.
    tab: String,
}

impl Intent {
    /// An intent for a button of this account, by its [`AccountKey::id`], that is pressed now.
    #[must_use]
    pub fn new(account: &str, now: Timestamp) -> Self {
        Self { account: account.to_owned(), at: now, tab: String::new() }
    }

    /// Writes what [`Self::parse`] reads, to be kept while the browser runs.
    #[must_use]
    pub fn write(&self) -> String {
        [&self.account, &*self.at.0.to_string(), &self.tab].join(" ")
    }

    /// Reads what [`Self::write`] writes; `None` if it is something else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (account, rest) = text.split_once(' ')?;
        let (at, tab) = rest.split_once(' ')?;
        Some(Self { account: account.to_owned(), at: Timestamp(at.parse().ok()?), tab: tab.to_owned() })
    }

    /// Compares the form that is in a tab now, and whose account it is for, with the press. The first form of the platform that comes up
    /// in time is the one that was asked for. Returns whether it is there for another account. `is_new`: it came up just now.
    pub fn meet(&mut self, form: &AccountKey, tab: i32, is_new: bool, now: Timestamp) -> bool {
        if self.account.split('/').next() != Some(form.platform.slug()) {
            return false;
        }
        let (age_ms, tab) = (now.0.saturating_sub(self.at.0), tab.to_string());
        if is_new && self.tab.is_empty() && (0..ARRIVAL_MS).contains(&age_ms) {
            self.tab.clone_from(&tab);
        }
        self.tab == tab && self.account != form.id() && (0..MATTERS_MS).contains(&age_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> AccountKey {
        let (slug, digit) = name.split_once('/').expect("a platform and a digit");
        AccountKey::parse(&format!("{slug}/{}", digit.repeat(32))).expect("a key")
    }

    /// `forms`: whose form, in which tab (negative: it was there already), how many seconds after the press, and whether it is
    /// another account's.
    #[track_caller]
    fn check(pressed: &str, forms: &[(&str, i32, i64, bool)]) {
        let mut intent = Intent::new(&key(pressed).id(), Timestamp(5_000));
        for &(form, tab, seconds, expected) in forms {
            // It is kept as text between two forms.
            intent = Intent::parse(&intent.write()).expect("an intent");
            let now = Timestamp(5_000 + seconds * 1_000);
            assert_eq!(intent.meet(&key(form), tab.abs(), tab > 0, now), expected, "{form} in {tab} after {seconds} s");
        }
    }

    #[test]
    fn a_form_that_comes_up_for_somebody_else_is_told() {
        check("facebook/a", &[("facebook/a", 7, 1, false)]);
        check("facebook/a", &[("facebook/b", 7, 1, true)]);
        check("facebook/a", &[("facebook/b", 7, 59, true)]);
        check("facebook/a", &[("facebook/b", 7, 60, false)]);
        // The clock was set back.
        check("facebook/a", &[("facebook/b", 7, -1, false)]);
        check("facebook/a", &[("instagram/b", 7, 1, false), ("facebook/b", 8, 2, true)]);
    }

    #[test]
    fn only_the_first_form_was_asked_for() {
        check("facebook/a", &[("facebook/a", 7, 1, false), ("facebook/b", 8, 2, false)]);
        check("facebook/a", &[("facebook/b", 7, 1, true), ("facebook/b", 8, 2, false), ("facebook/b", 7, 3, true)]);
        check("facebook/a", &[("facebook/b", -7, 1, false), ("facebook/a", 8, 2, false), ("facebook/b", -7, 3, false)]);
        // Its tab goes on to the right one, and stays known for as long as it takes to fill in a form.
        check("facebook/a", &[("facebook/b", 7, 1, true), ("facebook/a", 7, 90, false)]);
        check("facebook/a", &[("facebook/b", 7, 1, true), ("facebook/b", -7, 1_799, true)]);
        check("facebook/a", &[("facebook/a", 7, 1, false), ("facebook/b", 7, 1_800, false)]);
    }

    #[test]
    fn what_is_no_intent_is_none() {
        for text in ["", " ", "facebook/a", "facebook/a 1", "facebook/a  1", "facebook/ x 1"] {
            assert_eq!(Intent::parse(text), None, "{text:?}");
        }
    }
}
