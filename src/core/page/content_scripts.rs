//! The browser is told which content scripts to put into which pages by itself, from now on.
//!
//! The scripts that are always read stand in the manifest. Here is what comes and goes: banners, and all of what the person decides
//! to have watched.

use crate::core::overview::Overview;
use crate::core::page::address::{Page, classify_page};
use crate::platforms::{PlatformId, Route};

/// A registration that is there or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Its name in the browser.
    pub id: String,
    /// The platform whose pages are meant.
    pub platform: PlatformId,
    /// The purpose tells which pages of the platform are meant.
    pub purpose: Purpose,
    /// The match patterns of those pages.
    pub patterns: Vec<String>,
    /// The match patterns of pages that get another script.
    pub others: Vec<String>,
    /// True if it is to be registered; otherwise it is removed.
    pub wanted: bool,
}

/// A content script: what the build joins from `src/content` for one kind of page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Shows the banner in ordinary pages, and can watch nothing.
    Feed,
    /// Watches a switch, and can draw nothing.
    Switch,
    /// Watches a form, and shows the companion beside it.
    Form,
}

impl Script {
    /// Every script.
    pub const ALL: [Self; 3] = [Self::Feed, Self::Switch, Self::Form];

    /// Its file in the package.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Feed => "content/feed.js",
            Self::Switch => "content/switch.js",
            Self::Form => "content/form.js",
        }
    }

    /// The script for a page, and its part that no other script of the same platform has, by the name that the build gives it.
    #[must_use]
    pub fn of(page: Page) -> Option<(Self, &'static str)> {
        let platform = match page {
            Page::OffLimits => return None,
            Page::Ordinary(_) => return Some((Self::Feed, "strip")),
            Page::Form(platform, _) | Page::OtherRight(platform) | Page::Settings(platform) => platform,
        };
        let script = Self::reader(platform);
        Some((script, if script == Self::Form { "corner" } else { "watcher" }))
    }

    /// The script that reads a platform's form or settings.
    #[must_use]
    pub fn reader(platform: PlatformId) -> Self {
        match platform.facts().objection.route {
            Route::Form => Self::Form,
            Route::Switch => Self::Switch,
        }
    }
}

/// The pages of a platform that a registration covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The ordinary ones, for a banner while something is due.
    Banner,
    /// Forms and settings, of a platform that is watched on request.
    Read,
}

impl Registration {
    /// The script that is put into those pages.
    #[must_use]
    pub fn script(&self) -> Script {
        match self.purpose {
            Purpose::Banner => Script::Feed,
            Purpose::Read => Script::reader(self.platform),
        }
    }

    /// Returns whether the page at this address is one that it is for. Patterns are wider: pages in which nothing of ours may be, as
    /// messages, fit them, too.
    #[must_use]
    pub fn is_for(&self, url: &str) -> bool {
        match (classify_page(url), self.purpose) {
            (Page::Ordinary(platform), Purpose::Banner)
            | (Page::Form(platform, _) | Page::OtherRight(platform) | Page::Settings(platform), Purpose::Read) => {
                platform == self.platform
            }
            _ => false,
        }
    }
}

/// The script that must be in the page at this address by now, and the platform of the page; `None` if there is to be none.
#[must_use]
pub fn expected_script(overview: &Overview, url: &str) -> Option<(PlatformId, Script)> {
    match classify_page(url) {
        Page::Ordinary(platform) => overview.wants_banner(platform).then_some((platform, Script::Feed)),
        Page::Form(platform, _) | Page::OtherRight(platform) | Page::Settings(platform) => {
            (!overview.unwatched.contains(&platform)).then(|| (platform, Script::reader(platform)))
        }
        _ => None,
    }
}

/// Every registration that can be, and whether it is wanted.
#[must_use]
pub fn registrations(overview: &Overview) -> Vec<Registration> {
    let mut all = Vec::new();
    for platform in PlatformId::ALL {
        let facts = platform.facts();
        if facts.objection.route == Route::Form {
            let (id, wanted) = (["banner-", facts.slug].concat(), overview.wants_banner(platform));
            let (patterns, others) = (vec![facts.origins()], facts.read_pages());
            all.push(Registration { id, platform, purpose: Purpose::Banner, patterns, others, wanted });
        }
        if facts.is_optional() {
            let (id, wanted) = (["read-", facts.slug].concat(), !overview.unwatched.contains(&platform));
            let (patterns, others) = (facts.read_pages(), Vec::new());
            all.push(Registration { id, platform, purpose: Purpose::Read, patterns, others, wanted });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::history::status::RecordStatus;
    use crate::core::overview::Row;
    use crate::core::overview::status::AccountStatus;

    const FB: PlatformId = PlatformId::Facebook;
    const X: PlatformId = PlatformId::X;

    fn wanted(overview: &Overview) -> Vec<String> {
        registrations(overview).into_iter().filter(|one| one.wanted).map(|one| one.id).collect()
    }

    #[test]
    fn banners_follow_what_is_due_and_readers_what_is_watched() {
        let due = Row::new(FB, Vec::new(), AccountStatus::Known(RecordStatus::NotRecorded));
        let mut overview = Overview { rows: vec![due], unwatched: vec![X], ..Overview::default() };
        assert_eq!(wanted(&overview), ["banner-facebook"]);
        overview.rows.clear();
        assert_eq!(wanted(&overview), [""; 0]);
        overview.unwatched.clear();
        assert_eq!(wanted(&overview), ["read-x"]);
    }

    #[test]
    fn a_script_is_expected_where_something_is_to_be_read_or_shown() {
        let due = Row::new(FB, Vec::new(), AccountStatus::Known(RecordStatus::NotRecorded));
        let overview = Overview { rows: vec![due], unwatched: vec![X], ..Overview::default() };
        let check = |url, expected| assert_eq!(expected_script(&overview, url), expected, "{url}");
        check("https://www.facebook.com/", Some((FB, Script::Feed)));
        check("https://www.facebook.com/messages", None);
        check("https://www.instagram.com/", None);
        check(FB.facts().objection.main.url, Some((FB, Script::Form)));
        check(PlatformId::Linkedin.facts().objection.main.url, Some((PlatformId::Linkedin, Script::Switch)));
        check("https://x.com/settings/grok_settings", None);
        check("https://example.org/", None);
    }

    #[test]
    fn a_registration_is_for_its_own_pages() {
        let check = |id: &str, url, expected| {
            let one = registrations(&Overview::default()).into_iter().find(|one| one.id == id).unwrap();
            assert_eq!(one.is_for(url), expected, "{id}: {url}");
        };
        check("read-x", "https://x.com/settings/grok_settings", true);
        check("read-x", "https://x.com/home", false);
        check("read-x", "https://www.linkedin.com/mypreferences/d/x", false);
        check("banner-facebook", "https://www.facebook.com/", true);
        check("banner-facebook", "https://www.facebook.com/messages", false);
        check("banner-facebook", "https://www.instagram.com/", false);
    }
}
