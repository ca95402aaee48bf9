//! The code has to know little of languages: their tags, as browsers write them (`de`, `de-AT`), and their full stops.

/// Languages without texts of their own, and the one whose texts their readers get, where browsers would give them English. A
/// reader of each knows the other: from school, from daily life, or because it is nearly the same. Norwegian Bokmål is what
/// browsers call `nb`, and the Chrome Web Store `no`.
pub const NEAREST: [(&str, &str); 8] =
    [("bs", "hr"), ("ca", "es"), ("eu", "es"), ("fy", "nl"), ("gl", "es"), ("nn", "nb"), ("no", "nb"), ("sr", "hr")];

/// Returns whether a tag names this language, or the language as a region writes it: `en-GB` is English, `fil` is not Finnish.
#[must_use]
pub fn is_regional(tag: &str, language: &str) -> bool {
    tag.strip_prefix(language).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// The selector of the fields in a part of a page that is in this language; `language`: in lower case, as `pt-br`. Browsers know
/// that `nl-BE` is Dutch, and not that `nl_BE`, which some sites write, is.
#[must_use]
pub fn fields_in(language: &str) -> String {
    let end = if language.contains('-') { "" } else { "_" };
    [":lang(", language, "), [lang^=\"", &language.replace('-', "_"), end, "\" i] *"].concat()
}

/// The sentence with one full stop where a date that ends with one stands before another: `am 23. Nov.`
#[must_use]
pub fn without_double_stops(sentence: &str) -> String {
    let mut text = String::with_capacity(sentence.len());
    let mut last = ' ';
    for letter in sentence.chars() {
        if (last, letter) != ('.', '.') {
            text.push(letter);
        }
        last = letter;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_and_its_sentence_share_a_full_stop() {
        assert_eq!(without_double_stops("Abgeschickt am 23. Nov.. E-Mail?"), "Abgeschickt am 23. Nov. E-Mail?");
        assert_eq!(without_double_stops("Изпратено на 23 ноември 2026 г.."), "Изпратено на 23 ноември 2026 г.");
        assert_eq!(without_double_stops("…"), "…");
    }

    #[test]
    fn fields_are_found_by_the_language_of_their_page() {
        assert_eq!(fields_in("nl"), ":lang(nl), [lang^=\"nl_\" i] *");
        assert_eq!(fields_in("pt-br"), ":lang(pt-br), [lang^=\"pt_br\" i] *");
    }

    #[test]
    fn a_region_speaks_the_language() {
        assert!(is_regional("en-GB", "en"));
        assert!(is_regional("nb", "nb"));
        assert!(is_regional("pt-PT", "pt-PT"));
    }

    #[test]
    fn another_language_may_begin_alike() {
        assert!(!is_regional("fil", "fi"));
        assert!(!is_regional("pt-BR", "pt-PT"));
        assert!(!is_regional("pt", "pt-PT"));
        assert!(!is_regional("", "en"));
    }
}
