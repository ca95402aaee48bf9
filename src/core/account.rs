//! A record names its account without giving it away: by the platform and a salted hash of the account's
//! number.

use std::fmt;

use crate::core::cookie_store::CookieStoreId;
use crate::core::digest::{hex, sha256, unhex};
use crate::core::json::Json;
use crate::core::json::decode::{Decode, declared};
use crate::core::session::UserId;
use crate::platforms::{Identity, PlatformId};

/// The key tells one account from all others. Keys are ordered by platform, then by identity.
///
/// The plain account number is in neither this nor anything made from it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountKey {
    /// The platform that the account is with.
    pub platform: PlatformId,
    /// The identity of the account there.
    pub identity: AccountIdentity,
}

/// The identity tells whose account of a platform it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccountIdentity {
    /// The platform tells the account's number. The objection is with the platform, so it is the same account in
    /// whatever cookie store it is logged in.
    Number(NumberHash),
    /// The platform tells no number (LinkedIn), so the account is whoever is logged in in that cookie store.
    CookieStore(CookieStoreName),
}

impl AccountKey {
    /// The key of an account that was seen in a cookie store.
    #[must_use]
    pub fn new(salt: Salt, platform: PlatformId, store: &CookieStoreId, user: &UserId) -> Self {
        let identity = match user {
            UserId::Number(number) => AccountIdentity::Number(NumberHash::of(salt, platform, number)),
            UserId::Unnamed => AccountIdentity::CookieStore(CookieStoreName::of(store)),
        };
        Self { platform, identity }
    }

    /// A name for it that holds on this computer, also when nobody is logged in: `facebook/9f86d081…` or
    /// `linkedin/default`.
    #[must_use]
    pub fn id(&self) -> String {
        let identity = match &self.identity {
            AccountIdentity::Number(hash) => &hash.to_string(),
            AccountIdentity::CookieStore(name) => name.as_str(),
        };
        [self.platform.slug(), identity].join("/")
    }

    /// Reads what [`Self::id`] writes.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        let (slug, identity) = id.split_once('/')?;
        let platform = PlatformId::from_slug(slug)?;
        let identity = match platform.facts().session.identity {
            Identity::AccountNumber { .. } => AccountIdentity::Number(NumberHash(unhex(identity)?)),
            Identity::Flag { .. } => AccountIdentity::CookieStore(CookieStoreName::stored(identity)),
        };
        Some(Self { platform, identity })
    }

    /// The hash of its number, if the platform tells one.
    #[must_use]
    pub const fn number_hash(&self) -> Option<NumberHash> {
        if let AccountIdentity::Number(hash) = self.identity { Some(hash) } else { None }
    }

    /// The cookie store that it is bound to, if the platform tells no number.
    #[must_use]
    pub const fn cookie_store(&self) -> Option<&CookieStoreName> {
        if let AccountIdentity::CookieStore(name) = &self.identity { Some(name) } else { None }
    }
}

/// Short enough for a log line: `facebook/9f86d081`.
impl fmt::Debug for AccountKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.identity {
            AccountIdentity::Number(hash) => write!(f, "{}/{:.8}", self.platform.slug(), hash.to_string()),
            AccountIdentity::CookieStore(name) => write!(f, "{}/{}", self.platform.slug(), name.as_str()),
        }
    }
}

declared! {
    /// An account as a page saw it. The background looks for itself who is logged in, and compares.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AccountRef {
        /// The platform.
        pub platform: PlatformId,
        /// The cookie store, by the browser's own name.
        pub store: String,
        /// The salted hash of the account's number, in hexadecimal, if it has one.
        pub hash: Option<String>,
        /// The name of the session, where the platform tells no number: a document shows what it shows to the session
        /// that it was loaded with. `None` in requests of the popup, where a person speaks.
        pub session: Option<String>,
    }
}

impl Decode for PlatformId {
    fn decode(json: Json<'_>) -> Option<Self> {
        Self::from_slug(&String::decode(json)?)
    }
}

impl AccountRef {
    /// A reference to this account, logged in in this cookie store.
    #[must_use]
    pub fn new(key: &AccountKey, store: &CookieStoreId) -> Self {
        let hash = key.number_hash().map(|hash| hash.to_string());
        Self { platform: key.platform, store: store.0.clone(), hash, session: None }
    }

    /// Returns whether it refers to the account of this key, in this cookie store.
    #[must_use]
    pub fn is(&self, key: &AccountKey, store: &CookieStoreId) -> bool {
        Self { session: None, ..self.clone() } == Self::new(key, store)
    }

    /// Returns whether it tells one person from another, who logs in in the same cookie store later.
    #[must_use]
    pub const fn is_named(&self) -> bool {
        self.hash.is_some() || self.session.is_some()
    }
}

/// The name of a cookie store, the same in every browser, so that records can move from one to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CookieStoreName(String);

impl CookieStoreName {
    /// The longest name, in characters; browsers use about twenty.
    pub const MAX_CHARS: usize = 64;
    /// The name of the cookie store outside all containers.
    pub const DEFAULT: &str = "default";

    /// Chromium's `0` and Firefox's `firefox-default` are both `default`; `firefox-container-3` is `container-3`;
    /// any other name stays as it is.
    #[must_use]
    pub fn of(store: &CookieStoreId) -> Self {
        let name = match store.0.as_str() {
            "0" | "firefox-default" => Self::DEFAULT.into(),
            other => store.container().map_or_else(|| other.to_owned(), |number| format!("container-{number}")),
        };
        Self(sanitize(&name, Self::MAX_CHARS))
    }

    /// A name as it was stored.
    #[must_use]
    pub fn stored(name: &str) -> Self {
        Self(sanitize(name, Self::MAX_CHARS))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number of the Firefox container, or `None` for a cookie store outside all containers.
    #[must_use]
    pub fn container(&self) -> Option<u32> {
        self.0.strip_prefix("container-")?.parse().ok()
    }
}

/// A secret of this installation that makes account numbers unrecognisable: without it, the hash of a number that
/// somebody already knows could simply be computed and looked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Salt(pub [u8; 16]);

/// Says that there is a salt, never which.
impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(…)")
    }
}

/// The salted hash of an account's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumberHash(pub [u8; 16]);

/// Writes it in hexadecimal.
impl fmt::Display for NumberHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl NumberHash {
    /// The first 16 bytes of `SHA-256(salt ‖ platform slug ‖ 0 ‖ number)`.
    #[must_use]
    pub fn of(salt: Salt, platform: PlatformId, number: &str) -> Self {
        Self(sha256(&[&salt.0, platform.slug().as_bytes(), &[0], number.as_bytes()]))
    }
}

/// Text from outside made fit to be kept: no control characters, no blanks around it, at most `max` characters.
/// Doing it twice changes nothing.
#[must_use]
pub fn sanitize(text: &str, max: usize) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    let text: String = text.trim().chars().take(max).collect();
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SALT: Salt = Salt([7; 16]);

    fn key(platform: PlatformId, store: &str, number: &str) -> AccountKey {
        AccountKey::new(SALT, platform, &CookieStoreId(store.into()), &UserId::Number(number.into()))
    }

    #[track_caller]
    fn check_store(browser: &str, name: &str) {
        let store = CookieStoreName::of(&CookieStoreId(browser.into()));
        assert_eq!((store.as_str(), &CookieStoreName::stored(name)), (name, &store), "{browser}");
    }

    #[test]
    fn stores_are_called_the_same_in_every_browser() {
        check_store("0", "default");
        check_store("firefox-default", "default");
        check_store("firefox-container-3", "container-3");
        check_store("firefox-container-x", "firefox-container-x");
        check_store("1", "1");
        check_store(&"x".repeat(1000), &"x".repeat(64));
        assert_eq!(CookieStoreName::of(&CookieStoreId("firefox-container-3".into())).container(), Some(3));
        assert_eq!(CookieStoreName::of(&CookieStoreId("0".into())).container(), None);
    }

    #[test]
    fn the_hash_is_the_documented_one() {
        // printf '\7%.0s' {1..16} | cat - <(printf 'facebook\0001000') | sha256sum
        let hash = NumberHash::of(SALT, PlatformId::Facebook, "1000");
        assert_eq!(hash.to_string(), "e4240abba53453fecfea9e5248eea8e1");
    }

    #[test]
    fn a_number_is_the_same_account_in_whatever_cookie_store() {
        let anna = key(PlatformId::Facebook, "0", "1000");
        assert_eq!(anna, key(PlatformId::Facebook, "firefox-default", "1000"));
        assert_eq!(anna, key(PlatformId::Facebook, "firefox-container-1", "1000"));
        assert_ne!(anna, key(PlatformId::Facebook, "0", "1001"));
        assert_ne!(anna.identity, key(PlatformId::Instagram, "0", "1000").identity);
        assert_ne!(anna.number_hash(), Some(NumberHash::of(Salt([8; 16]), PlatformId::Facebook, "1000")));
    }

    #[test]
    fn without_a_number_the_cookie_store_stands_for_the_account() {
        let key =
            |store: &str| AccountKey::new(SALT, PlatformId::Linkedin, &CookieStoreId(store.into()), &UserId::Unnamed);
        assert_eq!(key("0"), key("firefox-default"));
        assert_ne!(key("0"), key("firefox-container-1"));
        assert_eq!(key("firefox-container-1").id(), "linkedin/container-1");
    }

    #[test]
    fn an_id_comes_back() {
        let linkedin = AccountKey::new(SALT, PlatformId::Linkedin, &CookieStoreId("0".into()), &UserId::Unnamed);
        for key in [linkedin, key(PlatformId::Facebook, "0", "1000")] {
            assert_eq!(AccountKey::parse(&key.id()), Some(key));
        }
        for id in ["", "facebook", "facebook/", "facebook/default", "myspace/default", "facebook/00"] {
            assert_eq!(AccountKey::parse(id), None, "{id}");
        }
    }

    #[test]
    fn numbers_and_salts_are_never_shown() {
        let shown = format!("{:?} {SALT:?}", key(PlatformId::Facebook, "0", "10005551234"));
        assert!(!shown.contains("10005551234") && shown.ends_with(" Salt(…)"), "{shown}");
    }

    #[test]
    fn text_is_tidied_once_and_for_all() {
        for (text, tidied) in [("  wo\n", "wo"), ("a\u{0}b", "ab"), ("ab cd", "ab"), ("\u{7}  ", ""), ("é é", "é é")]
        {
            assert_eq!(sanitize(text, 3), tidied, "{text:?}");
            assert_eq!(sanitize(tidied, 3), tidied);
        }
    }
}
