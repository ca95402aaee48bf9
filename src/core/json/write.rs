//! JSON objects → text.

/// An object while it is written.
pub(in crate::core) struct Writer(String);

impl Writer {
    pub(in crate::core) const fn new() -> Self {
        Self(String::new())
    }

    /// Adds a field with a value that is JSON already.
    pub(in crate::core) fn json(mut self, name: &str, json: &str) -> Self {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        quote(&mut self.0, name);
        self.0.push(':');
        self.0.push_str(json);
        self
    }

    pub(in crate::core) fn text(self, name: &str, text: &str) -> Self {
        let mut quoted = String::new();
        quote(&mut quoted, text);
        self.json(name, &quoted)
    }

    pub(in crate::core) fn number(self, name: &str, number: u64) -> Self {
        self.json(name, &number.to_string())
    }

    pub(in crate::core) fn end(mut self) -> String {
        self.0.push_str(if self.0.is_empty() { "{}" } else { "}" });
        self.0
    }
}

/// Adds a text in quotation marks.
pub(in crate::core) fn quote(into: &mut String, text: &str) {
    into.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => into.extend(['\\', c]),
            '\0'..' ' => into.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => into.push(c),
        }
    }
    into.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::json::parse::parse;

    #[test]
    fn what_is_written_is_read() {
        let text = "a \"b\" \\ é \u{1f600} {}";
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
