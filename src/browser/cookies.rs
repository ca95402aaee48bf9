//! `chrome.cookies`: reading, never writing.

use crate::browser::event::ApiEvent;
use crate::browser::{ApiCall, Warn, containers, js_object, random, runtime};
use crate::core::account::Salt;
use crate::core::cookie_store::{CookieStoreId, dedup_stores};
use crate::core::session::seen::SeenCookies;
use crate::core::session::{Cookie, is_own_first_party, is_own_partition};
use crate::core::time::Timestamp;
use crate::platforms::PlatformId;
use js_sys::{Array, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "cookies"], js_name = getAll)]
    fn get_all(details: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "cookies"])]
    fn get(details: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "cookies"], js_name = getAllCookieStores)]
    fn get_all_cookie_stores() -> Result<Promise, JsValue>;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "cookies"], js_name = onChanged)]
    static ON_CHANGED: ApiEvent;

    /// `cookies.Cookie`
    type JsCookie;
    #[wasm_bindgen(method, getter)]
    fn name(this: &JsCookie) -> String;
    #[wasm_bindgen(method, getter)]
    fn value(this: &JsCookie) -> String;
    #[wasm_bindgen(method, getter)]
    fn domain(this: &JsCookie) -> String;
    #[wasm_bindgen(method, getter, js_name = expirationDate)]
    fn expiration_date(this: &JsCookie) -> Option<f64>;
    #[wasm_bindgen(method, getter, js_name = storeId)]
    fn store_id(this: &JsCookie) -> String;
    /// Only Firefox has it; it is empty without first-party isolation.
    #[wasm_bindgen(method, getter, js_name = firstPartyDomain)]
    fn first_party_domain(this: &JsCookie) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = partitionKey)]
    fn partition_key(this: &JsCookie) -> JsValue;

    /// `cookies.CookieStore`
    type JsStore;
    #[wasm_bindgen(method, getter)]
    fn id(this: &JsStore) -> String;

    /// The argument of `cookies.onChanged`.
    type CookieChange;
    #[wasm_bindgen(method, getter)]
    fn cookie(this: &CookieChange) -> JsCookie;
    #[wasm_bindgen(method, getter)]
    fn removed(this: &CookieChange) -> bool;
    #[wasm_bindgen(method, getter)]
    fn cause(this: &CookieChange) -> String;
}

thread_local! {
    /// The login cookies as this worker was told of them.
    static SEEN: RefCell<SeenCookies> = RefCell::default();
}

/// Chromium refuses a cookie of a host that it withholds with these words. They are not translated.
const REFUSED: &str = "No host permissions";

/// Starts reading the cookies with this name that the browser would send to `url`, `HttpOnly` ones included, also those
/// that are kept apart by the site in the address bar. [`parse_cookies`] tells which of these count.
pub(crate) fn read(url: &str, name: &str, store: &CookieStoreId) -> ApiCall {
    start_reading(store, &[("url", url.into()), ("name", name.into())])
}

/// Starts asking for one cookie at `url`. Where somebody who manages the browser blocks a host for extensions, Chromium still
/// promises access, and [`read`] finds nothing; only the question for one cookie is refused. `None` in Firefox, which refuses
/// [`read`] itself.
pub(crate) fn start_checking(url: &str, name: &str) -> Option<ApiCall> {
    let ask = || ApiCall::new(get(&js_object(&[("url", url.into()), ("name", name.into())])));
    (!runtime::is_firefox()).then(ask)
}

/// Returns whether the browser refuses what [`start_checking`] asked for. Any other failure says nothing about access.
pub(crate) async fn is_refused(check: Option<ApiCall>) -> bool {
    let Some(check) = check else { return false };
    check.result().await.err().is_some_and(|error| error.to_string().starts_with(REFUSED))
}

/// Starts reading all cookies of our sites in a cookie store.
fn read_all(store: &CookieStoreId) -> ApiCall {
    start_reading(store, &[])
}

fn start_reading(store: &CookieStoreId, filter: &[(&str, JsValue)]) -> ApiCall {
    let mut details = filter.to_vec();
    details.push(("storeId", store.0.as_str().into()));
    details.push(("partitionKey", js_object(&[])));
    // With first-party isolation (`privacy.firstparty.isolate`) Firefox refuses the call unless it says which domain, or
    // any; Chromium refuses it if it does.
    if runtime::is_firefox() {
        details.push(("firstPartyDomain", JsValue::NULL));
    }
    ApiCall::new(get_all(&js_object(&details)))
}

/// Converts the reply to a [`read`] for a platform. What a frame on another site was given counts for nothing.
pub(crate) fn parse_cookies(found: &JsValue, platform: PlatformId) -> Vec<Cookie> {
    let found = Array::from(found);
    let counting = found.iter().filter(|cookie| is_counted(cookie.unchecked_ref(), platform));
    counting
        .map(|cookie| {
            let cookie: &JsCookie = cookie.unchecked_ref();
            Cookie {
                name: cookie.name(),
                value: cookie.value(),
                expires: cookie.expiration_date().map(Timestamp::from_seconds),
            }
        })
        .collect()
}

fn is_counted(cookie: &JsCookie, platform: PlatformId) -> bool {
    let isolated = cookie.first_party_domain().filter(|domain| !domain.is_empty());
    if isolated.is_some_and(|domain| !is_own_first_party(&domain, platform)) {
        return false;
    }
    let key = cookie.partition_key();
    let field = |name: &str| Reflect::get(&key, &name.into()).ok();
    if !key.is_object() {
        return true;
    }
    // A frame on another site that is itself a frame on this one.
    let is_nested = field("hasCrossSiteAncestor").is_some_and(|nested| nested.is_truthy());
    let site = field("topLevelSite").and_then(|site| site.as_string());
    !is_nested && site.is_none_or(|site| is_own_partition(&site, platform))
}

/// The cookie store of ordinary tabs.
pub(crate) fn main_store() -> CookieStoreId {
    if runtime::is_firefox() { CookieStoreId::firefox_main() } else { CookieStoreId::chromium_main() }
}

/// Every cookie store that can hold a login.
///
/// Both browsers name only cookie stores in which a tab is open. The main one is added, since there may be no tab at all
/// (at browser start), and in Firefox each container that holds a cookie of our sites: a login lives on in it unseen.
///
/// Returns them, and whether the browser named those with a tab: what else is known counts without that.
pub(crate) async fn list_stores() -> (Vec<CookieStoreId>, bool) {
    let named = ApiCall::new(get_all_cookie_stores());
    let containers = runtime::is_firefox().then(|| containers::start_listing(read_all));
    let mut stores = vec![main_store()];
    let named = named.result().await.warn("listing the cookie stores");
    if let Some(named) = &named {
        stores.extend(Array::from(named).iter().map(|store| CookieStoreId(store.unchecked_ref::<JsStore>().id())));
    }
    if let Some(containers) = containers {
        stores.extend(containers.result().await);
    }
    (dedup_stores(stores), named.is_some())
}

/// A cookie that was set or removed.
pub(crate) struct ChangedCookie(CookieChange);

impl ChangedCookie {
    pub(crate) fn name(&self) -> String {
        self.0.cookie().name()
    }

    pub(crate) fn domain(&self) -> String {
        self.0.cookie().domain()
    }

    pub(crate) fn store(&self) -> CookieStoreId {
        CookieStoreId(self.0.cookie().store_id())
    }

    /// Returns whether it is another one than before, as far as this worker was told. A cookie that is set anew is first removed,
    /// of which the browser tells, too.
    pub(crate) fn is_news(&self) -> bool {
        let cookie = self.0.cookie();
        // Cookies that are kept apart by the site in the address bar have the same name and domain.
        let isolated = cookie.first_party_domain().is_some_and(|domain| !domain.is_empty());
        if isolated || cookie.partition_key().is_object() {
            return true;
        }
        let is_removed = self.0.removed();
        if is_removed && self.0.cause() == "overwrite" {
            return false;
        }
        let place = [cookie.store_id(), cookie.name(), cookie.domain()].join(" ");
        let value = (!is_removed).then(|| cookie.value());
        SEEN.with_borrow_mut(|seen| seen.note(place, value.as_deref(), || Salt(random::bytes())))
    }
}

/// Forgets the login cookies of a platform where a snapshot found nobody logged in.
pub(crate) fn forget_seen(platform: PlatformId) {
    SEEN.with_borrow_mut(|seen| seen.forget(platform.facts().domain));
}

/// Calls `listener` with each cookie that is set, changed or removed.
pub(crate) fn on_changed(listener: impl Fn(&ChangedCookie) + 'static) {
    ON_CHANGED.with(|event| event.listen(move |change| listener(&ChangedCookie(change.unchecked_into()))));
}
