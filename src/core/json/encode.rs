//! Types → JSON as text, for messages and for what is stored.
//!
//! serde would derive code for each type and each field, and making JavaScript values of them field by field took a map of
//! names and a call for each: 27 kB of wasm in all (measured). A list of names and values is data, and one function writes it.

use crate::core::json::write::quote;
use crate::platforms::PlatformId;

/// Writes a type as JSON.
pub trait Encode {
    /// Adds the value to a text.
    fn encode(&self, json: &mut String);
}

/// The value as JSON.
#[must_use]
pub fn to_json(value: &dyn Encode) -> String {
    let mut json = String::new();
    value.encode(&mut json);
    json
}

/// An object of these fields.
pub struct Object<'a>(pub &'a [(&'a str, &'a dyn Encode)]);

impl Encode for Object<'_> {
    fn encode(&self, json: &mut String) {
        json.push('{');
        for (number, (name, value)) in self.0.iter().enumerate() {
            if number > 0 {
                json.push(',');
            }
            quote(json, name);
            json.push(':');
            value.encode(json);
        }
        json.push('}');
    }
}

/// Adds a variant with what belongs to it.
pub fn encode_tagged(json: &mut String, name: &str, of: &dyn Encode) {
    Object(&[(name, of)]).encode(json);
}

/// Declares structs that are sent and never read back, by their fields.
macro_rules! sent {
    ($(#[$meta:meta])* $vis:vis struct $Name:ident { $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        $vis struct $Name { $($(#[$field_meta])* $field_vis $field: $type,)* }

        impl $crate::core::json::encode::Encode for $Name {
            fn encode(&self, json: &mut String) {
                let fields = $crate::core::json::encode::Object(&[$((stringify!($field), &self.$field),)*]);
                $crate::core::json::encode::Encode::encode(&fields, json);
            }
        }
    };
}

pub(crate) use sent;

impl Encode for str {
    fn encode(&self, json: &mut String) {
        quote(json, self);
    }
}

impl Encode for String {
    fn encode(&self, json: &mut String) {
        quote(json, self);
    }
}

impl Encode for bool {
    fn encode(&self, json: &mut String) {
        json.push_str(if *self { "true" } else { "false" });
    }
}

impl Encode for PlatformId {
    fn encode(&self, json: &mut String) {
        quote(json, self.slug());
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, json: &mut String) {
        (**self).encode(json);
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, json: &mut String) {
        match self {
            Some(value) => value.encode(json),
            None => json.push_str("null"),
        }
    }
}

impl<A: Encode, B: Encode> Encode for (A, B) {
    fn encode(&self, json: &mut String) {
        json.push('[');
        self.0.encode(json);
        json.push(',');
        self.1.encode(json);
        json.push(']');
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, json: &mut String) {
        json.push('[');
        for (number, value) in self.iter().enumerate() {
            if number > 0 {
                json.push(',');
            }
            value.encode(json);
        }
        json.push(']');
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, json: &mut String) {
        self.as_slice().encode(json);
    }
}

/// Writes whole numbers, all of them as the widest one: each width would bring its own printing along.
macro_rules! numbers {
    ($($type:ty)*) => {
        $(impl Encode for $type {
            fn encode(&self, json: &mut String) {
                number(json, *self as u64);
            }
        })*
    };
}

numbers! { u8 u16 u32 u64 usize }

fn number(json: &mut String, number: u64) {
    json.push_str(&number.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    sent! {
        struct Example {
            texts: Vec<&'static str>,
            pairs: Vec<(String, u16)>,
            platform: Option<PlatformId>,
            nothing: Option<PlatformId>,
            flag: bool,
            numbers: &'static [u64],
        }
    }

    #[test]
    fn what_is_written_is_json() {
        let example = Example {
            texts: vec!["", "a \"b\" \\ é \u{1f600} {}", "\n\t\r\0\u{1f}\u{7f}\u{2028}"],
            pairs: vec![("a".into(), 1), ("b".into(), u16::MAX)],
            platform: Some(PlatformId::Linkedin),
            nothing: None,
            flag: true,
            numbers: &[0, u64::MAX],
        };
        let expected = json!({
            "texts": example.texts,
            "pairs": example.pairs,
            "platform": "linkedin",
            "nothing": null,
            "flag": true,
            "numbers": [0, u64::MAX],
        });
        assert_eq!(serde_json::from_str::<Value>(&to_json(&example)).unwrap(), expected);
        assert_eq!(to_json(&Vec::<bool>::new()), "[]");
    }
}
