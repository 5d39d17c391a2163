//! Strings.

use serde::de::Deserializer;
use serde::ser::Serializer;

use super::kind::Kind;
use super::object::View;
use super::read::Depth;
use super::token::{Reason, Token, scalar};

/// `string`.
#[derive(Debug)]
pub enum String {}

impl Kind for String {
    type Value = std::string::String;

    #[inline]
    fn is_zero(value: &Self::Value) -> bool {
        value.is_empty()
    }

    fn put<S: Serializer>(value: &Self::Value, _: View, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(value)
    }

    fn get<'de, D: Deserializer<'de>>(value: &mut Self::Value, deserializer: D, _: Depth) -> Result<bool, D::Error> {
        const EXPECTED: Reason = "expected a string";
        let found = scalar(deserializer, EXPECTED, |token| match token {
            Token::Text(text) => Ok(text.to_owned()),
            _ => Err(EXPECTED),
        })?;
        Ok(found.map(|found| *value = found).is_some())
    }
}
