//! `chrome.i18n`: texts in the language of the browser.

use crate::browser::js_object;
use crate::core::join::{join, join_sentences};
use crate::core::language::{is_regional, without_double_stops};
use crate::core::overview::AccountName;
use crate::core::text::{Arg, Key, Text};
use crate::core::time::Timestamp;
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    fn get_message(name: &str, substitutions: &Array) -> String;
}

/// Makes the browser load the sentences. In a new worker of Chromium the first one blocks for up to 12 ms, so this is called
/// where there is something to wait for anyway.
pub(crate) fn load() {
    plain_sentence(Key::Language);
}

/// The sentence for a text. Some languages end a date with a full stop, which then ends the sentence as well.
pub(crate) fn sentence(text: &Text) -> String {
    let said = get_message(text.key.name(), &text.args.iter().map(|arg| JsValue::from(format_arg(arg))).collect());
    without_double_stops(&said)
}

/// Several sentences, as one text.
pub(crate) fn sentences(texts: &[Text]) -> String {
    join_sentences(&each(texts))
}

/// Several sentences, each in a line of its own.
pub(crate) fn lines(texts: &[Text]) -> String {
    join(&each(texts), "\n")
}

fn each(texts: &[Text]) -> Vec<String> {
    texts.iter().map(sentence).collect()
}

fn format_arg(arg: &Arg) -> String {
    match arg {
        Arg::Plain(text) => text.clone(),
        Arg::Moment(moment) => format_long_date(*moment, None),
        Arg::Day(day) => format_long_date(day.midnight(), Some("UTC")),
        Arg::ShortMoment(moment) => format_short_date(*moment, None),
        Arg::ShortDay(day) => format_short_date(day.midnight(), Some("UTC")),
        Arg::Named(name) => by_name(name),
    }
}

/// Date and time as the language writes them, to the minute, in the person's own time zone, which is named: a receipt is read
/// elsewhere, too.
pub(crate) fn format_moment(moment: Timestamp) -> String {
    const STYLE: [(&str, &str); 6] = [
        ("year", "numeric"),
        ("month", "long"),
        ("day", "numeric"),
        ("hour", "numeric"),
        ("minute", "2-digit"),
        ("timeZoneName", "short"),
    ];
    let style = STYLE.map(|(name, value)| (name, value.into()));
    date(moment).to_locale_string(&language(), &js_object(&style)).into()
}

/// A date as the language writes it: `12 May 2026`.
fn format_long_date(moment: Timestamp, time_zone: Option<&str>) -> String {
    format_date(&date(moment), &[("dateStyle", "long")], time_zone)
}

/// Writes a date in short: `12 May`, and with the year if it is another one than this.
fn format_short_date(moment: Timestamp, time_zone: Option<&str>) -> String {
    let date = date(moment);
    let is_this_year = date.get_full_year() == js_sys::Date::new_0().get_full_year();
    let style: &[_] = if is_this_year { &[("day", "numeric"), ("month", "short")] } else { &[("dateStyle", "medium")] };
    format_date(&date, style, time_zone)
}

#[expect(clippy::cast_precision_loss, reason = "exact for 285,000 years")]
fn date(Timestamp(moment): Timestamp) -> js_sys::Date {
    js_sys::Date::new(&JsValue::from_f64(moment as f64))
}

/// Without a time zone it is the person's own.
fn format_date(date: &js_sys::Date, style: &[(&str, &str)], time_zone: Option<&str>) -> String {
    let mut style: Vec<(&str, JsValue)> = style.iter().map(|(name, value)| (*name, (*value).into())).collect();
    if let Some(zone) = time_zone {
        style.push(("timeZone", zone.into()));
    }
    date.to_locale_date_string(&language(), &js_object(&style)).into()
}

/// The sentence for a text without placeholders.
pub(crate) fn plain_sentence(key: Key) -> String {
    get_message(key.name(), &Array::new())
}

/// The sentence by its name in the markup of a page.
pub(crate) fn by_name(name: &str) -> String {
    by_name_with(name, &[])
}

/// Returns the sentence by its name, with its placeholders filled in.
pub(crate) fn by_name_with(name: &str, filled_in: &[&str]) -> String {
    get_message(name, &filled_in.iter().map(|text| JsValue::from(*text)).collect())
}

/// The language of the sentences, for `<html lang>` and for dates. The browser's own says more (`en-GB`), but where the
/// sentences are in another language, because there are none in the browser's, the dates must follow them.
pub(crate) fn language() -> String {
    let (browser, ours) = languages();
    if is_regional(&browser, &ours) { browser } else { ours }
}

/// The direction of the sentences, `ltr` or `rtl`, for `<html dir>`. The browser tells its own, which is of another language
/// where there are no sentences in the browser's: those who read Hebrew get English, from left to right.
pub(crate) fn direction() -> String {
    let (browser, ours) = languages();
    if is_regional(&browser, &ours) { by_name("@@bidi_dir") } else { "ltr".to_owned() }
}

/// The language tags of the browser, and of the sentences that it has chosen.
fn languages() -> (String, String) {
    (by_name("@@ui_locale").replace('_', "-"), plain_sentence(Key::Language))
}

/// The name of an account as people read it: `Facebook (Work)`.
pub(crate) fn format_name(name: &AccountName) -> String {
    [name.platform.facts().name, &format_name_suffix(name)].concat()
}

/// The part of the name that tells an account from others of its platform: ` (Work) in container 2`.
pub(crate) fn format_name_suffix(name: &AccountName) -> String {
    let called = if name.label.is_empty() { name.first_noted.map(format_moment) } else { Some(name.label.clone()) };
    let label = called.map(|called| format!(" ({called})")).unwrap_or_default();
    let container = name.container.as_ref().map(|text| format!(" {}", sentence(text)));
    label + &container.unwrap_or_default()
}

/// A day as the language writes it.
pub(crate) fn format_day(day: crate::core::time::Date) -> String {
    format_long_date(day.midnight(), Some("UTC"))
}
