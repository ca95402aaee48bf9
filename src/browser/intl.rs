//! `Intl`: what the language calls countries, and how it sorts.

use crate::browser::i18n::language;
use js_sys::Intl::DisplayNames;
use js_sys::{Array, JsString, Object, Reflect};

/// What the language calls a country, by its code of two letters; the code itself if it has no name for it.
pub(crate) fn countries() -> impl Fn(&str) -> String {
    let kind = Object::new();
    // Fails for frozen objects only.
    drop(Reflect::set(&kind, &"type".into(), &"region".into()));
    let names = DisplayNames::new(&Array::of1(&language().into()), &kind);
    move |code| names.of(code).map_or_else(|| code.to_owned(), String::from)
}

/// Whether the first of two names comes before the second where people speak the language.
pub(crate) fn comes_before(a: &str, b: &str) -> bool {
    JsString::from(a).locale_compare(b, &Array::of1(&language().into()), &Object::new()) < 0
}
