//! What was seen in the browser → one row per account, each with its state.

use super::login::{Doubt, Login};
use crate::platforms::PlatformId;

/// A cookie store: Firefox keeps one per container, Chromium one per profile.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Store(pub String);

impl Store {
    /// What Firefox puts before a container's number.
    const CONTAINER_PREFIX: &str = "firefox-container-";

    /// The one store of a Chromium profile that is not private.
    #[must_use]
    pub fn chromium_main() -> Self {
        Self("0".into())
    }

    /// Firefox's store outside all containers.
    #[must_use]
    pub fn firefox_main() -> Self {
        Self("firefox-default".into())
    }

    /// The containers worth asking for although no tab is open in them. Firefox numbers containers from 1 as people
    /// make them and does not tell us which there are; asking for one that does not exist finds no cookies. Fifty
    /// questions take about 8 ms.
    pub fn containers() -> impl Iterator<Item = Self> {
        (1..=50).map(|number| Self(format!("{}{number}", Self::CONTAINER_PREFIX)))
    }

    /// Whether this is a store of Firefox, which can open tabs in any of them.
    #[must_use]
    pub fn is_firefox(&self) -> bool {
        self.0.starts_with("firefox-")
    }

    /// The number of the container, or `None` for the store outside all containers.
    #[must_use]
    pub fn container(&self) -> Option<u32> {
        self.0.strip_prefix(Self::CONTAINER_PREFIX)?.parse().ok()
    }
}

/// What one look saw of one platform.
#[derive(Clone, Debug)]
pub struct Sighting {
    /// Which platform.
    pub platform: PlatformId,
    /// Who is logged in, per cookie store; `None` if the person or the browser withheld access to the host.
    ///
    /// Without access every store looks empty, so the two must not be mixed up.
    pub logins: Option<Vec<(Store, Login)>>,
}

/// The state of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The host's cookies cannot be seen.
    NoAccess,
    /// Nobody is logged in.
    LoggedOut,
    /// Somebody is logged in, and no objection is recorded.
    NotRecorded,
    /// It cannot be told who is logged in.
    Unknown(Doubt),
}

impl State {
    /// Whether there is something for the person to do, so that it counts in the badge.
    #[must_use]
    pub const fn is_due(self) -> bool {
        matches!(self, Self::NotRecorded)
    }

    /// The name of the state in the pages' `data-state`.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::NoAccess => "no-access",
            Self::LoggedOut => "logged-out",
            Self::NotRecorded => "not-recorded",
            Self::Unknown(_) => "unknown",
        }
    }
}

/// One account, or one platform without any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which platform.
    pub platform: PlatformId,
    /// Where the account is logged in; `None` if no account was seen.
    pub store: Option<Store>,
    /// How things stand.
    pub state: State,
}

/// The rows in the order of the platforms; within one, the store outside containers first, then by number.
#[must_use]
pub fn overview(sightings: &[Sighting]) -> Vec<Row> {
    sightings.iter().flat_map(rows).collect()
}

/// At least one row for each platform, so that nothing ever vanishes silently.
fn rows(sighting: &Sighting) -> Vec<Row> {
    let alone = |state| vec![Row { platform: sighting.platform, store: None, state }];
    let Some(logins) = &sighting.logins else { return alone(State::NoAccess) };
    let mut rows: Vec<Row> = logins.iter().filter_map(|(store, login)| row(sighting.platform, store, login)).collect();
    rows.sort_by_key(|row| row.store.as_ref().and_then(Store::container));
    if rows.is_empty() { alone(State::LoggedOut) } else { rows }
}

fn row(platform: PlatformId, store: &Store, login: &Login) -> Option<Row> {
    let state = match login {
        Login::LoggedOut => return None,
        Login::LoggedIn(_) => State::NotRecorded,
        Login::Unknown(doubt) => State::Unknown(*doubt),
    };
    Some(Row { platform, store: Some(store.clone()), state })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::login::Account;

    fn seen(logins: &[(&str, Login)]) -> Vec<(Option<u32>, &'static str)> {
        let logins = logins.iter().map(|(store, login)| (Store((*store).into()), login.clone())).collect();
        let sighting = Sighting { platform: PlatformId::Facebook, logins: Some(logins) };
        let rows = overview(&[sighting]);
        rows.iter().map(|row| (row.store.as_ref().and_then(Store::container), row.state.slug())).collect()
    }

    const ANNA: Login = Login::LoggedIn(Account::OfStore);
    const HALF: Login = Login::Unknown(Doubt::HalfSession);

    #[test]
    fn a_platform_without_an_account_keeps_one_row() {
        assert_eq!(seen(&[]), [(None, "logged-out")]);
        assert_eq!(seen(&[("0", Login::LoggedOut), ("firefox-container-2", Login::LoggedOut)]), [(None, "logged-out")]);
    }

    #[test]
    fn every_store_with_a_session_has_its_row() {
        assert_eq!(seen(&[("firefox-default", ANNA)]), [(None, "not-recorded")]);
        assert_eq!(
            seen(&[("firefox-container-10", ANNA), ("firefox-container-2", HALF), ("firefox-default", ANNA)]),
            [(None, "not-recorded"), (Some(2), "unknown"), (Some(10), "not-recorded")]
        );
        assert_eq!(
            seen(&[("firefox-default", Login::LoggedOut), ("firefox-container-2", ANNA)]),
            [(Some(2), "not-recorded")]
        );
    }

    #[test]
    fn withheld_access_is_not_logged_out() {
        let rows = overview(&[Sighting { platform: PlatformId::Linkedin, logins: None }]);
        assert_eq!(rows, [Row { platform: PlatformId::Linkedin, store: None, state: State::NoAccess }]);
    }
}
