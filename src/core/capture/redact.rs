//! A line says what one node of a page is. What fits no rule is not in it.
//!
//! ```text
//!   input type=text name=field000 text=word.Latin
//! ```
//!
//! One blank for each level of the tree, the element's name, and what is told of it. `#shadow` stands for an open shadow
//! root, `… 12` for twelve elements that are left out, with all that is in them.

use crate::core::capture::rules::{
    CUT, ENUMERATED, FLAGS, IDENTIFIERS, LENGTHS, LONGEST, MAX_DEPTH, MAX_VALUE_CHARS, PATHS, SCRIPTS, STATES, TAGS,
    VOCABULARY, has, is_form_number, is_known_segment,
};
use crate::platforms::{CLASSES, PlatformId, Selectors};

/// The parts of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeLine<'a> {
    /// The number of nodes that it is in.
    pub depth: usize,
    /// The name of the element.
    pub tag: &'a str,
    /// Its properties are names with values, which are empty for what is just so.
    pub properties: Vec<(&'a str, &'a str)>,
}

impl<'a> NodeLine<'a> {
    /// Takes a line apart.
    #[must_use]
    pub fn read(line: &'a str) -> Self {
        let text = line.trim_start_matches(' ');
        let mut words = text.split(' ');
        let tag = words.next().unwrap_or_default();
        let properties = words.map(|word| word.split_once('=').unwrap_or((word, ""))).collect();
        Self { depth: line.len() - text.len(), tag, properties }
    }

    /// Finds the value that it has under a name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&'a str> {
        self.properties.iter().find(|(other, _)| *other == name).map(|(_, value)| *value)
    }
}

/// The line with nothing in it but what fits the rules.
#[must_use]
pub fn redact_line(line: &str) -> String {
    let NodeLine { depth, tag, properties } = NodeLine::read(line);
    let mut text = " ".repeat(depth.min(MAX_DEPTH));
    if tag == "…" {
        let count = properties.first().map_or("", |(name, _)| name);
        let is_count = !count.is_empty() && count.len() <= 6 && count.bytes().all(|b| b.is_ascii_digit());
        text.push_str("… ");
        text.push_str(if is_count { count } else { "0" });
        return text;
    }
    let is_known = tag == "#shadow" || has(TAGS, tag) || is_identifier(tag);
    text.push_str(if is_known { tag } else { CUT });
    let mut named: Vec<&str> = Vec::new();
    for (name, value) in properties {
        if !named.contains(&name) && is_allowed(name, value) {
            named.push(name);
            text.push(' ');
            text.push_str(name);
            if !value.is_empty() {
                text.push('=');
                text.push_str(value);
            }
        }
    }
    text
}

/// Returns whether this may be told of a node.
fn is_allowed(name: &str, value: &str) -> bool {
    if value.is_empty() {
        return has(FLAGS, name) || has(STATES, name);
    }
    if value.chars().nth(MAX_VALUE_CHARS).is_some() {
        return false;
    }
    if let Some((_, words)) = ENUMERATED.iter().find(|(other, _)| *other == name) {
        return value.split(',').all(|word| word == CUT || has(words, word));
    }
    if has(IDENTIFIERS, name) {
        return value.split(',').all(is_identifier);
    }
    if has(PATHS, name) {
        return is_path(value);
    }
    match name {
        "class" => value.split(',').all(|class| has(CLASSES, class)),
        "value" => value == CUT || is_form_number(value),
        "lang" => is_language(value),
        "says" => is_known_sentence(value),
        "text" => is_text(value),
        _ => false,
    }
}

/// Returns whether a name is made of known words, noughts and marks.
fn is_identifier(name: &str) -> bool {
    let bytes = name.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let end = if byte.is_ascii_alphabetic() { word_end(bytes, at) } else { at + 1 };
        let is_mark = matches!(byte, b'0' | b'-' | b'_' | b'.' | b':' | b'~');
        let is_word = byte.is_ascii_alphabetic()
            && name.get(at..end).is_some_and(|word| has(VOCABULARY, &word.to_ascii_lowercase()));
        if !is_mark && !is_word {
            return false;
        }
        at = end;
    }
    !name.is_empty()
}

/// The end of the word that begins there: `generativeAIModel` is made of `generative`, `AI` and `Model`.
fn word_end(bytes: &[u8], start: usize) -> usize {
    let is = |at: usize, kind: fn(&u8) -> bool| bytes.get(at).is_some_and(kind);
    let mut at = start;
    while is(at, u8::is_ascii_uppercase) {
        at += 1;
    }
    if at > start + 1 {
        // Capitals in a row are a word, but for the last one if another word begins with it.
        return if is(at, u8::is_ascii_lowercase) { at - 1 } else { at };
    }
    while is(at, u8::is_ascii_lowercase) {
        at += 1;
    }
    at
}

/// Returns whether an address has nothing but known parts: `#` for a place on the same page, `*` for anything unknown.
pub(super) fn is_path(path: &str) -> bool {
    let path = path.strip_prefix("/").unwrap_or(path);
    path == "#" || path.split('/').all(|segment| segment.is_empty() || segment == "*" || is_known_segment(segment))
}

/// Returns whether it is a language as `nl` or `nl-NL`.
pub(super) fn is_language(value: &str) -> bool {
    let (language, region) = value.split_once(['-', '_']).unwrap_or((value, "XX"));
    let two = |part: &str, kind: fn(&u8) -> bool| part.len() == 2 && part.as_bytes().iter().all(kind);
    two(language, u8::is_ascii_lowercase) && two(region, u8::is_ascii_uppercase)
}

/// Returns whether a sentence on record has this language.
fn is_known_sentence(language: &str) -> bool {
    PlatformId::ALL.into_iter().any(|id| match id.facts().objection.selectors {
        Selectors::Form(form) => form.arrived.iter().any(|sentence| sentence.language == language),
        Selectors::Switch(_) => false,
    })
}

fn is_text(value: &str) -> bool {
    let (length, script) = value.split_once('.').unwrap_or((value, ""));
    (length == LONGEST || LENGTHS.iter().any(|(name, _)| *name == length))
        && (script.is_empty() || has(SCRIPTS, script))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        assert_eq!(redact_line(line), expected, "{line}");
        assert_eq!(redact_line(expected), expected);
    }

    #[test]
    fn what_fits_stays() {
        for line in [
            "html lang=nl dir=ltr",
            "  form method=post action=/ajax/help/contact/submit/page id=form_0",
            "   input type=hidden name=support_form_id value=6359191084165019",
            "   input type=checkbox role=switch on aria-checked=true aria-labelledby=allowDataForGenerativeAI",
            "    a href=/*/* text=word.Latin",
            "    #shadow",
            "    … 312",
            "  div role=dialog says=it text=text.Latin unseen",
        ] {
            check(line, line);
        }
    }

    #[test]
    fn what_does_not_fit_goes() {
        check(" div id=anna-de-vries", " div");
        check(" div id=user.100012345678901 role=main", " div role=main");
        check(" anna-devries", " ~");
        check(" div onclick=alert() style=x title=Anna", " div");
        check(" div text=Anna", " div");
        check(" div text=word.Anna", " div");
        check(" a href=https://example.org/anna", " a");
        check(" a href=/anna.devries", " a");
        check(" input value=anna@example.org", " input");
        check(" input value=100012345678901", " input");
        check(" div class=_9xab", " div");
        check(" div lang=anna", " div");
        check(" div role=main role=banner", " div role=main");
        check(" … Anna", " … 0");
        check(" div=Anna Anna", " ~");
        check("", "~");
    }

    #[test]
    fn words_of_a_name_are_told_apart() {
        for (name, expected) in [
            ("allowDataForGenerativeAI", true),
            ("generativeAIModel", true),
            ("SupportFormRow.000", true),
            ("~_0_0_~", true),
            ("data_annaModel", false),
            ("CONTACT-US", false),
            ("submitÉ", false),
        ] {
            assert_eq!(is_identifier(name), expected, "{name}");
        }
    }
}
