//! Upper bounds of encoded lengths, in bytes, tag and length included.
//!
//! A survey adds them up for the capacity of buffers and for limits. A bound that is too low would make a buffer grow
//! (never with plaintext in it) and a limit of blocks count too little; so each is generous rather than exact.

use core::iter;
use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use prost::Message;

use super::nesting::decodes_below;
use super::{Place, SealError};
use crate::Secret;
use crate::limits::DEPTH;

/// The longest tag of a field: a 29-bit number and 3 bits of wire type.
const TAG: usize = 5;
/// Tag and length of a message; a group's two tags are no longer.
pub(crate) const DELIMITED: usize = TAG + 5;

/// A value of a field whose encoded length has an upper bound that needs no schema: scalars, enums (`i32`), and
/// `Option`, `Vec` and maps of them.
pub trait Bulk {
    /// The upper bound of a field that holds this value.
    fn bulk(&self) -> usize;
}

/// An upper bound of the encoded length of a field with this value.
pub fn of<T: Bulk>(value: &T) -> usize {
    value.bulk()
}

/// An upper bound of the encoded length of a map of scalars or enums in the message at this place.
///
/// # Errors
///
/// [`SealError::TooDeep`] if there are entries, which are messages, and they would stand too deep.
pub fn map<T: Bulk>(map: &T, place: &Place<'_>) -> Result<usize, SealError> {
    let length = map.bulk();
    if length > 0 && place.depth() >= DEPTH {
        return Err(too_deep(place));
    }
    Ok(length)
}

/// An upper bound of the encoded length of a field with these messages, in the message at this place. `levels`: how many levels of
/// messages each of them can have by its type, itself included.
///
/// # Errors
///
/// [`SealError::TooDeep`] for one that nests deeper than it could be decoded at this place.
pub fn messages<'m, M: Message + Default + 'm>(
    messages: impl IntoIterator<Item = &'m M>,
    place: &Place<'_>,
    levels: u32,
) -> Result<usize, SealError> {
    if fits(place, levels) {
        Ok(sum(messages.into_iter().map(delimited)))
    } else {
        recursive(messages, place)
    }
}

/// An upper bound of the encoded length of a map with these messages, in the message at this place. `levels`: how many levels of
/// messages each entry can have by its type, itself included.
///
/// # Errors
///
/// [`SealError::TooDeep`] for one that nests deeper than it could be decoded at this place.
pub fn map_messages<'m, K: Bulk + 'm, M: Message + Default + 'm>(
    entries: impl IntoIterator<Item = (&'m K, &'m M)>,
    place: &Place<'_>,
    levels: u32,
) -> Result<usize, SealError> {
    if fits(place, levels) {
        let parts = |(key, message): (&K, &M)| [DELIMITED, key.bulk(), delimited(message)];
        Ok(sum(entries.into_iter().flat_map(parts)))
    } else {
        map_recursive(entries, place)
    }
}

/// Whether everything of a type fits below a place, whatever its value.
pub(super) fn fits(place: &Place<'_>, levels: u32) -> bool {
    place.depth().saturating_add(levels) <= DEPTH
}

fn too_deep(place: &Place<'_>) -> SealError {
    SealError::TooDeep {
        at: place.locate_message(),
    }
}

/// As [`messages`], for messages of a type that can hold itself.
///
/// # Errors
///
/// [`SealError::TooDeep`] for one that nests deeper than it could be decoded at this place.
pub fn recursive<'m, M: Message + Default + 'm>(
    messages: impl IntoIterator<Item = &'m M>,
    place: &Place<'_>,
) -> Result<usize, SealError> {
    try_sum(
        messages
            .into_iter()
            .map(|message| nested(message, place, place.depth())),
    )
}

/// As [`map_messages`], for messages of a type that can hold itself.
///
/// # Errors
///
/// [`SealError::TooDeep`] for one that nests deeper than it could be decoded at this place.
pub fn map_recursive<'m, K: Bulk + 'm, M: Message + Default + 'm>(
    entries: impl IntoIterator<Item = (&'m K, &'m M)>,
    place: &Place<'_>,
) -> Result<usize, SealError> {
    try_sum(entries.into_iter().map(|(key, message)| {
        // The entry is a message around it.
        let message = nested(message, place, place.depth().saturating_add(1))?;
        Ok(sum([DELIMITED, key.bulk(), message]))
    }))
}

fn nested<M: Message + Default>(message: &M, place: &Place<'_>, above: u32) -> Result<usize, SealError> {
    if decodes_below(message, above) {
        Ok(delimited(message))
    } else {
        Err(too_deep(place))
    }
}

fn try_sum(mut parts: impl Iterator<Item = Result<usize, SealError>>) -> Result<usize, SealError> {
    parts.try_fold(0usize, |sum, part| Ok(sum.saturating_add(part?)))
}

fn delimited<M: Message>(message: &M) -> usize {
    message.encoded_len().saturating_add(DELIMITED)
}

/// The sum, or the highest number if that is less.
pub fn sum(parts: impl IntoIterator<Item = usize>) -> usize {
    parts.into_iter().fold(0, usize::saturating_add)
}

macro_rules! scalars {
    ($($type:ty: $longest:expr),*) => { $(
        impl Bulk for $type {
            fn bulk(&self) -> usize {
                TAG + $longest
            }
        }
    )* };
}

// A varint of a negative int32 or enum has ten bytes.
scalars! { bool: 1, i32: 10, i64: 10, u32: 5, u64: 10, f32: 4, f64: 8 }

macro_rules! strings {
    ($($type:ty),*) => { $(
        impl Bulk for $type {
            fn bulk(&self) -> usize {
                self.len().saturating_add(DELIMITED)
            }
        }
    )* };
}

strings! { String, Vec<u8>, Bytes, Secret<String>, Secret<Vec<u8>> }

impl<T: Bulk + ?Sized> Bulk for &T {
    fn bulk(&self) -> usize {
        (**self).bulk()
    }
}

impl<T: Bulk> Bulk for Option<T> {
    fn bulk(&self) -> usize {
        self.as_ref().map_or(0, Bulk::bulk)
    }
}

impl<T: Bulk> Bulk for Vec<T> {
    fn bulk(&self) -> usize {
        // Packed, the elements share a tag and a length; unpacked, each has a tag.
        if self.is_empty() {
            0
        } else {
            sum(iter::once(DELIMITED).chain(self.iter().map(Bulk::bulk)))
        }
    }
}

impl<K: Bulk, V: Bulk, S> Bulk for HashMap<K, V, S> {
    fn bulk(&self) -> usize {
        sum(self
            .iter()
            .flat_map(|(key, value)| [DELIMITED, key.bulk(), value.bulk()]))
    }
}

impl<K: Bulk, V: Bulk> Bulk for BTreeMap<K, V> {
    fn bulk(&self) -> usize {
        sum(self
            .iter()
            .flat_map(|(key, value)| [DELIMITED, key.bulk(), value.bulk()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every kind of field at the highest number, which has the longest tag.
    #[derive(Clone, PartialEq, Message)]
    struct Wide {
        #[prost(message, optional, boxed, tag = "536870911")]
        message: Option<Box<Wide>>,
        #[prost(int32, tag = "536870910")]
        int32: i32,
        #[prost(sint64, optional, tag = "536870909")]
        sint64: Option<i64>,
        #[prost(uint32, repeated, packed = "false", tag = "536870908")]
        unpacked: Vec<u32>,
        #[prost(fixed64, repeated, tag = "536870907")]
        packed: Vec<u64>,
        #[prost(bool, repeated, packed = "false", tag = "536870906")]
        bools: Vec<bool>,
        #[prost(string, repeated, tag = "536870905")]
        strings: Vec<String>,
        #[prost(bytes = "bytes", tag = "536870904")]
        bytes: Bytes,
        #[prost(map = "sint32, double", tag = "536870903")]
        numbers: HashMap<i32, f64>,
        #[prost(btree_map = "string, message", tag = "536870902")]
        messages: BTreeMap<String, Wide>,
        #[prost(float, repeated, tag = "536870901")]
        floats: Vec<f32>,
    }

    fn bound(wide: &Wide) -> usize {
        let scalars = [
            of(&wide.int32),
            of(&wide.sint64),
            of(&wide.unpacked),
            of(&wide.packed),
            of(&wide.bools),
        ];
        let others = [of(&wide.strings), of(&wide.bytes), of(&wide.numbers), of(&wide.floats)];
        let root = Place::root();
        let one = messages(&wide.message, &root, 1).unwrap();
        let map = map_messages(&wide.messages, &root, 2).unwrap();
        sum(scalars) + sum(others) + one + map
    }

    #[test]
    fn bounds_are_upper_bounds() {
        let mut wide = Wide::default();
        assert!(bound(&wide) >= wide.encoded_len());
        for count in [1, 2, 5, 300] {
            wide = Wide {
                message: Some(Box::new(wide.clone())),
                int32: i32::MIN,
                sint64: Some(i64::MIN),
                unpacked: vec![u32::MAX; count],
                packed: vec![u64::MAX; count],
                bools: vec![true; count],
                strings: vec!["s".repeat(count); count],
                bytes: vec![0; count * 100].into(),
                numbers: (0..count as i32).map(|key| (i32::MIN + key, 1.0)).collect(),
                messages: [("key".repeat(count), wide)].into(),
                floats: vec![1.0; count],
            };
            let (bound, length) = (bound(&wide), wide.encoded_len());
            assert!(bound >= length && bound <= 3 * length, "{bound} for {length}");
        }
    }
}
