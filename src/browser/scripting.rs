//! `chrome.scripting`: which pages our eyes and hands are in.

use super::{Error, Pending, plain};
use js_sys::{Array, Promise};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = registerContentScripts)]
    fn register_content_scripts(scripts: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = unregisterContentScripts)]
    fn unregister_content_scripts(filter: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = getRegisteredContentScripts)]
    fn get_registered_content_scripts() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = executeScript)]
    fn execute_script(injection: &JsValue) -> Result<Promise, JsValue>;

    /// `scripting.RegisteredContentScript`
    type Registered;
    #[wasm_bindgen(method, getter)]
    fn id(this: &Registered) -> String;
}

/// The one content script.
const FILES: [&str; 1] = ["content.js"];

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Script<'a> {
    id: &'a str,
    matches: [&'a str; 1],
    js: [&'a str; 1],
    run_at: &'a str,
}

#[derive(Serialize)]
struct Filter<'a> {
    ids: [&'a str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Target {
    tab_id: i32,
}

#[derive(Serialize)]
struct Injection<'a> {
    target: Target,
    files: [&'a str; 1],
}

/// The names of the registrations that there are; they survive the worker and the browser.
pub(crate) async fn registered() -> Result<Vec<String>, Error> {
    let scripts = Pending(get_registered_content_scripts()).done().await?;
    Ok(Array::from(&scripts).iter().map(|script| script.unchecked_ref::<Registered>().id()).collect())
}

/// From now on, pages of this match pattern get the content script.
pub(crate) async fn register(id: &str, matches: &str) -> Result<(), Error> {
    let script = Script { id, matches: [matches], js: FILES, run_at: "document_idle" };
    Pending(register_content_scripts(&plain(&[script]))).done().await?;
    Ok(())
}

/// From now on, they no longer do.
pub(crate) async fn unregister(id: &str) -> Result<(), Error> {
    Pending(unregister_content_scripts(&plain(&Filter { ids: [id] }))).done().await?;
    Ok(())
}

/// Runs the content script in a tab that is open already.
pub(crate) fn inject(tab_id: i32) -> Pending {
    Pending(execute_script(&plain(&Injection { target: Target { tab_id }, files: FILES })))
}
