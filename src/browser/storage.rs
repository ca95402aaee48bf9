//! `chrome.storage.local` keeps everything on this computer. The area `sync`, which leaves it, is
//! never used.

use crate::browser::event::Event;
use crate::browser::{ApiCall, Error, to_js, to_json};
use js_sys::{Array, Promise};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"])]
    fn get(keys: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"])]
    fn set(items: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "storage", "local"], js_name = onChanged)]
    static ON_CHANGED: Event;
}

/// Everything that is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Stored {
    /// The document, as text. If there is none, none is written: `null` would be read as a damaged one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// A second copy of it, for when the first is damaged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy: Option<String>,
    /// Texts that could not be read, kept as they were; the oldest first.
    pub damaged: Vec<String>,
    /// The accounts, each with the day on which a banner was last shown for it.
    pub banner_days: Vec<(String, String)>,
    /// The sites on which the person wants no banner.
    pub banners_off: Vec<String>,
    /// The message about damaged documents, until the person has read it.
    pub notice: Option<String>,
    /// Whether the person has seen the welcome page or the popup, and so knows who speaks in a banner.
    pub introduced: bool,
}

/// A read in flight. It is wrapped in a future at once, so that an early rejection is never reported as unhandled.
pub(crate) struct PendingRead(Result<JsFuture, JsValue>);

/// Starts reading everything.
pub(crate) fn start_reading() -> PendingRead {
    PendingRead(get(&JsValue::NULL).map(JsFuture::from))
}

/// Reads everything.
pub(crate) async fn read() -> Result<Stored, Error> {
    start_reading().result().await
}

impl PendingRead {
    /// Waits for the values. Those of a shape that we never wrote count as damaged, not as absent.
    pub(crate) async fn result(self) -> Result<Stored, Error> {
        Ok(stored(&self.0?.await?))
    }
}

fn stored(everything: &JsValue) -> Stored {
    let text = |key: &str| js_sys::Reflect::get(everything, &key.into()).ok().filter(|value| !value.is_undefined());
    let as_text = |value: JsValue| value.as_string().or_else(|| to_json(&value)).unwrap_or_default();
    let damaged = text("damaged").and_then(|list| list_of(&list, |text| text.as_string()));
    let banners_off = text("banners_off").and_then(|list| list_of(&list, |text| text.as_string()));
    let banner_days =
        text("banner_days").and_then(|list| list_of(&list, |pair| pair_of(&list_of(&pair, |text| text.as_string())?)));
    Stored {
        document: text("document").map(as_text),
        copy: text("copy").map(as_text),
        damaged: damaged.unwrap_or_default(),
        banner_days: banner_days.unwrap_or_default(),
        banners_off: banners_off.unwrap_or_default(),
        notice: text("notice").and_then(|value| value.as_string()),
        introduced: text("introduced").is_some_and(|value| value.is_truthy()),
    }
}

/// Writes everything, in one call: two calls can be torn apart when the worker is killed.
pub(crate) async fn write(stored: &Stored) -> Result<(), Error> {
    ApiCall(set(&to_js(stored))).result().await?;
    Ok(())
}

/// Calls `listener` whenever something stored has changed, in whatever context.
pub(crate) fn on_changed(listener: impl Fn() + 'static) {
    ON_CHANGED.with(|event| event.listen(move |_| listener()));
}

/// A list in which every element can be read.
fn list_of<T>(value: &JsValue, read: impl Fn(JsValue) -> Option<T>) -> Option<Vec<T>> {
    value.dyn_ref::<Array>()?.iter().map(read).collect()
}

fn pair_of(texts: &[String]) -> Option<(String, String)> {
    if let [a, b] = texts { Some((a.clone(), b.clone())) } else { None }
}
