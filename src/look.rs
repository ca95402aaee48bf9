//! One fresh look at the browser: which hosts are withheld, which cookie stores there are, who is logged in where.

use crate::browser::{Error, Pending, Warn, clock, cookies, permissions};
use crate::core::login::{Account, Cookie, Doubt, Login, login};
use crate::core::overview::Sighting;
use crate::core::store::Store;
use crate::platforms::PlatformId;

/// Looks at every platform in every cookie store. Everything is asked for at once, before the first answer is awaited:
/// the way to the browser and back is most of what a look costs. So the main store, which most people only have, is
/// read before it is known which stores there are. What is watched on request is read only where it was requested.
pub(crate) async fn look() -> Vec<Sighting> {
    let asked = PlatformId::ALL.map(|id| (id, permissions::has_access(&id.facts().origins())));
    let main = cookies::main_store();
    let mut reads = vec![begin(&main, &|id| !id.facts().is_optional())];
    let stores = cookies::stores().await.warn("listing the cookie stores");
    let (stores, readable) = (stores.as_deref().unwrap_or_default(), stores.is_some());
    let mut access = Vec::with_capacity(PlatformId::COUNT);
    for (platform, asked) in asked {
        let given = asked.done().await.warn("asking for the permission").is_some_and(|yes| yes.is_truthy());
        access.push((platform, given));
    }
    let seen = |id| access.contains(&(id, true));
    reads.push(begin(&main, &|id| id.facts().is_optional() && seen(id)));
    reads.extend(stores.iter().filter(|store| **store != main).map(|store| begin(store, &seen)));
    let mut looks = Vec::with_capacity(reads.len());
    for reads in reads {
        looks.push(logins(reads).await);
    }
    let sighting = |(platform, given)| {
        let logins = || if readable { of(platform, &looks) } else { vec![unreadable()] };
        Sighting { platform, logins: if given { Some(logins()) } else { None } }
    };
    access.into_iter().map(sighting).collect()
}

fn unreadable() -> (Store, Login) {
    (Store(String::new()), Login::Unknown(Doubt::Unreadable))
}

fn of(platform: PlatformId, looks: &[Seen]) -> Vec<(Store, Login)> {
    let logins = looks.iter().flat_map(|(store, logins)| logins.iter().map(move |login| (store, login)));
    let here = logins.filter(|(_, (id, _))| *id == platform);
    here.map(|(store, (_, login))| (store.clone(), login.clone())).collect()
}

/// The account that is logged in to a platform in one store now, if that is clear.
pub(crate) async fn account_in(platform: PlatformId, store: &Store) -> Option<Account> {
    let (_, logins) = logins(begin(store, &|id| id == platform)).await;
    match logins.into_iter().next() {
        Some((_, Login::LoggedIn(account))) => Some(account),
        _ => None,
    }
}

/// Who is logged in where, in one store.
type Seen = (Store, Vec<(PlatformId, Login)>);

/// The reading of one store, under way.
struct Reads(Store, Vec<(PlatformId, Vec<Pending>)>);

fn begin(store: &Store, wanted: &dyn Fn(PlatformId) -> bool) -> Reads {
    let mut reads = Vec::new();
    for id in PlatformId::ALL {
        if wanted(id) {
            let session = &id.facts().session;
            reads.push((id, session.cookie_names().map(|name| cookies::read(session.url, name, store)).collect()));
        }
    }
    Reads(store.clone(), reads)
}

async fn logins(Reads(store, reads): Reads) -> Seen {
    let mut logins = Vec::new();
    for (platform, reads) in reads {
        let login = match found(reads).await.warn("reading cookies") {
            Some(cookies) => login(&platform.facts().session, &cookies, clock::now()),
            None => Login::Unknown(Doubt::Unreadable),
        };
        logins.push((platform, login));
    }
    (store, logins)
}

async fn found(reads: Vec<Pending>) -> Result<Vec<Cookie>, Error> {
    let mut found = Vec::new();
    for read in reads {
        found.extend(cookies::cookies(read.done().await?));
    }
    Ok(found)
}
