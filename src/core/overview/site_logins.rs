//! The logins of one platform, before it is known what is on record of them.

use crate::core::cookie_store::CookieStoreId;
use crate::core::overview::status::Withheld;
use crate::core::session::{LoginState, SessionToken};
use crate::platforms::PlatformId;

/// The logins of one platform, as one snapshot of the browser shows them.
#[derive(Clone, Debug)]
pub struct SiteLogins {
    /// The platform that was asked about.
    pub platform: PlatformId,
    /// The logins per cookie store.
    ///
    /// # Errors
    ///
    /// The person or the browser withholds access to the host. Then every cookie store looks empty, so the two must not
    /// be mixed up.
    pub logins: Result<Vec<(CookieStoreId, LoginState)>, Withheld>,
    /// The tokens of the sessions that tell no number, per cookie store; kept no longer than it takes to
    /// note what the snapshot found.
    pub tokens: Vec<(CookieStoreId, SessionToken)>,
}

impl SiteLogins {
    /// Returns whether it is not watched, because nobody asked for it: then there is nothing to see, and nothing to say. Where an
    /// administrator blocks it, somebody did ask.
    #[must_use]
    pub fn is_unwatched(&self) -> bool {
        let is_denied = self.logins.as_ref().is_err_and(|reason| *reason != Withheld::ByPolicy);
        is_denied && self.platform.facts().is_optional()
    }
}
