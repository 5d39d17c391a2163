//! What opening takes of an envelope that parses.

use super::declaration::{Declaration, expected};
use super::header::{Envelope, FIXED, Header, VERSION};
use super::reader::Reader;
use crate::aead::TAG;
use crate::codegen::{Place, Policy};

/// An envelope that parses. Small, since it is moved around.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ready<'e> {
    /// Which element of the envelope field it is.
    pub(crate) index: usize,
    pub(crate) group: u16,
    pub(crate) instance: [u8; 8],
    pub(crate) context_pairs: u64,
    /// The header's length, declaration included.
    head: usize,
    bytes: &'e [u8],
}

impl<'e> Ready<'e> {
    /// An envelope that is to be [expected](Self::expect): nothing is known of it yet.
    #[inline]
    pub(crate) fn unread(index: usize, bytes: &'e [u8]) -> Self {
        Self {
            index,
            group: 0,
            instance: [0; 8],
            context_pairs: 0,
            head: 0,
            bytes,
        }
    }

    /// Reads an envelope that declares what the schema has for its group and place: then nothing of the declaration has to be
    /// parsed or compared again. `None` for any other, be it malformed.
    #[inline]
    pub(crate) fn expect(&mut self, policy: &Policy, place: &Place<'_>) -> Option<()> {
        let bytes = self.bytes;
        let (fixed, declaration) = bytes.split_first_chunk::<FIXED>()?;
        if fixed[0] != VERSION || fixed[1..5] == [0; 4] {
            return None;
        }
        let tag = u16::from_be_bytes(*declaration.get(1..)?.first_chunk()?);
        let group = policy.groups.iter().position(|group| group.tag == tag)?;
        let (context_pairs, length) = expected(declaration, policy.constants().group(group), place)?;
        let head = FIXED + length;
        self.group = tag;
        self.instance = *fixed[Header::N_AT..].first_chunk()?;
        self.context_pairs = context_pairs;
        self.head = head;
        (bytes.len() > head + TAG).then_some(())
    }

    pub(crate) fn new(index: usize, envelope: &Envelope<'e>) -> Self {
        Self {
            index,
            group: envelope.declaration.group,
            instance: envelope.instance(),
            context_pairs: envelope.declaration.context_pairs,
            head: envelope.head.len(),
            bytes: envelope.bytes,
        }
    }

    /// The header, declaration included.
    #[inline]
    pub(crate) fn head(&self) -> &'e [u8] {
        &self.bytes[..self.head]
    }

    /// One byte or more.
    #[inline]
    pub(crate) fn ciphertext(&self) -> &'e [u8] {
        &self.bytes[self.head..self.bytes.len() - TAG]
    }

    #[inline]
    pub(crate) fn tag(&self) -> &'e [u8; TAG] {
        self.bytes
            .last_chunk()
            .expect("an envelope that parses ends with a tag")
    }

    /// The envelope as it stands.
    pub(crate) fn bytes(&self) -> &'e [u8] {
        self.bytes
    }

    #[inline]
    pub(crate) fn header(&self) -> Header<'e> {
        let fixed = self.bytes.first_chunk::<FIXED>();
        Header::of(fixed.expect("an envelope that parses has a header"))
    }

    /// Its declaration, read again.
    pub(crate) fn declaration(&self) -> Declaration<'e> {
        let declaration = self
            .bytes
            .get(FIXED..self.head)
            .map(|bytes| Declaration::read(&mut Reader::new(bytes)));
        match declaration {
            Some(Ok(declaration)) => declaration,
            _ => unreachable!("an envelope that parses has a declaration"),
        }
    }
}
