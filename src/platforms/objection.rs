//! The addresses at which a person objects, and the ones that look like them.

use crate::platforms::provenance::Provenance;
use crate::platforms::selectors::Selectors;

/// The address where a person objects, and those that have to be told apart from it.
#[derive(Debug)]
pub struct ObjectionFacts {
    /// The kind of page that stands there.
    pub route: Route,
    /// The degree to which its address and its selectors can be relied on.
    pub certainty: Certainty,
    /// The selectors by which the page of the form or the switch is read.
    pub selectors: Selectors,
    /// The address the buttons open.
    pub main: Link,
    /// Other addresses of the same form or switch: in use once or elsewhere, recognised but not opened.
    pub alternates: &'static [Link],
    /// Addresses that look like the right one and are another right: they never count.
    pub other_rights: &'static [Link],
    /// The address to fall back on when the main one no longer works.
    pub fallback: Link,
    /// The year of which the platform says that objections made then stay valid; `None` if it names none.
    pub stays_valid: Option<ValidYear>,
}

/// A year, with the source that says so.
#[derive(Debug)]
pub struct ValidYear {
    /// The year.
    pub year: u16,
    /// The source.
    pub source: Provenance,
}

/// A platform's e-mail about a form comes within so many days, as a rule: Meta's came after a few minutes to a day (manelrodero,
/// 2024-05; tg24.sky.it, 2025-05-27). Checked 2026-11-26.
pub const MAIL_COMES_WITHIN_DAYS: i64 = 1;

/// Most people objected in these years: Meta announced its training in 2024, and Meta and LinkedIn began in 2025 (see the platforms'
/// `rules`). The newest comes first.
pub const YEARS_OF_MOST: [u16; 2] = [2025, 2024];

impl ObjectionFacts {
    /// The addresses at which a person can object.
    pub fn forms(&'static self) -> impl Iterator<Item = &'static Link> {
        [&self.main].into_iter().chain(self.alternates)
    }

    /// Every link of this platform, for the checks that go over all of them.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        [&self.main, &self.fallback].into_iter().chain(self.alternates).chain(self.other_rights)
    }
}

/// The kind of page on which a person objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// A form to fill in and submit. Its outcome cannot be read back later.
    Form,
    /// A switch to turn off. Its state can be read back.
    Switch,
}

/// The degree to which a fact can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The site itself says so, or several independent sources of this year do.
    High,
    /// One source, or an inference. People are asked to look for themselves.
    Medium,
}

/// An address, with its source and the day on which that was last checked.
#[derive(Debug)]
pub struct Link {
    /// The address, exactly as it is opened.
    pub url: &'static str,
    /// The source that says that this is the address.
    pub source: Provenance,
    /// The day on which the source was last checked, as `YYYY-MM-DD`.
    pub checked: &'static str,
}

impl Link {
    /// The match pattern of this page, on whatever host of the main site.
    pub(super) fn pattern(&self) -> String {
        match self.url.strip_prefix("https://www.") {
            Some(rest) => ["https://*.", rest, "*"].concat(),
            None => [self.url, "*"].concat(),
        }
    }
}
