//! Violations as JSON: the canonical ProtoJSON of `buf.validate.Violations`.

use prost_types::field_descriptor_proto::Type;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::path::{FieldPath, PathElement, Subscript};
use super::violation::{Violation, Violations};

impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        if !self.is_empty() {
            object.serialize_entry("violations", &self.0)?;
        }
        object.end()
    }
}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        if !self.field.is_empty() {
            object.serialize_entry("field", &self.field)?;
        }
        if !self.rule.is_empty() {
            object.serialize_entry("rule", &self.rule)?;
        }
        object.serialize_entry("ruleId", self.rule_id())?;
        object.serialize_entry("message", &self.message())?;
        if self.for_key {
            object.serialize_entry("forKey", &true)?;
        }
        object.end()
    }
}

impl Serialize for FieldPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        if !self.is_empty() {
            object.serialize_entry("elements", self.elements())?;
        }
        object.end()
    }
}

impl Serialize for PathElement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        if self.number != 0 {
            object.serialize_entry("fieldNumber", &self.number)?;
        }
        object.serialize_entry("fieldName", self.name())?;
        let mut kind = |name: &'static str, kind: Option<Type>| match kind {
            Some(kind) => object.serialize_entry(name, kind.as_str_name()),
            None => Ok(()),
        };
        kind("fieldType", self.kind)?;
        kind("keyType", self.map.map(|(key, _)| key))?;
        kind("valueType", self.map.map(|(_, value)| value))?;
        // Integers of 64 bits are strings in ProtoJSON.
        match &self.subscript {
            None | Some(Subscript::Hidden) => {}
            Some(Subscript::Index(index)) => object.serialize_entry("index", &index.to_string())?,
            Some(Subscript::Bool(key)) => object.serialize_entry("boolKey", key)?,
            Some(Subscript::Int(key)) => object.serialize_entry("intKey", &key.to_string())?,
            Some(Subscript::Uint(key)) => object.serialize_entry("uintKey", &key.to_string())?,
            Some(Subscript::String(key)) => object.serialize_entry("stringKey", key)?,
        }
        object.end()
    }
}
