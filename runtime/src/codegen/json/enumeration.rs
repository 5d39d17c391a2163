//! Enums: the name of the value, or its number where the schema has no name for it.

use serde::de::Deserializer;
use serde::ser::Serializer;

use super::kind::Kind;
use super::number::integer;
use super::object::View;
use super::read::Depth;
use super::token::{Reason, Token, scalar};

/// The kind of an enum's values, which prost has as `i32`: their names.
pub trait Enumeration {
    /// The name of a number; the first, if there are several.
    fn name(number: i32) -> Option<&'static str>;

    /// The number of a name.
    fn number(name: &str) -> Option<i32>;
}

const EXPECTED: Reason = "expected a value of the enum, by name or number";

impl<E: Enumeration> Kind for E {
    type Value = i32;

    #[inline]
    fn is_zero(value: &i32) -> bool {
        *value == 0
    }

    fn put<S: Serializer>(value: &i32, _: View, serializer: S) -> Result<S::Ok, S::Error> {
        match E::name(*value) {
            Some(name) => serializer.serialize_str(name),
            None => serializer.serialize_i32(*value),
        }
    }

    fn get<'de, D: Deserializer<'de>>(value: &mut i32, deserializer: D, _: Depth) -> Result<bool, D::Error> {
        let found = scalar(deserializer, EXPECTED, |token| number::<E>(token))?;
        Ok(found.map(|found| *value = found).is_some())
    }
}

fn number<E: Enumeration>(token: Token<'_>) -> Result<i32, Reason> {
    if let Token::Text(name) = token
        && let Some(number) = E::number(name)
    {
        return Ok(number);
    }
    let number = integer(token).map_err(|_| EXPECTED)?;
    number.try_into().map_err(|_| EXPECTED)
}

/// `google.protobuf.NullValue`, whose one value is null.
#[derive(Debug)]
pub enum Null {}

impl Kind for Null {
    type Value = i32;

    #[inline]
    fn is_zero(value: &i32) -> bool {
        *value == 0
    }

    fn put<S: Serializer>(_: &i32, _: View, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }

    fn get<'de, D: Deserializer<'de>>(value: &mut i32, deserializer: D, _: Depth) -> Result<bool, D::Error> {
        const EXPECTED: Reason = "expected null";
        let found = scalar(deserializer, EXPECTED, |token| match token {
            Token::Text("NULL_VALUE") => Ok(0),
            token => match integer(token) {
                Ok(0) => Ok(0),
                _ => Err(EXPECTED),
            },
        })?;
        *value = found.unwrap_or_default();
        Ok(true)
    }
}
