//! `Intl`: the names of countries in the person's language, and its sorting.

use crate::browser::i18n::language;
use js_sys::Intl::DisplayNames;
use js_sys::{Array, JsString, Object, Reflect};

/// Returns a function from a country's code of two letters to its name in the person's language, or to the
/// code itself where the language has no name for it.
pub(crate) fn countries() -> impl Fn(&str) -> String {
    let kind = Object::new();
    // This fails for frozen objects only.
    drop(Reflect::set(&kind, &"type".into(), &"region".into()));
    let names = DisplayNames::new(&Array::of1(&language().into()), &kind);
    move |code| names.of(code).map_or_else(|| code.to_owned(), String::from)
}

/// Returns whether the first of two names comes before the second in the sorting of the person's language.
pub(crate) fn comes_before(a: &str, b: &str) -> bool {
    JsString::from(a).locale_compare(b, &Array::of1(&language().into()), &Object::new()) < 0
}
