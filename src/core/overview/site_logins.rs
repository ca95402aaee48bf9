//! The logins of one platform, before it is known what is on record of them.

use crate::core::cookie_store::CookieStoreId;
use crate::core::overview::status::Withheld;
use crate::core::records::Records;
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

/// Unites what is known of an account under several names, and returns whether there was such an account: after an import, only the
/// number of whoever is logged in shows it.
pub fn unite_names(snapshot: &[SiteLogins], records: &mut Records) -> bool {
    let before = records.count_names();
    for site in snapshot {
        for (store, login) in site.logins.as_deref().unwrap_or_default() {
            if let LoginState::LoggedIn(user) = login {
                records.identify(site.platform, store, user);
            }
        }
    }
    records.count_names() > before
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::account::{AccountKey, Salt};
    use crate::core::history::test_script::{START, event};
    use crate::core::records::test_script::{records_of, stamp};
    use crate::core::session::UserId;
    use crate::core::view::record_page::record_page;

    #[test]
    fn an_account_of_two_installations_is_one_as_soon_as_it_is_logged_in() {
        let (store, anna) = (CookieStoreId("0".into()), UserId::Number("1000".into()));
        let mut elsewhere = Records::new(Salt([3; 16]));
        let key: AccountKey = elsewhere.identify(PlatformId::Facebook, &store, &anna);
        elsewhere.append(&key, event("mail"), &stamp(50)).unwrap();
        let mut here = records_of("fb/1000: submit");
        here.merge(&elsewhere);
        let seen = |login| {
            let logins = Ok(vec![(store.clone(), login)]);
            [SiteLogins { platform: PlatformId::Facebook, logins, tokens: Vec::new() }]
        };
        let states = |records: &Records| -> Vec<_> {
            record_page(records, START).accounts.iter().map(|view| view.state).collect()
        };
        assert!(!unite_names(&seen(LoginState::LoggedOut), &mut here));
        assert_eq!(states(&here).len(), 2);
        assert!(unite_names(&seen(LoginState::LoggedIn(anna.clone())), &mut here));
        assert_eq!(states(&here), ["recorded"]);
        assert!(!unite_names(&seen(LoginState::LoggedIn(anna)), &mut here), "it is written down once");
    }
}
