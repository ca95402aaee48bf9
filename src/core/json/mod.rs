//! This is as much JSON as the records and the messages need: its values. [`crate::core::json::parse`] reads them,
//! [`crate::core::json::write`] and [`crate::core::json::encode`] write them.
//!
//! `serde_json` with derived types does the same for 60 kB more of wasm (measured). The tests compare
//! the two.

pub(in crate::core) mod decode;
pub mod encode;
pub(in crate::core) mod parse;
pub(in crate::core) mod write;

use std::borrow::Cow;

/// A value. Texts are borrowed where they contain nothing escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::core) enum Json<'a> {
    Null,
    Bool(bool),
    /// A whole number that fits; `None` for any other.
    Number(Option<i64>),
    Text(Cow<'a, str>),
    List(Vec<Self>),
    Object(Fields<'a>),
}

/// The fields of an object, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::core) struct Fields<'a>(pub(in crate::core) Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Json<'a> {
    pub(in crate::core) fn object(self) -> Option<Fields<'a>> {
        if let Self::Object(fields) = self { Some(fields) } else { None }
    }

    pub(in crate::core) fn list(self) -> Option<Vec<Self>> {
        if let Self::List(list) = self { Some(list) } else { None }
    }
}

impl<'a> Fields<'a> {
    /// Takes a field out. Twice the same name: the second stays, so that [`Self::is_empty`] tells.
    pub(in crate::core) fn take(&mut self, name: &str) -> Option<Json<'a>> {
        let at = self.0.iter().position(|(other, _)| other == name)?;
        Some(self.0.remove(at).1)
    }

    pub(in crate::core) fn text(&mut self, name: &str) -> Option<Cow<'a, str>> {
        if let Json::Text(text) = self.take(name)? { Some(text) } else { None }
    }

    pub(in crate::core) fn number<T: TryFrom<i64>>(&mut self, name: &str) -> Option<T> {
        if let Json::Number(number) = self.take(name)? { number?.try_into().ok() } else { None }
    }

    pub(in crate::core) fn list(&mut self, name: &str) -> Option<Vec<Json<'a>>> {
        self.take(name)?.list()
    }

    pub(in crate::core) fn object(&mut self, name: &str) -> Option<Self> {
        self.take(name)?.object()
    }

    /// Returns whether every field was taken.
    pub(in crate::core) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use crate::core::json::parse::parse;

    #[test]
    fn a_field_twice_is_left_over() {
        let mut fields = parse("{\"a\":1,\"a\":1}").unwrap().object().unwrap();
        assert_eq!((fields.number("a"), fields.is_empty()), (Some(1), false));
    }
}
