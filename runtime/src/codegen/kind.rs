//! How single values are encoded, a type for each of protobuf's scalar types.
//!
//! Own, and not prost's: these write and read the short forms that nearly all values have, and leave what is odd to prost.

use bytes::Bytes as Shared;

use super::read;
use super::write;
use crate::Secret;
use crate::sealer::Writing;

/// One of protobuf's scalar types, with the Rust type that prost gives its values.
pub trait Kind {
    /// The type of the values.
    type Value: Default + PartialEq;

    /// The wire type.
    const WIRE: u32;

    /// Whether the value is the type's zero value, which a field without presence does not send.
    #[inline]
    fn is_zero(value: &Self::Value) -> bool {
        *value == Self::Value::default()
    }

    /// Writes a value.
    fn put(value: &Self::Value, writing: &mut Writing<'_>);

    /// Writes the key of a field, and a value.
    fn put_keyed(key: u64, value: &Self::Value, writing: &mut Writing<'_>);

    /// Reads a value, as prost does, off the front of the bytes, to where it stays; `None` where prost would refuse it.
    fn get(bytes: &mut &[u8], into: &mut Self::Value) -> Option<()>;
}

macro_rules! varints {
    ($($(#[$doc:meta])* $name:ident: $type:ty, |$value:ident| $encode:expr, |$varint:ident| $decode:expr;)*) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}

        impl Kind for $name {
            type Value = $type;

            const WIRE: u32 = 0;

            #[inline]
            fn put($value: &$type, writing: &mut Writing<'_>) {
                write::varint($encode, writing);
            }

            #[inline]
            fn put_keyed(key: u64, $value: &$type, writing: &mut Writing<'_>) {
                write::keyed_varint(key, $encode, writing);
            }

            #[inline]
            fn get(bytes: &mut &[u8], into: &mut $type) -> Option<()> {
                let $varint = read::varint(bytes)?;
                *into = $decode;
                Some(())
            }
        }
    )* };
}

// What does not fit is cut off, as protobuf has it for values of a wider type.
varints! {
    /// `bool`.
    Bool: bool, |value| u64::from(*value), |varint| varint != 0;
    /// `int32`, and every enum.
    Int32: i32, |value| i64::from(*value) as u64, |varint| varint as i32;
    /// `int64`.
    Int64: i64, |value| *value as u64, |varint| varint as i64;
    /// `uint32`.
    Uint32: u32, |value| u64::from(*value), |varint| varint as u32;
    /// `uint64`.
    Uint64: u64, |value| *value, |varint| varint;
    /// `sint32`.
    Sint32: i32, |value| u64::from((*value << 1 ^ *value >> 31) as u32), |varint| {
        let varint = varint as u32;
        (varint >> 1) as i32 ^ -((varint & 1) as i32)
    };
    /// `sint64`.
    Sint64: i64, |value| (*value << 1 ^ *value >> 63) as u64, |varint| (varint >> 1) as i64 ^ -((varint & 1) as i64);
}

macro_rules! fixed {
    ($($(#[$doc:meta])* $name:ident: $type:ty, $wire:expr;)*) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}

        impl Kind for $name {
            type Value = $type;

            const WIRE: u32 = $wire;

            #[inline]
            fn put(value: &$type, writing: &mut Writing<'_>) {
                writing.output.put(&value.to_le_bytes());
            }

            #[inline]
            fn put_keyed(key: u64, value: &$type, writing: &mut Writing<'_>) {
                write::varint(key, writing);
                Self::put(value, writing);
            }

            #[inline]
            fn get(bytes: &mut &[u8], into: &mut $type) -> Option<()> {
                let (value, rest) = bytes.split_first_chunk()?;
                *bytes = rest;
                *into = <$type>::from_le_bytes(*value);
                Some(())
            }
        }
    )* };
}

fixed! {
    /// `fixed32`.
    Fixed32: u32, 5;
    /// `fixed64`.
    Fixed64: u64, 1;
    /// `sfixed32`.
    Sfixed32: i32, 5;
    /// `sfixed64`.
    Sfixed64: i64, 1;
    /// `float`.
    Float: f32, 5;
    /// `double`.
    Double: f64, 1;
}

macro_rules! delimited {
    ($($(#[$doc:meta])* $name:ident: $type:ty, |$value:ident| $bytes:expr, |$slice:ident| $decode:expr;)*) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}

        impl Kind for $name {
            type Value = $type;

            const WIRE: u32 = 2;

            #[inline]
            fn put($value: &$type, writing: &mut Writing<'_>) {
                let bytes: &[u8] = $bytes;
                write::varint(bytes.len() as u64, writing);
                writing.output.put(bytes);
            }

            #[inline]
            fn put_keyed(key: u64, $value: &$type, writing: &mut Writing<'_>) {
                write::keyed_bytes(key, $bytes, writing);
            }

            fn get(bytes: &mut &[u8], into: &mut $type) -> Option<()> {
                let $slice = read::slice(bytes)?;
                *into = $decode?;
                Some(())
            }
        }
    )* };
}

// A string is checked before it is copied: to read what was just written makes the processor wait.
delimited! {
    /// `string`.
    String: std::string::String, |value| value.as_bytes(), |slice| core::str::from_utf8(slice).ok().map(str::to_owned);
    /// `bytes` as a `Vec<u8>`.
    ByteVec: Vec<u8>, |value| value, |slice| Some(slice.to_vec());
    /// `bytes` as `Bytes`.
    Bytes: Shared, |value| value, |slice| Some(Shared::copy_from_slice(slice));
    /// `string` as a secret.
    SecretString: Secret<std::string::String>, |value| value.expose().as_bytes(), |slice| {
        core::str::from_utf8(slice).ok().map(Secret::from)
    };
    /// `bytes` as a secret.
    SecretBytes: Secret<Vec<u8>>, |value| value.expose(), |slice| Some(Secret::from(slice));
}
