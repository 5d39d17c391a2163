//! The fields of an encoded message, each as it stands, and those that a schema does not know.

use std::collections::BTreeMap;

use prost::Message;

use crate::encoding::read_varint;

/// How many fields of a fragment were dropped when it was decoded. One that was encoded as prost does and has none costs a comparison
/// of lengths.
pub(crate) fn dropped<M: Message + Default>(fragment: &[u8], decoded: &M) -> u64 {
    if decoded.encoded_len() == fragment.len() {
        return 0;
    }
    let mut known = BTreeMap::new();
    let unknown =
        fields(fragment).filter(|(number, field)| !*known.entry(*number).or_insert_with(|| knows::<M>(field)));
    unknown.count() as u64
}

/// Whether a message has a field of this number. prost is asked, with a value of the field's wire type that is no default: what is
/// unknown is skipped and leaves nothing.
fn knows<M: Message + Default>(field: &[u8]) -> bool {
    let Some((key, rest)) = read_varint(field) else {
        return true;
    };
    let tag = field.get(..field.len().saturating_sub(rest.len())).unwrap_or_default();
    // No byte of the field's own value: this buffer is not wiped.
    let mut end = tag.to_vec();
    let value: &[u8] = match key & 7 {
        0 => &[1],
        1 => &[1; 8],
        2 => &[1, b'a'],
        5 => &[1; 4],
        _ => {
            // A group that is empty, with wire type 4 in the tag that closes it.
            end.iter_mut().take(1).for_each(|byte| *byte = (*byte & !7) | 4);
            &end
        }
    };
    // What takes another value than that is known too.
    M::decode(&*[tag, value].concat()).map_or(true, |decoded| decoded.encoded_len() > 0)
}

/// The fields of a message that prost decodes, each with its number and its bytes, tag included. What is no protobuf ends them.
pub(crate) fn fields(mut rest: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    core::iter::from_fn(move || {
        let (number, after) = skip(rest)?;
        let field = rest.get(..rest.len().checked_sub(after.len())?)?;
        rest = after;
        Some((number, field))
    })
}

/// The number of the first field, and what follows it. A group ends with the tag that closes it.
fn skip(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (key, mut rest) = read_varint(bytes)?;
    let number = u32::try_from(key >> 3).ok()?;
    let mut open = 0_u32;
    let mut kind = key & 7;
    loop {
        match kind {
            3 => open = open.checked_add(1)?,
            4 => open = open.checked_sub(1)?,
            kind => rest = value(kind, rest)?,
        }
        if open == 0 {
            return Some((number, rest));
        }
        let (key, after) = read_varint(rest)?;
        (kind, rest) = (key & 7, after);
    }
}

/// What follows a value of a wire type that is no group.
fn value(kind: u64, bytes: &[u8]) -> Option<&[u8]> {
    match kind {
        0 => read_varint(bytes).map(|(_, rest)| rest),
        1 => bytes.get(8..),
        2 => {
            let (length, rest) = read_varint(bytes)?;
            rest.get(usize::try_from(length).ok()?..)
        }
        5 => bytes.get(4..),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, PartialEq, Message)]
    struct Sample {
        #[prost(string, tag = "1")]
        text: String,
        #[prost(sint64, repeated, packed = "false", tag = "2")]
        many: Vec<i64>,
        #[prost(fixed64, optional, tag = "3")]
        wide: Option<u64>,
        #[prost(float, tag = "4")]
        short: f32,
        #[prost(group, optional, boxed, tag = "5")]
        group: Option<Box<Sample>>,
        #[prost(int64, tag = "536870911")]
        far: i64,
    }

    /// As [`Sample`], without some of its fields.
    #[derive(Clone, PartialEq, Message)]
    struct Older {
        #[prost(string, tag = "1")]
        text: String,
        #[prost(int64, tag = "536870911")]
        far: i64,
    }

    #[test]
    fn dropped_fields_are_counted_and_defaults_are_not() {
        let sample = Sample {
            text: "text".into(),
            many: vec![1, 2, 0],
            wide: Some(0),
            short: 1.5,
            group: Some(Box::default()),
            far: 1,
        };
        let bytes = sample.encode_to_vec();
        let count = |bytes: &[u8]| dropped(bytes, &Older::decode(bytes).unwrap());
        assert_eq!(count(&bytes), 3 + 1 + 1 + 1);
        assert_eq!(dropped(&bytes, &sample), 0);
        // Written by another than prost: defaults, one of them in a longer form.
        let odd = [&[10, 0][..], &[0xf8, 0xff, 0xff, 0xff, 0x0f, 0x80, 0]].concat();
        assert_eq!(count(&odd), 0);
        assert_eq!(dropped(&odd, &Sample::decode(&*odd).unwrap()), 0);
        let odd = [
            &[0x15, 0, 0, 0, 0][..],
            &[25, 0, 0, 0, 0, 0, 0, 0, 0],
            &[37, 0, 0, 0, 0],
            &[43, 44],
        ]
        .concat();
        assert_eq!(count(&odd), 4);
        assert_eq!(dropped(&odd[5..], &Sample::decode(&odd[5..]).unwrap()), 0);
    }

    proptest! {
        #[test]
        fn the_fields_are_all_of_the_message(text in ".{0,200}", many in prop::collection::vec(any::<i64>(), 0..4),
                                             wide in any::<Option<u64>>(), far in any::<i64>(), groups in 0..3) {
            let mut sample = Sample { text, many: many.clone(), wide, short: 1.5, group: None, far };
            for _ in 0..groups {
                sample.group = Some(Box::new(sample.clone()));
            }
            let bytes = sample.encode_to_vec();
            let all: Vec<_> = fields(&bytes).collect();
            prop_assert_eq!(all.iter().flat_map(|(_, field)| field.iter().copied()).collect::<Vec<_>>(), bytes.clone());
            prop_assert_eq!(all.iter().filter(|(number, _)| *number == 2).count(), many.len());
            prop_assert_eq!(all.iter().filter(|(number, _)| *number == 5).count(), usize::from(groups > 0));
            for (_, field) in all {
                prop_assert!(Sample::decode(field).is_ok());
            }
        }

        #[test]
        fn what_prost_decodes_is_found_whole(bytes in prop::collection::vec(prop_oneof![0u8..60, any::<u8>()], 0..40)) {
            let found: usize = fields(&bytes).map(|(_, field)| field.len()).sum();
            prop_assert!(found <= bytes.len());
            if Sample::decode(&*bytes).is_ok() {
                prop_assert_eq!(found, bytes.len());
            }
        }
    }
}
