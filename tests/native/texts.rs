//! No text says more than was seen, "here" on a page of somebody else, or "we", in any language.

use bezwaar::core::history::objected::FIRST_YEAR;
use bezwaar::core::history::status::{MAIL_OVERDUE_MS, READING_LASTS_MS};
use bezwaar::core::time::DAY_MS;
use bezwaar::platforms::PlatformId;
use serde_json::{Map, Value};
use std::fs;

/// Returns the words that are not to be used, by language and rule, with the reason of each rule below. A star stands
/// for any letters, at the beginning or at the end.
fn banned_words(language: &str, rule: &str) -> Vec<String> {
    static WORDS: &str = include_str!("banned_words.json");
    let words: Value = serde_json::from_str(WORDS).unwrap();
    let list = words[language][rule].as_array().unwrap_or_else(|| panic!("banned_words.json: {language}: {rule}"));
    list.iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

/// A page that showed no error has accepted nothing, and in law the word means that a request was granted.
const ACCEPTED: &str = "accepted";

/// On a page of Facebook, "here" is Facebook.
const HERE: &str = "here";

/// Nobody watches along, so nobody is "we".
const WE: &str = "we";

/// The beginnings of the names of texts that tell what became of an objection.
const TELLS: [&str; 9] =
    ["state_", "event_", "note_", "row_", "headline_", "tooltip_", "receipt_", "banner_", "companion_"];

/// The beginnings of the names of texts that stand on a page of the sites.
const ON_A_SITE: [&str; 4] = ["banner_", "companion_", "other_right_", "panel_"];

/// The words after which the name is no noun any more: "de extensie Bezwaar", "het pictogram van Bezwaar".
const INTRODUCES: [&str; 6] = ["extensie", "browserextensie", "van", "naast", "voor", "met"];

/// The marks that end what is quoted.
const CLOSING: [char; 4] = ['’', '“', '”', '»'];

/// One sentence or more: language, where it stands, what it says.
struct Text {
    language: String,
    place: String,
    says: String,
}

/// Reads all that the extension says, and all that its listing in the web stores says.
fn texts() -> Vec<Text> {
    let dirs = fs::read_dir("extension/_locales").unwrap().map(|dir| dir.unwrap().path());
    let texts: Vec<Text> = dirs.flat_map(|dir| texts_in(dir.file_name().unwrap().to_str().unwrap())).collect();
    assert!(texts.len() > 10_000, "{} texts", texts.len());
    texts
}

fn texts_in(language: &str) -> Vec<Text> {
    let messages = fs::read_to_string(format!("extension/_locales/{language}/messages.json")).unwrap();
    let messages: Map<String, Value> = serde_json::from_str(&messages).unwrap();
    let listing = fs::read_to_string(format!("docs/store/listing/{language}.md")).unwrap();
    let said = messages.iter().map(|(key, message)| (key.clone(), message["message"].as_str().unwrap().to_owned()));
    let listed = listing.lines().filter(|line| !line.starts_with('#')).map(|line| ("listing".into(), line.to_owned()));
    said.chain(listed).map(|(place, says)| Text { language: language.to_owned(), place, says }).collect()
}

/// Returns the text without what it quotes: the sites do say "we". German closes with the mark that opens in English.
fn unquoted(text: &str) -> String {
    let without = |text: String, open: char| {
        let mut parts = text.split(open);
        let start = parts.next().unwrap_or_default().to_owned();
        let rests = parts.map(|part| part.split_once(CLOSING).map_or("", |(_, rest)| rest));
        start + &rests.collect::<String>()
    };
    ['„', '‘', '«', '“'].into_iter().fold(text.to_owned(), without)
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn fits(word: &str, pattern: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), _) => word.ends_with(end),
        (_, Some(start)) => word.starts_with(start),
        _ => word == pattern,
    }
}

/// Returns the first word of the text that its language bans.
fn banned_word(rule: &str, language: &str, text: &str) -> Option<String> {
    let patterns = banned_words(language, rule);
    words(&unquoted(text)).into_iter().find(|word| patterns.iter().any(|pattern| fits(word, pattern)))
}

#[track_caller]
fn check_absent(rule: &str, concerns: impl Fn(&str) -> bool) {
    let texts = texts();
    let concerned: Vec<&Text> = texts.iter().filter(|text| concerns(&text.place)).collect();
    assert!(!concerned.is_empty());
    for Text { language, place, says } in concerned {
        assert_eq!(banned_word(rule, language, says), None, "{language}: {place}: {says}");
    }
}

#[test]
fn what_was_not_granted_is_not_called_accepted() {
    check_absent(ACCEPTED, |place| place == "listing" || TELLS.iter().any(|start| place.starts_with(start)));
}

#[test]
fn nothing_on_a_site_says_here() {
    check_absent(HERE, |place| ON_A_SITE.iter().any(|start| place.starts_with(start)));
}

/// The letters are the person's own words, which speak of "legítimos motivos" and the like.
#[test]
fn nobody_is_we() {
    const LETTERS: [&str; 4] = ["guide_follow_text", "letter_refused", "letter_locked", "letter_authority"];
    check_absent(WE, |place| !LETTERS.contains(&place));
}

/// Returns whether the name reads as the Dutch noun that it is: "Bezwaar staat klaar" says that an objection is ready.
fn reads_as_noun(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &str| word.trim_matches(|c: char| !c.is_alphabetic()) == "Bezwaar";
    let introduced = |at: usize| at > 0 && INTRODUCES.contains(&words[at - 1].to_lowercase().as_str());
    let is_objecting = |at: usize| {
        words.get(at + 1).is_some_and(|next| ["maken", "gemaakt"].iter().any(|verb| next.starts_with(verb)))
    };
    let is_label = |at: usize| at == 0 && (words[at] == "Bezwaar:" || words.len() == 1);
    (0..words.len()).any(|at| is_name(words[at]) && !introduced(at) && !is_objecting(at) && !is_label(at))
}

#[test]
fn in_dutch_the_name_is_nobody_who_acts() {
    for Text { language, place, says } in texts().iter().filter(|text| text.language == "nl") {
        assert!(!reads_as_noun(says), "{language}: {place}: {says}");
    }
}

/// The rules find what was written before them, and leave alone what may be written.
#[test]
fn the_rules_notice_what_was_wrong() {
    for text in ["Bezwaar staat klaar", "Wat Bezwaar nooit doet", "Beantwoord dat in Bezwaar", "‘Bezwaar’ zegt het."]
    {
        assert!(reads_as_noun(text), "{text}");
    }
    for text in
        ["Bezwaar", "Bezwaar: onduidelijk", "Bezwaar gemaakt in 2024.", "Het pictogram van Bezwaar.", "Je bezwaar"]
    {
        assert!(!reads_as_noun(text), "{text}");
    }
    let found = |rule, language, text| banned_word(rule, language, text);
    assert_eq!(found(ACCEPTED, "pl", "Widzieliśmy, że strona Mety przyjęła formularz.").as_deref(), Some("przyjęła"));
    assert_eq!(found(WE, "es", "Vimos que el ajuste estaba desactivado.").as_deref(), Some("vimos"));
    assert_eq!(found(HERE, "it", "Qui non è ancora registrata.").as_deref(), Some("qui"));
    assert_eq!(found(HERE, "nl", "De extensie stuurt Meta hierover niets."), None);
    assert_eq!(found(WE, "nl", "Een reden: ‘Laat ons weten’. Wij zagen het.").as_deref(), Some("wij"));
    assert_eq!(found(WE, "de", "„Sag uns“ steht da. Wir sahen es.").as_deref(), Some("wir"));
}

/// A number in a sentence is that of the rule or the fact behind it, in every language.
#[test]
fn numbers_in_sentences_are_those_of_the_rules() {
    let stays_valid = PlatformId::ALL.map(|id| id.facts().objection.stays_valid.as_ref().map(|valid| valid.year));
    let mut years = stays_valid.into_iter().flatten();
    let year = years.next().unwrap();
    assert!(years.all(|other| other == year), "one sentence speaks of all of them");
    let texts = texts();
    for (name, number) in [
        ("note_check_again", READING_LASTS_MS / DAY_MS),
        ("row_letter", MAIL_OVERDUE_MS / DAY_MS),
        ("note_earlier_counts", year.into()),
    ] {
        let said: Vec<&Text> = texts.iter().filter(|text| text.place == name).collect();
        assert!(said.len() > 20, "{name}");
        for Text { language, says, .. } in said {
            let digits = says.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
            assert_eq!(digits.collect::<Vec<_>>(), [number.to_string()], "{language}: {name}: {says}");
        }
    }
}

/// The field for a day offers none before there was anything to object to.
#[test]
fn the_first_day_on_offer_is_in_the_first_year() {
    let part = fs::read_to_string("extension/parts/declare.html").unwrap();
    assert!(part.contains(&format!("data-field=\"day\" min=\"{FIRST_YEAR}-")), "{part}");
}
