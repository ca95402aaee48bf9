//! Errors from the browser are handed on, or logged where nobody can do anything about them.

use crate::core::message::Failure;
use std::fmt;
use wasm_bindgen::{JsCast, JsValue};

/// An exception or a rejected promise.
pub(crate) struct Error(JsValue);

impl From<JsValue> for Error {
    fn from(value: JsValue) -> Self {
        Self(value)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.dyn_ref::<js_sys::Error>().map(js_sys::Error::message);
        f.write_str(&text.map(String::from).or_else(|| self.0.as_string()).unwrap_or_default())
    }
}

/// Results have this where nobody can do anything about a failure.
pub(crate) trait Warn<T> {
    /// Logs the error with what was being tried, and goes on without the value.
    fn warn(self, trying: &str) -> Option<T>;
}

impl<T> Warn<T> for Result<T, Error> {
    fn warn(self, trying: &str) -> Option<T> {
        self.map_err(|error| log(trying, &error.to_string(), &error.0)).ok()
    }
}

impl<T> Warn<T> for Result<T, Failure> {
    fn warn(self, trying: &str) -> Option<T> {
        self.map_err(|failure| log(trying, &format!("{failure:?}"), &JsValue::UNDEFINED)).ok()
    }
}

#[inline(never)]
fn log(trying: &str, what: &str, error: &JsValue) {
    web_sys::console::warn_2(&["Bezwaar: ", trying, ": ", what].concat().into(), error);
}

/// Panics say in the console where they are; in the package there is no text for them.
#[cfg(debug_assertions)]
pub(crate) fn say_panics() {
    std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&format!("Bezwaar: {panic}").into())));
}
