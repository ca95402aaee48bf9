//! A snapshot asks the browser which hosts are withheld, which cookie stores there are, and who is logged in
//! where.

use crate::browser::{ApiCall, Error, Warn, clock, cookies, permissions};
use crate::core::cookie_store::CookieStoreId;
use crate::core::overview::SiteLogins;
use crate::core::session::{Cookie, Doubt, LoginState, SessionToken, UserId, login_state, session_token};
use crate::platforms::PlatformId;

/// Reads the logins of every platform in every cookie store. Everything is asked for at once, before the
/// first answer is awaited: the way to the browser and back is most of what a snapshot costs. So the main
/// cookie store, which most people only have, is read before it is known which cookie stores there are. What
/// is watched on request is read only where it was requested.
pub(crate) async fn take_snapshot() -> Vec<SiteLogins> {
    let asked = PlatformId::ALL.map(|id| (id, permissions::has_access(&id.facts().origins())));
    let main = cookies::main_store();
    let mut reads = vec![start_reads(&main, &|id| !id.facts().is_optional())];
    let stores = cookies::stores().await.warn("listing the cookie stores");
    let (stores, readable) = (stores.as_deref().unwrap_or_default(), stores.is_some());
    let mut access = Vec::with_capacity(PlatformId::COUNT);
    for (platform, asked) in asked {
        let given = asked.result().await.warn("asking for the permission").is_some_and(|yes| yes.is_truthy());
        access.push((platform, given));
    }
    let accessible = |id| access.contains(&(id, true));
    reads.push(start_reads(&main, &|id| id.facts().is_optional() && accessible(id)));
    reads.extend(stores.iter().filter(|store| **store != main).map(|store| start_reads(store, &accessible)));
    let mut logins_by_store = Vec::with_capacity(reads.len());
    for reads in reads {
        logins_by_store.push(finish_reads(reads).await);
    }
    let site = |(platform, given)| {
        let logins = || if readable { logins_on(platform, &logins_by_store) } else { vec![unreadable()] };
        let tokens = if given { tokens_on(platform, &logins_by_store) } else { Vec::new() };
        SiteLogins { platform, logins: given.then(logins), tokens }
    };
    access.into_iter().map(site).collect()
}

fn unreadable() -> (CookieStoreId, LoginState) {
    (CookieStoreId(String::new()), LoginState::Unknown(Doubt::Unreadable))
}

fn logins_on(platform: PlatformId, logins_by_store: &[StoreLogins]) -> Vec<(CookieStoreId, LoginState)> {
    let logins = logins_by_store.iter().flat_map(|(store, logins)| logins.iter().map(move |login| (store, login)));
    let here = logins.filter(|(_, (id, ..))| *id == platform);
    here.map(|(store, (_, login, _))| (store.clone(), login.clone())).collect()
}

fn tokens_on(platform: PlatformId, logins_by_store: &[StoreLogins]) -> Vec<(CookieStoreId, SessionToken)> {
    let logins = logins_by_store.iter().flat_map(|(store, logins)| logins.iter().map(move |login| (store, login)));
    let here = logins.filter(|(_, (id, ..))| *id == platform);
    here.filter_map(|(store, (.., token))| Some((store.clone(), token.clone()?))).collect()
}

/// The account that is logged in to a platform in one cookie store now, if that is clear.
pub(crate) async fn read_user(platform: PlatformId, store: &CookieStoreId) -> Option<UserId> {
    let (_, logins) = finish_reads(start_reads(store, &|id| id == platform)).await;
    match logins.into_iter().next() {
        Some((_, LoginState::LoggedIn(account), _)) => Some(account),
        _ => None,
    }
}

/// The logins in one cookie store, by platform.
type StoreLogins = (CookieStoreId, Vec<(PlatformId, LoginState, Option<SessionToken>)>);

/// The reading of one cookie store, under way.
struct PendingReads(CookieStoreId, Vec<(PlatformId, Vec<ApiCall>)>);

fn start_reads(store: &CookieStoreId, wanted: &dyn Fn(PlatformId) -> bool) -> PendingReads {
    let mut reads = Vec::new();
    for id in PlatformId::ALL {
        if wanted(id) {
            let session = &id.facts().session;
            reads.push((id, session.cookie_names().map(|name| cookies::read(session.url, name, store)).collect()));
        }
    }
    PendingReads(store.clone(), reads)
}

async fn finish_reads(PendingReads(store, reads): PendingReads) -> StoreLogins {
    let mut logins = Vec::new();
    for (platform, reads) in reads {
        let (session, now) = (&platform.facts().session, clock::now());
        logins.push(match collect_cookies(platform, reads).await.warn("reading cookies") {
            Some(cookies) => (platform, login_state(session, &cookies, now), session_token(session, &cookies, now)),
            None => (platform, LoginState::Unknown(Doubt::Unreadable), None),
        });
    }
    (store, logins)
}

async fn collect_cookies(platform: PlatformId, reads: Vec<ApiCall>) -> Result<Vec<Cookie>, Error> {
    let mut found = Vec::new();
    for read in reads {
        found.extend(cookies::cookies(&read.result().await?, platform));
    }
    Ok(found)
}
