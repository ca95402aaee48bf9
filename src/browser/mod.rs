//! The WebExtension API, one file per namespace, and what else the browser offers. The only place with `extern "C"`.
//!
//! `chrome` is the name of the API in both browsers, and in Manifest V3 it returns promises in both.
//! Functions that return a [`ApiCall`] start at once, so that several can run side by side.

pub(crate) mod action;
pub(crate) mod alarms;
pub(crate) mod caches;
pub(crate) mod clock;
pub(crate) mod containers;
pub(crate) mod cookies;
mod document;
mod error;
mod event;
pub(crate) mod i18n;
pub(crate) mod intl;
pub(crate) mod locks;
pub(crate) mod permissions;
pub(crate) mod random;
pub(crate) mod runtime;
pub(crate) mod scripting;
pub(crate) mod session;
pub(crate) mod storage;
pub(crate) mod tabs;
mod timer;

pub(crate) use document::document;
#[cfg(debug_assertions)]
pub(crate) use error::say_panics;
pub(crate) use error::{Error, Warn};

use js_sys::{Array, Object, Promise, Reflect};
use serde::Serialize;
use std::pin::Pin;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Work of any kind.
pub(crate) type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Starts work that nobody waits for. Boxed here, so that the machinery is compiled once and not for each kind of work.
pub(crate) fn spawn_local(work: impl Future<Output = ()> + 'static) {
    spawn(Box::pin(work));
}

#[inline(never)]
fn spawn(task: Task) {
    wasm_bindgen_futures::spawn_local(task);
}

/// A call that is under way. It is wrapped in a future at once: browsers report the rejection of a promise that nobody waits
/// for yet as an uncaught error.
pub(crate) struct ApiCall(Result<JsFuture, JsValue>);

impl ApiCall {
    fn new(call: Result<Promise, JsValue>) -> Self {
        Self(call.map(JsFuture::from))
    }

    /// Waits for its result.
    pub(crate) async fn result(self) -> Result<JsValue, Error> {
        Ok(self.0?.await?)
    }
}

/// A JavaScript value as JSON, if it can be written so.
pub(crate) fn to_json(value: &JsValue) -> Option<String> {
    js_sys::JSON::stringify(value).ok()?.as_string()
}

/// A plain JavaScript js_object, as the API wants its arguments. Small enough to do without serde, which derives code for
/// each of them.
pub(crate) fn js_object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Fails for frozen objects only.
        drop(Reflect::set(&object, &(*name).into(), value));
    }
    object.into()
}

/// A JavaScript list of texts.
pub(crate) fn js_array(texts: &[&str]) -> JsValue {
    texts.iter().map(|text| JsValue::from(*text)).collect::<Array>().into()
}

/// A message as a plain JavaScript value.
pub(crate) fn to_js(value: &impl Serialize) -> JsValue {
    // Fails for maps with odd keys and the like only; the arguments here are structs of strings.
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}
