//! `Struct`, `Value` and `ListValue`: JSON itself.

use prost_types::value;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess};
use serde::ser::{SerializeMap, SerializeSeq, Serializer};

use super::fault::{Step, reading, unreadable, unwritable};
use super::kind::{Get, Kind, Put};
use super::object::View;
use super::read::Depth;
use super::token::{PRECISE, Reason, Take, Token, precise_number, scalar, take};

/// `google.protobuf.Struct`: an object.
#[derive(Debug)]
pub enum Struct {}

impl Kind for Struct {
    type Value = prost_types::Struct;

    fn put<S: Serializer>(value: &Self::Value, view: View, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(value.fields.len()))?;
        for (name, value) in &value.fields {
            map.serialize_entry(name, &Put::<Value>(value, view))?;
        }
        map.end()
    }

    fn get<'de, D: Deserializer<'de>>(
        value: &mut Self::Value,
        deserializer: D,
        depth: Depth,
    ) -> Result<bool, D::Error> {
        take(deserializer, TakeStruct { value, depth })
    }
}

const EXPECTED: Reason = "expected an object";

struct TakeStruct<'v> {
    value: &'v mut prost_types::Struct,
    depth: Depth,
}

impl<'de> Take<'de> for TakeStruct<'_> {
    type Value = bool;

    fn expected(&self) -> Reason {
        EXPECTED
    }

    fn token(self, token: Token<'_>) -> Result<bool, Reason> {
        absent(token).ok_or(self.expected())
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<bool, A::Error> {
        // The struct is a message, and so is the entry around a value.
        let depth = self.depth.below().and_then(Depth::below).map_err(unreadable)?;
        while let Some(name) = object.next_key_seed(Name)? {
            member(&mut self.value.fields, name, &mut object, depth)?;
        }
        if is_number(&self.value.fields) {
            return Err(unreadable(EXPECTED));
        }
        Ok(true)
    }
}

/// Whether this is no struct, but a number: see [`PRECISE`].
fn is_number(fields: &Fields) -> bool {
    let value = fields.get(PRECISE).filter(|_| fields.len() == 1);
    match value.and_then(|value| value.kind.as_ref()) {
        Some(value::Kind::StringValue(text)) => Token::number(text).is_some(),
        _ => false,
    }
}

type Fields = std::collections::BTreeMap<String, prost_types::Value>;

fn member<'de, A: MapAccess<'de>>(
    fields: &mut Fields,
    name: String,
    object: &mut A,
    depth: Depth,
) -> Result<(), A::Error> {
    if fields.contains_key(&name) {
        return Err(unreadable("a key stands twice"));
    }
    let value = fields.entry(name).or_default();
    let read = object.next_value_seed(Get::<Value>(value, depth));
    read.map(drop).map_err(|error| reading(error, Step::Entry))
}

fn absent(token: Token<'_>) -> Option<bool> {
    matches!(token, Token::Null).then_some(false)
}

/// A key of an object.
pub(super) struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        const EXPECTED: Reason = "expected a key";
        let name = scalar(deserializer, EXPECTED, |token| match token {
            Token::Text(text) => Ok(text.to_owned()),
            _ => Err(EXPECTED),
        })?;
        name.ok_or_else(|| unreadable(EXPECTED))
    }
}

/// `google.protobuf.ListValue`: a list.
#[derive(Debug)]
pub enum ListValue {}

impl Kind for ListValue {
    type Value = prost_types::ListValue;

    fn put<S: Serializer>(value: &Self::Value, view: View, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(value.values.len()))?;
        for value in &value.values {
            list.serialize_element(&Put::<Value>(value, view))?;
        }
        list.end()
    }

    fn get<'de, D: Deserializer<'de>>(
        value: &mut Self::Value,
        deserializer: D,
        depth: Depth,
    ) -> Result<bool, D::Error> {
        take(deserializer, TakeList { value, depth })
    }
}

struct TakeList<'v> {
    value: &'v mut prost_types::ListValue,
    depth: Depth,
}

impl<'de> Take<'de> for TakeList<'_> {
    type Value = bool;

    fn expected(&self) -> Reason {
        "expected a list"
    }

    fn token(self, token: Token<'_>) -> Result<bool, Reason> {
        absent(token).ok_or(self.expected())
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
        let depth = self.depth.below().map_err(unreadable)?;
        for index in 0.. {
            let mut value = prost_types::Value::default();
            let read = list.next_element_seed(Get::<Value>(&mut value, depth));
            match read.map_err(|error| reading(error, Step::Element(index)))? {
                Some(_) => self.value.values.push(value),
                None => break,
            }
        }
        Ok(true)
    }
}

/// `google.protobuf.Value`: any value, null among them.
#[derive(Debug)]
pub enum Value {}

impl Kind for Value {
    type Value = prost_types::Value;

    fn put<S: Serializer>(value: &Self::Value, view: View, serializer: S) -> Result<S::Ok, S::Error> {
        let view = view.below().map_err(unwritable)?;
        match &value.kind {
            None | Some(value::Kind::NullValue(_)) => serializer.serialize_unit(),
            Some(value::Kind::NumberValue(number)) if number.is_finite() => serializer.serialize_f64(*number),
            Some(value::Kind::NumberValue(_)) => {
                Err(unwritable("a value that is no finite number would be read as a string"))
            }
            Some(value::Kind::StringValue(text)) => serializer.serialize_str(text),
            Some(value::Kind::BoolValue(value)) => serializer.serialize_bool(*value),
            Some(value::Kind::StructValue(value)) => Struct::put(value, view, serializer),
            Some(value::Kind::ListValue(value)) => ListValue::put(value, view, serializer),
        }
    }

    fn get<'de, D: Deserializer<'de>>(
        value: &mut Self::Value,
        deserializer: D,
        depth: Depth,
    ) -> Result<bool, D::Error> {
        let depth = depth.below().map_err(unreadable)?;
        value.kind = Some(take(deserializer, TakeValue(depth))?);
        Ok(true)
    }
}

struct TakeValue(Depth);

impl<'de> Take<'de> for TakeValue {
    type Value = value::Kind;

    fn expected(&self) -> Reason {
        "expected a value"
    }

    fn token(self, token: Token<'_>) -> Result<value::Kind, Reason> {
        Ok(match token {
            Token::Null => value::Kind::NullValue(0),
            Token::Bool(value) => value::Kind::BoolValue(value),
            Token::Unsigned(value) => value::Kind::NumberValue(value as f64),
            Token::Signed(value) => value::Kind::NumberValue(value as f64),
            Token::Float(value) if value.is_finite() => value::Kind::NumberValue(value),
            Token::Float(_) => return Err("the number is out of range"),
            Token::Text(text) => value::Kind::StringValue(text.to_owned()),
        })
    }

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<value::Kind, A::Error> {
        let mut value = prost_types::ListValue::default();
        let depth = self.0;
        TakeList {
            value: &mut value,
            depth,
        }
        .list(list)?;
        Ok(value::Kind::ListValue(value))
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<value::Kind, A::Error> {
        let mut value = prost_types::Struct::default();
        if let Some(name) = object.next_key_seed(Name)? {
            if name == PRECISE {
                return self.token(precise_number(&mut object)?).map_err(unreadable);
            }
            let depth = self.0.below().and_then(Depth::below).map_err(unreadable)?;
            member(&mut value.fields, name, &mut object, depth)?;
        }
        let depth = self.0;
        TakeStruct {
            value: &mut value,
            depth,
        }
        .object(object)?;
        Ok(value::Kind::StructValue(value))
    }
}
