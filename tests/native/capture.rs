//! Nothing of a person gets into a captured page, whatever the script in the page hands over, and the fixtures are whole.

use bezwaar::core::capture::redact::redact_line;
use bezwaar::core::capture::rules::{TAGS, VOCABULARY};
use bezwaar::core::capture::timeline::judge_report;
use bezwaar::core::capture::{Capture, MAX_FILE_BYTES};
use proptest::prelude::*;
use std::fs;

const FORM: &str = "https://www.facebook.com/help/contact/6359191084165019";

/// Lines that a script would hand over if a page had taken it over. `%` stands for what is smuggled.
const PLACES: [&str; 20] = [
    "  %",
    "  div %",
    "  div id=%",
    "  div id=button-%-label",
    "  div data-testid=user%Name",
    "  input type=% name=% autocomplete=%",
    "  input name=support_form_id value=%",
    "  a href=/% ",
    "  a href=https://www.facebook.com/%",
    "  form action=/help/contact/%",
    "  div text=% says=%",
    "  div text=word.%",
    "  div class=% lang=% dir=%",
    "  div role=button,% aria-label=%",
    "  div aria-labelledby=label,%",
    "  … %",
    "  #shadow %",
    "  %=% %",
    "  div\tid=%",
    "%",
];

/// Returns an e-mail address, a name, the number of an account or a phone, or a token.
fn secret() -> impl Strategy<Value = String> {
    let any = prop_oneof![
        "[a-z]{3,8}\\.[a-z]{4,9}@[a-z]{4,8}\\.(org|nl)",
        "[A-Z][a-zéöł]{5,11}",
        "[a-z]{6,12}",
        "\\+31[1-9][0-9]{7}",
        "[1-9][0-9]{8,18}",
        "[A-Za-z0-9_-]{14,40}",
        "\\p{Greek}{5,9}",
        "\\p{Arabic}{5,9}",
    ];
    any.prop_filter("a word that anybody may use", |secret| {
        let words = [VOCABULARY, TAGS].concat();
        let secret = secret.to_lowercase();
        !words.split_ascii_whitespace().any(|word| word == secret) && !captured(&[]).write().contains(&secret)
    })
}

fn captured(lines: &[String]) -> Capture {
    Capture::new(FORM, lines.to_vec(), &[], "0.1.0", false).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_that_is_smuggled_gets_through(secrets in prop::collection::vec(secret(), 1..4), place in 0..PLACES.len()) {
        let lines: Vec<String> = secrets.iter().map(|secret| PLACES[place].replace('%', secret)).collect();
        let file = captured(&lines).write().to_lowercase();
        for secret in secrets {
            prop_assert!(!file.contains(&secret.to_lowercase()), "{secret} in {file}");
        }
    }

    #[test]
    fn what_fits_once_fits_for_ever(line in "[ ]{0,9}[ -~…]{0,80}") {
        let fitted = redact_line(&line);
        prop_assert_eq!(redact_line(&fitted), fitted);
    }

    #[test]
    fn whatever_is_handed_over_makes_a_file_that_is_read(lines in prop::collection::vec(".{0,200}", 0..40)) {
        let capture = captured(&lines);
        let file = capture.write();
        prop_assert!(file.len() < MAX_FILE_BYTES);
        prop_assert_eq!(Capture::read(&file), Ok(capture));
    }
}

/// Every captured page has its verdict beside it, and the reports in it still come to that verdict.
#[test]
fn the_captured_pages_are_whole() {
    let mut count = 0;
    for file in fs::read_dir("tests/fixtures/pages").unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let capture = Capture::read(&fs::read_to_string(&file).unwrap());
        let capture = capture.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let expected = fs::read_to_string(file.with_extension("expect")).unwrap();
        if let Some(judged) = capture.seen.last() {
            let verdict = judge_report(&capture.address, &judged.report).unwrap();
            assert!(expected.trim().split(" or ").any(|one| one == verdict), "{}: {verdict}", file.display());
        }
        count += 1;
    }
    assert!(count >= 8, "{count}");
}
