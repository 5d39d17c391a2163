//! The bytes that are sent, while they are written: in part they may not be encrypted yet.

use zeroize::Zeroize;

use crate::encoding::{VARINT, varint_len};

/// The most room that is made for what is only expected, in bytes.
const EXPECTED: usize = 16 << 20;

/// A buffer that leaves no copy of what is not encrypted yet.
pub(crate) struct Output {
    bytes: Vec<u8>,
    /// How many fragments are being written, one within the other: what stands in the buffer is not encrypted yet.
    fragments: u32,
}

/// What is written with its length before it.
#[derive(Clone, Copy)]
pub(super) struct Delimited {
    pub(super) start: usize,
    /// The bytes that were kept for the length.
    pub(super) kept: usize,
}

impl Output {
    #[inline]
    pub(super) fn new() -> Self {
        Self {
            bytes: Vec::new(),
            fragments: 0,
        }
    }

    /// What was written.
    #[inline]
    pub(super) fn take(&mut self) -> Vec<u8> {
        core::mem::take(&mut self.bytes)
    }

    /// The bytes that were written so far.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Makes room for what is expected to follow, if there is any.
    pub(crate) fn expect(&mut self, length: usize) {
        if self.fragments == 0 {
            // If there is no such memory now, the buffer grows as far as the true length needs.
            let _ = self.bytes.try_reserve(length.min(EXPECTED));
        }
    }

    /// The bytes, with room for so many more.
    #[inline]
    pub(crate) fn room(&mut self, length: usize) -> &mut Vec<u8> {
        if self.bytes.capacity() - self.bytes.len() < length {
            self.grow(length);
        }
        &mut self.bytes
    }

    #[cold]
    fn grow(&mut self, length: usize) {
        if self.bytes.capacity() == 0 {
            self.bytes = Vec::with_capacity(length);
            return;
        }
        if self.fragments == 0 {
            return self.bytes.reserve(length);
        }
        // What grows by itself leaves a copy of what is not encrypted yet.
        let needed = self.bytes.len().saturating_add(length);
        let mut bytes = Vec::with_capacity(needed.max(self.bytes.capacity().saturating_mul(2)));
        bytes.extend_from_slice(&self.bytes);
        self.bytes.zeroize();
        self.bytes = bytes;
    }

    #[inline]
    pub(crate) fn put(&mut self, bytes: &[u8]) {
        self.room(bytes.len()).extend_from_slice(bytes);
    }

    /// Begins what is to be encrypted; returns where.
    #[inline]
    pub(super) fn begin_fragment(&mut self) -> usize {
        self.fragments += 1;
        self.bytes.len()
    }

    /// The fragment that was begun last is encrypted.
    #[inline]
    pub(super) fn end_fragment(&mut self) {
        self.fragments -= 1;
    }

    /// Keeps room for the length of what follows, which is guessed.
    #[inline]
    pub(super) fn begin(&mut self, guess: usize) -> Delimited {
        let kept = varint_len(guess as u64);
        let bytes = self.room(VARINT);
        if kept == 2 {
            bytes.extend_from_slice(&[0; 2]);
        } else {
            bytes.extend_from_slice(&[0; VARINT][..kept]);
        }
        Delimited {
            start: bytes.len(),
            kept,
        }
    }

    /// Writes the length of what was written since.
    #[inline]
    pub(super) fn end(&mut self, Delimited { start, kept }: Delimited) {
        let length = self.bytes.len() - start;
        let taken = varint_len(length as u64);
        if taken != kept {
            self.shift(start, kept, taken);
        }
        let at = start - kept;
        if let (2, Some(both)) = (taken, self.bytes[at..].first_chunk_mut()) {
            *both = [length as u8 | 0x80, (length >> 7) as u8];
        } else {
            let mut left = length;
            for byte in &mut self.bytes[at..at + taken] {
                *byte = left as u8 | 0x80;
                left >>= 7;
            }
            self.bytes[at + taken - 1] &= 0x7f;
        }
    }

    /// Moves what stands from `start` on, so that `taken` bytes are before it instead of `kept`.
    #[cold]
    fn shift(&mut self, start: usize, kept: usize, taken: usize) {
        let end = self.bytes.len();
        let moved = start - kept + taken;
        self.room(taken);
        self.bytes.resize(end.max(moved + (end - start)), 0);
        self.bytes.copy_within(start..end, moved);
        // What is cut off next may be what is not encrypted yet.
        self.bytes[moved + (end - start)..].fill(0);
        self.bytes.truncate(moved + (end - start));
    }
}

impl Drop for Output {
    #[inline]
    fn drop(&mut self) {
        // Writing was declined, perhaps in the middle of a fragment.
        if self.fragments > 0 {
            self.bytes.zeroize();
        }
    }
}
