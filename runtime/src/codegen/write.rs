//! Writes the fields of a message, for [`Sealable::write`]: scalars, messages without sealed fields, children.
//!
//! The bytes decode as prost's do. `None` is [`Sealable::write`]'s: it declines.

use prost::Message;

use super::kind::Kind;
use super::nesting::decodes_below;
use super::size::fits;
use super::{Field, MapKey, Place, Sealable};
use crate::encoding::{Sink, VARINT};
use crate::sealer::Writing;

const DELIMITED: u32 = 2;

/// A base-128 varint.
#[inline]
pub(super) fn varint(value: u64, writing: &mut Writing<'_>) {
    writing.output.room(VARINT).put_varint(value);
}

/// A varint with its field's key. Calls of their own, for these are most fields: code that is short and was just run is quick.
#[inline(never)]
pub(super) fn keyed_varint(key: u64, value: u64, writing: &mut Writing<'_>) {
    let output = writing.output.room(2 * VARINT);
    output.put_varint(key);
    output.put_varint(value);
}

/// Bytes with their length and their field's key.
#[inline(never)]
pub(super) fn keyed_bytes(key: u64, bytes: &[u8], writing: &mut Writing<'_>) {
    let output = writing.output.room(bytes.len().saturating_add(2 * VARINT));
    if key < 0x80 && bytes.len() < 0x80 {
        output.extend_from_slice(&[key as u8, bytes.len() as u8]);
    } else {
        output.put_varint(key);
        output.put_varint(bytes.len() as u64);
    }
    output.extend_from_slice(bytes);
}

#[inline(always)]
fn key_of(number: u32, wire: u32) -> u64 {
    u64::from(number << 3 | wire)
}

#[inline]
fn key(number: u32, wire: u32, writing: &mut Writing<'_>) {
    varint(key_of(number, wire), writing);
}

/// A value, be it zero: of a proto2 `required` field or a member of a oneof.
#[inline]
pub fn always<K: Kind>(number: u32, value: &K::Value, writing: &mut Writing<'_>) {
    K::put_keyed(key_of(number, K::WIRE), value, writing);
}

/// A field without presence.
#[inline]
pub fn plain<K: Kind>(number: u32, value: &K::Value, writing: &mut Writing<'_>) {
    if !K::is_zero(value) {
        always::<K>(number, value, writing);
    }
}

/// A field with presence.
#[inline]
pub fn optional<K: Kind>(number: u32, value: &Option<K::Value>, writing: &mut Writing<'_>) {
    if let Some(value) = value {
        always::<K>(number, value, writing);
    }
}

/// A repeated field, each value by itself.
pub fn list<K: Kind>(number: u32, values: &[K::Value], writing: &mut Writing<'_>) {
    for value in values {
        always::<K>(number, value, writing);
    }
}

/// A packed repeated field.
pub fn packed<K: Kind>(number: u32, values: &[K::Value], writing: &mut Writing<'_>) {
    if !values.is_empty() {
        key(number, DELIMITED, writing);
        writing.delimited(values.len(), |writing| {
            values.iter().for_each(|value| K::put(value, writing));
        });
    }
}

/// A map of scalars or enums.
pub fn map<'m, K: Kind<Value: 'm>, V: Kind<Value: 'm>>(
    number: u32,
    entries: impl IntoIterator<Item = (&'m K::Value, &'m V::Value)>,
    place: &Place<'_>,
    writing: &mut Writing<'_>,
) -> Option<()> {
    for (name, value) in entries {
        entry::<K>(number, name, place, writing, |writing| {
            plain::<V>(2, value, writing);
            Some(())
        })?;
    }
    Some(())
}

/// A message without sealed fields, in the message at this place. `levels`: see
/// [`size::messages`](super::size::messages).
pub fn message<M: Message + Default>(
    number: u32,
    message: &M,
    levels: Option<u32>,
    place: &Place<'_>,
    writing: &mut Writing<'_>,
) -> Option<()> {
    if !levels.is_some_and(|levels| fits(place, levels)) && !decodes_below(message, place.depth()) {
        return None;
    }
    key(number, DELIMITED, writing);
    let room = writing.output.room(message.encoded_len().checked_add(10)?);
    message.encode_length_delimited(room).ok()
}

/// A map of messages without sealed fields.
pub fn messages<'m, K: Kind<Value: 'm>, M: Message + Default + 'm>(
    number: u32,
    entries: impl IntoIterator<Item = (&'m K::Value, &'m M)>,
    levels: Option<u32>,
    place: &Place<'_>,
    writing: &mut Writing<'_>,
) -> Option<()> {
    for (name, value) in entries {
        // The entry is a message around it.
        let above = place.depth().saturating_add(1);
        if !levels.is_some_and(|levels| fits(place, levels)) && !decodes_below(value, above) {
            return None;
        }
        entry::<K>(number, name, place, writing, |writing| {
            // prost leaves a value out that is empty, and reads it so.
            let length = value.encoded_len();
            if length == 0 {
                return Some(());
            }
            key(2, DELIMITED, writing);
            let room = writing.output.room(length.checked_add(10)?);
            value.encode_length_delimited(room).ok()
        })?;
    }
    Some(())
}

fn entry<K: Kind>(
    number: u32,
    name: &K::Value,
    place: &Place<'_>,
    writing: &mut Writing<'_>,
    value: impl FnOnce(&mut Writing<'_>) -> Option<()>,
) -> Option<()> {
    if place.is_deepest() {
        return None;
    }
    key(number, DELIMITED, writing);
    writing.delimited(0, |writing| {
        plain::<K>(1, name, writing);
        value(writing)
    })
}

/// A message with a clear type.
#[inline]
pub fn child<T: Sealable>(field: Field, message: &T, place: &Place<'_>, writing: &mut Writing<'_>) -> Option<()> {
    nested(field, message, &place.field(field), writing)
}

/// A repeated field of these.
pub fn children<T: Sealable>(field: Field, messages: &[T], place: &Place<'_>, writing: &mut Writing<'_>) -> Option<()> {
    let start = writing.output.len();
    for (index, message) in messages.iter().enumerate() {
        nested(field, message, &place.element(field, index), writing)?;
        if index == 0 {
            // The others will be about as long.
            let length = writing.output.len().saturating_sub(start).saturating_add(16);
            writing.output.expect(length.saturating_mul(messages.len() - 1));
        }
    }
    Some(())
}

/// A map of these.
pub fn child_map<'m, K: Kind<Value: MapKey + 'm>, T: Sealable + 'm>(
    field: Field,
    entries: impl IntoIterator<Item = (&'m K::Value, &'m T)>,
    place: &Place<'_>,
    writing: &mut Writing<'_>,
) -> Option<()> {
    for (name, message) in entries {
        let inner = place.entry(field, name);
        entry::<K>(field.number, name, place, writing, |writing| {
            key(2, DELIMITED, writing);
            writing.delimited(128, |writing| message.write(&inner, writing))
        })?;
    }
    Some(())
}

#[inline]
fn nested<T: Sealable>(field: Field, message: &T, place: &Place<'_>, writing: &mut Writing<'_>) -> Option<()> {
    key(field.number, DELIMITED, writing);
    writing.delimited(128, |writing| message.write(place, writing))
}
