//! Reads the fields of a message, for [`Sealable::read`]: scalars, messages without sealed fields, children.
//!
//! What is read is what prost would read. `None` is [`Sealable::read`]'s: it declines, be it because prost would refuse the bytes or
//! because they are odd.

use prost::Message;

use super::kind::Kind;
use super::{Counted, Field, MapKey, Place, Sealable};
use crate::encoding::read_varint;
use crate::limits::DEPTH;
use crate::opener::Opening;

pub use crate::opener::Slices;

const DELIMITED: u32 = 2;

/// A base-128 varint.
#[inline(always)]
pub(super) fn varint(bytes: &mut &[u8]) -> Option<u64> {
    match bytes.split_first() {
        Some((&byte, rest)) if byte < 0x80 => {
            *bytes = rest;
            Some(u64::from(byte))
        }
        _ => long(bytes),
    }
}

#[inline(never)]
fn long(bytes: &mut &[u8]) -> Option<u64> {
    let (value, rest) = read_varint(bytes)?;
    *bytes = rest;
    Some(value)
}

/// The bytes of a string, of bytes or of a message.
#[inline]
pub fn slice<'b>(bytes: &mut &'b [u8]) -> Option<&'b [u8]> {
    let length = usize::try_from(varint(bytes)?).ok()?;
    let (value, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(value)
}

/// The number of the next field × 8 + its wire type.
#[inline]
pub fn key(bytes: &mut &[u8]) -> Option<u32> {
    u32::try_from(varint(bytes)?).ok()
}

/// Skips a field that the schema does not know; `known` are the numbers of those that it does, which are declined. So is any in a
/// message that stands as deep as can be, where prost refuses it.
pub fn unknown(key: u32, bytes: &mut &[u8], known: &[u32], place: &Place<'_>) -> Option<()> {
    let number = key >> 3;
    if number == 0 || known.contains(&number) || place.is_deepest() {
        return None;
    }
    match key & 7 {
        0 => varint(bytes).map(drop),
        1 => bytes.split_off(..8).map(drop),
        2 => slice(bytes).map(drop),
        5 => bytes.split_off(..4).map(drop),
        _ => None,
    }
}

/// A value, to where it stays: what is moved just after it was written makes the processor wait.
#[inline]
pub fn one<K: Kind>(bytes: &mut &[u8], into: &mut K::Value) -> Option<()> {
    K::get(bytes, into)
}

/// A value of a field with presence.
#[inline]
pub fn optional<K: Kind>(bytes: &mut &[u8], into: &mut Option<K::Value>) -> Option<()> {
    K::get(bytes, into.get_or_insert_default())
}

/// A value of a oneof.
#[inline]
pub fn value<K: Kind>(bytes: &mut &[u8]) -> Option<K::Value> {
    let mut value = K::Value::default();
    K::get(bytes, &mut value)?;
    Some(value)
}

/// An element of a repeated field.
#[inline]
pub fn more<K: Kind>(bytes: &mut &[u8], values: &mut Vec<K::Value>) -> Option<()> {
    values.push(K::Value::default());
    K::get(bytes, values.last_mut()?)
}

/// The elements of a packed repeated field.
pub fn packed<K: Kind>(bytes: &mut &[u8], values: &mut Vec<K::Value>) -> Option<()> {
    let mut packed = slice(bytes)?;
    while !packed.is_empty() {
        more::<K>(&mut packed, values)?;
    }
    Some(())
}

/// An entry of a map of scalars or enums, in the message at this place.
pub fn entry<K: Kind, V: Kind>(
    bytes: &mut &[u8],
    place: &Place<'_>,
    entries: &mut impl Extend<(K::Value, V::Value)>,
) -> Option<()> {
    let mut value = V::Value::default();
    let name = any_entry::<K>(bytes, place, V::WIRE, |bytes| V::get(bytes, &mut value))?;
    entries.extend([(name, value)]);
    Some(())
}

/// A message without sealed fields, in the message at this place. `levels`: see [`size::messages`](super::size::messages).
///
/// Should it hold groups, nested deep, that its schema does not know, it may be read where prost would refuse it.
pub fn message<M: Message + Default>(bytes: &mut &[u8], levels: Option<u32>, place: &Place<'_>) -> Option<M> {
    let bytes = slice(bytes)?;
    let levels = levels.unwrap_or_else(|| most_levels(bytes));
    decode(bytes, place.depth().saturating_add(levels))
}

/// A level takes two bytes at least.
fn most_levels(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len() / 2 + 1).unwrap_or(u32::MAX)
}

fn decode<M: Message + Default>(bytes: &[u8], depth: u32) -> Option<M> {
    // At the last level prost refuses fields that the schema does not know.
    if depth >= DEPTH {
        return None;
    }
    M::decode(bytes).ok()
}

/// An entry of a map of these; `levels` counts the entry.
pub fn message_entry<K: Kind, M: Message + Default>(
    bytes: &mut &[u8],
    levels: Option<u32>,
    place: &Place<'_>,
    entries: &mut impl Extend<(K::Value, M)>,
) -> Option<()> {
    let mut value = M::default();
    let name = any_entry::<K>(bytes, place, DELIMITED, |bytes| {
        let bytes = slice(bytes)?;
        let levels = levels.unwrap_or_else(|| most_levels(bytes).saturating_add(1));
        value = decode(bytes, place.depth().saturating_add(levels))?;
        Some(())
    })?;
    entries.extend([(name, value)]);
    Some(())
}

/// A message with a clear type, in the message at this place.
#[inline]
pub fn child<T: Sealable>(field: Field, bytes: &mut &[u8], place: &Place<'_>, opening: &mut Opening<'_>) -> Option<T> {
    read(slice(bytes)?, &place.field(field), opening)
}

#[inline]
fn read<T: Sealable>(bytes: &[u8], place: &Place<'_>, opening: &mut Opening<'_>) -> Option<T> {
    let mut message = T::default();
    message.read(bytes, place, opening)?;
    Some(message)
}

/// An element of a repeated field of these.
#[inline]
pub fn element<T: Sealable>(
    field: Field,
    bytes: &mut &[u8],
    place: &Place<'_>,
    opening: &mut Opening<'_>,
    elements: &mut Vec<T>,
) -> Option<()> {
    let (bytes, index) = (slice(bytes)?, elements.len());
    elements.push(T::default());
    elements.last_mut()?.read(bytes, &place.element(field, index), opening)
}

/// An entry of a map of these.
pub fn child_entry<K: Kind<Value: MapKey>, T: Sealable>(
    field: Field,
    bytes: &mut &[u8],
    place: &Place<'_>,
    opening: &mut Opening<'_>,
    entries: &mut impl Extend<(K::Value, T)>,
) -> Option<()> {
    let mut value = &[][..];
    let name = any_entry::<K>(bytes, place, DELIMITED, |bytes| {
        value = slice(bytes)?;
        Some(())
    })?;
    let message = read(value, &place.entry(field, &name), opening)?;
    entries.extend([(name, message)]);
    Some(())
}

/// An entry: its key, each part at most once.
fn any_entry<'b, K: Kind>(
    bytes: &mut &'b [u8],
    place: &Place<'_>,
    wire: u32,
    mut value: impl FnMut(&mut &'b [u8]) -> Option<()>,
) -> Option<K::Value> {
    if place.is_deepest() {
        return None;
    }
    let mut entry = slice(bytes)?;
    let (mut name, mut before) = (K::Value::default(), 0);
    while !entry.is_empty() {
        let key = key(&mut entry)?;
        if key <= before {
            return None;
        }
        before = key;
        if key == 1 << 3 | K::WIRE {
            K::get(&mut entry, &mut name)?;
        } else if key == 2 << 3 | wire {
            value(&mut entry)?;
        } else {
            return None;
        }
    }
    Some(name)
}

/// The messages of a counted field, found but not read yet: what they are bound to is not known before all is found.
#[derive(Debug, Default)]
pub struct Found<'b>(Vec<&'b [u8]>);

impl<'b> Found<'b> {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more.
    pub fn find(&mut self, bytes: &mut &'b [u8]) -> Option<()> {
        self.0.push(slice(bytes)?);
        Some(())
    }

    /// Reads the only one, if there is one.
    pub fn read<T: Sealable>(&self, field: Field, place: &Place<'_>, opening: &mut Opening<'_>) -> Option<Option<T>> {
        match self.0[..] {
            [] => Some(None),
            [bytes] => read(bytes, &place.field(field), opening).map(Some),
            // To be merged.
            _ => None,
        }
    }

    /// Reads all.
    pub fn read_all<T: Sealable>(&self, field: Field, place: &Place<'_>, opening: &mut Opening<'_>) -> Option<Vec<T>> {
        let mut elements = Vec::with_capacity(self.0.len());
        for (index, bytes) in self.0.iter().enumerate() {
            elements.push(read(bytes, &place.element(field, index), opening)?);
        }
        Some(elements)
    }
}

/// Only for messages with groups, each of which counts as one.
impl Counted for Found<'_> {
    fn counted(&self) -> u64 {
        self.0.len() as u64
    }
}
