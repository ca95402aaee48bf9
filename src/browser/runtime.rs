//! `chrome.runtime`: life cycle and messages.

use super::event::Event;
use super::{Error, Pending, plain};
use crate::core::message::{Reply, Request};
use js_sys::{Function, Promise};
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
    static ON_INSTALLED: Event;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = onStartup)]
    static ON_STARTUP: Event;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = onMessage)]
    static ON_MESSAGE: Event;

    /// `runtime.MessageSender`
    type Sender;
    #[wasm_bindgen(method, getter)]
    fn id(this: &Sender) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn url(this: &Sender) -> Option<String>;
}

/// Whether this is Firefox: the scheme of our own addresses cannot lie, as a user agent can.
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

/// Asks the background.
pub(crate) async fn ask(request: &Request) -> Result<Option<Reply>, Error> {
    let reply = Pending(send_message(&plain(request))).done().await?;
    Ok(serde_wasm_bindgen::from_value(reply).ok())
}

/// Calls `listener` with each request that one of the extension's own pages sends; the second argument takes the
/// reply. Everything else gets [`Reply::Refused`] at once: no message is left without an answer.
pub(crate) fn on_request(listener: impl Fn(Request, Box<dyn FnOnce(Reply)>) + 'static) {
    ON_MESSAGE.with(|event| {
        event.listen_to_messages(move |message, sender, respond| {
            let respond = Box::new(move |reply| send(&respond, reply));
            match request(message, sender.unchecked_ref()) {
                Some(request) => listener(request, respond),
                None => respond(Reply::Refused),
            }
            true // The reply may come later.
        });
    });
}

/// The sender is checked before anything is read from the message.
fn request(message: JsValue, sender: &Sender) -> Option<Request> {
    let ours = sender.id() == Some(ID.with(Clone::clone)) && sender.url()?.starts_with(&get_url(""));
    if ours { serde_wasm_bindgen::from_value(message).ok() } else { None }
}

fn send(respond: &Function, reply: Reply) {
    // Throws if the page that asked is gone: then nobody is waiting.
    let _gone = respond.call1(&JsValue::UNDEFINED, &plain(&reply));
}
