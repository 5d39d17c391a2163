//! The fields of an encoded message, each as it stands.

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
    let (key, mut rest) = varint(bytes)?;
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
        let (key, after) = varint(rest)?;
        (kind, rest) = (key & 7, after);
    }
}

/// What follows a value of a wire type that is no group.
fn value(kind: u64, bytes: &[u8]) -> Option<&[u8]> {
    match kind {
        0 => varint(bytes).map(|(_, rest)| rest),
        1 => bytes.get(8..),
        2 => {
            let (length, rest) = varint(bytes)?;
            rest.get(usize::try_from(length).ok()?..)
        }
        5 => bytes.get(4..),
        _ => None,
    }
}

/// A varint, be it longer than it has to be, and what follows.
fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0_u64;
    for (index, &byte) in bytes.iter().take(10).enumerate() {
        value |= u64::from(byte & 0x7f).checked_shl(7 * index as u32).unwrap_or(0);
        if byte < 0x80 {
            return Some((value, bytes.get(index + 1..)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use prost::Message;

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
