//! CEL's types, and those of protobuf's fields.

use std::fmt;

use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor};

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Type {
    Null,
    Bool,
    /// Enums too.
    Int,
    Uint,
    Double,
    String,
    Bytes,
    Duration,
    Timestamp,
    /// What `type(..)` gives.
    Kind,
    List(Box<Type>),
    Map(Box<Type>, Box<Type>),
    Message(MessageDescriptor),
    /// Of google.protobuf.Int32Value and the like: this type, or null.
    Wrapper(Box<Type>),
    /// Known at run time alone.
    Dyn,
    /// Of what never has a value, as the elements of `[]`: it goes with every type.
    Free,
}

impl Type {
    /// Of a field as a whole.
    pub(super) fn of_field(field: &FieldDescriptor) -> Self {
        match field.kind() {
            Kind::Message(entry) if field.is_map() => Self::Map(
                Box::new(Self::of_kind(&entry.map_entry_key_field().kind())),
                Box::new(Self::of_kind(&entry.map_entry_value_field().kind()).unwrapped().clone()),
            ),
            // An element is always there, so that it is never null.
            kind if field.is_list() => Self::List(Box::new(Self::of_kind(&kind).unwrapped().clone())),
            kind => Self::of_kind(&kind),
        }
    }

    pub(super) fn of_kind(kind: &Kind) -> Self {
        match kind {
            Kind::Double | Kind::Float => Self::Double,
            Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 | Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => Self::Int,
            Kind::Uint32 | Kind::Fixed32 | Kind::Uint64 | Kind::Fixed64 => Self::Uint,
            Kind::Bool => Self::Bool,
            Kind::String => Self::String,
            Kind::Bytes => Self::Bytes,
            Kind::Enum(_) => Self::Int,
            Kind::Message(message) => Self::of_message(message),
        }
    }

    fn of_message(message: &MessageDescriptor) -> Self {
        let wrapper = |inner| Self::Wrapper(Box::new(inner));
        match message.full_name() {
            "google.protobuf.Timestamp" => Self::Timestamp,
            "google.protobuf.Duration" => Self::Duration,
            "google.protobuf.BoolValue" => wrapper(Self::Bool),
            "google.protobuf.BytesValue" => wrapper(Self::Bytes),
            "google.protobuf.StringValue" => wrapper(Self::String),
            "google.protobuf.FloatValue" | "google.protobuf.DoubleValue" => wrapper(Self::Double),
            "google.protobuf.Int32Value" | "google.protobuf.Int64Value" => wrapper(Self::Int),
            "google.protobuf.UInt32Value" | "google.protobuf.UInt64Value" => wrapper(Self::Uint),
            "google.protobuf.Struct" => Self::Map(Box::new(Self::String), Box::new(Self::Dyn)),
            "google.protobuf.ListValue" => Self::List(Box::new(Self::Dyn)),
            "google.protobuf.Value" | "google.protobuf.Any" => Self::Dyn,
            _ => Self::Message(message.clone()),
        }
    }

    /// Of a wrapper what it wraps, else the type itself.
    pub(super) fn unwrapped(&self) -> &Self {
        match self {
            Self::Wrapper(inner) => inner,
            other => other,
        }
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Int | Self::Uint | Self::Double)
    }

    /// Whether there are values of this type that are known at run time alone.
    pub(super) fn is_dyn(&self) -> bool {
        match self {
            Self::Dyn => true,
            Self::List(element) => element.is_dyn(),
            Self::Map(key, value) => key.is_dyn() || value.is_dyn(),
            _ => false,
        }
    }

    /// The type of what is one or the other, if it is one type.
    pub(super) fn join(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Free, other) | (other, Self::Free) => Some(other.clone()),
            (Self::List(a), Self::List(b)) => Some(Self::List(Box::new(a.join(b)?))),
            (Self::Map(a, b), Self::Map(c, d)) => Some(Self::Map(Box::new(a.join(c)?), Box::new(b.join(d)?))),
            (Self::Wrapper(_), Self::Null) => Some(self.clone()),
            (Self::Null, Self::Wrapper(_)) => Some(other.clone()),
            (a, b) if a == b => Some(a.clone()),
            (a, b) if a.unwrapped() == b.unwrapped() => Some(Self::Wrapper(Box::new(a.unwrapped().clone()))),
            _ => None,
        }
    }

    /// What `type(..)` gives for a value of this type, if that is one name.
    pub(super) fn type_name(&self) -> Option<String> {
        Some(match self {
            Self::Null => "null_type".to_owned(),
            Self::List(_) => "list".to_owned(),
            Self::Map(..) => "map".to_owned(),
            Self::Wrapper(_) | Self::Dyn | Self::Free => return None,
            other => other.to_string(),
        })
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Bool => "bool",
            Self::Int => "int",
            Self::Uint => "uint",
            Self::Double => "double",
            Self::String => "string",
            Self::Bytes => "bytes",
            Self::Duration => "google.protobuf.Duration",
            Self::Timestamp => "google.protobuf.Timestamp",
            Self::Kind => "type",
            Self::List(element) => return write!(f, "list({element})"),
            Self::Map(key, value) => return write!(f, "map({key}, {value})"),
            Self::Message(message) => message.full_name(),
            Self::Wrapper(inner) => return write!(f, "wrapper({inner})"),
            Self::Dyn | Self::Free => "dyn",
        })
    }
}

/// The type that a name stands for in an expression, as in `type(x) == int`.
pub(super) fn named(name: &str) -> Option<&str> {
    const NAMES: [&str; 12] = [
        "bool",
        "bytes",
        "double",
        "google.protobuf.Duration",
        "google.protobuf.Timestamp",
        "int",
        "list",
        "map",
        "null_type",
        "string",
        "type",
        "uint",
    ];
    NAMES.into_iter().find(|known| *known == name)
}
