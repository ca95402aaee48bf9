//! One fresh look at the browser: which hosts are withheld, which cookie stores there are, who is logged in where.

use crate::browser::{Error, Pending, Warn, clock, cookies, permissions};
use crate::core::login::{Account, Cookie, Doubt, Login, login};
use crate::core::overview::Sighting;
use crate::core::store::Store;
use crate::platforms::PlatformId;

/// Looks at every platform in every cookie store.
pub(crate) async fn look() -> Vec<Sighting> {
    let access = PlatformId::ALL.map(|id| (id, permissions::has_access(&id.facts().origins())));
    let stores = cookies::stores().await.warn("listing the cookie stores");
    let mut sightings = Vec::new();
    for (platform, access) in access {
        let access = access.done().await.warn("asking for the permission").is_some_and(|yes| yes.is_truthy());
        let logins = if access { Some(logins(platform, stores.as_deref()).await) } else { None };
        sightings.push(Sighting { platform, logins });
    }
    sightings
}

/// The account that is logged in to a platform in one store now, if that is clear.
pub(crate) async fn account_in(platform: PlatformId, store: &Store) -> Option<Account> {
    match logins(platform, Some(std::slice::from_ref(store))).await.pop() {
        Some((_, Login::LoggedIn(account))) => Some(account),
        _ => None,
    }
}

/// Who is logged in to a platform, per store. All reads start before the first is awaited.
async fn logins(platform: PlatformId, stores: Option<&[Store]>) -> Vec<(Store, Login)> {
    let session = &platform.facts().session;
    let Some(stores) = stores else { return vec![(Store(String::new()), Login::Unknown(Doubt::Unreadable))] };
    let read = |store| session.cookie_names().map(|name| cookies::read(session.url, name, store)).collect();
    let reads: Vec<Vec<Pending>> = stores.iter().map(read).collect();
    let mut logins = Vec::new();
    for (store, reads) in stores.iter().zip(reads) {
        let login = match found(reads).await.warn("reading cookies") {
            Some(cookies) => login(session, &cookies, clock::now()),
            None => Login::Unknown(Doubt::Unreadable),
        };
        logins.push((store.clone(), login));
    }
    logins
}

async fn found(reads: Vec<Pending>) -> Result<Vec<Cookie>, Error> {
    let mut found = Vec::new();
    for read in reads {
        found.extend(cookies::cookies(read.done().await?));
    }
    Ok(found)
}
