//! Paths to fields, of messages and of rules, as `buf.validate.FieldPath` has them.

use core::fmt::{self, Display, Formatter, Write};
use std::borrow::Cow;

use prost_types::field_descriptor_proto::Type;

/// The way from a message to a field, or to an element of it: `addresses[2].city`.
///
/// `Display` writes it as protovalidate does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldPath {
    pub(crate) elements: Vec<PathElement>,
}

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathElement {
    pub(crate) number: u32,
    pub(crate) name: Cow<'static, str>,
    pub(crate) kind: Option<Type>,
    pub(crate) map: Option<(Type, Type)>,
    pub(crate) subscript: Option<Subscript>,
}

/// Which element of a list or a map.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Subscript {
    /// Of a list, from 0.
    Index(u64),
    /// Of a map, by its key.
    Bool(bool),
    /// Of a map, by its key.
    Int(i64),
    /// Of a map, by its key.
    Uint(u64),
    /// Of a map, by its key.
    String(String),
    /// Of a map of a tagged field, whose keys are not shown.
    Hidden,
}

impl FieldPath {
    /// The steps, from the message that was checked down; none if the message as a whole is meant.
    pub fn elements(&self) -> &[PathElement] {
        &self.elements
    }

    /// Whether the message as a whole is meant.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }
}

impl PathElement {
    /// The field's number; 0 of a oneof.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The name as in the .proto file; of an extension, its full name in brackets.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The field's type; `None` of a oneof.
    pub fn kind(&self) -> Option<Type> {
        self.kind
    }

    /// Of a map, the types of its keys and values.
    pub fn map(&self) -> Option<(Type, Type)> {
        self.map
    }

    /// Which element of it, if it is a list or a map and one is meant.
    pub fn subscript(&self) -> Option<&Subscript> {
        self.subscript.as_ref()
    }
}

impl Display for FieldPath {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (index, element) in self.elements.iter().enumerate() {
            if index > 0 {
                f.write_char('.')?;
            }
            f.write_str(&element.name)?;
            match &element.subscript {
                None => {}
                Some(Subscript::Index(index)) => write!(f, "[{index}]")?,
                Some(Subscript::Bool(key)) => write!(f, "[{key}]")?,
                Some(Subscript::Int(key)) => write!(f, "[{key}]")?,
                Some(Subscript::Uint(key)) => write!(f, "[{key}]")?,
                Some(Subscript::String(key)) => write!(f, "[{key:?}]")?,
                Some(Subscript::Hidden) => f.write_str("[***]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(name: &'static str, subscript: Option<Subscript>) -> PathElement {
        PathElement {
            number: 1,
            name: Cow::Borrowed(name),
            kind: Some(Type::String),
            map: None,
            subscript,
        }
    }

    #[test]
    fn paths_are_written_with_their_subscripts() {
        let path = FieldPath {
            elements: vec![
                element("list", Some(Subscript::Index(2))),
                element("map", Some(Subscript::String("a\"b\n".into()))),
                element("hidden", Some(Subscript::Hidden)),
                element("leaf", None),
            ],
        };
        assert_eq!(path.to_string(), r#"list[2].map["a\"b\n"].hidden[***].leaf"#);
        assert_eq!(FieldPath::default().to_string(), "");
    }
}
