//! Booleans and numbers. Integers of 64 bits are strings, since JSON's readers often have floats alone.

use core::fmt::{self, Write};

use serde::de::Deserializer;
use serde::ser::Serializer;

use super::kind::Kind;
use super::object::View;
use super::read::Depth;
use super::token::{Reason, Token, scalar};

/// `bool`.
#[derive(Debug)]
pub enum Bool {}

impl Kind for Bool {
    type Value = bool;

    #[inline]
    fn is_zero(value: &bool) -> bool {
        !*value
    }

    fn put<S: Serializer>(value: &bool, _: View, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*value)
    }

    fn get<'de, D: Deserializer<'de>>(value: &mut bool, deserializer: D, _: Depth) -> Result<bool, D::Error> {
        const EXPECTED: Reason = "expected true or false";
        let found = scalar(deserializer, EXPECTED, |token| match token {
            Token::Bool(value) => Ok(value),
            _ => Err(EXPECTED),
        })?;
        Ok(found.map(|found| *value = found).is_some())
    }
}

macro_rules! integers {
    ($($(#[$doc:meta])* $name:ident: $type:ty, |$value:ident, $serializer:ident| $put:expr;)*) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}

        impl Kind for $name {
            type Value = $type;

            #[inline]
            fn is_zero(value: &$type) -> bool {
                *value == 0
            }

            fn put<S: Serializer>($value: &$type, _: View, $serializer: S) -> Result<S::Ok, S::Error> {
                $put
            }

            fn get<'de, D: Deserializer<'de>>(value: &mut $type, deserializer: D, _: Depth) -> Result<bool, D::Error> {
                let found = scalar(deserializer, INTEGER, |token| integer(token)?.try_into().map_err(|_| RANGE))?;
                Ok(found.map(|found| *value = found).is_some())
            }
        }
    )* };
}

integers! {
    /// `int32`, `sint32` and `sfixed32`.
    Int32: i32, |value, serializer| serializer.serialize_i32(*value);
    /// `int64`, `sint64` and `sfixed64`.
    Int64: i64, |value, serializer| serializer.collect_str(value);
    /// `uint32` and `fixed32`.
    Uint32: u32, |value, serializer| serializer.serialize_u32(*value);
    /// `uint64` and `fixed64`.
    Uint64: u64, |value, serializer| serializer.collect_str(value);
}

const INTEGER: Reason = "expected an integer";
const NUMBER: Reason = "expected a number";
const RANGE: Reason = "the number is out of range";

/// An integer: a number or a string, also as a float without a fraction.
pub(super) fn integer(token: Token<'_>) -> Result<i128, Reason> {
    match token {
        Token::Unsigned(value) => Ok(value.into()),
        Token::Signed(value) => Ok(value.into()),
        Token::Float(value) => integral(value),
        Token::Text(text) => match text.parse::<i128>() {
            Ok(value) => Ok(value),
            Err(_) => integral(decimal(text).ok_or(INTEGER)?),
        },
        Token::Null | Token::Bool(_) => Err(INTEGER),
    }
}

fn integral(value: f64) -> Result<i128, Reason> {
    // Readers of JSON make a float of an integer that is too long for them: the least `i64` less one is the least `i64` then.
    if !value.is_finite() || value <= i64::MIN as f64 || value >= 1e30 {
        return Err(RANGE);
    }
    if value.fract() != 0.0 {
        return Err(INTEGER);
    }
    Ok(value as i128)
}

/// A float in a string, but no word for one.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let is_number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
    text.bytes().all(is_number).then(|| text.parse().ok())?
}

/// `double`.
#[derive(Debug)]
pub enum Double {}

impl Kind for Double {
    type Value = f64;

    #[inline]
    fn is_zero(value: &f64) -> bool {
        value.to_bits() == 0
    }

    fn put<S: Serializer>(value: &f64, _: View, serializer: S) -> Result<S::Ok, S::Error> {
        put_float(*value, serializer)
    }

    fn get<'de, D: Deserializer<'de>>(value: &mut f64, deserializer: D, _: Depth) -> Result<bool, D::Error> {
        let found = scalar(deserializer, NUMBER, float)?;
        Ok(found.map(|found| *value = found).is_some())
    }
}

/// `float`.
#[derive(Debug)]
pub enum Float {}

impl Kind for Float {
    type Value = f32;

    #[inline]
    fn is_zero(value: &f32) -> bool {
        value.to_bits() == 0
    }

    fn put<S: Serializer>(value: &f32, _: View, serializer: S) -> Result<S::Ok, S::Error> {
        put_float(shortest(*value), serializer)
    }

    fn get<'de, D: Deserializer<'de>>(value: &mut f32, deserializer: D, _: Depth) -> Result<bool, D::Error> {
        let found = scalar(deserializer, NUMBER, |token| {
            let wide = float(token)?;
            // What `f32::MAX` is written as is a little more than it.
            let narrow = wide as f32;
            if wide.is_finite() && narrow.is_infinite() {
                Err(RANGE)
            } else {
                Ok(narrow)
            }
        })?;
        Ok(found.map(|found| *value = found).is_some())
    }
}

pub(super) fn put_float<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.is_nan() {
        serializer.serialize_str("NaN")
    } else if value.is_infinite() {
        serializer.serialize_str(if value < 0.0 { "-Infinity" } else { "Infinity" })
    } else {
        serializer.serialize_f64(value)
    }
}

fn float(token: Token<'_>) -> Result<f64, Reason> {
    let value = match token {
        Token::Unsigned(value) => value as f64,
        Token::Signed(value) => value as f64,
        Token::Float(value) => value,
        Token::Text("NaN") => return Ok(f64::NAN),
        Token::Text("Infinity") => return Ok(f64::INFINITY),
        Token::Text("-Infinity") => return Ok(f64::NEG_INFINITY),
        Token::Text(text) => decimal(text).ok_or(NUMBER)?,
        Token::Null | Token::Bool(_) => return Err(NUMBER),
    };
    if value.is_finite() { Ok(value) } else { Err(RANGE) }
}

/// The number of the fewest digits, six at least, that is this one as a `float`: with it, and not with what the `float` is as a
/// `double`, 0.1 is written `0.1`.
fn shortest(value: f32) -> f64 {
    let wide = f64::from(value);
    if !value.is_finite() || (value.fract() == 0.0 && value.abs() < 1e6) {
        return wide;
    }
    (5..9)
        .find_map(|digits| rounded(wide, digits).filter(|rounded| *rounded as f32 == value))
        .unwrap_or(wide)
}

/// Rounded to so many digits behind the first.
fn rounded(value: f64, digits: usize) -> Option<f64> {
    let mut text = Short::default();
    write!(text, "{value:.digits$e}").ok()?;
    text.as_str().parse().ok()
}

/// A text of a few bytes, which is not allocated.
#[derive(Default)]
pub(super) struct Short {
    bytes: [u8; 32],
    length: usize,
}

impl Short {
    fn as_str(&self) -> &str {
        let written = self.bytes.get(..self.length).unwrap_or_default();
        core::str::from_utf8(written).unwrap_or_default()
    }
}

impl Write for Short {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length.saturating_add(text.len());
        let room = self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_have_as_few_digits_as_make_them_out() {
        for (value, shown) in [
            (0.1_f32, 0.1),
            (f32::MAX, 3.4028235e38),
            (f32::MIN_POSITIVE, 1.1754944e-38),
            (16_777_216.0, 16_777_216.0),
            (1.0 / 3.0, 0.333_333_34),
            (f32::from_bits(1), 1.4e-45_f64),
        ] {
            assert!((shortest(value) as f32) == value, "{value}");
            assert!(
                shortest(value).to_string().len() <= shown.to_string().len() + 5,
                "{value}"
            );
        }
        assert_eq!(shortest(0.1).to_string(), "0.1");
        assert_eq!(shortest(1.0 / 3.0).to_string(), "0.33333334");
    }

    #[test]
    fn integers_are_read_from_floats_and_strings_without_a_fraction() {
        for (token, value) in [
            (Token::Text("5"), 5),
            (Token::Text("-5"), -5),
            (Token::Text("1e2"), 100),
            (Token::Text("7.0"), 7),
            (Token::Float(3.0), 3),
            (Token::Float(1e20), 100_000_000_000_000_000_000),
            (Token::Unsigned(u64::MAX), i128::from(u64::MAX)),
        ] {
            assert_eq!(integer(token), Ok(value));
        }
        for token in [
            Token::Text(""),
            Token::Text(" 1"),
            Token::Text("1.5"),
            Token::Text("inf"),
            Token::Text("NaN"),
            Token::Text("1e999"),
            Token::Float(1.5),
            Token::Float(-9_223_372_036_854_775_808.0),
            Token::Bool(true),
        ] {
            assert!(integer(token).is_err());
        }
    }
}
