//! Every fact about the sites: hosts, cookies, links. One file per platform, nothing but data.
//!
//! A fact carries where it comes from and when it was last checked, because sites move: a wrong link is the worst
//! thing this extension can show. Logic over these facts lives in [`crate::core`].

pub mod authorities;
mod facebook;
mod facts;
pub mod guide;
mod instagram;
mod linkedin;
mod objection;
mod provenance;
mod selectors;
pub mod services;
mod session;
pub mod sources;
/// The file that `new-platform` begins with: it must compile.
#[cfg(test)]
#[path = "../bin/xtask/templates/platform.rs"]
mod template;
mod x;

pub use facts::{Access, PathRule, Platform, RuleChange};
pub use objection::{Certainty, Link, MAIL_COMES_WITHIN_DAYS, ObjectionFacts, Route, ValidYear, YEARS_OF_MOST};
pub use provenance::Provenance;
pub use selectors::{CLASSES, FormSelectors, KnownSentence, LayoutSelectors, RequestPath, Selectors, SwitchSelectors};
pub use session::{Identity, Session};

/// Declares the platforms, each as its variant and the facts about it.
macro_rules! platforms {
    ($($(#[$doc:meta])* $variant:ident $facts:path),* $(,)?) => {
        /// The platforms that Bezwaar can watch, in the order in which people see them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum PlatformId {
            $($(#[$doc])* $variant),*
        }

        impl PlatformId {
            /// The number of platforms.
            pub const COUNT: usize = [$(Self::$variant),*].len();

            /// Every platform, in display order.
            pub const ALL: [Self; Self::COUNT] = [$(Self::$variant),*];

            /// The facts about this platform.
            #[must_use]
            pub const fn facts(self) -> &'static Platform {
                match self { $(Self::$variant => &$facts),* }
            }

            /// The name used in stored records, in HTML attributes and in messages.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                self.facts().slug
            }

            /// The platform of this name, if there is one.
            #[must_use]
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|platform| platform.slug() == slug)
            }
        }
    };
}

platforms! {
    /// facebook.com
    Facebook facebook::FACEBOOK,
    /// instagram.com
    Instagram instagram::INSTAGRAM,
    /// linkedin.com
    Linkedin linkedin::LINKEDIN,
    /// x.com
    X x::X,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_platform_begins_with_facts_that_compile() {
        assert_eq!(template::EXAMPLE.slug, "example");
        assert!(PlatformId::ALL.iter().all(|id| id.slug() != "example"));
    }
}
