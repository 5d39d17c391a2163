//! What was decrypted, as prost reads it.

use bytes::{Buf, Bytes};
use zeroize::Zeroizing;

/// Decrypted bytes, to decode from.
///
/// prost copies a field of type `bytes` twice, the first time by [`Buf::copy_to_bytes`]. Here that copy is wiped when it is dropped.
pub(crate) struct Plaintext<'p>(pub(crate) &'p [u8]);

impl Buf for Plaintext<'_> {
    #[inline]
    fn remaining(&self) -> usize {
        self.0.len()
    }

    #[inline]
    fn chunk(&self) -> &[u8] {
        self.0
    }

    #[inline]
    fn advance(&mut self, count: usize) {
        self.0.advance(count);
    }

    #[inline]
    fn copy_to_slice(&mut self, to: &mut [u8]) {
        self.0.copy_to_slice(to);
    }

    fn copy_to_bytes(&mut self, length: usize) -> Bytes {
        let mut copy = Zeroizing::new(vec![0; length]);
        self.0.copy_to_slice(&mut copy);
        Bytes::from_owner(copy)
    }
}

#[cfg(test)]
mod tests {
    use prost::Message;

    use super::*;

    #[derive(Clone, PartialEq, Message)]
    struct Sample {
        #[prost(bytes = "vec", tag = "1")]
        owned: Vec<u8>,
        #[prost(bytes = "bytes", repeated, tag = "2")]
        shared: Vec<Bytes>,
        #[prost(string, tag = "3")]
        text: String,
        #[prost(fixed64, repeated, tag = "4")]
        numbers: Vec<u64>,
        #[prost(message, optional, boxed, tag = "5")]
        inner: Option<Box<Sample>>,
    }

    #[test]
    fn prost_reads_the_same_as_from_a_slice() {
        let inner = Sample {
            owned: vec![1; 300],
            shared: vec![Bytes::new(), Bytes::from_static(b"abc")],
            text: "text".into(),
            numbers: vec![1, u64::MAX],
            inner: None,
        };
        let sample = Sample {
            inner: Some(Box::new(inner.clone())),
            ..inner
        };
        let bytes = sample.encode_to_vec();
        assert_eq!(Sample::decode(Plaintext(&bytes)), Ok(sample));
        for end in 0..bytes.len() {
            let cut = &bytes[..end];
            assert_eq!(Sample::decode(Plaintext(cut)), Sample::decode(cut), "{end}");
        }
    }
}
