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
pub(crate) mod session_storage;
pub(crate) mod storage;
pub(crate) mod tabs;
pub(crate) mod timer;

pub(crate) use document::document;
#[cfg(debug_assertions)]
pub(crate) use error::say_panics;
pub(crate) use error::{Error, Warn};

use crate::core::json;
use crate::core::json::encode::Encode;
use js_sys::{Array, Object, Promise, Reflect};
use std::pin::Pin;
use std::task::{Context, Poll};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

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

/// Starts work, and returns a promise of its end, which is `true`. Boxed for the same reason.
fn promise_of(task: Task) -> Promise {
    future_to_promise(async {
        task.await;
        Ok(JsValue::TRUE)
    })
}

/// A call that is under way. It is wrapped in a future at once: browsers report the rejection of a promise that nobody waits
/// for yet as an uncaught error.
pub(crate) struct ApiCall(Result<JsFuture, JsValue>);

impl ApiCall {
    fn new(call: Result<Promise, JsValue>) -> Self {
        Self(call.map(JsFuture::from))
    }

    /// Waits for its result.
    pub(crate) fn result(self) -> impl Future<Output = Result<JsValue, Error>> {
        self
    }
}

/// This is written by hand, because an async function in between would have a state of its own at each place where
/// something is awaited.
impl Future for ApiCall {
    type Output = Result<JsValue, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            Ok(call) => Pin::new(call).poll(context).map_err(Error::from),
            Err(error) => Poll::Ready(Err(Error::from(error.clone()))),
        }
    }
}

/// A JavaScript value as JSON, if it can be written so.
pub(crate) fn stringify(value: &JsValue) -> Option<String> {
    js_sys::JSON::stringify(value).ok()?.as_string()
}

/// A plain JavaScript object, as the API wants its arguments.
pub(crate) fn js_object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // This fails for frozen objects only.
        drop(Reflect::set(&object, &(*name).into(), value));
    }
    object.into()
}

/// A JavaScript list of texts.
pub(crate) fn js_array(texts: &[&str]) -> JsValue {
    texts.iter().map(|text| JsValue::from(*text)).collect::<Array>().into()
}

/// A message as a plain JavaScript value.
pub(crate) fn to_js(value: &dyn Encode) -> JsValue {
    // This fails for what is no JSON only.
    js_sys::JSON::parse(&json::encode::to_json(value)).unwrap_or(JsValue::UNDEFINED)
}
