//! What is written and read as a whole: a message, or what a program holds messages in, such as the rows of a page.

use core::hash::{BuildHasher, Hash};
use core::marker::PhantomData;
use std::collections::{BTreeMap, HashMap};

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::fault::{Step, read, reading, unreadable, writing, written};
use super::message::{Read, Write, get, put};
use super::object::View;
use super::read::Depth;
use super::token::{Reason, Take, take};

/// A message that can be written as JSON, or a list, map or option of such.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as JSON",
    note = "`protoseal-build` makes what it shows writable, unless told `configure().json(false)`; what masks nothing, where told `.json_for([\".path\"])`"
)]
pub trait WriteWhole {
    /// Writes it; what is masked in it, unless it is exposed, is shown masked.
    ///
    /// # Errors
    ///
    /// Those of [`Write::write`].
    fn write_whole<S: Serializer>(&self, view: View, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A message that can be read from JSON, or a list, map or option of such.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from JSON",
    note = "`protoseal-build` makes clear and wire types readable, unless told `configure().json(false)`; what masks nothing, where told `.json_for([\".path\"])`"
)]
pub trait ReadWhole: Sized {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// Those of [`Read::read`].
    fn read_whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// JSON of a type that masks something.
#[derive(Debug)]
pub enum Masked {}

/// What [`Masked`] is for no type: the bound of their `Deserialize`, so that the compiler says how they are read.
///
/// ```compile_fail,E0277
/// struct Order;
/// impl protoseal::codegen::json::Data<'_, Order> for protoseal::codegen::json::Masked {}
/// ```
#[diagnostic::on_unimplemented(
    message = "JSON of `{T}` may be masked, so that it is not read as `{T}`",
    label = "read as `protoseal::Exposed<..>` instead, or held as that",
    note = "`Exposed<{T}>` reads what `exposed()` writes: let Exposed(value) = serde_json::from_str(text)?;"
)]
pub trait Data<'de, T>: nothing::Nothing<'de, T> {
    /// Never called.
    ///
    /// # Errors
    ///
    /// None.
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;
}

mod nothing {
    /// Out of reach, so that nobody can say that masked JSON is data.
    pub trait Nothing<'de, T> {}
}

/// Writes messages; unless they are exposed, what their schema masks is masked or left out.
///
/// # Errors
///
/// Those of [`Write::write`], with the path to the field.
pub fn serialize<T: WriteWhole + ?Sized, S: Serializer>(
    value: &T,
    exposed: bool,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.write_whole(View::new(exposed), serializer).map_err(written)
}

/// Reads messages.
///
/// # Errors
///
/// Those of [`Read::read`], with the path to the field.
pub fn deserialize<'de, T: ReadWhole, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read_whole(deserializer).map_err(read)
}

impl<T: Write> WriteWhole for T {
    fn write_whole<S: Serializer>(&self, view: View, serializer: S) -> Result<S::Ok, S::Error> {
        put(self, view, serializer)
    }
}

impl<T: Read> ReadWhole for T {
    fn read_whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut message = T::default();
        if get(&mut message, deserializer, Depth::default())? {
            Ok(message)
        } else {
            Err(unreadable("expected an object"))
        }
    }
}

/// By value and by reference, which is what `exposed()` has.
macro_rules! containers {
    ($([$($generics:tt)*] $type:ty, |$value:ident, $view:ident, $serializer:ident| $write:expr;)*) => { $(
        impl<$($generics)*> WriteWhole for $type {
            fn write_whole<Z: Serializer>(&self, $view: View, $serializer: Z) -> Result<Z::Ok, Z::Error> {
                let $value = self;
                $write
            }
        }

        impl<$($generics)*> WriteWhole for &$type {
            fn write_whole<Z: Serializer>(&self, view: View, serializer: Z) -> Result<Z::Ok, Z::Error> {
                (**self).write_whole(view, serializer)
            }
        }
    )* };
}

containers! {
    [T: WriteWhole] [T], |values, view, serializer| put_list(values, view, serializer);
    [T: WriteWhole] Vec<T>, |values, view, serializer| put_list(values, view, serializer);
    [T: WriteWhole, const N: usize] [T; N], |values, view, serializer| put_list(values, view, serializer);
    [T: WriteWhole] Option<T>, |value, view, serializer| match value {
        Some(value) => value.write_whole(view, serializer),
        None => serializer.serialize_none(),
    };
    [K: Serialize, T: WriteWhole, H] HashMap<K, T, H>, |map, view, serializer| put_map(map, view, serializer);
    [K: Serialize, T: WriteWhole] BTreeMap<K, T>, |map, view, serializer| put_map(map, view, serializer);
}

struct Element<'v, T>(&'v T, View);

impl<T: WriteWhole> Serialize for Element<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write_whole(self.1, serializer)
    }
}

fn put_list<T: WriteWhole, S: Serializer>(values: &[T], view: View, serializer: S) -> Result<S::Ok, S::Error> {
    let mut list = serializer.serialize_seq(Some(values.len()))?;
    for (index, value) in values.iter().enumerate() {
        let written = list.serialize_element(&Element(value, view));
        written.map_err(|error| writing(error, Step::Element(index)))?;
    }
    list.end()
}

fn put_map<'m, K: Serialize + 'm, T: WriteWhole + 'm, S: Serializer>(
    entries: impl IntoIterator<Item = (&'m K, &'m T)>,
    view: View,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (key, value) in entries {
        let written = map.serialize_entry(key, &Element(value, view));
        written.map_err(|error| writing(error, Step::Entry))?;
    }
    map.end()
}

impl<T: ReadWhole> ReadWhole for Vec<T> {
    fn read_whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        take(deserializer, TakeList(PhantomData))
    }
}

impl<T: ReadWhole> ReadWhole for Option<T> {
    fn read_whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Option::<Whole<T>>::deserialize(deserializer)?;
        Ok(read.map(|Whole(value)| value))
    }
}

impl<K, T, H> ReadWhole for HashMap<K, T, H>
where
    K: for<'k> Deserialize<'k> + Eq + Hash,
    T: ReadWhole,
    H: BuildHasher + Default,
{
    fn read_whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let insert = |map: &mut Self, key, value| map.insert(key, value).is_none();
        let types = PhantomData;
        take(deserializer, TakeMap { insert, types })
    }
}

impl<K: for<'k> Deserialize<'k> + Ord, T: ReadWhole> ReadWhole for BTreeMap<K, T> {
    fn read_whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let insert = |map: &mut Self, key, value| map.insert(key, value).is_none();
        let types = PhantomData;
        take(deserializer, TakeMap { insert, types })
    }
}

/// A value, as serde's own containers read it.
struct Whole<T>(T);

impl<'de, T: ReadWhole> Deserialize<'de> for Whole<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read_whole(deserializer).map(Whole)
    }
}

struct TakeList<T>(PhantomData<T>);

impl<'de, T: ReadWhole> Take<'de> for TakeList<T> {
    type Value = Vec<T>;

    fn expected(&self) -> Reason {
        "expected a list"
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut values = Vec::new();
        loop {
            let index = values.len();
            match list.next_element() {
                Ok(Some(Whole(value))) => values.push(value),
                Ok(None) => return Ok(values),
                Err(error) => return Err(reading(error, Step::Element(index))),
            }
        }
    }
}

/// With what inserts an entry, unless there is one of its key.
struct TakeMap<M, K, T, I> {
    insert: I,
    types: PhantomData<(M, K, T)>,
}

impl<'de, M, K, T, I> Take<'de> for TakeMap<M, K, T, I>
where
    M: Default,
    K: Deserialize<'de>,
    T: ReadWhole,
    I: Fn(&mut M, K, T) -> bool,
{
    type Value = M;

    fn expected(&self) -> Reason {
        "expected an object"
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<M, A::Error> {
        let mut map = M::default();
        while let Some(key) = object.next_key_seed(Key(PhantomData))? {
            let Whole(value) = object.next_value().map_err(|error| reading(error, Step::Entry))?;
            if !(self.insert)(&mut map, key, value) {
                return Err(unreadable("a key stands twice"));
            }
        }
        Ok(map)
    }
}

struct Key<K>(PhantomData<K>);

impl<'de, K: Deserialize<'de>> DeserializeSeed<'de> for Key<K> {
    type Value = K;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<K, D::Error> {
        // Its own error may quote the key.
        K::deserialize(deserializer).map_err(|_| unreadable("a key that its type does not take"))
    }
}
