//! The settings of a sealer.

use std::time::Duration;

use crate::aead::Backend;
use crate::entropy::Entropy;
use crate::limits::{EPOCH_AGE, EPOCH_BLOCKS, EPOCH_ENVELOPES};
use crate::padding::Padding;

/// Blocks are booked in steps of this many, see [`super::epochs`].
pub(super) const BLOCKS_STEP: u64 = 16;

/// What can be chosen.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) padding: Padding,
    pub(super) backend: Backend,
    pub(super) entropy: Entropy,
    pub(super) age: Duration,
    pub(super) envelopes: u32,
    pub(super) blocks: u64,
    pub(super) validate: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            padding: Padding::default(),
            backend: Backend::default(),
            entropy: Entropy::Kernel,
            age: EPOCH_AGE,
            envelopes: EPOCH_ENVELOPES,
            blocks: EPOCH_BLOCKS,
            validate: true,
        }
    }
}
