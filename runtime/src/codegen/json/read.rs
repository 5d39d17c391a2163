//! Reads the fields of a message.

use core::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess};

use super::entries::{Entries, GetEntries, Key};
use super::fault::{Step, is_name, reading, unreadable};
use super::kind::{Get, Kind};
use super::message::Read;
use super::token::{PRECISE, Reason, Take, Token, take};
use crate::limits::DEPTH;

/// How many messages a message stands in, counted as prost counts them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Depth(u32);

impl Depth {
    /// One message further down; not below [`DEPTH`].
    pub(super) fn below(self) -> Result<Self, Reason> {
        if self.0 < DEPTH {
            Ok(Self(self.0 + 1))
        } else {
            Err("messages nest too deep")
        }
    }
}

/// A member of an object, whose name is read and whose value is not.
#[derive(Debug)]
pub struct Member<'r, A> {
    object: &'r mut A,
    name: &'r str,
    seen: &'r mut Vec<u32>,
    depth: Depth,
}

impl<'de, A: MapAccess<'de>> Member<'_, A> {
    /// A value, be it zero: of a field without presence, or a proto2 `required` one; null leaves it as it is.
    ///
    /// # Errors
    ///
    /// A field that stands twice, and those of [`Kind::get`]; here and in what follows.
    pub fn plain<K: Kind>(mut self, number: u32, value: &mut K::Value) -> Result<(), A::Error> {
        self.once(number)?;
        self.value::<K>(value)?;
        Ok(())
    }

    /// A field with presence.
    pub fn optional<K: Kind>(mut self, number: u32, value: &mut Option<K::Value>) -> Result<(), A::Error> {
        self.once(number)?;
        if !self.value::<K>(value.insert(K::Value::default()))? {
            *value = None;
        }
        Ok(())
    }

    /// A repeated field.
    pub fn list<K: Kind>(mut self, number: u32, values: &mut Vec<K::Value>) -> Result<(), A::Error> {
        self.once(number)?;
        let depth = self.depth;
        self.seed(GetElements::<K> { values, depth })
    }

    /// A map.
    pub fn map<K: Key, V: Kind>(
        mut self,
        number: u32,
        entries: &mut impl Entries<K::Value, V::Value>,
    ) -> Result<(), A::Error> {
        self.once(number)?;
        let (depth, kinds) = (self.depth, PhantomData);
        self.seed(GetEntries::<K, V, _> { entries, depth, kinds })
    }

    /// A member of a oneof.
    pub fn one_of<K: Kind, T>(
        mut self,
        number: u32,
        oneof: &mut Option<T>,
        variant: impl FnOnce(K::Value) -> T,
    ) -> Result<(), A::Error> {
        self.once(number)?;
        let mut value = K::Value::default();
        if !self.value::<K>(&mut value)? {
            return Ok(());
        }
        if oneof.is_some() {
            return Err(self.refuse("another member of its oneof is set too"));
        }
        *oneof = Some(variant(value));
        Ok(())
    }

    /// A member that the schema does not know.
    pub fn unknown(self) -> Result<(), A::Error> {
        if self.name == PRECISE {
            return Err(unreadable("expected an object"));
        }
        // What else stands there may be a value in the wrong place.
        if self.name.len() <= 64 && is_name(self.name) {
            Err(self.refuse("no such field"))
        } else {
            Err(unreadable("a name that is none of a field"))
        }
    }

    fn once(&mut self, number: u32) -> Result<(), A::Error> {
        if self.seen.contains(&number) {
            return Err(self.refuse("the field stands twice"));
        }
        self.seen.push(number);
        Ok(())
    }

    fn value<K: Kind>(&mut self, value: &mut K::Value) -> Result<bool, A::Error> {
        self.seed(Get::<K>(value, self.depth))
    }

    fn seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        let read = self.object.next_value_seed(seed);
        read.map_err(|error| reading(error, Step::Field(self.name)))
    }

    #[cold]
    fn refuse(&self, reason: Reason) -> A::Error {
        reading(unreadable(reason), Step::Field(self.name))
    }
}

/// Reads what is left of an object into a message.
pub(super) fn members<'de, T: Read, A: MapAccess<'de>>(
    message: &mut T,
    mut object: A,
    depth: Depth,
) -> Result<(), A::Error> {
    let mut seen = Vec::new();
    while let Some(name) = object.next_key_seed(Name)? {
        message.read(
            &name,
            Member {
                object: &mut object,
                name: &name,
                seen: &mut seen,
                depth,
            },
        )?;
    }
    Ok(())
}

/// The name of a member, borrowed where that can be.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = std::borrow::Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Name {
    fn refuse<E: Error, T>() -> Result<T, E> {
        Err(unreadable("expected a name"))
    }
}

impl<'de> serde::de::Visitor<'de> for Name {
    type Value = std::borrow::Cow<'de, str>;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(name.into())
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(name.to_owned().into())
    }

    // Some formats have keys of other types, which may be values in the wrong place: serde's own words would quote them.
    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Self::refuse()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
        Self::refuse()
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<Self::Value, E> {
        Self::refuse()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
        Self::refuse()
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<Self::Value, E> {
        Self::refuse()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Self::refuse()
    }
}

/// Reads a list.
pub(super) struct GetElements<'v, K: Kind> {
    pub(super) values: &'v mut Vec<K::Value>,
    pub(super) depth: Depth,
}

impl<'de, K: Kind> DeserializeSeed<'de> for GetElements<'_, K> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        take(deserializer, self)
    }
}

impl<'de, K: Kind> Take<'de> for GetElements<'_, K> {
    type Value = ();

    fn expected(&self) -> Reason {
        "expected a list"
    }

    fn token(self, token: Token<'_>) -> Result<(), Reason> {
        match token {
            Token::Null => Ok(()),
            _ => Err(self.expected()),
        }
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        // Read where they stand: messages are large, and each level of them would hold one more on the stack.
        for index in 0.. {
            self.values.push(K::Value::default());
            let Some(value) = self.values.last_mut() else { break };
            let step = |error| reading(error, Step::Element(index));
            match list.next_element_seed(Get::<K>(value, self.depth)).map_err(step)? {
                Some(true) => {}
                Some(false) => return Err(step(unreadable("null is no value"))),
                None => break,
            }
        }
        self.values.pop();
        Ok(())
    }
}
