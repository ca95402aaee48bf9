//! `chrome.scripting`: which pages our content scripts are in.

use crate::browser::{ApiCall, Error, js_array, js_object, stringify};
use crate::core::page::content_scripts::{Registration, Script};
use js_sys::{Array, Promise};
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

    /// `scripting.InjectionResult`
    type Injected;
    #[wasm_bindgen(method, getter)]
    fn result(this: &Injected) -> JsValue;
}

/// The names of the registrations that there are; they survive the worker and the browser.
pub(crate) async fn list_registrations() -> Result<Vec<String>, Error> {
    let scripts = ApiCall::new(get_registered_content_scripts()).result().await?;
    Ok(Array::from(&scripts).iter().map(|script| script.unchecked_ref::<Registered>().id()).collect())
}

/// Starts to put the content script into new pages of this registration. The browser does so at once; Firefox answers when every
/// page's process knows of it, and one in which a script loops never does.
pub(crate) fn register(registration: &Registration) -> ApiCall {
    let list = |patterns: &[String]| {
        JsValue::from(Array::from_iter(patterns.iter().map(|pattern| JsValue::from(pattern.as_str()))))
    };
    let script = js_object(&[
        ("id", registration.id.as_str().into()),
        ("matches", list(&registration.patterns)),
        ("excludeMatches", list(&registration.others)),
        ("js", js_array(&[registration.script().file()])),
        ("runAt", "document_idle".into()),
    ]);
    ApiCall::bounded_for_all_pages(register_content_scripts(&Array::of1(&script)))
}

/// Stops putting the script into new pages of this registration; the answer comes as that to [`register`].
pub(crate) fn unregister(id: &str) -> ApiCall {
    ApiCall::bounded_for_all_pages(unregister_content_scripts(&js_object(&[("ids", js_array(&[id]))])))
}

/// Starts running a content script in a tab that is open already. The page has a second to answer; a script that is put
/// into it later than that runs all the same.
pub(crate) fn inject(script: Script, tab_id: i32) -> ApiCall {
    ApiCall::bounded_for_page(execute_script(&injection(script.file(), tab_id)))
}

/// Firefox's words for a tab that it lets no script into. They are not translated.
const WITHHELD: &str = "Missing host permission";

/// Returns whether an injection failed because the browser lets no script into that tab.
pub(crate) fn is_withheld(refusal: &Error) -> bool {
    refusal.to_string().starts_with(WITHHELD)
}

/// Runs a script in the top frame of a tab, in a world apart from the page's. Returns the value of its last expression as
/// JSON; `None` if it has none, or the page does not answer in time.
pub(crate) async fn run(file: &str, tab_id: i32) -> Result<Option<String>, Error> {
    let injected = ApiCall::bounded_for_capture(execute_script(&injection(file, tab_id))).result().await?;
    let top = Array::from(&injected).get(0);
    Ok(if top.is_object() { stringify(&top.unchecked_ref::<Injected>().result()) } else { None })
}

fn injection(file: &str, tab_id: i32) -> JsValue {
    let target = js_object(&[("tabId", tab_id.into())]);
    js_object(&[("target", target), ("files", js_array(&[file]))])
}
