//! Puts the core's rules into the script that captures a page.

use bezwaar::core::capture::rules;
use bezwaar::platforms::{CLASSES, FormSelectors, PlatformId, Selectors};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The rules as the script reads them, each by its name in the core or in the platforms' selectors.
pub(crate) fn rules() -> Value {
    let parts = [limits(), word_lists(), marks(), of_platforms()];
    parts.into_iter().filter_map(|part| part.as_object().cloned()).flatten().collect::<Map<_, _>>().into()
}

fn words(list: &str) -> Vec<&str> {
    list.split_ascii_whitespace().collect()
}

fn limits() -> Value {
    json!({
        "max_nodes": rules::MAX_NODES,
        "max_depth": rules::MAX_DEPTH,
        "max_value_chars": rules::MAX_VALUE_CHARS,
        "max_words": rules::MAX_WORDS,
        "max_word_chars": rules::MAX_WORD_CHARS,
        "max_noughts": rules::MAX_NOUGHTS,
        "max_segments": rules::MAX_SEGMENTS,
        "lengths": rules::LENGTHS,
        "longest": rules::LONGEST,
    })
}

fn word_lists() -> Value {
    let enumerated: Vec<_> = rules::ENUMERATED.iter().map(|(name, list)| json!([name, words(list)])).collect();
    json!({
        "vocabulary": words(rules::VOCABULARY),
        "kept_parts": rules::KEPT_PARTS,
        "tags": words(rules::TAGS),
        "textless": words(rules::TEXTLESS),
        "enumerated": enumerated,
        "identifiers": words(rules::IDENTIFIERS),
        "paths": words(rules::PATHS),
        "flags": words(rules::FLAGS),
        "classes": words(CLASSES),
        "scripts": words(rules::SCRIPTS),
    })
}

fn marks() -> Value {
    json!({
        "cut": rules::CUT,
        "unknown": rules::UNKNOWN,
        "never_drawn": rules::NEVER_DRAWN,
        "offered": rules::OFFERED,
    })
}

fn of_platforms() -> Value {
    let segments = rules::segments();
    let form_numbers: Vec<&&str> = segments.iter().filter(|segment| rules::is_form_number(segment)).collect();
    let selectors: Vec<&Selectors> = PlatformId::ALL.iter().map(|id| &id.facts().objection.selectors).collect();
    let mut kept_first: Vec<&str> = selectors.iter().flat_map(|selectors| named(selectors)).collect();
    kept_first.push(rules::KEPT_FIRST);
    // Facebook and Instagram share theirs.
    let mut seen = BTreeSet::new();
    kept_first.retain(|selector| seen.insert(*selector));
    json!({
        "segments": segments,
        "form_id": of_forms(&selectors, |form| form.form_id),
        "form_numbers": form_numbers,
        "arrived": arrived(&selectors),
        "kept_first": kept_first,
        "dialog": of_forms(&selectors, |form| form.dialog),
    })
}

/// A selector of every form, in one.
fn of_forms(selectors: &[&Selectors], part: fn(&FormSelectors) -> &'static str) -> String {
    let of_form = |selectors: &&Selectors| match selectors {
        Selectors::Form(form) => Some(part(form)),
        Selectors::Switch(_) => None,
    };
    let mut all: Vec<&str> = selectors.iter().filter_map(of_form).collect();
    all.dedup();
    all.join(", ")
}

/// The selectors of a platform. What they find is kept before anything else.
fn named(selectors: &Selectors) -> Vec<&'static str> {
    match selectors {
        Selectors::Form(form) => {
            vec![form.fields, form.code, form.error, form.dialog, form.form_id, form.submit, form.reason]
        }
        Selectors::Switch(switch) => vec![switch.named, switch.any, switch.press],
    }
}

fn arrived(selectors: &[&Selectors]) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    for selectors in selectors {
        let Selectors::Form(form) = selectors else { continue };
        let known = form.arrived.iter().map(|known| json!({ "language": known.language, "text": known.text }));
        let new: Vec<Value> = known.filter(|known| !all.contains(known)).collect();
        all.extend(new);
    }
    all
}
