//! The additional data (`docs/format.md`, section 7).

use super::header::{FIXED, Header};
use super::prepared::Constants;
use crate::aead::NONCE;
use crate::context::Context;
use crate::encoding::{AdditionalData, Piece, Sink};
use crate::keyring::KeyId;
use crate::suite::Suite;

const DOMAIN: &[u8; 16] = b"protoseal/v1/aad";
/// Where the header stands in the additional data: behind the domain and its length.
const HEADER_AT: usize = DOMAIN.len() + 8;
/// The bytes of the additional data that have a fixed length, `u64` lengths of the names included, the context's and the
/// binding's not.
pub(crate) const ADDITIONAL_DATA_FIXED: usize = HEADER_AT + 1 + 16 + 8 + 8 + 8 + 1;

/// What the additional data of all envelopes of an epoch begin with, but for the header's length and `n`.
pub(crate) struct Begin([u8; HEADER_AT + FIXED]);

impl Begin {
    pub(crate) fn new(header: &Header<'_>) -> Self {
        let mut begin = [0; HEADER_AT + FIXED];
        begin[..DOMAIN.len()].copy_from_slice(DOMAIN);
        begin[HEADER_AT..].copy_from_slice(&header.bytes());
        Self(begin)
    }

    /// Writes the header, up to its declaration.
    #[inline(always)]
    pub(crate) fn put_header(&self, n: &[u8; NONCE], out: &mut impl Sink) {
        let at = out.len() + Header::N_AT;
        let header: &[u8; FIXED] = self.0.last_chunk().expect("it ends with the header");
        out.put(header);
        out.patch(at, n);
    }
}

/// What a key adds: `suite ‖ key id ‖ str(key name)`.
#[derive(Clone)]
pub(crate) struct Keyed(Piece);

impl Keyed {
    pub(crate) fn new(suite: Suite, id: KeyId, name: &str) -> Self {
        let mut keyed = vec![suite.number()];
        keyed.put(id.bytes());
        keyed.put_bytes(name.as_bytes());
        Self(keyed.into())
    }
}

/// Begins the additional data of an envelope to seal; its declaration follows.
#[inline(always)]
pub(crate) fn begin(aad: &mut AdditionalData, begin: &Begin, n: &[u8; NONCE]) {
    aad.put(&begin.0);
    aad.patch(HEADER_AT + Header::N_AT, n);
}

/// Begins the additional data of an envelope to open with its whole header.
#[inline]
pub(crate) fn resume(aad: &mut AdditionalData, header: &[u8]) {
    aad.put(DOMAIN);
    aad.put_u64(0);
    aad.put(header);
}

/// Continues it behind the header, up to the context; binding, instance id and place follow. Returns where the header stands.
#[inline(always)]
pub(crate) fn authenticate(
    aad: &mut AdditionalData,
    key: &Keyed,
    constants: &Constants,
    context: &Context,
) -> core::ops::Range<usize> {
    let header = HEADER_AT..aad.len();
    aad.patch(DOMAIN.len(), &(header.len() as u64).to_be_bytes());
    aad.put_piece(&key.0);
    aad.put_piece(&constants.message);
    aad.put(context.encoded());
    header
}
