//! A value of any shape, kept until it is known what it means: an `Any`, whose type may stand behind its fields.

use core::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::fault::unreadable;
use super::structure::Name;
use super::token::{PRECISE, Reason, Take, Token, precise_number, take};
use crate::limits::DEPTH;

/// A value.
#[derive(Debug, Clone)]
pub(super) enum Content {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(String),
    List(Vec<Content>),
    /// In the order of the text.
    Object(Vec<(String, Content)>),
}

/// Reads a value that stands below so many lists and objects; no deeper than messages in lists can.
pub(super) struct Keep(u32);

impl Keep {
    pub(super) fn new() -> Self {
        Keep(0)
    }

    fn below<E: Error>(&self) -> Result<Self, E> {
        if self.0 < 2 * DEPTH {
            Ok(Keep(self.0 + 1))
        } else {
            Err(unreadable("messages nest too deep"))
        }
    }
}

impl<'de> DeserializeSeed<'de> for Keep {
    type Value = Content;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Content, D::Error> {
        take(deserializer, self)
    }
}

impl<'de> Take<'de> for Keep {
    type Value = Content;

    fn expected(&self) -> Reason {
        "expected a value"
    }

    fn token(self, token: Token<'_>) -> Result<Content, Reason> {
        Ok(match token {
            Token::Null => Content::Null,
            Token::Bool(value) => Content::Bool(value),
            Token::Unsigned(value) => Content::Unsigned(value),
            Token::Signed(value) => Content::Signed(value),
            Token::Float(value) => Content::Float(value),
            Token::Text(text) => Content::Text(text.to_owned()),
        })
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Content, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = list.next_element_seed(self.below()?)? {
            elements.push(element);
        }
        Ok(Content::List(elements))
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Content, A::Error> {
        let mut members = Vec::new();
        while let Some(name) = object.next_key_seed(Name)? {
            if members.is_empty() && name == PRECISE {
                return self.token(precise_number(&mut object)?).map_err(unreadable);
            }
            let value = object.next_value_seed(self.below()?)?;
            members.push((name, value));
        }
        Ok(Content::Object(members))
    }
}

/// The text of an error, which stays one of ours: see `fault.rs`.
#[derive(Debug)]
pub(super) struct Message(pub(super) String);

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Message {}

impl Error for Message {
    fn custom<T: fmt::Display>(text: T) -> Self {
        Message(text.to_string())
    }
}

impl<'de> IntoDeserializer<'de, Message> for Content {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Content {
    type Error = Message;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Message> {
        match self {
            Content::Null => visitor.visit_unit(),
            Content::Bool(value) => visitor.visit_bool(value),
            Content::Unsigned(value) => visitor.visit_u64(value),
            Content::Signed(value) => visitor.visit_i64(value),
            Content::Float(value) => visitor.visit_f64(value),
            Content::Text(value) => visitor.visit_string(value),
            Content::List(elements) => visitor.visit_seq(SeqDeserializer::new(elements.into_iter())),
            Content::Object(members) => visitor.visit_map(object(members)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Message> {
        match self {
            Content::Null => visitor.visit_none(),
            other => visitor.visit_some(other),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

type Members = MapDeserializer<'static, std::vec::IntoIter<(String, Content)>, Message>;

/// The members of an object.
pub(super) fn object(members: Vec<(String, Content)>) -> Members {
    MapDeserializer::new(members.into_iter())
}
