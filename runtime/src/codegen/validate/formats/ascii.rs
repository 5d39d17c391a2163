//! Sets of ASCII bytes, looked up in a table.

/// A set of bytes.
pub(super) struct Set([bool; 256]);

impl Set {
    /// Letters, digits, and these.
    pub(super) const fn alphanumeric_and(others: &[u8]) -> Self {
        let mut set = [false; 256];
        let mut byte = 0_u8;
        while byte < 128 {
            set[byte as usize] = byte.is_ascii_alphanumeric();
            byte += 1;
        }
        let mut at = 0;
        while at < others.len() {
            set[others[at] as usize] = true;
            at += 1;
        }
        Self(set)
    }

    /// Whether a byte is in the set. A byte is always within a table of 256.
    #[inline]
    pub(super) fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }

    /// Whether every byte of a text is in the set.
    #[inline]
    pub(super) fn all(&self, text: &str) -> bool {
        text.bytes().all(|byte| self.has(byte))
    }

    /// The bytes in the set that a text begins with, and the rest.
    #[inline]
    pub(super) fn cut<'t>(&self, text: &'t [u8]) -> (&'t [u8], &'t [u8]) {
        let end = text.iter().position(|byte| !self.has(*byte));
        // A position is at most the length.
        text.split_at(end.unwrap_or(text.len()))
    }

    /// Whether a text is made of bytes in the set and of `%` with two hexadecimal digits.
    pub(super) fn all_or_escaped(&self, text: &str) -> bool {
        let mut bytes = text.bytes();
        while let Some(byte) = bytes.next() {
            if !self.has(byte) && (byte != b'%' || escaped(&mut bytes).is_none()) {
                return false;
            }
        }
        true
    }
}

/// The byte that two hexadecimal digits stand for, which follow a `%`.
pub(super) fn escaped(bytes: &mut impl Iterator<Item = u8>) -> Option<u8> {
    let mut digit = || {
        let digit = char::from(bytes.next()?).to_digit(16)?;
        u8::try_from(digit).ok()
    };
    Some(digit()? << 4 | digit()?)
}

/// Whether a text is made of decimal digits alone; so is an empty one.
pub(super) fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
