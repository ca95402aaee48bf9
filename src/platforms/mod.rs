//! Every fact about the sites: hosts, cookies, links. One file per platform, nothing but data.
//!
//! A fact carries where it comes from and when it was last checked, because sites move: a wrong link is the worst
//! thing this extension can show. Logic over these facts lives in [`crate::core`].

pub mod authorities;
mod facebook;
pub mod guide;
mod instagram;
mod linkedin;
mod selectors;
pub mod sources;
mod x;

pub use selectors::{FormSelectors, LayoutSelectors, Selectors, SwitchSelectors};
use serde::Serialize;

/// Declares the platforms: the variant, and what is known of it.
macro_rules! platforms {
    ($($(#[$doc:meta])* $variant:ident $facts:path),* $(,)?) => {
        /// The platforms that Bezwaar can watch, in the order in which people see them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum PlatformId {
            $($(#[$doc])* $variant),*
        }

        impl PlatformId {
            /// How many there are.
            pub const COUNT: usize = [$(Self::$variant),*].len();

            /// Every platform, in display order.
            pub const ALL: [Self; Self::COUNT] = [$(Self::$variant),*];

            /// What is known about this platform.
            #[must_use]
            pub const fn facts(self) -> &'static Platform {
                match self { $(Self::$variant => &$facts),* }
            }

            /// The name used in stored documents, in HTML attributes and in the wire protocol; equal to the serde name.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                self.facts().slug
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

/// One platform.
#[derive(Debug)]
pub struct Platform {
    /// Stable identifier, see [`PlatformId::slug`].
    pub slug: &'static str,
    /// The name people know it by. A brand, so it is not translated.
    pub name: &'static str,
    /// The registrable domain; every host of the platform is this or a subdomain of it.
    pub domain: &'static str,
    /// Whether it is watched from the start.
    pub access: Access,
    /// Where a person logs in.
    pub home: &'static str,
    /// The names before [`Platform::domain`] under which the main site is served, beside none at all.
    pub main_hosts: &'static [&'static str],
    /// Whether it is also served under languages, as `de-de.facebook.com` is.
    pub has_language_hosts: bool,
    /// Paths, with all that is below them, where something special is. The first that fits counts.
    pub path_rules: &'static [(&'static str, PathRule)],
    /// Where a panel finds its place on a page.
    pub layout: LayoutSelectors,
    /// What proves a login.
    pub session: Session,
    /// Where a person objects.
    pub objection: Objection,
    /// The accounts accounts_center in which an account can be together with accounts of other platforms, so that one objection
    /// covers all of them. Platforms with the same name here share one.
    pub group: Option<&'static str>,
    /// Where a person sees which accounts are in it.
    pub accounts_center: Option<&'static Link>,
    /// DeclaredWhen the rules about AI training changed, oldest first.
    pub rules: &'static [RuleChange],
}

impl Platform {
    /// The match pattern of the host permission, as in `host_permissions` of the manifest.
    #[must_use]
    pub fn origins(&self) -> String {
        format!("https://*.{}/*", self.domain)
    }

    /// Whether it is watched only for people who ask for it.
    #[must_use]
    pub const fn is_optional(&self) -> bool {
        matches!(self.access, Access::Optional)
    }

    /// The match patterns of the pages that are read whatever is due: forms, those that look like them, and the settings
    /// that hold a switch.
    #[must_use]
    pub fn read_pages(&self) -> Vec<String> {
        // Loops, since chained iterators and a search for any text are 15 kB of wasm.
        let mut patterns = Vec::new();
        if self.objection.route == Route::Form {
            patterns.push(self.objection.main.pattern());
            for link in self.objection.alternates {
                patterns.push(link.pattern());
            }
            for link in self.objection.other_rights {
                patterns.push(link.pattern());
            }
        }
        for (path, place) in self.path_rules {
            if *place == PathRule::Settings {
                patterns.push(["https://*.", self.domain, path, "/*"].concat());
            }
        }
        patterns
    }
}

/// Whether a platform is watched from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Its hosts are in `host_permissions`: the browser grants them with the installation.
    Required,
    /// Its hosts are in `optional_host_permissions`: the browser asks when the person wants it watched, and watching ends
    /// when the access is given back. The access itself is the only place where that is kept.
    Optional,
}

/// How sure we are of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The site itself says so, or several independent sources of this year do.
    High,
    /// One source, or an inference. People are asked to look for themselves.
    Medium,
}

/// What is at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathRule {
    /// The settings that hold the switch.
    Settings,
    /// Logging in, proving who you are, consenting, paying, private messages: not the time for a banner.
    OffLimits,
}

/// The cookies that prove a login: the secret one *and* the one that says who.
///
/// Both are needed. Sites hand guests many cookies, and an id cookie may outlive its session.
#[derive(Debug)]
pub struct Session {
    /// A cookie counts only if the browser would send it to this address.
    pub url: &'static str,
    /// The session token (`HttpOnly`). Only its presence matters; its value is never kept.
    pub token: &'static str,
    /// The cookie beside it that says who is logged in.
    pub identity: Identity,
    /// A cookie that says the person acts as somebody else (a Page), so that the account is uncertain.
    pub acting_as: Option<&'static str>,
    /// Values the site writes into a cookie when it logs out, beside the empty one.
    pub logged_out_values: &'static [&'static str],
}

impl Session {
    /// The names of all cookies that have a say in the login, and no others.
    pub fn cookie_names(&self) -> impl Iterator<Item = &'static str> {
        [Some(self.token), Some(self.identity.cookie()), self.acting_as].into_iter().flatten()
    }
}

/// How a platform says who is logged in.
#[derive(Debug)]
pub enum Identity {
    /// The cookie holds the account's number.
    AccountNumber {
        /// The cookie's name.
        cookie: &'static str,
        /// What stands before the number, in one of these ways.
        before: &'static [&'static str],
    },
    /// The cookie holds a fixed word and says only *that* somebody is logged in.
    Flag {
        /// The cookie's name.
        cookie: &'static str,
        /// The word it holds while somebody is logged in.
        value: &'static str,
    },
}

impl Identity {
    /// The name of the cookie.
    #[must_use]
    pub const fn cookie(&self) -> &'static str {
        match self {
            Self::AccountNumber { cookie, .. } | Self::Flag { cookie, .. } => cookie,
        }
    }
}

/// Where to object, and which other addresses have to be recognised.
#[derive(Debug)]
pub struct Objection {
    /// What a person finds there, and how it is told apart.
    pub route: Route,
    /// How sure we are of its address and of how its page is read.
    pub certainty: Certainty,
    /// How the page of the form or the switch is read.
    pub selectors: Selectors,
    /// The address the buttons open.
    pub main: Link,
    /// Other addresses of the same form or switch: in use once or elsewhere, recognised but not opened.
    pub alternates: &'static [Link],
    /// Addresses that look like the right one and are another right: they never count.
    pub other_rights: &'static [Link],
    /// Where to go when the main address no longer works.
    pub fallback: Link,
}

impl Objection {
    /// The addresses at which a person can object.
    pub fn forms(&'static self) -> impl Iterator<Item = &'static Link> {
        [&self.main].into_iter().chain(self.alternates)
    }

    /// Every link of this platform, for the checks that go over all of them.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        [&self.main, &self.fallback].into_iter().chain(self.alternates).chain(self.other_rights)
    }
}

/// What a person finds at the address where they object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// A form to fill in and submit. Its outcome cannot be read back later.
    Form,
    /// A switch to turn off. Its state can be read back.
    Switch,
}

/// One change of a platform's rules about AI training.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleChange {
    /// From when on, as `YYYY-MM-DD`.
    pub date: &'static str,
    /// What changed: the name of the text that tells it.
    pub what: &'static str,
    /// Who says so.
    pub source: &'static str,
}

/// An address, with where it was found and when that was last checked.
#[derive(Debug)]
pub struct Link {
    /// The address, exactly as it is opened.
    pub url: &'static str,
    /// Who says that this is the address.
    pub source: &'static str,
    /// DeclaredWhen the source was last checked, as `YYYY-MM-DD`.
    pub checked: &'static str,
}

impl Link {
    /// The match pattern of this page, on whatever host of the main site.
    fn pattern(&self) -> String {
        match self.url.strip_prefix("https://www.") {
            Some(rest) => ["https://*.", rest, "*"].concat(),
            None => [self.url, "*"].concat(),
        }
    }
}
