//! The address of a page → what kind of page it is.

use crate::core::host::is_within;
use crate::platforms::{Link, PathRule, Platform, PlatformId, Route};

/// Host and path of an `https` address. Query, fragment and trailing slashes say nothing about what a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// The host, as browsers write it: lower case, no port.
    pub host: &'a str,
    /// The path, without slashes at its end.
    pub path: &'a str,
}

impl<'a> Address<'a> {
    /// Reads an address. `None` for another scheme, a port, or a login in front of the host: none of our sites uses
    /// them, and all of them can deceive.
    #[must_use]
    pub fn parse(url: &'a str) -> Option<Self> {
        let rest = url.strip_prefix("https://")?;
        let rest = rest.split(['?', '#']).next()?;
        let (host, path) = rest.split_at_checked(rest.find('/').unwrap_or(rest.len()))?;
        let plain = !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
        plain.then(|| Self { host, path: path.trim_end_matches('/') })
    }

    /// Returns whether the host is this domain or a subdomain of it.
    #[must_use]
    pub fn is_on(&self, domain: &str) -> bool {
        is_within(self.host, domain)
    }

    /// The platform whose site it is.
    #[must_use]
    pub fn platform(&self) -> Option<PlatformId> {
        PlatformId::ALL.into_iter().find(|id| self.is_on(id.facts().domain))
    }
}

/// The kind of a page decides what may be read and shown there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// An objection form, by the number in its address.
    Form(PlatformId, &'static str),
    /// A form for another right, which looks much the same.
    OtherRight(PlatformId),
    /// The settings, where the switch may turn up.
    Settings(PlatformId),
    /// A page where a banner may be shown.
    Ordinary(PlatformId),
    /// A page where nothing of ours has any business.
    OffLimits,
}

/// Classifies a page by its address.
#[must_use]
pub fn classify_page(url: &str) -> Page {
    let address = Address::parse(url);
    let Some((address, platform)) = address.and_then(|address| Some((address, address.platform()?))) else {
        return Page::OffLimits;
    };
    let facts = platform.facts();
    let here = |link: &&Link| is_at(&address, facts, link);
    if facts.objection.route == Route::Form {
        if let Some(form) = facts.objection.forms().find(here) {
            return Page::Form(platform, form_id(form));
        }
        if facts.objection.other_rights.iter().any(|link| here(&link)) {
            return Page::OtherRight(platform);
        }
    }
    match find_rule(&address, facts) {
        Some(PathRule::Settings) => Page::Settings(platform),
        Some(PathRule::OffLimits) => Page::OffLimits,
        None if facts.objection.route == Route::Form && is_main_site(&address, facts) => Page::Ordinary(platform),
        None => Page::OffLimits,
    }
}

/// The rule for the place at this address, also where a version stands before its path.
fn find_rule(address: &Address<'_>, facts: &Platform) -> Option<PathRule> {
    let path = if facts.has_versioned_paths { without_version(address.path) } else { address.path };
    facts.path_rules.iter().find(|(place, _)| is_below(path, place)).map(|(_, rule)| *rule)
}

/// The path without the version at its beginning, as in `/v19.0/dialog/oauth`.
fn without_version(path: &str) -> &str {
    let Some(rest) = path.strip_prefix("/v") else { return path };
    let version = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    match rest.split_at_checked(version) {
        Some((_, rest)) if rest.starts_with('/') => rest,
        _ => path,
    }
}

/// Returns whether the address is that of the platform's form or switch itself.
#[must_use]
pub fn is_exact(platform: PlatformId, url: &str) -> bool {
    let here = Address::parse(url);
    here.is_some() && platform.facts().objection.forms().any(|link| Address::parse(link.url) == here)
}

/// The greatest age of a document, when the first script comes, at which it counts as new, in seconds: slow connections take long
/// to load one.
const MAX_AGE_S: u32 = 120;

/// Returns whether the setting in a document of this age may be that of somebody else, who was logged in before: Firefox puts
/// the scripts of an updated extension into pages that are open. A site that is watched on request gets its script when
/// somebody who looks at such a page asks for it, so there its age tells nothing.
#[must_use]
pub fn may_be_anothers(url: &str, age_s: u32) -> bool {
    age_s > MAX_AGE_S && matches!(classify_page(url), Page::Settings(platform) if !platform.facts().is_optional())
}

/// Returns whether the host is one that the platform is known by, and so tells nothing of anybody.
#[must_use]
pub fn is_known_host(address: &Address<'_>, platform: PlatformId) -> bool {
    let facts = platform.facts();
    let is_same = |link: &Link| Address::parse(link.url).is_some_and(|link| link.host == address.host);
    is_main_site(address, facts) || facts.objection.links().any(is_same)
}

/// The number at the end of a form's address.
fn form_id(link: &'static Link) -> &'static str {
    link.url.rsplit('/').next().unwrap_or_default()
}

/// Returns whether the address is that of the link; on the main site also under another of its host names,
/// which all show the same pages.
fn is_at(address: &Address<'_>, facts: &Platform, link: &Link) -> bool {
    let Some(target) = Address::parse(link.url) else { return false };
    let other_name = is_main_site(&target, facts) && is_main_site(address, facts);
    address.path == target.path && (address.host == target.host || other_name)
}

/// Returns whether a path is this one or below it.
fn is_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Returns whether the host is one of the names of the main site: none, `www`, and the like, or a language
/// such as `de-de`.
fn is_main_site(address: &Address<'_>, facts: &Platform) -> bool {
    let Some(label) = address.host.strip_suffix(facts.domain) else { return false };
    let Some(label) = label.strip_suffix('.') else { return label.is_empty() };
    facts.main_hosts.contains(&label) || (facts.has_language_hosts && is_language(label))
}

/// `de-de`, `zh-tw`, `es-la`.
fn is_language(label: &str) -> bool {
    let part = |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase());
    label.split_once('-').is_some_and(|(language, region)| part(language) && part(region))
}

#[cfg(test)]
mod tests;
