//! Violations as messages: `buf.validate.Violations` and what it holds, of protovalidate v1.2, for those who report them to peers.
//!
//! They are declared here, as prost would generate them, so that nobody needs validate.proto for it. A subscript that is
//! [`Hidden`](super::Subscript::Hidden) is left out.

use prost::{Message, Oneof};
use prost_types::field_descriptor_proto::Type;

use super::path::{self, PathElement};
use super::violation;

/// `buf.validate.Violations`.
#[derive(Clone, PartialEq, Message)]
pub struct Violations {
    /// Each broken rule.
    #[prost(message, repeated, tag = "1")]
    pub violations: Vec<Violation>,
}

/// `buf.validate.Violation`.
#[derive(Clone, PartialEq, Message)]
pub struct Violation {
    /// Where.
    #[prost(message, optional, tag = "5")]
    pub field: Option<FieldPath>,
    /// Which rule.
    #[prost(message, optional, tag = "6")]
    pub rule: Option<FieldPath>,
    /// The rule's name.
    #[prost(string, optional, tag = "2")]
    pub rule_id: Option<String>,
    /// What is wrong, for people.
    #[prost(string, optional, tag = "3")]
    pub message: Option<String>,
    /// Whether a map's key is meant.
    #[prost(bool, optional, tag = "4")]
    pub for_key: Option<bool>,
}

/// `buf.validate.FieldPath`.
#[derive(Clone, PartialEq, Message)]
pub struct FieldPath {
    /// From the root down.
    #[prost(message, repeated, tag = "1")]
    pub elements: Vec<FieldPathElement>,
}

/// `buf.validate.FieldPathElement`.
#[derive(Clone, PartialEq, Message)]
pub struct FieldPathElement {
    /// Not of a oneof.
    #[prost(int32, optional, tag = "1")]
    pub field_number: Option<i32>,
    /// As in the .proto file.
    #[prost(string, optional, tag = "2")]
    pub field_name: Option<String>,
    /// `google.protobuf.FieldDescriptorProto.Type`.
    #[prost(enumeration = "Type", optional, tag = "3")]
    pub field_type: Option<i32>,
    /// Of a map's keys.
    #[prost(enumeration = "Type", optional, tag = "4")]
    pub key_type: Option<i32>,
    /// Of a map's values.
    #[prost(enumeration = "Type", optional, tag = "5")]
    pub value_type: Option<i32>,
    /// Which element.
    #[prost(oneof = "Subscript", tags = "6, 7, 8, 9, 10")]
    pub subscript: Option<Subscript>,
}

/// `buf.validate.FieldPathElement.subscript`.
#[derive(Clone, PartialEq, Eq, Oneof)]
pub enum Subscript {
    /// Of a list.
    #[prost(uint64, tag = "6")]
    Index(u64),
    /// Of a map.
    #[prost(bool, tag = "7")]
    BoolKey(bool),
    /// Of a map.
    #[prost(int64, tag = "8")]
    IntKey(i64),
    /// Of a map.
    #[prost(uint64, tag = "9")]
    UintKey(u64),
    /// Of a map.
    #[prost(string, tag = "10")]
    StringKey(String),
}

impl From<&violation::Violations> for Violations {
    fn from(violations: &violation::Violations) -> Self {
        Self {
            violations: violations.iter().map(Violation::from).collect(),
        }
    }
}

impl From<&violation::Violation> for Violation {
    fn from(violation: &violation::Violation) -> Self {
        let path = |path: &path::FieldPath| (!path.is_empty()).then(|| FieldPath::from(path));
        Self {
            field: path(violation.field()),
            rule: path(violation.rule()),
            rule_id: Some(violation.rule_id().to_owned()),
            message: Some(violation.message().into_owned()),
            for_key: violation.for_key().then_some(true),
        }
    }
}

impl From<&path::FieldPath> for FieldPath {
    fn from(path: &path::FieldPath) -> Self {
        Self {
            elements: path.elements().iter().map(FieldPathElement::from).collect(),
        }
    }
}

impl From<&PathElement> for FieldPathElement {
    fn from(element: &PathElement) -> Self {
        let number = i32::try_from(element.number()).ok().filter(|number| *number != 0);
        Self {
            field_number: number,
            field_name: Some(element.name().to_owned()),
            field_type: element.kind().map(Into::into),
            key_type: element.map().map(|(key, _)| key.into()),
            value_type: element.map().map(|(_, value)| value.into()),
            subscript: element.subscript().and_then(|subscript| {
                Some(match subscript {
                    path::Subscript::Index(index) => Subscript::Index(*index),
                    path::Subscript::Bool(key) => Subscript::BoolKey(*key),
                    path::Subscript::Int(key) => Subscript::IntKey(*key),
                    path::Subscript::Uint(key) => Subscript::UintKey(*key),
                    path::Subscript::String(key) => Subscript::StringKey(key.clone()),
                    path::Subscript::Hidden => return None,
                })
            }),
        }
    }
}
