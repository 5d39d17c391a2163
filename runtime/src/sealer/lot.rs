//! What one seal takes under one key: booked in the first pass, reserved, taken in the second.

use std::sync::Arc;

use super::epochs::{Core, Epoch, Held};
use super::settings::BLOCKS_STEP;
use super::survey::blocks;
use crate::codegen::{Place, Policy};
use crate::error::SealError;
use crate::limits::Limit;

/// What one seal takes under one key. Its counters are reserved from one epoch, no other seal has them.
pub(super) struct Lot {
    pub(super) key: &'static str,
    /// Of the first message that takes it, to name in an error.
    pub(super) policy: &'static Policy,
    /// Booked, or left.
    envelopes: u64,
    /// Upper bounds, without what bound strings and bytes add until they are reserved; then only to see, in tests, that they are
    /// upper bounds.
    blocks: u64,
    /// The envelopes that bind strings or bytes, whose length the survey is not told.
    open_ended: u64,
    epoch: EpochRef,
    next: u32,
}

/// An epoch: of the table that is held, nearly always, and then no count of references is touched.
enum EpochRef {
    /// None yet.
    Due,
    Slot(usize),
    Owned(Arc<Epoch>),
}

impl Lot {
    #[inline]
    pub(super) fn new(key: &'static str, policy: &'static Policy) -> Self {
        Self {
            key,
            policy,
            envelopes: 0,
            blocks: 0,
            open_ended: 0,
            epoch: EpochRef::Due,
            next: 0,
        }
    }

    /// Books an envelope, and the blocks that its ciphertext and its additional data take at most.
    #[inline]
    pub(super) fn book(&mut self, blocks: u64, open_ended: bool) {
        self.envelopes += 1;
        self.blocks = self.blocks.saturating_add(blocks);
        self.open_ended += u64::from(open_ended);
    }

    /// The envelopes and blocks to reserve, within the limits of one seal.
    #[inline]
    pub(super) fn total(&self, core: &Core, length: usize) -> Result<(u32, u64), SealError> {
        let envelopes = u32::try_from(self.envelopes)
            .ok()
            .filter(|&envelopes| envelopes <= core.settings.envelopes);
        let envelopes = envelopes.ok_or_else(|| self.reached(Limit::Envelopes))?;
        // Under one key each message has one envelope, and what a message binds is part of the wire message: so all bound
        // strings and bytes together are no longer than that. Each envelope rounds up to a block of its own.
        let bound = if self.open_ended > 0 {
            blocks(length).saturating_add(self.open_ended)
        } else {
            0
        };
        let blocks = self.blocks.saturating_add(bound);
        // In the steps in which epochs book them, or a fresh epoch would not do and this never end.
        let most = (core.settings.blocks / BLOCKS_STEP).min(u64::from(u32::MAX));
        if blocks.div_ceil(BLOCKS_STEP) > most {
            Err(self.reached(Limit::Blocks))
        } else {
            Ok((envelopes, blocks))
        }
    }

    #[cold]
    fn reached(&self, limit: Limit) -> SealError {
        SealError::LimitReached {
            limit,
            at: Place::root().locate(self.policy),
        }
    }

    /// Gives the lot its counters, from the first one up.
    #[inline]
    pub(super) fn reserved(&mut self, slot: usize, first: u32, blocks: u64) {
        self.epoch = EpochRef::Slot(slot);
        self.next = first;
        self.blocks = blocks;
    }

    /// Makes the lot independent of the table that is held.
    pub(super) fn own(&mut self, held: &Held) {
        if let EpochRef::Slot(slot) = self.epoch {
            self.epoch = EpochRef::Owned(held.epoch(slot).clone());
        }
    }

    /// The epoch, and its next counter; `None` if more is taken than was booked.
    #[inline]
    pub(super) fn take<'e>(&'e mut self, held: &'e Held) -> Option<(&'e Epoch, u32)> {
        self.envelopes = self.envelopes.checked_sub(1)?;
        let counter = self.next;
        // The last counter of an epoch is 2^32 − 2, so this does not wrap.
        self.next = counter.wrapping_add(1);
        match &self.epoch {
            EpochRef::Due => None,
            EpochRef::Slot(slot) => Some((held.epoch(*slot), counter)),
            EpochRef::Owned(epoch) => Some((epoch, counter)),
        }
    }

    /// Takes blocks; whether that many were left.
    pub(super) fn take_blocks(&mut self, blocks: u64) -> bool {
        let left = self.blocks.checked_sub(blocks);
        self.blocks = left.unwrap_or_default();
        left.is_some()
    }
}
