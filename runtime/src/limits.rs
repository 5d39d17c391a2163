//! Every limit, in one place (`docs/format.md`, section 9). A builder can lower them, never raise them.

use core::{fmt, time::Duration};

/// Envelopes of one epoch, and so of one seal under one key: 2^32 − 1.
///
/// The counter in an envelope's `n` has 32 bits and must not repeat within an epoch.
pub const EPOCH_ENVELOPES: u32 = u32::MAX;

/// 16-byte cipher blocks of one epoch, of plaintext and additional data alike, and so of one seal under one key: 2^36.
///
/// The advantage of telling GCM from an ideal AEAD is about σ²/2^129 for σ blocks (PRP/PRF switching): 2^-57 at 2^36.
/// A sealer books blocks in steps of 16 and counts upper bounds, so an epoch may end a little before its limit and never
/// after it.
pub const EPOCH_BLOCKS: u64 = 1 << 36;

/// Age of one epoch: 24 hours, of the system's monotonic clock, checked when a seal begins. Bounds for how long envelopes show by
/// their common salt that one sealer made them, and what one derived key protects.
pub const EPOCH_AGE: Duration = Duration::from_secs(24 * 60 * 60);

/// Bytes of one fragment, before padding: 2^31 − 1, protobuf's own limit for a message.
pub const FRAGMENT_BYTES: usize = (1 << 31) - 1;

/// Messages within messages, the root not counted and each entry of a map counted as the message that it is: 100.
///
/// prost's recursion limit, which it applies to each fragment anew; here it holds across fragments too.
pub const DEPTH: u32 = 100;

/// Entries of each list of a declaration: other groups, bound fields, counted fields: 1,000.
///
/// More than schemas have, and few enough that an error which lists them stays small. `protoseal-build` refuses a message
/// with more.
pub const DECLARED_ENTRIES: u64 = 1_000;

/// Openings under one version of a key that fail at the AEAD's tag, by one opener: 2^36.
///
/// v forgeries of at most L blocks succeed with a probability of at most v·(L+1)/2^128: about 2^-64 at v = 2^36 and 2 GiB.
pub const FAILED_OPENINGS: u64 = 1 << 36;

/// Epochs that an opener caches for one version of a key: 256. Bounds memory; only authenticated envelopes fill it.
pub const CACHED_EPOCHS: usize = 256;

/// Violations that one validation collects: 1,000; there it ends.
///
/// A violation takes some hundred bytes, and a field of a list can break a rule in each byte that was sent.
pub const VIOLATIONS: usize = 1_000;

/// A limit that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// Envelopes of one seal under one key: [`EPOCH_ENVELOPES`], or what the builder lowered it to.
    Envelopes,
    /// Cipher blocks of one seal under one key: [`EPOCH_BLOCKS`], or what the builder lowered it to.
    Blocks,
    /// Bytes of one fragment: [`FRAGMENT_BYTES`].
    Fragment,
    /// Failed openings of a version of a key: [`FAILED_OPENINGS`], or what the builder lowered it to.
    FailedOpenings,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Envelopes => "the envelopes of one seal under one key",
            Self::Blocks => "the cipher blocks of one seal under one key",
            Self::Fragment => "the bytes of one fragment",
            Self::FailedOpenings => "the failed openings of one version of a key",
        })
    }
}
