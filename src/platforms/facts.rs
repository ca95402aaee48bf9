//! The shape of the facts about one platform.

use crate::platforms::objection::{Link, ObjectionFacts, Route};
use crate::platforms::provenance::Provenance;
use crate::platforms::selectors::LayoutSelectors;
use crate::platforms::session::Session;

/// One platform.
#[derive(Debug)]
pub struct Platform {
    /// The stable identifier, see [`PlatformId::slug`](crate::platforms::PlatformId::slug).
    pub slug: &'static str,
    /// The name people know it by. A brand, so it is not translated.
    pub name: &'static str,
    /// The company that it belongs to, to which letters go.
    pub company: &'static str,
    /// The registrable domain; every host of the platform is this or a subdomain of it.
    pub domain: &'static str,
    /// Says whether the browser grants access with the installation or on request.
    pub access: Access,
    /// The address where a person logs in.
    pub home: &'static str,
    /// The names before [`Platform::domain`] under which the main site is served, beside none at all.
    pub main_hosts: &'static [&'static str],
    /// True if it is also served under languages, as `de-de.facebook.com` is.
    pub has_language_hosts: bool,
    /// True if a version may stand before the path of a place that is off limits, as in `/v19.0/dialog/oauth`.
    pub has_versioned_paths: bool,
    /// Paths, with all that is below them, where something special is. The first that fits counts.
    pub path_rules: &'static [(&'static str, PathRule)],
    /// The things on its pages that a panel keeps out of the way of.
    pub layout: LayoutSelectors,
    /// The cookies that prove a login.
    pub session: Session,
    /// The form or switch by which a person objects.
    pub objection: ObjectionFacts,
    /// The name of the accounts center in which an account can be together with accounts of other platforms,
    /// so that one objection covers all of them. Platforms with the same name here share one.
    pub group: Option<&'static str>,
    /// The address where a person sees which accounts are in that accounts center.
    pub accounts_center: Option<&'static Link>,
    /// The changes of the rules about AI training, oldest first.
    pub rules: &'static [RuleChange],
}

impl Platform {
    /// The match pattern of the host permission, as in `host_permissions` of the manifest.
    #[must_use]
    pub fn origins(&self) -> String {
        format!("https://*.{}/*", self.domain)
    }

    /// True if it is watched only for people who ask for it.
    #[must_use]
    pub const fn is_optional(&self) -> bool {
        matches!(self.access, Access::Optional)
    }

    /// The match patterns of the pages that are read whatever is due: forms, those that look like them, and
    /// the settings that hold a switch.
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

/// The two ways in which an extension gets access to a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Its hosts are in `host_permissions`: the browser grants them with the installation.
    Required,
    /// Its hosts are in `optional_host_permissions`: the browser asks when the person wants it watched, and
    /// watching ends when the access is given back. The access itself is the only place where that is kept.
    Optional,
}

/// The kind of page that stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathRule {
    /// The settings that hold the switch.
    Settings,
    /// Logging in, proving who you are, consenting, paying, sharing, private messages, calls: not the time for a banner.
    OffLimits,
}

/// One change of a platform's rules about AI training.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleChange {
    /// The day from which on it holds, as `YYYY-MM-DD`.
    pub date: &'static str,
    /// The name of the text that tells what changed.
    pub what: &'static str,
    /// The source that says so.
    pub source: Provenance,
}
