//! Writes the fields of a message.

use core::marker::PhantomData;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::entries::{Entries, Key, PutEntries};
use super::fault::{Step, writing};
use super::kind::{Kind, Put};
use super::read::Depth;
use super::secret::SecretOf;
use super::text::String;
use super::token::Reason;
use crate::Mask;
use crate::mask::HIDDEN;

/// A message that is being written, field by field.
#[derive(Debug)]
pub struct Object<M> {
    map: M,
    view: View,
}

/// How a value is looked at: whether all of it is shown, and how deep it stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct View {
    pub(super) exposed: bool,
    depth: Depth,
}

impl View {
    pub(super) fn new(exposed: bool) -> Self {
        let depth = Depth::default();
        View { exposed, depth }
    }

    /// One message further down.
    pub(super) fn below(self) -> Result<Self, Reason> {
        let (exposed, depth) = (self.exposed, self.depth.below()?);
        Ok(View { exposed, depth })
    }
}

impl<M: SerializeMap> Object<M> {
    pub(super) fn begin<S>(serializer: S, view: View) -> Result<Self, S::Error>
    where
        S: Serializer<SerializeMap = M>,
    {
        let map = serializer.serialize_map(None)?;
        Ok(Object { map, view })
    }

    pub(super) fn end(self) -> Result<M::Ok, M::Error> {
        self.map.end()
    }

    /// Whether all is shown, what is masked too.
    #[inline]
    pub fn exposed(&self) -> bool {
        self.view.exposed
    }

    /// A value, be it zero: of a proto2 `required` field or a member of a oneof.
    ///
    /// # Errors
    ///
    /// Those of [`Kind::put`]; here and in what follows.
    #[inline]
    pub fn always<K: Kind>(&mut self, name: &'static str, value: &K::Value) -> Result<(), M::Error> {
        self.entry(name, &Put::<K>(value, self.view))
    }

    /// A field without presence.
    #[inline]
    pub fn plain<K: Kind>(&mut self, name: &'static str, value: &K::Value) -> Result<(), M::Error> {
        if K::is_zero(value) {
            Ok(())
        } else {
            self.always::<K>(name, value)
        }
    }

    /// A field with presence.
    #[inline]
    pub fn optional<K: Kind>(&mut self, name: &'static str, value: &Option<K::Value>) -> Result<(), M::Error> {
        value.as_ref().map_or(Ok(()), |value| self.always::<K>(name, value))
    }

    /// A repeated field.
    #[inline]
    pub fn list<K: Kind>(&mut self, name: &'static str, values: &[K::Value]) -> Result<(), M::Error> {
        let view = self.view;
        self.elements(name, values, |value| Put::<K>(value, view))
    }

    /// A map.
    pub fn map<K: Key, V: Kind>(
        &mut self,
        name: &'static str,
        entries: &impl Entries<K::Value, V::Value>,
    ) -> Result<(), M::Error> {
        if entries.is_empty() {
            return Ok(());
        }
        let entries = PutEntries::<K, V, _> {
            entries,
            view: self.view,
            kinds: PhantomData,
        };
        self.entry(name, &entries)
    }

    /// A masked string of a field without presence, be it empty.
    pub fn masked<T: Text>(&mut self, name: &'static str, value: &T, mask: Mask) -> Result<(), M::Error> {
        if self.view.exposed {
            return self.plain::<T::Kind>(name, value);
        }
        self.entry(name, &Masked(mask, value.text()))
    }

    /// A masked string of a proto2 `required` field, or of a member of a oneof.
    pub fn masked_always<T: Text>(&mut self, name: &'static str, value: &T, mask: Mask) -> Result<(), M::Error> {
        if self.view.exposed {
            return self.always::<T::Kind>(name, value);
        }
        self.entry(name, &Masked(mask, value.text()))
    }

    /// A masked string of a field with presence, be it unset.
    pub fn masked_optional<T: Text>(
        &mut self,
        name: &'static str,
        value: &Option<T>,
        mask: Mask,
    ) -> Result<(), M::Error> {
        if self.view.exposed {
            return self.optional::<T::Kind>(name, value);
        }
        self.entry(name, &Masked(mask, value.as_ref().map(T::text).unwrap_or_default()))
    }

    /// A repeated field of masked strings.
    pub fn masked_list<T: Text>(&mut self, name: &'static str, values: &[T], mask: Mask) -> Result<(), M::Error> {
        if self.view.exposed {
            return self.list::<T::Kind>(name, values);
        }
        self.elements(name, values, |value| Masked(mask, value.text()))
    }

    pub(super) fn entry(&mut self, name: &'static str, value: &impl Serialize) -> Result<(), M::Error> {
        let written = self.map.serialize_entry(name, value);
        written.map_err(|error| writing(error, Step::Field(name)))
    }

    fn elements<'v, T, P: Serialize>(
        &mut self,
        name: &'static str,
        values: &'v [T],
        put: impl Fn(&'v T) -> P,
    ) -> Result<(), M::Error> {
        if values.is_empty() {
            Ok(())
        } else {
            self.entry(name, &Elements(values, put))
        }
    }
}

struct Elements<'v, T, F>(&'v [T], F);

impl<'v, T, F: Fn(&'v T) -> P, P: Serialize> Serialize for Elements<'v, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for value in self.0 {
            list.serialize_element(&(self.1)(value))?;
        }
        list.end()
    }
}

/// A string that can be masked.
pub trait Text: Sized {
    /// The kind of its values.
    type Kind: Kind<Value = Self>;

    /// What a mask is laid on.
    fn text(&self) -> &str;
}

impl Text for std::string::String {
    type Kind = String;

    fn text(&self) -> &str {
        self
    }
}

/// Masked in full, whatever the mask.
impl Text for crate::Secret<std::string::String> {
    type Kind = SecretOf<String>;

    fn text(&self) -> &str {
        ""
    }
}

/// A string under a mask; one that is not set looks as an empty one.
struct Masked<'v>(Mask, &'v str);

impl Serialize for Masked<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Mask::Full => serializer.serialize_str(HIDDEN),
            mask => serializer.collect_str(&mask.of(self.1)),
        }
    }
}
