//! Texts one after the other.

/// Joins texts, with this between each two. The library's `join` is compiled for each kind of text, 1 kB of wasm each.
#[must_use]
pub fn join(texts: &[String], between: &str) -> String {
    let mut joined = String::new();
    for (number, text) in texts.iter().enumerate() {
        if number > 0 {
            joined.push_str(between);
        }
        joined.push_str(text);
    }
    joined
}

/// Joins sentences to one text. A short one has no full stop of its own, and would run into the next.
#[must_use]
pub fn join_sentences(sentences: &[String]) -> String {
    let mut joined = String::new();
    for sentence in sentences {
        if let Some(last) = joined.chars().next_back() {
            joined.push_str(if is_stop(last) { " " } else { ". " });
        }
        joined.push_str(sentence);
    }
    joined
}

/// Returns whether it ends a sentence, or leads on to the next; one is the Greek question mark.
const fn is_stop(last: char) -> bool {
    matches!(last, '.' | '?' | '!' | ';' | ':' | '…' | '\u{37e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_in_a_row_are_told_apart() {
        let join = |texts: &[&str]| join_sentences(&texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>());
        assert_eq!(join(&[]), "");
        assert_eq!(join(&["Off, seen on 3 May"]), "Off, seen on 3 May");
        assert_eq!(join(&["Off, seen on 3 May", "Check it.", "Now"]), "Off, seen on 3 May. Check it. Now");
        for end in [".", "?", "!", ";", "\u{37e}", "…", ":"] {
            assert_eq!(join(&[&["One", end].concat(), "two"]), ["One", end, " two"].concat());
        }
    }
}
