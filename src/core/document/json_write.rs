//! JSON objects → text.

/// An object while it is written.
#[derive(Default)]
pub struct Writer(String);

impl Writer {
    /// Without fields.
    #[must_use]
    pub const fn new() -> Self {
        Self(String::new())
    }

    /// Adds a field with a value that is JSON already.
    #[must_use]
    pub fn json(mut self, name: &str, json: &str) -> Self {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        quote(&mut self.0, name);
        self.0.push(':');
        self.0.push_str(json);
        self
    }

    /// Adds a field with a text.
    #[must_use]
    pub fn text(self, name: &str, text: &str) -> Self {
        self.json(name, &quoted(text))
    }

    /// Adds a field with a whole number.
    #[must_use]
    pub fn number(self, name: &str, number: u64) -> Self {
        self.json(name, &number.to_string())
    }

    /// The text of the object.
    #[must_use]
    pub fn end(mut self) -> String {
        self.0.push_str(if self.0.is_empty() { "{}" } else { "}" });
        self.0
    }
}

/// A text between quotation marks.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    quote(&mut quoted, text);
    quoted
}

/// A list of values that are JSON already.
#[must_use]
pub fn list(values: impl Iterator<Item = String>) -> String {
    let values: Vec<String> = values.collect();
    ["[", &values.join(","), "]"].concat()
}

/// What may be missing.
#[must_use]
pub fn maybe(json: Option<String>) -> String {
    json.unwrap_or_else(|| "null".to_owned())
}

/// Control characters are there in messages only, never in a document; all of them have two digits.
fn quote(into: &mut String, text: &str) {
    into.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            into.push('\\');
        }
        if c.is_control() {
            let digit = |number: u32| char::from_digit(number % 16, 16).unwrap_or_default();
            into.push_str("\\u00");
            into.extend([digit(u32::from(c) / 16), digit(u32::from(c))]);
        } else {
            into.push(c);
        }
    }
    into.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::document::json_parse::parse;

    #[test]
    fn what_is_written_is_read() {
        let text = "a \"b\" \\ é \u{1f600} {}\n\u{1}\u{7f}\u{9f}";
        let written = Writer::new().text("a\"", text).number("n", 7).json("l", "[]").end();
        let mut fields = parse(&written).unwrap().object().unwrap();
        assert_eq!(
            (fields.text("a\"").as_deref(), fields.number("n"), fields.list("l")),
            (Some(text), Some(7), Some(vec![]))
        );
        assert!(fields.is_empty());
        assert_eq!(Writer::new().end(), "{}");
    }
}
