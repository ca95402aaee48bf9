//! Every language has every text: none is missing, none is left over, and none has a placeholder too few.
//!
//! The tests of the pages read `dist/`, so `./build.sh` comes first; `./build.sh test` sees to that.

use crate::source::tree::rust_files;
use bezwaar::core::text::Key;
use bezwaar::platforms::{PlatformId, Selectors};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

type Messages = Map<String, Value>;

/// Reads the languages, by the names of their folders.
fn locales() -> BTreeMap<String, Messages> {
    let dirs = fs::read_dir("extension/_locales").unwrap();
    dirs.map(|dir| {
        let dir = dir.unwrap().path();
        let file = dir.join("messages.json");
        let text = fs::read_to_string(&file).unwrap();
        let messages = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        (dir.file_name().unwrap().to_str().unwrap().to_owned(), messages)
    })
    .collect()
}

fn message<'a>(messages: &'a Messages, key: &str) -> &'a str {
    messages[key]["message"].as_str().unwrap_or_else(|| panic!("{key} has no message"))
}

/// Returns the `$NAME$` placeholders of a message, in lower case.
fn placeholders(message: &str) -> BTreeSet<String> {
    message.split('$').skip(1).step_by(2).map(str::to_lowercase).collect()
}

/// The languages that must be there: all of the EU that both browsers support, Norwegian, and the Portuguese of Brazil.
const REQUIRED: [&str; 24] = [
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hr", "hu", "it", "lt", "lv", "nb", "nl", "pl",
    "pt_BR", "pt_PT", "ro", "sk", "sl", "sv",
];

/// Texts that are the same in a language as in English, on purpose.
const SAME_AS_ENGLISH: [(&str, &str); 10] = [
    ("sv", "foot_guide"),
    ("nl", "act_in_year"),
    ("es", "act_dialog_no"),
    ("fr", "letter_date"),
    ("it", "act_dialog_no"),
    ("fr", "foot_guide"),
    ("nl", "action_visit"),
    ("nl", "container"),
    ("nl", "offer_remind"),
    ("fr", "guide_sources"),
];

#[test]
fn all_required_languages_ship() {
    let locales = locales();
    for language in REQUIRED {
        assert!(locales.contains_key(language), "{language}");
    }
}

/// Returns whether a text may be the same as in English. Then it must be: a list with entries that no longer hold hides
/// what was forgotten.
fn is_same_as_english(language: &str, key: &str) -> bool {
    key == "extension_name" || SAME_AS_ENGLISH.contains(&(language, key))
}

#[test]
fn nothing_was_left_in_english() {
    let locales = locales();
    for (language, messages) in locales.iter().filter(|(language, _)| *language != "en") {
        for key in arities().keys() {
            let text = message(messages, key);
            let same = text == message(&locales["en"], key);
            assert_eq!(same, is_same_as_english(language, key), "{language}: {key}: {text}");
        }
    }
}

#[test]
fn quotes_are_typographic() {
    for (language, messages) in locales() {
        for key in messages.keys() {
            let text = message(&messages, key);
            assert!(
                !text.contains(['\'', '"', '`']),
                "{language}: {key}: write ’ “ ” or what the language has: {text}"
            );
        }
    }
}

#[test]
fn every_language_has_exactly_the_texts_that_something_names() {
    let expected: BTreeSet<String> = arities().into_keys().collect();
    for (language, messages) in locales() {
        let found: BTreeSet<String> = messages.keys().cloned().collect();
        let missing: Vec<_> = expected.difference(&found).collect();
        let left_over: Vec<_> = found.difference(&expected).collect();
        assert!(missing.is_empty() && left_over.is_empty(), "{language} lacks {missing:?}, nobody names {left_over:?}");
    }
}

/// The text `language` holds the language's own code, by which the browser writes dates.
#[test]
fn every_language_knows_its_name() {
    for (language, messages) in locales() {
        assert_eq!(message(&messages, Key::Language.name()), language.replace('_', "-"));
    }
}

#[test]
fn placeholders_are_the_same_everywhere() {
    let locales = locales();
    for (key, arity) in arities() {
        let english = placeholders(message(&locales["en"], &key));
        assert_eq!(english.len(), arity, "{key}");
        for (language, messages) in &locales {
            let text = message(messages, &key);
            let place = format!("{language}: {key}: not the placeholders of English: {text}");
            assert_eq!(placeholders(text), english, "{place}");
            assert_eq!(declared(messages, &key), contents(&english, &locales["en"], &key), "{place}");
        }
    }
}

/// Returns every text that something names, with the number of its placeholders. Only the core fills placeholders, and the
/// letters of the guide have theirs in one order.
fn arities() -> BTreeMap<String, usize> {
    let without = named_by_pages().into_iter().chain(named_by_the_manifest()).chain(named_by_the_boot_script());
    let core = Key::ALL.iter().map(|key| (key.name().to_owned(), key.arity()));
    let all = without.chain(named_by_facts()).chain(FILL_INS.map(str::to_owned)).map(|name| (name, 0));
    all.chain(core).chain(letters()).collect()
}

/// Texts that stand in a letter where nothing is known.
const FILL_INS: [&str; 2] = ["letter_date", "letter_company"];

/// The placeholders that `src/pages/letters.rs` fills in every letter, in this order.
const LETTER_PLACEHOLDERS: [&str; 3] = ["date", "site", "company"];

/// Returns the letters that the markup asks for, with the number of their placeholders in English.
fn letters() -> BTreeMap<String, usize> {
    let names = pages().into_iter().flat_map(|page| between(&page, "data-letter=\"", "\""));
    let english = &locales()["en"];
    names.map(|name| (name.clone(), placeholders(message(english, &name)).len())).collect()
}

#[test]
fn letters_take_what_is_filled_in() {
    let english = &locales()["en"];
    assert_eq!(letters().len(), 4);
    for name in letters().into_keys() {
        for (placeholder, declared) in english[&name]["placeholders"].as_object().unwrap() {
            let place = LETTER_PLACEHOLDERS.iter().position(|known| known == placeholder).unwrap() + 1;
            assert_eq!(declared["content"], format!("${place}"), "{name}: {placeholder}");
        }
    }
}

/// The companion leads people to this letter who are logged in where the form is not there.
#[test]
fn that_one_cannot_log_in_is_for_the_person_to_say() {
    for (language, messages) in locales() {
        let first = message(&messages, "letter_locked").lines().next().unwrap();
        assert!(first.ends_with(".]") && first.contains(". ["), "{language}: {first}");
    }
}

/// Returns the texts that tell of a change of a platform's rules, and which switch it is.
fn named_by_facts() -> Vec<String> {
    let facts = || PlatformId::ALL.into_iter().map(PlatformId::facts);
    let rules = facts().flat_map(|facts| facts.rules).map(|change| change.what);
    let notes = facts().filter_map(|facts| match facts.objection.selectors {
        Selectors::Switch(switch) => Some(switch.note),
        Selectors::Form(_) => None,
    });
    rules.chain(notes).map(str::to_owned).collect()
}

/// Returns the texts that the markup asks for. `src/pages/dom.rs` puts these texts in place.
fn named_by_pages() -> BTreeSet<String> {
    pages().iter().flat_map(|page| between(page, "data-text=\"", "\"")).collect()
}

/// Returns the texts that the browser itself puts into the manifest.
fn named_by_the_manifest() -> Vec<String> {
    between(&fs::read_to_string("manifest.json").unwrap(), "__MSG_", "__")
}

/// Returns the texts that `boot.js` shows when the wasm cannot run.
fn named_by_the_boot_script() -> Vec<String> {
    let script = fs::read_to_string("src/boot.js").unwrap();
    let asked = between(&script, "getMessage(", ")");
    asked.iter().flat_map(|asked| between(asked, "\"", "\"")).filter(|name| name.contains('_')).collect()
}

/// Returns each text between two marks.
fn between(text: &str, start: &str, end: &str) -> Vec<String> {
    let mut rest = text;
    let mut found = Vec::new();
    while let Some((inside, after)) = rest.split_once(start).and_then(|(_, rest)| rest.split_once(end)) {
        found.push(inside.to_owned());
        rest = after;
    }
    found
}

/// Returns the placeholders that a message declares, each with its `$1`, `$2`, …
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
        let length = message(&messages, "extension_description").chars().count();
        assert!(length <= 132, "{language}: extension_description has {length} characters of at most 132");
    }
}

#[test]
fn english_describes_every_text_for_translators() {
    for (key, message) in &locales()["en"] {
        assert!(message["description"].as_str().is_some_and(|text| !text.is_empty()), "{key}");
    }
}

/// A text that is asked for by its name alone has no placeholder: it would show a hole there.
#[test]
fn texts_that_only_have_a_name_have_no_placeholders() {
    let filled: BTreeSet<&str> = Key::ALL.iter().filter(|key| key.arity() > 0).map(|key| key.name()).collect();
    let names = named_by_pages().into_iter().chain(named_by_the_manifest()).chain(named_by_the_boot_script());
    let names: Vec<String> = names.collect();
    assert!(names.len() > 5);
    assert!(names.iter().all(|name| !filled.contains(name.as_str())), "{names:?}");
}

/// A key costs bytes of wasm, and what no code names needs none.
#[test]
fn the_core_lists_no_text_that_only_pages_name() {
    let code = rust_files("src").into_iter().filter(|(path, _)| !path.ends_with("core/text/mod.rs"));
    let code: String = code.map(|(_, text)| text).collect();
    let listed = fs::read_to_string("src/core/text/mod.rs").unwrap();
    for name in named_by_pages() {
        let line = listed.lines().find(|line| line.contains(&format!(" \"{name}\" ")));
        let variant = line.map(|line| line.trim().split(' ').next().unwrap());
        assert!(variant.is_none_or(|variant| code.contains(&format!("Key::{variant}"))), "{name}");
    }
}

/// Apart from the product's name in the title, names that are the same in every language and the numbers of notes, the
/// markup has no words of its own.
#[test]
fn pages_hold_no_sentences() {
    for page in pages() {
        let parts = page.split('<').filter_map(|part| part.split_once('>'));
        let text: String = parts.filter(|(tag, _)| !tag.contains("translate=\"no\"")).map(|(_, text)| text).collect();
        let own = |word: &str| word != "Bezwaar" && !word.chars().all(|c| c.is_ascii_digit());
        assert!(!text.split_whitespace().any(own), "{text}");
    }
}

/// Reads the pages as they are packed, with their parts in place.
fn pages() -> Vec<String> {
    let folder =
        fs::read_dir("dist/chrome").unwrap_or_else(|error| panic!("dist/chrome: {error}; ./build.sh comes first"));
    let files = folder.map(|file| file.unwrap().path());
    let pages: Vec<String> = files
        .filter(|file| file.extension().is_some_and(|e| e == "html"))
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    assert!(!pages.is_empty());
    pages
}
