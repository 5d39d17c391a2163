//! Secrets: shown where all is, and nowhere else.

use core::marker::PhantomData;

use serde::de::Deserializer;
use serde::ser::Serializer;

use super::bytes::put_bytes;
use super::kind::Kind;
use super::object::View;
use super::read::Depth;
use crate::mask::HIDDEN;

/// What kinds of strings and bytes are in a [`Secret`](crate::Secret).
#[derive(Debug)]
pub struct SecretOf<K>(PhantomData<K>);

macro_rules! secrets {
    ($($kind:ident: $type:ty, $borrowed:ty, $put:expr;)*) => { $(
        impl Kind for SecretOf<super::$kind> {
            type Value = crate::Secret<$type>;

            fn is_zero(value: &Self::Value) -> bool {
                value.is_empty()
            }

            fn put<S: Serializer>(value: &Self::Value, view: View, serializer: S) -> Result<S::Ok, S::Error> {
                if !view.exposed {
                    return serializer.serialize_str(HIDDEN);
                }
                let put: fn(&$borrowed, S) -> Result<S::Ok, S::Error> = $put;
                put(value.expose(), serializer)
            }

            fn get<'de, D: Deserializer<'de>>(
                value: &mut Self::Value,
                deserializer: D,
                depth: Depth,
            ) -> Result<bool, D::Error> {
                let mut found = <$type>::default();
                let is_some = super::$kind::get(&mut found, deserializer, depth)?;
                *value = found.into();
                Ok(is_some)
            }
        }
    )* };
}

secrets! {
    String: std::string::String, str, |text, serializer| serializer.serialize_str(text);
    ByteVec: Vec<u8>, [u8], put_bytes;
}
