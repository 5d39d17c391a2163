//! What rules are put on: a field, or what is in it.

use prost_reflect::{FieldDescriptor, Kind};

use crate::cel::This;

/// A field, or a part of what it holds.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) field: FieldDescriptor,
    pub(super) part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The list or the map as a whole, or the one value.
    Field,
    Items,
    Keys,
    Values,
}

impl Target {
    pub(super) fn field(field: &FieldDescriptor) -> Self {
        Self {
            field: field.clone(),
            part: Part::Field,
        }
    }

    pub(super) fn part(&self, part: Part) -> Self {
        Self {
            field: self.field.clone(),
            part,
        }
    }

    /// As expressions see it.
    pub(super) fn this(&self) -> This {
        let field = self.field.clone();
        match self.part {
            Part::Field => This::Field(field),
            Part::Items => This::Item(field),
            Part::Keys => This::Key(field),
            Part::Values => This::Value(field),
        }
    }

    /// The kind of its values; `None` of a list or a map as a whole.
    pub(super) fn kind(&self) -> Option<Kind> {
        let entry = || self.field.kind().as_message().cloned();
        match self.part {
            Part::Field if self.field.is_list() || self.field.is_map() => None,
            Part::Field | Part::Items => Some(self.field.kind()),
            Part::Keys => Some(entry()?.map_entry_key_field().kind()),
            Part::Values => Some(entry()?.map_entry_value_field().kind()),
        }
    }

    /// The name that the rules for it have: `string`, `repeated`; those of what it wraps, if it is a wrapper. `None` of messages that
    /// have no rules of their own kind.
    pub(super) fn rules(&self) -> Option<&'static str> {
        let Some(kind) = self.kind() else {
            return Some(if self.field.is_map() { "map" } else { "repeated" });
        };
        match kind {
            Kind::Message(message) => of_message(message.full_name()),
            kind => of_scalar(&kind),
        }
    }

    /// `a list`, `a value of the map`.
    pub(super) fn words(&self) -> String {
        let kind = match self.kind() {
            None => {
                return format!(
                    "`{}` is a {}",
                    self.field.name(),
                    if self.field.is_map() { "map" } else { "list" }
                );
            }
            Some(Kind::Message(message)) => format!("`{}`", message.full_name()),
            Some(Kind::Enum(enumeration)) => format!("enum `{}`", enumeration.full_name()),
            Some(_) => format!("`{}`", self.rules().unwrap_or_default()),
        };
        let name = self.field.name();
        match self.part {
            Part::Field => format!("`{name}` is of type {kind}"),
            Part::Items => format!("the items of `{name}` are of type {kind}"),
            Part::Keys => format!("the keys of `{name}` are of type {kind}"),
            Part::Values => format!("the values of `{name}` are of type {kind}"),
        }
    }
}

fn of_message(full_name: &str) -> Option<&'static str> {
    Some(match full_name.strip_prefix("google.protobuf.")? {
        "Any" => "any",
        "Duration" => "duration",
        "Timestamp" => "timestamp",
        "FieldMask" => "field_mask",
        "BoolValue" => "bool",
        "BytesValue" => "bytes",
        "DoubleValue" => "double",
        "FloatValue" => "float",
        "Int32Value" => "int32",
        "Int64Value" => "int64",
        "StringValue" => "string",
        "UInt32Value" => "uint32",
        "UInt64Value" => "uint64",
        _ => return None,
    })
}

/// The name that the rules for a scalar have: `string`. `None` of messages.
pub(crate) fn of_scalar(kind: &Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Double => "double",
        Kind::Float => "float",
        Kind::Int32 => "int32",
        Kind::Int64 => "int64",
        Kind::Uint32 => "uint32",
        Kind::Uint64 => "uint64",
        Kind::Sint32 => "sint32",
        Kind::Sint64 => "sint64",
        Kind::Fixed32 => "fixed32",
        Kind::Fixed64 => "fixed64",
        Kind::Sfixed32 => "sfixed32",
        Kind::Sfixed64 => "sfixed64",
        Kind::Bool => "bool",
        Kind::String => "string",
        Kind::Bytes => "bytes",
        Kind::Enum(_) => "enum",
        Kind::Message(_) => return None,
    })
}
