//! Text → JSON values, as RFC 8259 has them.

use crate::core::json::{Fields, Json};
use std::borrow::Cow;

/// Deeper nesting is refused; the records have five levels.
const MAX_DEPTH: u32 = 16;

/// More values are refused, before they can fill the memory. Full records have a fifth as many.
const MAX_VALUES: u32 = 1_000_000;

/// The reasons why a text is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::core) enum JsonError {
    /// It is not JSON, or nested too deeply.
    Malformed,
    /// It holds more than [`MAX_VALUES`].
    TooManyValues,
}

/// Reads a text that is one value.
pub(in crate::core) fn parse(text: &str) -> Result<Json<'_>, JsonError> {
    let (value, rest) = parse_first(text)?;
    if rest.trim_start_matches(BLANKS).is_empty() { Ok(value) } else { Err(JsonError::Malformed) }
}

/// Reads the value that a text begins with, and hands back the rest.
pub(in crate::core) fn parse_first(text: &str) -> Result<(Json<'_>, &str), JsonError> {
    let mut parser = Parser { rest: text, values: 0 };
    match parser.value(0) {
        Some(value) => Ok((value, parser.rest)),
        None if parser.values > MAX_VALUES => Err(JsonError::TooManyValues),
        None => Err(JsonError::Malformed),
    }
}

const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

struct Parser<'a> {
    rest: &'a str,
    values: u32,
}

impl<'a> Parser<'a> {
    /// Skips blanks; then whether this comes next, and if so skips it too.
    fn take(&mut self, token: &str) -> bool {
        self.rest = self.rest.trim_start_matches(BLANKS);
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, depth: u32) -> Option<Json<'a>> {
        self.values += 1;
        if depth > MAX_DEPTH || self.values > MAX_VALUES {
            return None;
        }
        if self.take("{") {
            self.list("}", |parser| parser.field(depth)).map(|fields| Json::Object(Fields(fields)))
        } else if self.take("[") {
            self.list("]", |parser| parser.value(depth + 1)).map(Json::List)
        } else if self.take("\"") {
            self.text().map(Json::Text)
        } else {
            self.word()
        }
    }

    /// Elements separated by commas, up to the end, which is skipped.
    fn list<T>(&mut self, end: &str, mut element: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut list = Vec::new();
        if self.take(end) {
            return Some(list);
        }
        loop {
            list.push(element(self)?);
            if self.take(end) {
                return Some(list);
            }
            self.take(",").then_some(())?;
        }
    }

    fn field(&mut self, depth: u32) -> Option<(Cow<'a, str>, Json<'a>)> {
        let name = if self.take("\"") { self.text()? } else { return None };
        if self.take(":") { Some((name, self.value(depth + 1)?)) } else { None }
    }

    /// The text after its quotation mark.
    fn text(&mut self) -> Option<Cow<'a, str>> {
        let mut text = Cow::Borrowed("");
        loop {
            let (plain, rest) = self.rest.split_at_checked(self.rest.find(|c| matches!(c, '"' | '\\' | '\0'..' '))?)?;
            if text.is_empty() {
                text = Cow::Borrowed(plain)
            } else {
                text.to_mut().push_str(plain)
            }
            self.rest = rest;
            if let Some(rest) = rest.strip_prefix('"') {
                self.rest = rest;
                return Some(text);
            }
            text.to_mut().push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let mut chars = self.rest.strip_prefix('\\')?.chars();
        let escaped = chars.next()?;
        self.rest = chars.as_str();
        Some(match escaped {
            '"' | '\\' | '/' => escaped,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.code_point(),
            _ => return None,
        })
    }

    /// Beyond 16 bits, a code point is written as two surrogates.
    fn code_point(&mut self) -> Option<char> {
        let first = self.code_unit()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        self.rest = self.rest.strip_prefix("\\u")?;
        let second = self.code_unit()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        char::from_u32(0x10000 + ((first - 0xd800) << 10) + second)
    }

    fn code_unit(&mut self) -> Option<u32> {
        let (digits, rest) = self.rest.split_at_checked(4)?;
        self.rest = rest;
        let hexadecimal = digits.bytes().all(|b| b.is_ascii_hexdigit());
        if hexadecimal { u32::from_str_radix(digits, 16).ok() } else { None }
    }

    fn word(&mut self) -> Option<Json<'a>> {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        match word {
            "null" => Some(Json::Null),
            "true" => Some(Json::Bool(true)),
            "false" => Some(Json::Bool(false)),
            // -0 is not a whole number, which have no such thing.
            number => is_number(number).then(|| Json::Number(number.parse().ok().filter(|_| number != "-0"))),
        }
    }
}

fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    [whole, fraction, exponent].into_iter().all(digits) && (whole == "0" || !whole.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// The same value, as `serde_json` holds it. It keeps the last of two fields with one name.
    fn value(json: &Json<'_>) -> Value {
        match json {
            Json::Null => Value::Null,
            Json::Bool(value) => Value::Bool(*value),
            Json::Number(number) => number.map_or(Value::Null, Value::from),
            Json::Text(text) => Value::String(text.clone().into_owned()),
            Json::List(list) => list.iter().map(value).collect(),
            Json::Object(fields) => {
                fields.0.iter().map(|(name, field)| (name.clone().into_owned(), value(field))).collect()
            }
        }
    }

    /// Replaces the numbers that are read as `None` here, so that both results can be compared.
    fn whole(value: Value) -> Value {
        match value {
            Value::Number(number) => number.as_i64().map_or(Value::Null, Value::from),
            Value::Array(list) => list.into_iter().map(whole).collect(),
            Value::Object(fields) => fields.into_iter().map(|(name, field)| (name, whole(field))).collect(),
            other => other,
        }
    }

    /// Reads a text with both parsers; they must agree.
    #[track_caller]
    fn check(text: &str) {
        let ours = parse(text).ok().map(|json| value(&json));
        // It refuses numbers beyond the range of floating point, which are of no interest here.
        match serde_json::from_str::<Value>(text) {
            Err(error) if error.to_string().contains("out of range") => {}
            theirs => assert_eq!(ours, theirs.ok().map(whole), "{text:?}"),
        }
    }

    #[test]
    fn reads_what_serde_json_reads() {
        for text in [
            "null",
            "true",
            " false\n",
            "nul",
            "truee",
            "",
            " ",
            "[]",
            "{}",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1]]",
            "{\"a\":1,}",
            "{\"a\" : [ {} , \"b\" ] }",
            "{a:1}",
            "{\"a\"}",
            "{1:2}",
            "\"",
            "\"a",
            "\"\\\"",
            "\"\\\\\"",
            "\"\\/\\b\\f\\n\\r\\t\"",
            "\"\\x\"",
            "\"\\u0041\"",
            "\"\\u00e9é\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\ude00\"",
            "\"\\ud83d\\u0041\"",
            "\"\\ud83d\\ue000\"",
            "\"\\ud83d\\ud83d\"",
            "\"\\u12\"",
            "\"\\u+123\"",
            "\"a\nb\"",
            "\"\u{7f}\"",
            "0",
            "-0",
            "-",
            "01",
            "1.",
            ".5",
            "1.5",
            "1e5",
            "1E+5",
            "1e",
            "1e-",
            "+1",
            "0x10",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "1e999",
            "NaN",
            "'a'",
            "{\"a\":1,\"a\":2}",
            "[1]\u{a0}",
            "\u{feff}1",
            "[\"é\",null,[true,[false]],{\"\":{}}]",
        ] {
            check(text);
        }
    }

    /// Random texts are joined from a few pieces: enough to meet every branch in every order.
    #[test]
    fn reads_what_serde_json_reads_at_random() {
        const PIECES: [&str; 24] = [
            "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\\", "\\u", "d83d", "\\ude00", "n", "null", "0", "1", "-",
            ".", "e", " ", "\n", "é", "\u{1}", "\"a\":",
        ];
        let mut state = 1u64;
        for _ in 0..100_000 {
            let text: String = (0..8)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    PIECES[(state >> 33) as usize % PIECES.len()]
                })
                .collect();
            check(&text);
        }
    }

    #[test]
    fn nesting_and_number_are_bounded() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(&nested(MAX_DEPTH as usize)).is_ok());
        assert_eq!(parse(&nested(MAX_DEPTH as usize + 2)), Err(JsonError::Malformed));
        assert_eq!(parse(&format!("[{}0]", "0,".repeat(1_000_000))), Err(JsonError::TooManyValues));
    }
}
