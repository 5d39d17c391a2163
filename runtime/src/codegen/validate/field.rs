//! Fields and rules as generated code names them: statics.

use std::borrow::Cow;

use prost_types::field_descriptor_proto::Type;

use super::message::Message;
use crate::validation::{FieldPath, PathElement, Subscript};

/// A field of a message, or a oneof.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// 0 for a oneof.
    pub number: u32,
    /// As in the .proto file.
    pub name: &'static str,
    /// `None` for a oneof.
    pub kind: Option<Type>,
    /// Of a map, the types of its keys and values.
    pub map: Option<(Type, Type)>,
    /// Whether it is sealed or masked: nothing of its value may be told.
    pub tagged: bool,
}

impl Field {
    /// A field that shows its values.
    #[must_use]
    pub const fn new(number: u32, name: &'static str, kind: Type) -> Self {
        Self {
            number,
            name,
            kind: Some(kind),
            map: None,
            tagged: false,
        }
    }

    /// A oneof.
    #[must_use]
    pub const fn oneof(name: &'static str) -> Self {
        Self {
            number: 0,
            name,
            kind: None,
            map: None,
            tagged: false,
        }
    }

    /// With the types of a map's keys and values.
    #[must_use]
    pub const fn map(self, key: Type, value: Type) -> Self {
        Self {
            map: Some((key, value)),
            ..self
        }
    }

    /// Sealed or masked.
    #[must_use]
    pub const fn tagged(self) -> Self {
        Self { tagged: true, ..self }
    }

    pub(super) fn element(&self, subscript: Option<Subscript>) -> PathElement {
        PathElement {
            number: self.number,
            name: Cow::Borrowed(self.name),
            kind: self.kind,
            map: self.map,
            subscript,
        }
    }
}

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// `string.min_len`.
    pub id: &'static str,
    /// What is wrong.
    pub message: Message,
    /// From the options of the field or message.
    pub path: &'static [RuleStep],
    /// Of an expression that makes a text: whether it can only be one that stands in the expression.
    pub literal: bool,
    /// Whether it looks at tagged fields.
    pub tagged: bool,
}

/// A step of a rule's path.
#[derive(Debug, Clone, Copy)]
pub struct RuleStep {
    /// The number of the field of the rules' message, or of the extension.
    pub number: u32,
    /// Its name; an extension's full name in brackets.
    pub name: &'static str,
    /// Its type.
    pub kind: Type,
    /// Which element of it: `cel[0]`.
    pub index: Option<u64>,
}

impl Rule {
    /// A rule that looks at no tagged fields beyond the one that it stands on.
    #[must_use]
    pub const fn new(id: &'static str, message: Message, path: &'static [RuleStep]) -> Self {
        Self {
            id,
            message,
            path,
            literal: false,
            tagged: false,
        }
    }

    /// Its text can only be one that stands in the expression.
    #[must_use]
    pub const fn literal(self) -> Self {
        Self { literal: true, ..self }
    }

    /// It looks at tagged fields.
    #[must_use]
    pub const fn tagged(self) -> Self {
        Self { tagged: true, ..self }
    }

    pub(super) fn field_path(&self) -> FieldPath {
        let elements = self.path.iter().map(|step| PathElement {
            number: step.number,
            name: Cow::Borrowed(step.name),
            kind: Some(step.kind),
            map: None,
            subscript: step.index.map(Subscript::Index),
        });
        FieldPath {
            elements: elements.collect(),
        }
    }
}

impl RuleStep {
    /// A step to a rule.
    #[must_use]
    pub const fn new(number: u32, name: &'static str, kind: Type) -> Self {
        Self {
            number,
            name,
            kind,
            index: None,
        }
    }

    /// To an element of it.
    #[must_use]
    pub const fn at(self, index: u64) -> Self {
        Self {
            index: Some(index),
            ..self
        }
    }
}
