//! The kinds of values: one for each of protobuf's types that JSON tells apart.

use core::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, DeserializeSeed, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::fault::unreadable;
use super::object::View;
use super::read::Depth;

/// A kind of values, with the Rust type that prost gives them.
pub trait Kind {
    /// The type of the values.
    type Value: Default;

    /// Whether a field without presence is left out for this value.
    #[inline]
    fn is_zero(value: &Self::Value) -> bool {
        let _ = value;
        false
    }

    /// Writes a value; what is masked in it, unless it is exposed, is shown masked.
    ///
    /// # Errors
    ///
    /// The serializer's; a value that has no form in JSON.
    fn put<S: Serializer>(value: &Self::Value, view: View, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads a value into what holds the default; `false` for a null that stands for no value.
    ///
    /// # Errors
    ///
    /// The deserializer's; what is no value of the kind.
    fn get<'de, D: Deserializer<'de>>(value: &mut Self::Value, deserializer: D, depth: Depth)
    -> Result<bool, D::Error>;
}

/// A value to be written.
pub(super) struct Put<'v, K: Kind>(pub(super) &'v K::Value, pub(super) View);

impl<K: Kind> Serialize for Put<'_, K> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        K::put(self.0, self.1, serializer)
    }
}

/// A value to be read, by [`Kind::get`].
pub(super) struct Get<'v, K: Kind>(pub(super) &'v mut K::Value, pub(super) Depth);

impl<'de, K: Kind> DeserializeSeed<'de> for Get<'_, K> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        K::get(self.0, deserializer, self.1)
    }
}

/// A value in a box.
#[derive(Debug)]
pub struct Boxed<K>(PhantomData<K>);

impl<K: Kind> Kind for Boxed<K> {
    type Value = Box<K::Value>;

    fn is_zero(value: &Self::Value) -> bool {
        K::is_zero(value)
    }

    fn put<S: Serializer>(value: &Self::Value, view: View, serializer: S) -> Result<S::Ok, S::Error> {
        K::put(value, view, serializer)
    }

    fn get<'de, D: Deserializer<'de>>(
        value: &mut Self::Value,
        deserializer: D,
        depth: Depth,
    ) -> Result<bool, D::Error> {
        K::get(value, deserializer, depth)
    }
}

/// A message of another crate, which knows itself how it is written and read.
#[derive(Debug)]
pub struct Foreign<T>(PhantomData<T>);

impl<T: Serialize + DeserializeOwned + Default> Kind for Foreign<T> {
    type Value = T;

    fn put<S: Serializer>(value: &T, _: View, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    fn get<'de, D: Deserializer<'de>>(value: &mut T, deserializer: D, _: Depth) -> Result<bool, D::Error> {
        // Its errors may quote what it was given.
        let found =
            Option::deserialize(deserializer).map_err(|_| unreadable::<D::Error>("its type does not take it"))?;
        Ok(found.map(|found| *value = found).is_some())
    }
}
