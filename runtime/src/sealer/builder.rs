//! Choosing a sealer's settings.

use std::sync::Arc;
use std::time::Duration;

use super::{
    Sealer,
    epochs::Core,
    settings::{BLOCKS_STEP, Settings},
};
use crate::aead::Backend;
use crate::entropy::Entropy;
use crate::error::SettingError;
use crate::keyring::Keyring;
use crate::limits::{EPOCH_AGE, EPOCH_BLOCKS, EPOCH_ENVELOPES};
use crate::padding::Padding;

/// Chooses a sealer's settings. The limits can be lowered, never raised.
#[derive(Debug)]
#[must_use]
pub struct SealerBuilder {
    keyring: Keyring,
    settings: Settings,
}

impl SealerBuilder {
    pub(super) fn new(keyring: Keyring) -> Self {
        Self {
            keyring,
            settings: Settings::default(),
        }
    }

    /// How much fragments are padded. Default: [`Padding::Bucket`].
    pub fn padding(mut self, padding: Padding) -> Self {
        self.settings.padding = padding;
        self
    }

    /// Which implementation encrypts. Default: [`Backend::default`].
    pub fn backend(mut self, backend: Backend) -> Self {
        self.settings.backend = backend;
        self
    }

    /// Whether messages are checked by their rules of validation before they are sealed. Default: `true`; it costs nothing where a message has
    /// none.
    pub fn validate(mut self, validate: bool) -> Self {
        self.settings.validate = validate;
        self
    }

    /// How long an epoch lasts at most. At least a millisecond; default and limit: [`EPOCH_AGE`].
    pub fn epoch_age(mut self, age: Duration) -> Self {
        self.settings.age = age;
        self
    }

    /// How many envelopes an epoch seals, and so one seal under one key. Default and limit: [`EPOCH_ENVELOPES`].
    pub fn epoch_envelopes(mut self, envelopes: u32) -> Self {
        self.settings.envelopes = envelopes;
        self
    }

    /// How many 16-byte blocks an epoch encrypts and authenticates, and so one seal under one key. Default and limit:
    /// [`EPOCH_BLOCKS`]. At least 16, since blocks are booked in steps of 16.
    pub fn epoch_blocks(mut self, blocks: u64) -> Self {
        self.settings.blocks = blocks;
        self
    }

    /// Draws the random bytes of each seal in user space, which costs nanoseconds where the kernel may cost more than the
    /// encryption itself.
    ///
    /// Only for a process that is never forked (without exec) and never restored from a snapshot while it seals: its clone
    /// would draw the same bytes and, as it shares the epoch and its counter, repeat nonces, which lets anyone who sees
    /// both envelopes read and forge. A clone is safe only if a hook calls [`Sealer::new_epoch`] in it before any of its threads seals:
    /// that makes every thread seed its generator anew, for all sealers of the process.
    pub fn never_forked_or_cloned(mut self) -> Self {
        self.settings.entropy = Entropy::UserSpace;
        self
    }

    #[cfg(test)]
    pub(crate) fn seeded(mut self, seed: u64) -> Self {
        let rng = rand::SeedableRng::seed_from_u64(seed);
        self.settings.entropy = Entropy::Seeded(Box::new(std::sync::Mutex::new(rng)));
        self
    }

    /// The sealer.
    ///
    /// # Errors
    ///
    /// [`SettingError`] for a limit of 0, or one that is raised.
    pub fn build(self) -> Result<Sealer, SettingError> {
        let Settings {
            age, envelopes, blocks, ..
        } = self.settings;
        let millis = |age: Duration| u64::try_from(age.as_millis()).unwrap_or(u64::MAX);
        // Less, and an epoch could be over before its first seal.
        SettingError::check("epoch_age (in milliseconds)", millis(age), 1, millis(EPOCH_AGE))?;
        SettingError::check("epoch_envelopes", envelopes.into(), 1, EPOCH_ENVELOPES.into())?;
        SettingError::check("epoch_blocks", blocks, BLOCKS_STEP, EPOCH_BLOCKS)?;
        Ok(Sealer(Arc::new(Core::new(self.keyring, self.settings))))
    }
}
