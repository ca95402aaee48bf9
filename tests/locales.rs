//! Every text in every language: none missing, none left over, none with a placeholder too few.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "tests may panic")]

use bezwaar::core::text::Key;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

type Messages = Map<String, Value>;

/// The languages by their folder names.
fn locales() -> BTreeMap<String, Messages> {
    let dirs = fs::read_dir("extension/_locales").unwrap();
    dirs.map(|dir| {
        let dir = dir.unwrap().path();
        let text = fs::read_to_string(dir.join("messages.json")).unwrap();
        let messages = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
        (dir.file_name().unwrap().to_str().unwrap().to_owned(), messages)
    })
    .collect()
}

fn message<'a>(messages: &'a Messages, key: &str) -> &'a str {
    messages[key]["message"].as_str().unwrap_or_else(|| panic!("{key} has no message"))
}

/// The `$NAME$` placeholders of a message, in lower case.
fn placeholders(message: &str) -> BTreeSet<String> {
    message.split('$').skip(1).step_by(2).map(str::to_lowercase).collect()
}

/// The languages of the first users.
const REQUIRED: [&str; 7] = ["de", "en", "es", "fr", "it", "nl", "pl"];

/// Texts that are the same in a language as in English, on purpose.
const SAME_AS_ENGLISH: [(&str, Key); 3] = [("nl", Key::ActionVisit), ("nl", Key::ActIn2024), ("nl", Key::Container)];

#[test]
fn all_required_languages_ship() {
    let locales = locales();
    for language in REQUIRED {
        assert!(locales.contains_key(language), "{language}");
    }
}

/// Whether a text may be, and then must be, the same as in English: a list with entries that no longer hold hides
/// what was forgotten.
fn is_same_as_english(language: &str, key: Key) -> bool {
    key == Key::ExtensionName || SAME_AS_ENGLISH.contains(&(language, key))
}

#[test]
fn nothing_was_left_in_english() {
    let locales = locales();
    for (language, messages) in locales.iter().filter(|(language, _)| *language != "en") {
        for key in Key::ALL {
            let text = message(messages, key.name());
            let same = text == message(&locales["en"], key.name());
            assert_eq!(same, is_same_as_english(language, *key), "{language}: {}: {text}", key.name());
        }
    }
}

#[test]
fn quotes_are_typographic() {
    for (language, messages) in locales() {
        for key in messages.keys() {
            let text = message(&messages, key);
            assert!(!text.contains(['\'', '"', '`']), "{language}: {key}: {text}");
        }
    }
}

#[test]
fn every_language_has_exactly_the_keys_of_the_core() {
    let expected: BTreeSet<&str> = Key::ALL.iter().map(|key| key.name()).collect();
    for (language, messages) in locales() {
        let found: BTreeSet<&str> = messages.keys().map(String::as_str).collect();
        assert_eq!(found, expected, "{language}");
    }
}

#[test]
fn placeholders_are_the_same_everywhere() {
    let locales = locales();
    for key in Key::ALL {
        let english = placeholders(message(&locales["en"], key.name()));
        assert_eq!(english.len(), key.arity(), "{}", key.name());
        for (language, messages) in &locales {
            let text = message(messages, key.name());
            assert_eq!(placeholders(text), english, "{language}: {text}");
            assert_eq!(
                declared(messages, key.name()),
                contents(&english, &locales["en"], key.name()),
                "{language}: {text}"
            );
        }
    }
}

/// What a message declares: placeholder → `$1`, `$2`, …
fn declared(messages: &Messages, key: &str) -> BTreeMap<String, String> {
    let declared = messages[key].get("placeholders").and_then(Value::as_object).cloned().unwrap_or_default();
    declared.into_iter().map(|(name, value)| (name, value["content"].as_str().unwrap().to_owned())).collect()
}

fn contents(names: &BTreeSet<String>, english: &Messages, key: &str) -> BTreeMap<String, String> {
    let declared = declared(english, key);
    names.iter().map(|name| (name.clone(), declared[name].clone())).collect()
}

#[test]
fn messages_are_not_empty_and_have_no_stray_spaces() {
    for (language, messages) in locales() {
        for key in messages.keys() {
            let text = message(&messages, key);
            assert!(!text.is_empty() && text == text.trim() && !text.contains("  "), "{language}: {key}: {text:?}");
        }
    }
}

#[test]
fn the_description_fits_the_stores() {
    for (language, messages) in locales() {
        let length = message(&messages, Key::ExtensionDescription.name()).chars().count();
        assert!(length <= 132, "{language}: {length} characters");
    }
}

#[test]
fn english_describes_every_text_for_translators() {
    for (key, message) in &locales()["en"] {
        assert!(message["description"].as_str().is_some_and(|text| !text.is_empty()), "{key}");
    }
}

#[test]
fn pages_name_texts_that_exist() {
    for page in pages() {
        for name in page.split("data-text=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(Key::ALL.iter().any(|key| key.name() == name && key.arity() == 0), "{name}");
        }
    }
}

/// Apart from the product's name in the title, the markup has no words of its own.
#[test]
fn pages_hold_no_sentences() {
    for page in pages() {
        let text: String = page.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
        assert!(text.split_whitespace().all(|word| word == "Bezwaar"), "{text}");
    }
}

fn pages() -> Vec<String> {
    let files = fs::read_dir(Path::new("extension")).unwrap().map(|file| file.unwrap().path());
    let pages: Vec<String> = files
        .filter(|file| file.extension().is_some_and(|e| e == "html"))
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    assert!(!pages.is_empty());
    pages
}
