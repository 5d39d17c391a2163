//! The few encodings that `docs/format.md` builds everything from.

use core::ops::{Deref, DerefMut};

use arrayvec::ArrayVec;

/// The additional data of an envelope, or the input of a digest.
pub(crate) type AdditionalData = Scratch<448>;

/// A buffer for what is compared, hashed or authenticated: on the stack while it is small, else on the heap. For clear
/// data only, since it leaves copies behind.
///
/// Made for many short appends: a test of the room and a store each, where a vector calls a function.
pub(crate) struct Scratch<const N: usize> {
    /// Full once everything is on the heap, so that only its room is asked for.
    stack: ArrayVec<u8, N>,
    /// Not empty: holds everything.
    heap: Vec<u8>,
}

impl<const N: usize> Scratch<N> {
    #[inline]
    pub(crate) fn new() -> Self {
        Self {
            stack: ArrayVec::new_const(),
            heap: Vec::new(),
        }
    }

    #[inline]
    pub(crate) fn clear(&mut self) {
        self.stack.clear();
        self.heap.clear();
    }

    #[cold]
    fn put_long(&mut self, piece: &Piece) {
        self.put(piece);
    }

    #[cold]
    fn put_on_heap(&mut self, bytes: &[u8]) {
        if self.heap.is_empty() {
            self.heap.reserve(2 * (self.stack.len() + bytes.len()));
            self.heap.extend_from_slice(&self.stack);
            while self.stack.try_push(0).is_ok() {}
        }
        self.heap.extend_from_slice(bytes);
    }
}

impl<const N: usize> Deref for Scratch<N> {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        if self.heap.is_empty() { &self.stack } else { &self.heap }
    }
}

impl<const N: usize> DerefMut for Scratch<N> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [u8] {
        if self.heap.is_empty() {
            &mut self.stack
        } else {
            &mut self.heap
        }
    }
}

impl<const N: usize> Sink for Scratch<N> {
    #[inline(always)]
    fn put(&mut self, bytes: &[u8]) {
        if self.stack.try_extend_from_slice(bytes).is_err() {
            self.put_on_heap(bytes);
        }
    }

    #[inline(always)]
    fn put_piece(&mut self, piece: &Piece) {
        let used = self.stack.len();
        // More than the piece has is cut off again.
        if piece.length <= Piece::SHORT && self.stack.try_extend_from_slice(&piece.short).is_ok() {
            self.stack.truncate(used + piece.length);
        } else {
            self.put_long(piece);
        }
    }
}

/// Bytes that are put again and again: short ones in a few moves of a fixed length, where a copy of any length calls a function.
#[derive(Clone)]
pub(crate) struct Piece {
    short: [u8; Self::SHORT],
    length: usize,
    /// All of them, if they are not short.
    long: Box<[u8]>,
}

impl Piece {
    const SHORT: usize = 48;
}

impl From<Vec<u8>> for Piece {
    fn from(bytes: Vec<u8>) -> Self {
        let mut short = [0; Self::SHORT];
        let length = bytes.len();
        let long = match short.get_mut(..length) {
            Some(room) => {
                room.copy_from_slice(&bytes);
                Box::default()
            }
            None => bytes.into(),
        };
        Self { short, length, long }
    }
}

impl Deref for Piece {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        self.short.get(..self.length).unwrap_or(&self.long)
    }
}

/// Appends bytes; what the encodings below write into.
pub(crate) trait Sink: DerefMut<Target = [u8]> {
    fn put(&mut self, bytes: &[u8]);

    /// Overwrites bytes that were put before.
    #[inline]
    fn patch(&mut self, at: usize, bytes: &[u8]) {
        self[at..at + bytes.len()].copy_from_slice(bytes);
    }

    /// Appends what never changes.
    fn put_piece(&mut self, piece: &Piece);

    /// Appends what never changes but for one byte.
    #[inline(always)]
    fn put_piece_with(&mut self, piece: &Piece, at: usize, byte: u8) {
        let start = self.len();
        self.put_piece(piece);
        self[start + at] = byte;
    }

    #[inline]
    fn put_u8(&mut self, value: u8) {
        self.put(&[value]);
    }

    #[inline]
    fn put_u64(&mut self, value: u64) {
        self.put(&value.to_be_bytes());
    }

    /// `bytes(x)`, and for UTF-8 `str(x)`: the length as `u64`, then the bytes.
    #[inline]
    fn put_bytes(&mut self, bytes: &[u8]) {
        self.put_u64(bytes.len() as u64);
        self.put(bytes);
    }

    /// Protobuf's base-128 varint, in its shortest form.
    #[inline]
    fn put_varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.put_u8(value as u8 | 0x80);
            value >>= 7;
        }
        self.put_u8(value as u8);
    }
}

impl Sink for Vec<u8> {
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }

    #[inline]
    fn put_varint(&mut self, mut value: u64) {
        if value < 0x80 {
            return self.push(value as u8);
        }
        let used = self.len();
        self.extend_from_slice(&[0; VARINT]);
        let mut end = used;
        for byte in &mut self[used..] {
            end += 1;
            *byte = value as u8 | 0x80;
            value >>= 7;
            if value == 0 {
                *byte &= 0x7f;
                break;
            }
        }
        self.truncate(end);
    }

    #[inline(always)]
    fn put_piece(&mut self, piece: &Piece) {
        let used = self.len();
        // There may be room for no more than the piece has.
        if piece.length <= Piece::SHORT && self.capacity() - used >= Piece::SHORT {
            self.extend_from_slice(&piece.short);
            self.truncate(used + piece.length);
        } else {
            self.extend_from_slice(piece);
        }
    }
}

/// The longest varint, in bytes.
pub(crate) const VARINT: usize = 10;

/// The length of a varint, in bytes: 1 to 10.
#[inline]
pub(crate) const fn varint_len(value: u64) -> usize {
    (((value | 1).ilog2() as usize) * 9 + 73) / 64
}

/// A varint of up to 64 bits, be it longer than it has to be, and what follows.
#[inline(always)]
pub(crate) fn read_varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (mut value, mut shift, mut rest) = (0, 0, bytes);
    while let Some((&byte, next)) = rest.split_first() {
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return (shift < 63 || byte < 2).then_some((value, next));
        }
        if shift == 63 {
            return None;
        }
        shift += 7;
        rest = next;
    }
    None
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
            let mut stack = Scratch::<16>::new();
            stack.put_varint(value);
            assert_eq!(heap[..], stack[..]);
            assert_eq!(heap.len(), varint_len(value), "{value}");
            assert!(heap.len() == 1 || *heap.last().unwrap() != 0);
        }
    }

    #[test]
    fn a_scratch_moves_to_the_heap_when_it_must() {
        let mut expected = Vec::new();
        let mut scratch = Scratch::<16>::new();
        for round in 0u8..40 {
            let bytes = vec![round; usize::from(round) % 5];
            expected.put(&bytes);
            scratch.put(&bytes);
            assert_eq!(scratch[..], expected[..]);
        }
        scratch.patch(1, &[9, 9]);
        assert_eq!(scratch[1..3], [9, 9]);
        scratch.clear();
        scratch.put(&[7; 17]);
        assert_eq!(scratch[..], [7; 17]);
        scratch.clear();
        scratch.put(&[1, 2, 3]);
        scratch.patch(2, &[4]);
        assert_eq!(scratch[..], [1, 2, 4]);
    }

    #[test]
    fn pieces_are_put_as_bytes_are() {
        let (mut bytes, mut vector, mut expected) = (Scratch::<160>::new(), Vec::new(), Vec::new());
        for length in [0, 1, 63, 64, 65, 3, 64, 1] {
            let piece = Piece::from(vec![length; usize::from(length)]);
            assert_eq!(piece[..], vec![length; usize::from(length)]);
            bytes.put_piece(&piece);
            vector.put_piece(&piece);
            expected.put(&piece);
            assert_eq!(bytes[..], expected[..]);
            assert_eq!(vector, expected);
        }
    }
}
