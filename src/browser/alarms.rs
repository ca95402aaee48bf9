//! `chrome.alarms`: being woken at a point in time.

use crate::browser::event::ApiEvent;
use crate::browser::{ApiCall, Error, js_object};
use crate::core::time::Timestamp;
use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "alarms"])]
    fn create(name: &str, info: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "alarms"])]
    fn clear(name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "alarms"], js_name = onAlarm)]
    static ON_ALARM: ApiEvent;
}

/// There is one alarm: the next moment at which something changes by itself.
const NAME: &str = "wake";

/// Sets the alarm, in place of any earlier one, or clears it.
pub(crate) async fn set(when: Option<Timestamp>) -> Result<(), Error> {
    let call = match when {
        #[expect(clippy::cast_precision_loss, reason = "exact for 285,000 years")]
        Some(Timestamp(when)) => create(NAME, &js_object(&[("when", (when as f64).into())])),
        None => clear(NAME),
    };
    ApiCall::new(call).result().await?;
    Ok(())
}

/// Calls `listener` when the alarm goes off, or at the next start if the browser was closed then.
pub(crate) fn on_alarm(listener: impl Fn() + 'static) {
    ON_ALARM.with(|event| event.listen(move |_| listener()));
}
