//! Puts the core's rules into the script that captures a page.

use bezwaar::core::capture::rules;
use bezwaar::platforms::{CLASSES, PlatformId, Selectors};
use serde_json::{Value, json};

/// The rules as the script reads them, each by its name in the core or in the platforms' selectors.
pub(crate) fn rules() -> Value {
    let words = |list: &str| list.split_ascii_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let enumerated: Vec<_> = rules::ENUMERATED.iter().map(|(name, list)| json!([name, words(list)])).collect();
    let segments = rules::segments();
    let form_numbers: Vec<&&str> = segments.iter().filter(|segment| rules::is_form_number(segment)).collect();
    let selectors: Vec<&Selectors> = PlatformId::ALL.iter().map(|id| &id.facts().objection.selectors).collect();
    let mut kept_first: Vec<&str> = selectors.iter().flat_map(|selectors| named(selectors)).collect();
    kept_first.push(rules::KEPT_FIRST);
    // Facebook and Instagram share theirs.
    let mut seen = std::collections::BTreeSet::new();
    kept_first.retain(|selector| seen.insert(*selector));
    let of_forms = |part: fn(&bezwaar::platforms::FormSelectors) -> &'static str| {
        let mut all: Vec<&str> = selectors
            .iter()
            .filter_map(|selectors| if let Selectors::Form(form) = selectors { Some(part(form)) } else { None })
            .collect();
        all.dedup();
        all.join(", ")
    };
    json!({
        "max_nodes": rules::MAX_NODES,
        "max_depth": rules::MAX_DEPTH,
        "max_value_chars": rules::MAX_VALUE_CHARS,
        "max_words": rules::MAX_WORDS,
        "max_word_chars": rules::MAX_WORD_CHARS,
        "max_noughts": rules::MAX_NOUGHTS,
        "max_segments": rules::MAX_SEGMENTS,
        "cut": rules::CUT,
        "unknown": rules::UNKNOWN,
        "vocabulary": words(rules::VOCABULARY),
        "kept_parts": rules::KEPT_PARTS,
        "tags": words(rules::TAGS),
        "textless": words(rules::TEXTLESS),
        "never_drawn": rules::NEVER_DRAWN,
        "enumerated": enumerated,
        "identifiers": words(rules::IDENTIFIERS),
        "paths": words(rules::PATHS),
        "segments": segments,
        "flags": words(rules::FLAGS),
        "classes": words(CLASSES),
        "form_id": of_forms(|form| form.form_id),
        "form_numbers": form_numbers,
        "lengths": rules::LENGTHS,
        "longest": rules::LONGEST,
        "scripts": words(rules::SCRIPTS),
        "arrived": arrived(&selectors),
        "kept_first": kept_first,
        "dialog": of_forms(|form| form.dialog),
        "offered": rules::OFFERED,
    })
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
