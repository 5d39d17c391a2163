//! Takes envelopes that an encoded message begins with, so that what is encrypted is not copied before it is decrypted.

use core::ops::Deref;

use crate::encoding::read_varint;

/// The most envelopes that are taken, as many as nearly all schemas have groups; more are decoded with the rest.
const MOST: usize = 4;

/// A few slices. Not a `SmallVec`, which would not let the lifetime be shortened.
#[derive(Debug, Default)]
pub(super) struct Slices<'b> {
    all: [&'b [u8]; MOST],
    used: usize,
}

impl<'b> Deref for Slices<'b> {
    type Target = [&'b [u8]];

    #[inline]
    fn deref(&self) -> &Self::Target {
        &self.all[..self.used]
    }
}

/// Takes the elements of the envelope field that a message begins with, as the sealer writes it; what is left decodes as the
/// message does without them.
#[inline]
pub(super) fn leading<'b>(bytes: &mut &'b [u8], field: u32) -> Slices<'b> {
    let mut slices = Slices::default();
    while slices.used < MOST
        && let Some((envelope, rest)) = element(bytes, u64::from(field) << 3 | 2)
    {
        slices.all[slices.used] = envelope;
        slices.used += 1;
        *bytes = rest;
    }
    slices
}

/// The value of the length-delimited field with that key that the bytes begin with, and what follows.
#[inline]
fn element(bytes: &[u8], wanted: u64) -> Option<(&[u8], &[u8])> {
    let (key, rest) = read_varint(bytes)?;
    if key != wanted {
        return None;
    }
    let (length, rest) = read_varint(rest)?;
    rest.split_at_checked(usize::try_from(length).ok()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use prost::Message;

    use super::*;

    #[derive(Clone, PartialEq, Message)]
    struct Sample {
        #[prost(string, tag = "1")]
        name: String,
        #[prost(sint64, repeated, tag = "4")]
        many: Vec<i64>,
        #[prost(bytes = "vec", repeated, tag = "15")]
        sealed: Vec<Vec<u8>>,
        #[prost(int64, tag = "3000")]
        far: i64,
    }

    fn joined(mut bytes: &[u8]) -> Option<Sample> {
        let taken = leading(&mut bytes, 15);
        let mut sample = Sample::decode(bytes).ok()?;
        let taken = taken.iter().map(|envelope| envelope.to_vec());
        sample.sealed.splice(..0, taken);
        Some(sample)
    }

    proptest! {
        /// Wherever the envelopes stand, what is taken and the rest say what the whole does.
        #[test]
        fn parts_say_what_the_whole_says(name in ".{0,9}", many in prop::collection::vec(any::<i64>(), 0..4), far in any::<i64>(),
                                         sealed in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 0..9),
                                         before in 0usize..9) {
            let (front, back) = sealed.split_at(before.min(sealed.len()));
            let front = Sample { sealed: front.to_vec(), ..Sample::default() };
            let back = Sample { name, sealed: back.to_vec(), many, far };
            let bytes = [front.encode_to_vec(), back.encode_to_vec()].concat();
            prop_assert_eq!(joined(&bytes), Some(Sample::decode(&*bytes).unwrap()));
        }

        #[test]
        fn parts_decode_where_the_whole_does(bytes in prop::collection::vec(prop_oneof![Just(122u8), 0u8..4, any::<u8>()], 0..40)) {
            prop_assert_eq!(joined(&bytes), Sample::decode(&*bytes).ok());
        }
    }

    #[test]
    fn what_is_odd_is_left_to_prost() {
        for odd in [
            &[][..],
            &[15 << 3, 7],
            &[14 << 3 | 2, 1, 7],
            &[15 << 3 | 2],
            &[15 << 3 | 2, 2, 7],
            &[15 << 3 | 2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2],
            &[0x80; 11],
        ] {
            let mut left = odd;
            assert!(leading(&mut left, 15).is_empty() && left == odd, "{odd:?}");
        }
    }
}
