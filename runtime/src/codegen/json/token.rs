//! A value as the format gives it, before its kind says what it means.

use core::fmt;
use core::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::fault::unreadable;
use super::number::decimal;

/// A value that is neither an object nor a list.
#[derive(Clone, Copy)]
pub(super) enum Token<'t> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(&'t str),
}

impl Token<'_> {
    /// A number that a format gives as text.
    pub(super) fn number(text: &str) -> Option<Token<'static>> {
        let unsigned = || text.parse().ok().map(Token::Unsigned);
        // An integer has no zero below zero.
        let signed = || text.parse().ok().filter(|value| *value != 0).map(Token::Signed);
        let float = || decimal(text).map(Token::Float);
        unsigned().or_else(signed).or_else(float)
    }
}

/// Why a value is not what its kind takes.
pub(super) type Reason = &'static str;

/// What takes a value; by default none.
pub(super) trait Take<'de>: Sized {
    type Value;

    /// What it takes, as in "expected a string".
    fn expected(&self) -> Reason;

    fn token(self, token: Token<'_>) -> Result<Self::Value, Reason> {
        let _ = token;
        Err(self.expected())
    }

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        let _ = list;
        Err(unreadable(self.expected()))
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        if object.next_key_seed(IsPrecise)? == Some(true) {
            self.token(precise_number(&mut object)?).map_err(unreadable)
        } else {
            Err(unreadable(self.expected()))
        }
    }
}

/// Has a value taken.
pub(super) fn take<'de, D: Deserializer<'de>, T: Take<'de>>(deserializer: D, take: T) -> Result<T::Value, D::Error> {
    deserializer.deserialize_any(Taking(take))
}

struct Taking<T>(T);

impl<T> Taking<T> {
    fn token<'de, E: Error>(self, token: Token<'_>) -> Result<T::Value, E>
    where
        T: Take<'de>,
    {
        self.0.token(token).map_err(unreadable)
    }

    fn refuse<'de, E: Error>(self) -> Result<T::Value, E>
    where
        T: Take<'de>,
    {
        Err(unreadable(self.0.expected()))
    }
}

// Each way to visit is written out: serde's own would quote the value in their errors.
impl<'de, T: Take<'de>> Visitor<'de> for Taking<T> {
    type Value = T::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.expected())
    }

    fn visit_unit<E: Error>(self) -> Result<T::Value, E> {
        self.token(Token::Null)
    }

    fn visit_none<E: Error>(self) -> Result<T::Value, E> {
        self.token(Token::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T::Value, E> {
        self.token(Token::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T::Value, E> {
        self.token(Token::Unsigned(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T::Value, E> {
        self.token(Token::Signed(value))
    }

    // Out of range for an integer; without `arbitrary_precision`, serde_json makes a float of it.
    fn visit_u128<E: Error>(self, value: u128) -> Result<T::Value, E> {
        self.token(Token::Float(value as f64))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<T::Value, E> {
        self.token(Token::Float(value as f64))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T::Value, E> {
        self.token(Token::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T::Value, E> {
        self.token(Token::Text(value))
    }

    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<T::Value, E> {
        self.refuse()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T::Value, A::Error> {
        self.0.list(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<T::Value, A::Error> {
        self.0.object(object)
    }
}

/// Reads a value that is neither an object nor a list; `None` for null.
pub(super) fn scalar<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expected: Reason,
    parse: impl FnOnce(Token<'_>) -> Result<T, Reason>,
) -> Result<Option<T>, D::Error> {
    let value = PhantomData;
    take(deserializer, Scalar { expected, parse, value })
}

struct Scalar<P, T> {
    expected: Reason,
    parse: P,
    value: PhantomData<T>,
}

impl<P: FnOnce(Token<'_>) -> Result<T, Reason>, T> Take<'_> for Scalar<P, T> {
    type Value = Option<T>;

    fn expected(&self) -> Reason {
        self.expected
    }

    fn token(self, token: Token<'_>) -> Result<Option<T>, Reason> {
        match token {
            Token::Null => Ok(None),
            token => (self.parse)(token).map(Some),
        }
    }
}

/// A number as serde_json gives it with its feature `arbitrary_precision`, which any crate of a build can turn on: an object of one
/// entry, whose key is read. Whoever writes the text can write such an object too, so that its value may be anything.
pub(super) fn precise_number<'de, A: MapAccess<'de>>(object: &mut A) -> Result<Token<'static>, A::Error> {
    object.next_value_seed(PreciseNumber)
}

struct PreciseNumber;

impl<'de> DeserializeSeed<'de> for PreciseNumber {
    type Value = Token<'static>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Token<'static>, D::Error> {
        const EXPECTED: Reason = "expected a number";
        let number = scalar(deserializer, EXPECTED, |token| match token {
            Token::Text(text) => Token::number(text).ok_or(EXPECTED),
            _ => Err(EXPECTED),
        })?;
        number.ok_or_else(|| unreadable(EXPECTED))
    }
}

/// The key of a number as such an object.
pub(super) const PRECISE: &str = "$serde_json::private::Number";

struct IsPrecise;

impl<'de> DeserializeSeed<'de> for IsPrecise {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let is = |token: Token<'_>| Ok(matches!(token, Token::Text(PRECISE)));
        scalar(deserializer, "expected a name", is).map(Option::unwrap_or_default)
    }
}
