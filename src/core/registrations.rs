//! Which of our scripts the browser is to put into which pages by itself, from now on.
//!
//! What is always read stands in the manifest. Here is what comes and goes: banners, and all of what the person decides
//! to have watched.

use super::address::{Page, page};
use super::overview::Overview;
use crate::platforms::{PlatformId, Route};

/// A registration that is there or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Its name in the browser.
    pub id: String,
    /// Whose pages.
    pub platform: PlatformId,
    /// Which pages.
    pub part: Part,
    /// The match patterns of those pages.
    pub patterns: Vec<String>,
    /// Whether it is wanted.
    pub wanted: bool,
}

/// Which pages of a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The ordinary ones, for a banner while something is due.
    Banner,
    /// Forms and settings, of a platform that is watched on request.
    Read,
}

impl Registration {
    /// Whether the page at this address is one that it is for. Patterns are wider: private pages fit them, too.
    #[must_use]
    pub fn is_for(&self, url: &str) -> bool {
        match (page(url), self.part) {
            (Page::Ordinary(platform), Part::Banner)
            | (Page::Form(platform, _) | Page::Decoy(platform) | Page::Settings(platform), Part::Read) => {
                platform == self.platform
            }
            _ => false,
        }
    }
}

/// Every registration that can be, and whether it is wanted.
#[must_use]
pub fn registrations(overview: &Overview) -> Vec<Registration> {
    PlatformId::ALL
        .into_iter()
        .flat_map(|platform| [banner(platform, overview), read(platform, overview)])
        .flatten()
        .collect()
}

fn banner(platform: PlatformId, overview: &Overview) -> Option<Registration> {
    let facts = platform.facts();
    (facts.objection.route == Route::Form).then(|| Registration {
        id: ["banner-", facts.slug].concat(),
        platform,
        part: Part::Banner,
        patterns: vec![facts.origins()],
        wanted: overview.wants_banner(platform),
    })
}

fn read(platform: PlatformId, overview: &Overview) -> Option<Registration> {
    let facts = platform.facts();
    facts.is_optional().then(|| Registration {
        id: ["read-", facts.slug].concat(),
        platform,
        part: Part::Read,
        patterns: facts.read_pages(),
        wanted: !overview.unwatched.contains(&platform),
    })
}
