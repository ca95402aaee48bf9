//! `chrome.tabs`: opens links, and finds and tells tabs.

use crate::browser::{ApiCall, Error, js_array, js_object};
use crate::core::cookie_store::CookieStoreId;
use crate::platforms::PlatformId;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = create)]
    fn js_create(properties: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = query)]
    fn js_query(query: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = sendMessage)]
    fn js_send_message(tab_id: i32, message: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = getCurrent)]
    fn js_get_current() -> Result<Promise, JsValue>;

    /// `tabs.Tab`
    pub(super) type Tab;
    #[wasm_bindgen(method, getter, js_name = cookieStoreId)]
    fn cookie_store_id(this: &Tab) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn id(this: &Tab) -> Option<i32>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn url(this: &Tab) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = favIconUrl)]
    fn icon(this: &Tab) -> Option<String>;
}

/// Opens an address in a new tab, in the container of this cookie store.
pub(crate) async fn open(url: &str, store: Option<&CookieStoreId>) -> Result<(), Error> {
    let mut properties = vec![("url", url.into())];
    // Only Firefox knows the property: Chromium refuses the call.
    if let Some(store) = store.filter(|store| store.is_firefox()) {
        properties.push(("cookieStoreId", store.0.as_str().into()));
    }
    ApiCall::new(js_create(&js_object(&properties))).result().await?;
    Ok(())
}

/// The question which tab the person is looking at, under way.
pub(crate) struct PendingActiveTab(ApiCall);

/// Starts asking for the tab the person is looking at.
pub(crate) fn start_finding_active() -> PendingActiveTab {
    PendingActiveTab(ApiCall::new(js_query(&js_object(&[("active", true.into()), ("currentWindow", true.into())]))))
}

impl PendingActiveTab {
    /// Its cookie store, `None` in Chromium, which has one per profile, and its address where the extension may know it.
    pub(crate) async fn store_and_url(self) -> Result<(Option<CookieStoreId>, Option<String>), Error> {
        let tab = Array::from(&self.0.result().await?).get(0);
        if !tab.is_object() {
            return Ok((None, None));
        }
        let tab: &Tab = tab.unchecked_ref();
        Ok((tab.cookie_store_id().map(CookieStoreId), tab.url()))
    }

    /// Its number and address, if it shows a page whose address the extension may know. The browser's own page about an
    /// error has the icon of the browser.
    pub(crate) async fn id_and_url(self) -> Result<Option<(i32, String)>, Error> {
        let tab = Array::from(&self.0.result().await?).get(0);
        let tab: &Tab = tab.unchecked_ref();
        let is_error = |tab: &Tab| tab.icon().is_some_and(|icon| icon.starts_with("chrome:"));
        Ok(if tab.is_object() && !is_error(tab) { tab.id().zip(tab.url()) } else { None })
    }

    /// Its cookie store; `None` in Chromium, which has one per profile.
    pub(crate) async fn store(self) -> Result<Option<CookieStoreId>, Error> {
        let tab = Array::from(&self.0.result().await?).get(0);
        Ok(if tab.is_object() { tab.unchecked_ref::<Tab>().cookie_store_id().map(CookieStoreId) } else { None })
    }
}

/// Returns whether this page is shown in a tab, and not as the popup below the icon.
pub(crate) async fn is_tab() -> Result<bool, Error> {
    Ok(ApiCall::new(js_get_current()).result().await?.is_object())
}

impl Tab {
    /// The cookie store the tab lives in.
    pub(super) fn store(&self) -> CookieStoreId {
        self.cookie_store_id().map_or_else(CookieStoreId::chromium_main, CookieStoreId)
    }
}

/// A tab that is open.
pub(crate) struct OpenTab {
    /// The browser's number for it.
    pub id: i32,
    /// Its address.
    pub url: String,
    /// The cookie store it lives in.
    pub store: CookieStoreId,
}

/// The question which tabs are open at some addresses, under way.
pub(crate) struct Listing(ApiCall);

/// Starts asking for the open tabs that show one of the sites.
pub(crate) fn start_listing_sites() -> Listing {
    let origins = PlatformId::ALL.map(|id| id.facts().origins());
    start_listing(&origins.each_ref().map(String::as_str))
}

/// Starts asking for the open tabs at addresses of these match patterns.
fn start_listing(matches: &[&str]) -> Listing {
    Listing(ApiCall::new(js_query(&js_object(&[("url", js_array(matches))]))))
}

impl Listing {
    /// The tabs.
    pub(crate) async fn tabs(self) -> Result<Vec<OpenTab>, Error> {
        let tabs = Array::from(&self.0.result().await?);
        let open = tabs.iter().filter_map(|tab| {
            let tab: &Tab = tab.unchecked_ref();
            Some(OpenTab { id: tab.id()?, url: tab.url()?, store: tab.store() })
        });
        Ok(open.collect())
    }
}

/// The open tabs at addresses of this match pattern.
pub(crate) async fn list(matches: &str) -> Result<Vec<OpenTab>, Error> {
    start_listing(&[matches]).tabs().await
}

/// Starts telling the content script in a tab, if there is one, to leave. The page has a second to answer.
pub(crate) fn dismiss(tab_id: i32) -> ApiCall {
    ApiCall::bounded_for_page(js_send_message(tab_id, &js_object(&[("plan", JsValue::NULL)])))
}
