//! JSON values → types, each declared once for both directions.
//!
//! Serde could read what [`declared`] declares, too, but it derives code for each type, with texts for errors that
//! nobody ever sees, which bring the printing of floating point numbers along: 52 kB of wasm (measured). So the declaration
//! makes the reading here, and the writing of [`crate::core::json::encode`]. Lists are read by plain loops: collecting what may
//! fail takes half a kilobyte for each kind of element.

use std::borrow::Cow;

use crate::core::json::{Fields, Json};

/// Reads a type out of JSON.
pub(in crate::core) trait Decode: Sized {
    /// Reads the value; `None` if it is anything else.
    fn decode(json: Json<'_>) -> Option<Self>;

    /// Reads the value of a field that may be missing; `None` if it may not, or is anything else.
    fn decode_field(json: Option<Json<'_>>) -> Option<Self> {
        Self::decode(json?)
    }
}

/// Declares types that are sent as messages: structs by their fields, enums by their variants and the names of these.
macro_rules! declared {
    ($(#[$meta:meta])* pub struct $Name:ident { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)* }) => {
        $crate::core::json::encode::sent! {
            $(#[$meta])* pub struct $Name { $($(#[$field_meta])* pub $field: $type,)* }
        }

        impl $crate::core::json::decode::Decode for $Name {
            fn decode(json: $crate::core::json::Json<'_>) -> Option<Self> {
                let mut fields = json.object()?;
                let value = Self { $($field: $crate::core::json::decode::take(&mut fields, stringify!($field))?,)* };
                fields.is_empty().then_some(value)
            }
        }
    };
    ($(#[$meta:meta])* pub enum $Name:ident {
        $($(#[$variant_meta:meta])* $name:literal $Variant:ident
            $({ $($(#[$field_meta:meta])* $field:ident: $type:ty,)* })? $(($inner:ty))?,)*
    }) => {
        $(#[$meta])*
        pub enum $Name {
            $($(#[$variant_meta])* $Variant $({ $($(#[$field_meta])* $field: $type,)* })? $(($inner))?,)*
        }

        impl $crate::core::json::encode::Encode for $Name {
            fn encode(&self, json: &mut String) {
                $($crate::core::json::decode::declared!(
                    @write self, json, $name, $Variant $({ $($field,)* })? $(($inner))?
                );)*
            }
        }

        impl $crate::core::json::decode::Decode for $Name {
            fn decode(json: $crate::core::json::Json<'_>) -> Option<Self> {
                let (name, _of) = $crate::core::json::decode::decode_tagged(json)?;
                $(if name == $name {
                    return $crate::core::json::decode::declared!(
                        @variant _of, $Variant $({ $($field,)* })? $(($inner))?
                    );
                })*
                None
            }
        }
    };
    (@write $self:ident, $json:ident, $name:literal, $Variant:ident) => {
        if matches!($self, Self::$Variant) {
            $crate::core::json::encode::Encode::encode($name, $json);
        }
    };
    (@write $self:ident, $json:ident, $name:literal, $Variant:ident { $($field:ident,)* }) => {
        if let Self::$Variant { $($field,)* } = $self {
            let of = $crate::core::json::encode::Object(&[$((stringify!($field), $field),)*]);
            $crate::core::json::encode::encode_tagged($json, $name, &of);
        }
    };
    (@write $self:ident, $json:ident, $name:literal, $Variant:ident ($inner:ty)) => {
        if let Self::$Variant(of) = $self {
            $crate::core::json::encode::encode_tagged($json, $name, of);
        }
    };
    (@variant $of:ident, $Variant:ident) => { $of.is_none().then_some(Self::$Variant) };
    (@variant $of:ident, $Variant:ident { $($field:ident,)* }) => {{
        #[allow(unused_mut, reason = "some variants have no fields")]
        let mut fields = $of?.object()?;
        let value = Self::$Variant { $($field: $crate::core::json::decode::take(&mut fields, stringify!($field))?,)* };
        fields.is_empty().then_some(value)
    }};
    (@variant $of:ident, $Variant:ident ($inner:ty)) => {
        Some(Self::$Variant($crate::core::json::decode::Decode::decode($of?)?))
    };
}

pub(in crate::core) use declared;

/// Takes a field out of an object and reads it.
pub(in crate::core) fn take<T: Decode>(fields: &mut Fields<'_>, name: &str) -> Option<T> {
    T::decode_field(fields.take(name))
}

/// A variant as it is written: its name, or an object with its name and what belongs to it.
pub(in crate::core) fn decode_tagged(json: Json<'_>) -> Option<(Cow<'_, str>, Option<Json<'_>>)> {
    match json {
        Json::Text(name) => Some((name, None)),
        json => {
            let mut fields = json.object()?.0;
            let (name, of) = fields.pop()?;
            fields.is_empty().then_some((name, Some(of)))
        }
    }
}

impl Decode for String {
    fn decode(json: Json<'_>) -> Option<Self> {
        if let Json::Text(text) = json { Some(text.into_owned()) } else { None }
    }
}

impl Decode for bool {
    fn decode(json: Json<'_>) -> Option<Self> {
        if let Json::Bool(value) = json { Some(value) } else { None }
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(json: Json<'_>) -> Option<Self> {
        Self::decode_field(Some(json))
    }

    fn decode_field(json: Option<Json<'_>>) -> Option<Self> {
        match json {
            None | Some(Json::Null) => Some(None),
            Some(json) => T::decode(json).map(Some),
        }
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(json: Json<'_>) -> Option<Self> {
        let mut values = Self::new();
        for json in json.list()? {
            values.push(T::decode(json)?);
        }
        Some(values)
    }
}

/// Reads whole numbers that fit.
macro_rules! numbers {
    ($($type:ty)*) => {
        $(impl Decode for $type {
            fn decode(json: Json<'_>) -> Option<Self> {
                if let Json::Number(number) = json { number?.try_into().ok() } else { None }
            }
        })*
    };
}

numbers! { u8 u16 u32 u64 usize }
