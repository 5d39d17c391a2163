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
