//! `chrome.runtime`: life cycle and messages.

use crate::browser::event::ApiEvent;
use crate::browser::tabs::Tab;
use crate::browser::{ApiCall, Error, stringify, to_js};
use crate::core::cookie_store::CookieStoreId;
use crate::core::message::{Observation, Reply, Request};
use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getURL)]
    fn get_url(path: &str) -> String;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = sendMessage)]
    fn send_message(message: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = id)]
    static ID: String;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = onInstalled)]
    static ON_INSTALLED: ApiEvent;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = onStartup)]
    static ON_STARTUP: ApiEvent;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = onMessage)]
    static ON_MESSAGE: ApiEvent;

    /// The argument of `runtime.onInstalled`.
    type Installed;
    #[wasm_bindgen(method, getter)]
    fn reason(this: &Installed) -> String;

    /// `runtime.MessageSender`
    type Sender;
    #[wasm_bindgen(method, getter)]
    fn id(this: &Sender) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn url(this: &Sender) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn origin(this: &Sender) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = frameId)]
    fn frame_id(this: &Sender) -> Option<i32>;
    #[wasm_bindgen(method, getter, js_name = documentLifecycle)]
    fn document_lifecycle(this: &Sender) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn tab(this: &Sender) -> Option<Tab>;
}

/// The sender of a message, by the browser's word.
pub(crate) enum Caller {
    /// One of the extension's own pages.
    OwnPage,
    /// The content script in the top frame of a tab.
    Page {
        /// The address of the page; the browser's word, not the page's.
        url: String,
        /// The cookie store of the tab.
        store: CookieStoreId,
        /// The browser's number for the tab.
        tab_id: i32,
    },
}

/// Returns whether this is Firefox. The scheme of our own addresses cannot lie, as a user agent can.
pub(crate) fn is_firefox() -> bool {
    get_url("").starts_with("moz-extension:")
}

/// Calls `listener` when the extension was installed or updated and when the browser starts.
pub(crate) fn on_start(listener: impl Fn() + Clone + 'static) {
    for event in [&ON_INSTALLED, &ON_STARTUP] {
        let listener = listener.clone();
        event.with(|event| event.listen(move |_| listener()));
    }
}

/// Calls `listener` when the extension, or the browser, was installed or updated.
pub(crate) fn on_installed(listener: impl Fn() + 'static) {
    ON_INSTALLED.with(|event| event.listen(move |_| listener()));
}

/// Calls `listener` when the extension was installed, and not when it was updated.
pub(crate) fn on_first_install(listener: impl Fn() + 'static) {
    ON_INSTALLED.with(|event| {
        event.listen(move |details| {
            if details.unchecked_ref::<Installed>().reason() == "install" {
                listener();
            }
        });
    });
}

/// Asks the background; `None` if it gave no answer that can be read, or none in time.
pub(crate) async fn ask(request: &Request) -> Result<Option<Reply>, Error> {
    let reply = ApiCall::bounded_for_background(send_message(&to_js(request))).result().await?;
    Ok(stringify(&reply).and_then(|text| Reply::read(&text)))
}

/// Calls `listener` with each message that the extension sends itself; its last argument takes the reply. A message
/// from elsewhere gets no reply at all.
pub(crate) fn on_message(listener: impl Fn(Caller, JsValue, Box<dyn FnOnce(&JsValue)>) + 'static) {
    ON_MESSAGE.with(|event| {
        event.listen_to_messages(move |message, sender, respond| {
            let Some(from) = check_caller(sender.unchecked_ref()) else { return false };
            // It throws if the page that asked is gone: then nobody is waiting.
            let respond = move |reply: &JsValue| drop(respond.call1(&JsValue::UNDEFINED, reply));
            listener(from, message, Box::new(respond));
            true // The reply may come later.
        });
    });
}

/// Checks the sender before anything is read from the message.
///
/// A sandboxed document has its true address and the origin `null`, so the two have to agree. A page that is loaded
/// ahead or kept for going back is not active: nobody is looking at it. A document that goes elsewhere without loading
/// keeps the address it was loaded with in `sender.url` (seen in Chromium 156 and Firefox 153); the tab knows better.
fn check_caller(sender: &Sender) -> Option<Caller> {
    let url = sender.url()?;
    if sender.id() != Some(ID.with(Clone::clone)) {
        return None;
    }
    if url.starts_with(&get_url("")) {
        return Some(Caller::OwnPage);
    }
    let tab = sender.tab()?;
    let active = sender.document_lifecycle().is_none_or(|state| state == "active");
    let origin = sender.origin()?;
    let same_origin = |url: &str| url.strip_prefix(&origin).is_some_and(|rest| rest.starts_with('/'));
    let top = sender.frame_id() == Some(0);
    let here = tab.url().unwrap_or_else(|| url.clone());
    let genuine = active && top && same_origin(&url) && same_origin(&here);
    if genuine { Some(Caller::Page { url: here, store: tab.store(), tab_id: tab.id()? }) } else { None }
}

/// Reads a message that is a [`Request`].
pub(crate) fn parse_request(message: &JsValue) -> Option<Request> {
    Request::read(&stringify(message)?)
}

/// Reads a message that is an [`Observation`].
pub(crate) fn parse_observation(message: &JsValue) -> Option<Observation> {
    Observation::read(&stringify(message)?)
}

/// The browser's user agent. It may lie; nothing depends on it but words.
pub(crate) fn user_agent() -> String {
    web_sys::window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default()
}

/// The address of one of our own pages.
pub(crate) fn own_page(path: &str) -> String {
    get_url(path)
}
