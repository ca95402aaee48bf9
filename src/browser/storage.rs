//! `chrome.storage.local` keeps everything on this computer. The area `sync`, which leaves it, is
//! never used.

use crate::browser::event::ApiEvent;
use crate::browser::{ApiCall, Error, js_array, stringify, to_js};
use crate::core::format::backup::DeletionMark;
use crate::core::json::encode::{Encode, Object};
use crate::core::overview::sessions::SessionProofs;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"])]
    fn get(keys: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"])]
    fn set(items: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "storage", "local"], js_name = onChanged)]
    static ON_CHANGED: ApiEvent;
}

/// Everything that is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stored {
    /// The records, as text. If there is none, none is written: `null` would be read as a damaged one.
    pub records_text: Option<String>,
    /// The last time that the person deleted everything.
    pub deletion: DeletionMark,
    /// Texts that could not be read, kept as they were; the oldest first.
    pub damaged: Vec<String>,
    /// The accounts, each with the day on which a banner was last shown for it.
    pub banner_days: Vec<(String, String)>,
    /// The sites on which the person wants no banner.
    pub banners_off: Vec<String>,
    /// The message about damaged records, until the person has read it.
    pub notice: Option<String>,
    /// True if the person has seen the welcome page or the popup, and so knows who speaks in a banner.
    pub introduced: bool,
    /// The sessions of accounts that tell no number, as they were last seen.
    pub sessions: SessionProofs,
    /// The numbers of the containers in which a login may live on without a tab.
    pub containers: Vec<u32>,
}

/// A read in flight.
pub(crate) struct PendingRead(ApiCall);

/// Starts reading everything.
pub(crate) fn start_reading() -> PendingRead {
    PendingRead(ApiCall::new(get(&JsValue::NULL)))
}

/// Reads everything.
pub(crate) async fn read() -> Result<Stored, Error> {
    start_reading().result().await
}

impl PendingRead {
    /// Waits for the values. Those of a shape that we never wrote count as damaged, not as absent.
    pub(crate) async fn result(self) -> Result<Stored, Error> {
        Ok(parse_stored(&self.0.result().await?))
    }
}

fn parse_stored(everything: &JsValue) -> Stored {
    let item = |key: &str| js_sys::Reflect::get(everything, &key.into()).ok().filter(|value| !value.is_undefined());
    let as_text = |value: JsValue| value.as_string().or_else(|| stringify(&value)).unwrap_or_default();
    let texts = |key: &str| item(key).and_then(|list| parse_list(&list, |text| text.as_string())).unwrap_or_default();
    let pairs = |key: &str| item(key).and_then(|list| parse_list(&list, |pair| parse_pair(&pair))).unwrap_or_default();
    Stored {
        records_text: item("document").map(as_text),
        deletion: DeletionMark(item("deletion").and_then(|mark| parse_whole_number(&mark)).unwrap_or(0)),
        damaged: texts("damaged"),
        banner_days: pairs("banner_days"),
        banners_off: texts("banners_off"),
        notice: item("notice").and_then(|value| value.as_string()),
        introduced: item("introduced").is_some_and(|value| value.is_truthy()),
        sessions: pairs("sessions"),
        containers: item(CONTAINERS).map(|list| parse_numbers(&list)).unwrap_or_default(),
    }
}

/// The name under which the containers' numbers are kept.
const CONTAINERS: &str = "containers";

/// Starts reading the numbers of the containers only.
pub(super) fn start_reading_containers() -> ApiCall {
    ApiCall::new(get(&js_array(&[CONTAINERS])))
}

/// The numbers in the reply to [`start_reading_containers`].
pub(super) fn parse_containers(items: &JsValue) -> Vec<u32> {
    js_sys::Reflect::get(items, &CONTAINERS.into()).map(|list| parse_numbers(&list)).unwrap_or_default()
}

/// Writes everything, in one call: two calls can be torn apart when the worker is killed.
pub(crate) async fn write(stored: &Stored) -> Result<(), Error> {
    let Stored { records_text, deletion, damaged, banner_days, banners_off, notice, introduced, sessions, containers } =
        stored;
    let mut items: Vec<(&str, &dyn Encode)> = vec![
        ("deletion", &deletion.0),
        ("damaged", damaged),
        ("banner_days", banner_days),
        ("banners_off", banners_off),
        ("notice", notice),
        ("introduced", introduced),
        ("sessions", sessions),
        (CONTAINERS, containers),
    ];
    if let Some(text) = records_text {
        items.push(("document", text));
    }
    ApiCall::new(set(&to_js(&Object(&items)))).result().await?;
    Ok(())
}

/// Calls `listener` whenever something stored has changed, in whatever context.
pub(crate) fn on_changed(listener: impl Fn() + 'static) {
    ON_CHANGED.with(|event| event.listen(move |_| listener()));
}

/// A list in which every element can be read. It is a plain loop for the reason of [`crate::core::json::decode`].
fn parse_list<T>(value: &JsValue, read: impl Fn(JsValue) -> Option<T>) -> Option<Vec<T>> {
    let mut values = Vec::new();
    for value in value.dyn_ref::<Array>()?.iter() {
        values.push(read(value)?);
    }
    Some(values)
}

fn parse_pair(value: &JsValue) -> Option<(String, String)> {
    let texts = parse_list(value, |text| text.as_string())?;
    if let [a, b] = texts.as_slice() { Some((a.clone(), b.clone())) } else { None }
}

fn parse_numbers(value: &JsValue) -> Vec<u32> {
    let number = |value: JsValue| u32::try_from(parse_whole_number(&value)?).ok();
    parse_list(value, number).unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is checked before")]
fn parse_whole_number(value: &JsValue) -> Option<u64> {
    value.as_f64().filter(|number| number.fract() == 0.0 && (0.0..=9e15).contains(number)).map(|number| number as u64)
}
