//! Reads what a stranger wrote, one canonical form at a time.

/// Where an envelope stops being one, and what was expected there. No byte of it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    pub(crate) offset: usize,
    pub(crate) what: &'static str,
}

/// A cursor over an envelope.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'e> {
    bytes: &'e [u8],
    at: usize,
}

impl<'e> Reader<'e> {
    pub(crate) fn new(bytes: &'e [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn rest(&self) -> &'e [u8] {
        &self.bytes[self.at..]
    }

    /// What was read since `start`.
    pub(crate) fn since(&self, start: usize) -> &'e [u8] {
        &self.bytes[start..self.at]
    }

    pub(crate) fn malformed<T>(&self, what: &'static str) -> Result<T, Malformed> {
        Err(Malformed { offset: self.at, what })
    }

    pub(crate) fn array<const N: usize>(&mut self, what: &'static str) -> Result<&'e [u8; N], Malformed> {
        match self.rest().first_chunk() {
            Some(array) => {
                self.at += N;
                Ok(array)
            }
            None => self.malformed(what),
        }
    }

    pub(crate) fn u8(&mut self, what: &'static str) -> Result<u8, Malformed> {
        self.array::<1>(what).map(|&[byte]| byte)
    }

    pub(crate) fn u16(&mut self, what: &'static str) -> Result<u16, Malformed> {
        self.array(what).map(|bytes| u16::from_be_bytes(*bytes))
    }

    /// A varint in its shortest form, of at most 64 bits.
    pub(crate) fn varint(&mut self, what: &'static str) -> Result<u64, Malformed> {
        let mut value = 0;
        for (index, &byte) in self.rest().iter().take(10).enumerate() {
            let last = byte < 0x80;
            // A trailing zero byte says nothing; the tenth byte has room for one bit.
            if (last && byte == 0 && index > 0) || (index == 9 && byte > 1) {
                return self.malformed(what);
            }
            value |= u64::from(byte & 0x7f) << (7 * index);
            if last {
                self.at += index + 1;
                return Ok(value);
            }
        }
        self.malformed(what)
    }
}
