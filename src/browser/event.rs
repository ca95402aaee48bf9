//! Events of the API.

use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `chrome.*.on…`
    pub(super) type ApiEvent;

    /// `addListener`, through `src/boot.js`, which starts anew what trapped.
    #[wasm_bindgen(js_name = listenTo)]
    fn listen_to(event: &ApiEvent, listener: &JsValue);
}

impl ApiEvent {
    /// Calls `listener` with the event's first argument for as long as this context lives.
    ///
    /// In a background, `src/boot.js` has to listen to the event from the first turn on: the browser replays the event that
    /// woke it to the listeners which are there by then, and to no others. `Fn` and not `FnMut`, since a handler may cause the event it handles.
    pub(super) fn listen(&self, listener: impl Fn(JsValue) + 'static) {
        self.listen_boxed(Box::new(listener));
    }

    /// This is not generic, since each kind of closure would bring its own glue to JavaScript.
    fn listen_boxed(&self, listener: Box<dyn Fn(JsValue)>) {
        listen_to(self, &Closure::wrap(listener).into_js_value());
    }

    /// Does the same for `runtime.onMessage`, which gives message, sender, and the function that sends the reply.
    pub(super) fn listen_to_messages(&self, listener: impl Fn(JsValue, JsValue, Function) -> bool + 'static) {
        listen_to(self, &Closure::<dyn Fn(JsValue, JsValue, Function) -> bool>::new(listener).into_js_value());
    }
}
