//! A snapshot asks the browser which hosts are withheld, which cookie stores there are, and who is logged in
//! where.

use crate::browser::{ApiCall, Error, Warn, clock, cookies, permissions};
use crate::core::cookie_store::CookieStoreId;
use crate::core::overview::SiteLogins;
use crate::core::overview::status::Withheld;
use crate::core::session::{Cookie, Doubt, LoginState, SessionToken, UserId, login_state, session_token};
use crate::platforms::PlatformId;

/// Reads the logins of every platform in every cookie store. Everything is asked for at once, before the
/// first answer is awaited: the way to the browser and back is most of what a snapshot costs. So the main
/// cookie store, which most people only have, is read before it is known which cookie stores there are. What
/// is watched on request is read only where it was requested.
pub(crate) async fn take_snapshot() -> Vec<SiteLogins> {
    let asked = PlatformId::ALL.map(|id| {
        let check = if id.facts().is_optional() { None } else { start_check(id) };
        (id, permissions::has_access(&id.facts().origins()), check)
    });
    let main = cookies::main_store();
    let mut reads = vec![start_reads(&main, &|id| !id.facts().is_optional())];
    let (stores, is_listed) = cookies::list_stores().await;
    let mut access = Vec::with_capacity(PlatformId::COUNT);
    for (platform, asked, check) in asked {
        access.push((platform, check_access(asked).await, check));
    }
    let accessible = |id| access.iter().any(|(platform, access, _)| *platform == id && access.is_ok());
    reads.push(start_reads(&main, &|id| id.facts().is_optional() && accessible(id)));
    reads.extend(stores.iter().filter(|store| **store != main).map(|store| start_reads(store, &accessible)));
    let mut logins_by_store = Vec::with_capacity(reads.len());
    for reads in reads {
        logins_by_store.push(finish_reads(reads).await);
    }
    let mut sites = Vec::with_capacity(access.len());
    for (platform, access, check) in access {
        let mut site = site_logins(platform, access, &logins_by_store);
        // This tells of the rest; what was read counts.
        if let (false, Ok(logins)) = (is_listed, &mut site.logins) {
            logins.push(unreadable());
        }
        sites.push(confirm_logged_out(site, check).await);
    }
    sites
}

/// Tells whether the browser promises access.
async fn check_access(asked: ApiCall) -> Result<(), Withheld> {
    match asked.result().await.warn("asking for the permission") {
        Some(answer) if answer.is_truthy() => Ok(()),
        Some(_) => Err(Withheld::ByChoice),
        None => Err(Withheld::Unexplained),
    }
}

/// Starts asking whether the browser would tell of a login.
fn start_check(platform: PlatformId) -> Option<ApiCall> {
    let session = &platform.facts().session;
    cookies::start_checking(session.url, session.token)
}

/// Where no login is clear, it counts whether the browser would tell: it may show one cookie, and hide another. `check`: the
/// question, if it is under way already.
async fn confirm_logged_out(mut site: SiteLogins, check: Option<ApiCall>) -> SiteLogins {
    let is_seen = |(_, login): &(CookieStoreId, LoginState)| matches!(login, LoginState::LoggedIn(_));
    let is_none_seen = site.logins.as_ref().is_ok_and(|logins| !logins.iter().any(is_seen));
    let is_out = |(_, login): &(CookieStoreId, LoginState)| matches!(login, LoginState::LoggedOut);
    if site.logins.as_ref().is_ok_and(|logins| logins.iter().all(is_out)) {
        cookies::forget_seen(site.platform);
    }
    if is_none_seen && cookies::is_refused(check.or_else(|| start_check(site.platform))).await {
        site.logins = Err(Withheld::ByPolicy);
    }
    site
}

/// Reads the login of one platform in one cookie store only: that is what a page there is about.
pub(crate) async fn take_narrow_snapshot(platform: PlatformId, store: &CookieStoreId) -> Vec<SiteLogins> {
    let asked = permissions::has_access(&platform.facts().origins());
    let reads = start_reads(store, &|id| id == platform);
    let access = check_access(asked).await;
    vec![site_logins(platform, access, &[finish_reads(reads).await])]
}

/// The logins of a platform, as far as access to it is given.
fn site_logins(platform: PlatformId, access: Result<(), Withheld>, logins_by_store: &[StoreLogins]) -> SiteLogins {
    let (mut logins, mut tokens) = (Vec::new(), Vec::new());
    for (store, read) in logins_by_store {
        for (id, login, token) in read {
            if *id != platform || access.is_err() {
                continue;
            }
            logins.push((store.clone(), login.clone()));
            if let Some(token) = token {
                tokens.push((store.clone(), token.clone()));
            }
        }
    }
    SiteLogins { platform, logins: access.map(|()| logins), tokens }
}

fn unreadable() -> (CookieStoreId, LoginState) {
    (CookieStoreId(String::new()), LoginState::Unknown(Doubt::Unreadable))
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
        found.extend(cookies::parse_cookies(&read.result().await?, platform));
    }
    Ok(found)
}
