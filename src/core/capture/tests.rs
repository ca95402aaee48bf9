use super::*;
use crate::core::page::report::Report;

const FORM: &str = "https://www.facebook.com/help/contact/6359191084165019";

fn captured(nodes: &[&str]) -> Capture {
    let nodes = nodes.iter().map(|line| (*line).to_owned()).collect();
    let seen = [JudgedReport { document: 1, verdict: "open".into(), report: Report::default() }];
    Capture::new(FORM, nodes, &seen, "0.1.0", true).unwrap()
}

#[test]
fn what_is_written_is_read() {
    let mut capture = captured(&["html lang=nl", " body", "  … 7"]);
    capture.words = vec![Wording { node: 1, text: "Say \"yes\" \\ é".into() }];
    assert_eq!(Capture::read(&capture.write()), Ok(capture));
}

#[test]
fn what_does_not_fit_is_left_out() {
    let capture = captured(&["html", " body onload=anna", " div title=Anna role=main"]);
    assert_eq!(capture.nodes, ["html", " body", " div role=main"]);
}

#[test]
fn a_file_is_never_too_large() {
    let line = " div id=button-button-button-button-button-button-button-button-button-button-button-button";
    let capture = captured(&vec![line; 9000]);
    assert!(capture.write().len() < MAX_FILE_BYTES && capture.nodes.len() > 1000);
    let words = vec![Wording { node: 0, text: "\u{1f600}".repeat(MAX_WORD_CHARS) }; 900];
    let words = offered_words(words, 5);
    assert_eq!(words.len(), MAX_WORDS);
    assert!(Capture { words, ..capture }.write().len() < MAX_FILE_BYTES);
}

#[test]
fn addresses_tell_their_shape() {
    for (url, expected) in [
        ("https://www.facebook.com/help/contact/6359191084165019?cft=anna#x", FORM),
        (
            "https://de-de.facebook.com/help/contact/6359191084165019/",
            "https://de-de.facebook.com/help/contact/6359191084165019",
        ),
        ("https://www.linkedin.com/mypreferences/d/anna-devries", "https://www.linkedin.com/mypreferences/d/*"),
        ("https://annadevries.linkedin.com/mypreferences/d", "https://linkedin.com/mypreferences/d"),
        ("https://x.com/settings/100012345", "https://x.com/settings/*"),
    ] {
        assert_eq!(address_shape(url, captured_platform(url).unwrap()), expected, "{url}");
    }
    for url in ["https://www.facebook.com/anna.devries", "https://www.linkedin.com/feed/", "about:blank"] {
        assert_eq!(captured_platform(url), None, "{url}");
    }
}

#[test]
fn other_files_are_told_in_a_line() {
    let whole = captured(&["html", " body"]).write();
    for (text, expected) in [
        (String::new(), Unreadable::NotOurs),
        ("{}".into(), Unreadable::NotOurs),
        (include_str!("../../../tests/fixtures/records.json").into(), Unreadable::NotOurs),
        (whole.replace("\"version\":1", "\"version\":2"), Unreadable::Newer(2)),
        (whole.replace(" body", " body onload=x"), Unreadable::Damaged("node 2".into())),
        (whole.replace("\"open\"", "\"anna\""), Unreadable::Damaged("report 1".into())),
        (whole.replace("firefox", "Anna"), Unreadable::Damaged("browser".into())),
        (whole.replace("/contact/", "/anna/"), Unreadable::Damaged("address".into())),
        (
            whole.replace("\"words\":[\n", "\"words\":[{\"node\":9,\"text\":\"x\"}"),
            Unreadable::Damaged("word 1".into()),
        ),
        (whole.replace("\"seen\"", "\"saw\""), Unreadable::Damaged("one of its fields".into())),
        (whole[..whole.len() / 2].into(), Unreadable::NotOurs),
        (" ".repeat(MAX_FILE_BYTES + 1), Unreadable::TooLarge),
    ] {
        let error = Capture::read(&text).unwrap_err();
        assert_eq!(error, expected, "{text}");
        assert!(!error.to_string().contains('\n'));
    }
}
