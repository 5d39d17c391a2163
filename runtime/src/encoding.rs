//! The few encodings that `docs/format.md` builds everything from.

use smallvec::SmallVec;

/// A buffer for what is hashed or authenticated; clear data only, on the stack while it is small.
pub(crate) type Scratch = SmallVec<[u8; 512]>;

/// Appends bytes; what the encodings below write into.
pub(crate) trait Sink {
    fn put(&mut self, bytes: &[u8]);

    fn put_u8(&mut self, value: u8) {
        self.put(&[value]);
    }

    fn put_u64(&mut self, value: u64) {
        self.put(&value.to_be_bytes());
    }

    /// `bytes(x)`, and for UTF-8 `str(x)`: the length as `u64`, then the bytes.
    fn put_bytes(&mut self, bytes: &[u8]) {
        self.put_u64(bytes.len() as u64);
        self.put(bytes);
    }

    /// Protobuf's base-128 varint, in its shortest form.
    fn put_varint(&mut self, mut value: u64) {
        let mut bytes = [0; 10];
        let mut used = 0;
        while value >= 0x80 {
            bytes[used] = value as u8 | 0x80;
            value >>= 7;
            used += 1;
        }
        bytes[used] = value as u8;
        self.put(&bytes[..=used]);
    }
}

impl<A: smallvec::Array<Item = u8>> Sink for SmallVec<A> {
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }

    #[inline]
    fn put_u8(&mut self, value: u8) {
        self.push(value);
    }

    #[inline]
    fn put_varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.push(value as u8);
    }
}

impl Sink for Vec<u8> {
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

/// The length of a varint, in bytes: 1 to 10.
pub(crate) const fn varint_len(value: u64) -> usize {
    (((value | 1).ilog2() as usize) * 9 + 73) / 64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn varints_are_shortest_and_their_length_is_known() {
        for value in (0..64)
            .flat_map(|bit| [(1u64 << bit) - 1, 1 << bit, (1 << bit) + 1])
            .chain([u64::MAX])
        {
            let mut heap = Vec::new();
            heap.put_varint(value);
            let mut stack = Scratch::new();
            stack.put_varint(value);
            assert_eq!(heap[..], stack[..]);
            assert_eq!(heap.len(), varint_len(value), "{value}");
            assert!(heap.len() == 1 || *heap.last().unwrap() != 0);
        }
    }
}
