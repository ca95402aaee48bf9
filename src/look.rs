//! One fresh look at the browser: which hosts are withheld, which cookie stores there are, who is logged in where.

use crate::browser::{Error, Pending, Warn, cookies, permissions};
use crate::core::login::{Cookie, Doubt, Login, login};
use crate::core::overview::{Sighting, Store};
use crate::core::time::Timestamp;
use crate::platforms::PlatformId;

/// Looks at every platform in every cookie store.
pub(crate) async fn look() -> Vec<Sighting> {
    let now = Timestamp(js_sys::Date::now() as i64);
    let access: Vec<Pending> =
        PlatformId::ALL.into_iter().map(|id| permissions::has_access(&id.facts().origins())).collect();
    let stores = cookies::stores().await.warn("listing the cookie stores");
    let mut sightings = Vec::new();
    for (platform, access) in PlatformId::ALL.into_iter().zip(access) {
        let access = access.done().await.warn("asking for the permission").is_some_and(|yes| yes.is_truthy());
        let logins = if access { Some(logins(platform, stores.as_deref(), now).await) } else { None };
        sightings.push(Sighting { platform, logins });
    }
    sightings
}

/// Who is logged in to a platform, per store. All reads start before the first is awaited.
async fn logins(platform: PlatformId, stores: Option<&[Store]>, now: Timestamp) -> Vec<(Store, Login)> {
    let session = &platform.facts().session;
    let Some(stores) = stores else { return vec![(Store(String::new()), Login::Unknown(Doubt::Unreadable))] };
    let reads: Vec<Vec<Pending>> = stores
        .iter()
        .map(|store| session.cookie_names().map(|name| cookies::read(session.url, name, store)).collect())
        .collect();
    let mut logins = Vec::new();
    for (store, reads) in stores.iter().zip(reads) {
        let found = found(reads).await.warn("reading cookies");
        logins.push((
            store.clone(),
            found.map_or(Login::Unknown(Doubt::Unreadable), |found| login(session, &found, now)),
        ));
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
