//! The envelope's header (`docs/format.md`, section 2).

use crate::aead::{NONCE, TAG};
use crate::epoch::{COMMITMENT, SALT};

use super::declaration::Declaration;
use super::reader::{Malformed, Reader};

pub(super) const VERSION: u8 = 1;
/// The header without the declaration, in bytes.
pub(crate) const FIXED: usize = 1 + 4 + SALT + NONCE + COMMITMENT;

/// The part of a header that stands before the declaration.
#[derive(Clone, Copy)]
pub(crate) struct Header<'e> {
    pub(crate) key_version: u32,
    pub(crate) salt: &'e [u8; SALT],
    pub(crate) n: &'e [u8; NONCE],
    pub(crate) commitment: &'e [u8; COMMITMENT],
}

impl<'e> Header<'e> {
    /// Where `n` stands.
    pub(crate) const N_AT: usize = 1 + 4 + SALT;

    pub(crate) fn bytes(&self) -> [u8; FIXED] {
        let mut fixed = [0; FIXED];
        fixed[0] = VERSION;
        fixed[1..5].copy_from_slice(&self.key_version.to_be_bytes());
        fixed[5..Self::N_AT].copy_from_slice(self.salt);
        fixed[Self::N_AT..Self::N_AT + NONCE].copy_from_slice(self.n);
        fixed[Self::N_AT + NONCE..].copy_from_slice(self.commitment);
        fixed
    }

    /// The header that these bytes are, if the envelope parses.
    #[inline]
    pub(super) fn of(fixed: &'e [u8; FIXED]) -> Self {
        // The offsets are constants, so no check is left.
        let chunk = "the offsets are within the header";
        Self {
            key_version: u32::from_be_bytes(*fixed[1..].first_chunk().expect(chunk)),
            salt: fixed[5..].first_chunk().expect(chunk),
            n: fixed[Self::N_AT..].first_chunk().expect(chunk),
            commitment: fixed[Self::N_AT + NONCE..].first_chunk().expect(chunk),
        }
    }

    fn read(reader: &mut Reader<'e>) -> Result<Self, Malformed> {
        if reader.rest().first().is_some_and(|&version| version != VERSION) {
            return reader.malformed("format version 1");
        }
        reader.u8("a format version")?;
        let mut ahead = *reader;
        let key_version = u32::from_be_bytes(*ahead.array("a key version")?);
        if key_version == 0 {
            return reader.malformed("a key version from 1 up");
        }
        *reader = ahead;
        Ok(Self {
            key_version,
            salt: reader.array("an epoch salt")?,
            n: reader.array("n")?,
            commitment: reader.array("a key commitment")?,
        })
    }
}

/// An envelope that parses.
#[derive(Clone, Copy)]
pub(crate) struct Envelope<'e> {
    pub(crate) header: Header<'e>,
    pub(crate) declaration: Declaration<'e>,
    /// All of it.
    pub(crate) bytes: &'e [u8],
    /// The header and the declaration as they stand.
    pub(crate) head: &'e [u8],
    /// One byte or more.
    pub(crate) ciphertext: &'e [u8],
}

impl<'e> Envelope<'e> {
    pub(crate) fn read(bytes: &'e [u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let header = Header::read(&mut reader)?;
        let declaration = Declaration::read(&mut reader)?;
        let head = reader.since(0);
        match reader.rest().split_last_chunk::<TAG>() {
            Some((ciphertext, _)) if !ciphertext.is_empty() => Ok(Self {
                header,
                declaration,
                bytes,
                head,
                ciphertext,
            }),
            _ => reader.malformed("a ciphertext of one byte or more and a tag"),
        }
    }

    /// The instance id: of the declaration, else the random half of `n`.
    pub(crate) fn instance(&self) -> [u8; 8] {
        let n = self.header.n;
        self.declaration
            .instance
            .unwrap_or_else(|| core::array::from_fn(|i| n[i]))
    }
}
