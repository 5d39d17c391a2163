//! Maps, whose keys are strings in JSON.

use core::fmt::Display;
use core::hash::Hash;
use core::marker::PhantomData;
use std::collections::{BTreeMap, HashMap, btree_map, hash_map};

use serde::de::{DeserializeSeed, Deserializer, MapAccess};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::fault::{Step, reading, unreadable};
use super::kind::{Get, Kind, Put};
use super::number::{Bool, Int32, Int64, Uint32, Uint64, integer};
use super::object::View;
use super::read::Depth;
use super::text::String;
use super::token::{PRECISE, Reason, Take, Token, scalar, take};

/// The maps that prost has, of keys `K` and values `V`.
pub trait Entries<K, V> {
    /// Whether there are none.
    fn is_empty(&self) -> bool;

    /// All of them.
    fn entries<'e>(&'e self) -> impl Iterator<Item = (&'e K, &'e V)>
    where
        K: 'e,
        V: 'e;

    /// Adds an entry, and returns its value; `None`, if there is one of that key.
    fn vacant(&mut self, key: K) -> Option<&mut V>;
}

impl<K: Eq + Hash, V: Default> Entries<K, V> for HashMap<K, V> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }

    fn entries<'e>(&'e self) -> impl Iterator<Item = (&'e K, &'e V)>
    where
        K: 'e,
        V: 'e,
    {
        self.iter()
    }

    fn vacant(&mut self, key: K) -> Option<&mut V> {
        match self.entry(key) {
            hash_map::Entry::Vacant(entry) => Some(entry.insert(V::default())),
            hash_map::Entry::Occupied(_) => None,
        }
    }
}

impl<K: Ord, V: Default> Entries<K, V> for BTreeMap<K, V> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }

    fn entries<'e>(&'e self) -> impl Iterator<Item = (&'e K, &'e V)>
    where
        K: 'e,
        V: 'e,
    {
        self.iter()
    }

    fn vacant(&mut self, key: K) -> Option<&mut V> {
        match self.entry(key) {
            btree_map::Entry::Vacant(entry) => Some(entry.insert(V::default())),
            btree_map::Entry::Occupied(_) => None,
        }
    }
}

/// A kind of values that maps have as keys.
pub trait Key: Kind {
    /// The key as it is written.
    fn text(key: &Self::Value) -> impl Display;

    /// Reads a key.
    ///
    /// # Errors
    ///
    /// What is expected, if this is none.
    fn parse(text: &str) -> Result<Self::Value, Reason>;
}

impl Key for String {
    fn text(key: &Self::Value) -> impl Display {
        key
    }

    fn parse(text: &str) -> Result<Self::Value, Reason> {
        Ok(text.to_owned())
    }
}

impl Key for Bool {
    fn text(key: &bool) -> impl Display {
        key
    }

    fn parse(text: &str) -> Result<bool, Reason> {
        text.parse().map_err(|_| "expected \"true\" or \"false\" as a key")
    }
}

macro_rules! integers {
    ($($name:ident: $type:ty;)*) => { $(
        impl Key for $name {
            fn text(key: &$type) -> impl Display {
                key
            }

            fn parse(text: &str) -> Result<$type, Reason> {
                const EXPECTED: Reason = "expected an integer within range as a key";
                integer(Token::Text(text)).ok().and_then(|key| key.try_into().ok()).ok_or(EXPECTED)
            }
        }
    )* };
}

integers! {
    Int32: i32;
    Int64: i64;
    Uint32: u32;
    Uint64: u64;
}

/// A map to be written.
pub(super) struct PutEntries<'e, K, V, E> {
    pub(super) entries: &'e E,
    pub(super) view: View,
    pub(super) kinds: PhantomData<(K, V)>,
}

impl<K: Key, V: Kind, E: Entries<K::Value, V::Value>> Serialize for PutEntries<'_, K, V, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in self.entries.entries() {
            map.serialize_entry(&KeyText(K::text(key)), &Put::<V>(value, self.view))?;
        }
        map.end()
    }
}

struct KeyText<T>(T);

impl<T: Display> Serialize for KeyText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A map to be read.
pub(super) struct GetEntries<'e, K, V, E> {
    pub(super) entries: &'e mut E,
    pub(super) depth: Depth,
    pub(super) kinds: PhantomData<(K, V)>,
}

impl<'de, K: Key, V: Kind, E: Entries<K::Value, V::Value>> DeserializeSeed<'de> for GetEntries<'_, K, V, E> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        take(deserializer, self)
    }
}

impl<'de, K: Key, V: Kind, E: Entries<K::Value, V::Value>> Take<'de> for GetEntries<'_, K, V, E> {
    type Value = ();

    fn expected(&self) -> Reason {
        "expected an object"
    }

    fn token(self, token: Token<'_>) -> Result<(), Reason> {
        match token {
            Token::Null => Ok(()),
            _ => Err(self.expected()),
        }
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        // The entry is a message around its value.
        let depth = self.depth.below().map_err(unreadable)?;
        let (mut read, mut precise) = (0_usize, false);
        while let Some((key, is_precise)) = object.next_key_seed(KeySeed::<K>(PhantomData))? {
            read += 1;
            precise |= is_precise;
            let value = self
                .entries
                .vacant(key)
                .ok_or_else(|| unreadable("a key stands twice"))?;
            let step = |error| reading(error, Step::Entry);
            if !object.next_value_seed(Get::<V>(value, depth)).map_err(step)? {
                return Err(step(unreadable("null is no value")));
            }
        }
        if precise && read == 1 {
            return Err(unreadable("expected an object"));
        }
        Ok(())
    }
}

/// A key, and whether it is that of a number: see [`PRECISE`].
struct KeySeed<K>(PhantomData<K>);

impl<'de, K: Key> DeserializeSeed<'de> for KeySeed<K> {
    type Value = (K::Value, bool);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let key = scalar(deserializer, "expected a key", |token| match token {
            Token::Text(PRECISE) => K::parse(PRECISE)
                .map(|key| (key, true))
                .map_err(|_| "expected an object"),
            Token::Text(text) => K::parse(text).map(|key| (key, false)),
            _ => Err("expected a key"),
        })?;
        key.ok_or_else(|| unreadable("expected a key"))
    }
}
