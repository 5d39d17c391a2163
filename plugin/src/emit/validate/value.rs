//! Values as generated code has them in hand.

use proc_macro2::TokenStream;
use prost_reflect::Kind;
use quote::quote;

use crate::cel::{self, Read};

/// An expression for a value, in the forms that code needs.
#[derive(Clone)]
pub(super) struct Value {
    /// To call methods on: `self.name`, or `value`, which is a reference.
    pub(super) place: TokenStream,
    /// A reference: `&self.name`, `value`.
    pub(super) reference: TokenStream,
    /// Of what is copied: `self.age`, `*value`.
    pub(super) copy: TokenStream,
    /// Of a string: `self.name.as_str()`.
    pub(super) text: TokenStream,
    /// What expressions have as `this`.
    pub(super) this: Read,
}

impl Value {
    /// Of a place of the value's type.
    pub(super) fn place(place: TokenStream) -> Self {
        Self {
            reference: quote!(&#place),
            copy: place.clone(),
            text: quote!(#place.as_str()),
            this: Read {
                code: place.clone(),
                holds: cel::Holds::Value,
            },
            place,
        }
    }

    /// Of a reference to the value.
    pub(super) fn reference(reference: TokenStream) -> Self {
        Self {
            copy: quote!(*#reference),
            text: quote!(#reference.as_str()),
            place: reference.clone(),
            this: Read {
                code: reference.clone(),
                holds: cel::Holds::Ref,
            },
            reference,
        }
    }

    /// What a secret holds.
    pub(super) fn exposed(self) -> Self {
        let place = self.place;
        let exposed = quote!(#place.expose());
        Self {
            place: exposed.clone(),
            reference: exposed.clone(),
            copy: quote!(*#exposed),
            this: Read {
                code: exposed.clone(),
                holds: cel::Holds::Bare,
            },
            text: exposed,
        }
    }

    /// What a wrapper holds that this build compiles.
    pub(super) fn unwrapped(self) -> Self {
        let place = self.place;
        Self {
            this: self.this,
            ..Self::place(quote!(#place.value))
        }
    }

    /// In a box.
    pub(super) fn boxed(self) -> Self {
        let place = &self.place;
        Self {
            this: Read {
                code: quote!(#place.as_ref()),
                holds: cel::Holds::Ref,
            },
            ..self
        }
    }

    /// Of a duration or a timestamp, in nanoseconds.
    pub(super) fn nanos(&self) -> TokenStream {
        let place = &self.place;
        quote!(validate::time::nanos(#place.seconds, #place.nanos))
    }
}

/// What a value is, as far as tests care.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Holds {
    Bool,
    Integer,
    Float,
    /// Of an enum, with the number of its zero value.
    Enum(i32),
    Text,
    Bytes,
    /// A list or a map as a whole.
    Many,
    Duration,
    Timestamp,
    Message,
}

/// What protobuf's wrappers wrap.
pub(super) fn wrapped(full_name: &str) -> Option<Holds> {
    Some(match full_name.strip_prefix("google.protobuf.")? {
        "BoolValue" => Holds::Bool,
        "BytesValue" => Holds::Bytes,
        "DoubleValue" | "FloatValue" => Holds::Float,
        "Int32Value" | "Int64Value" | "UInt32Value" | "UInt64Value" => Holds::Integer,
        "StringValue" => Holds::Text,
        _ => return None,
    })
}

impl Holds {
    pub(super) fn of(kind: &Kind) -> Self {
        match kind {
            Kind::Bool => Self::Bool,
            Kind::Float | Kind::Double => Self::Float,
            Kind::String => Self::Text,
            Kind::Bytes => Self::Bytes,
            Kind::Enum(enumeration) => Self::Enum(enumeration.default_value().number()),
            Kind::Message(message) => match message.full_name() {
                "google.protobuf.Duration" => Self::Duration,
                "google.protobuf.Timestamp" => Self::Timestamp,
                name => wrapped(name).unwrap_or(Self::Message),
            },
            _ => Self::Integer,
        }
    }

    /// Whether a value is not zero.
    pub(super) fn is_set(&self, value: &Value) -> TokenStream {
        let Value {
            place, reference, copy, ..
        } = value;
        match self {
            Self::Bool => quote!(#copy),
            Self::Integer => quote!(#copy != 0),
            Self::Enum(zero) => {
                let zero = super::test::signed(i128::from(*zero));
                quote!(#copy != #zero)
            }
            // Negative zero counts as set, as in all of protobuf.
            Self::Float => quote!(#place.to_bits() != 0),
            Self::Text | Self::Bytes | Self::Many => quote!(!#place.is_empty()),
            Self::Duration | Self::Timestamp | Self::Message => quote!(!validate::is_default(#reference)),
        }
    }

    /// Whether it is zero.
    pub(super) fn is_unset(&self, value: &Value) -> TokenStream {
        let Value {
            place, reference, copy, ..
        } = value;
        match self {
            Self::Bool => quote!(!#copy),
            Self::Integer => quote!(#copy == 0),
            Self::Enum(zero) => {
                let zero = super::test::signed(i128::from(*zero));
                quote!(#copy == #zero)
            }
            Self::Float => quote!(#place.to_bits() == 0),
            Self::Text | Self::Bytes | Self::Many => quote!(#place.is_empty()),
            Self::Duration | Self::Timestamp | Self::Message => quote!(validate::is_default(#reference)),
        }
    }
}
