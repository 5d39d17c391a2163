//! The first pass: checks what can fail, and counts what sealing takes.

use smallvec::SmallVec;

use super::epochs::{Core, Held};
use super::sealing::{Lot, Reserved};
use crate::codegen::size::DELIMITED;
use crate::codegen::{BoundKind, Group, Place, Policy};
use crate::context::Context;
use crate::envelope::{ADDITIONAL_DATA_FIXED, FIXED, declared_len};
use crate::error::SealError;
use crate::keyring::same_name;
use crate::limits::{DEPTH, FRAGMENT_BYTES, Limit};

/// The first pass of a seal, on a reference: checks what can fail, and counts what the second pass takes.
pub struct Survey<'s> {
    core: &'s Core,
    context: &'s Context,
    held: Held,
    booked: SmallVec<[Booked; 2]>,
}

/// What a seal takes under one key.
#[derive(Clone, Copy)]
struct Booked {
    key: &'static str,
    /// Of the first message that takes it, to name in an error.
    policy: &'static Policy,
    envelopes: u64,
    /// Upper bounds, without what bound strings and bytes add.
    blocks: u64,
    /// The envelopes that bind strings or bytes, whose length the survey is not told.
    open_ended: u64,
}

impl<'s> Survey<'s> {
    pub(super) fn new(core: &'s Core, context: &'s Context) -> Self {
        Self {
            core,
            context,
            held: core.table(),
            booked: SmallVec::new(),
        }
    }

    /// Enters a message that counts as an ancestor. To be called before anything else is said of it.
    ///
    /// # Errors
    ///
    /// [`SealError::TooDeep`]; [`SealError::ContextUnbound`] for a message that stands for itself and has no bound field, or
    /// none that one of its groups is bound to, if the context is empty and not [`Context::unbound`].
    pub fn message(&mut self, policy: &'static Policy, place: &Place<'_>) -> Result<(), SealError> {
        if place.depth() > DEPTH {
            return Err(SealError::TooDeep {
                at: place.locate(policy),
            });
        }
        let tied = place.is_bound() || policy.binds();
        if !tied && self.context.lacks_binding() {
            return Err(SealError::ContextUnbound {
                at: place.locate(policy),
            });
        }
        Ok(())
    }

    /// Enters a message that does not count as an ancestor.
    ///
    /// # Errors
    ///
    /// [`SealError::TooDeep`].
    pub fn plain(&mut self, place: &Place<'_>) -> Result<(), SealError> {
        if place.depth() > DEPTH {
            Err(SealError::TooDeep {
                at: place.locate_message(),
            })
        } else {
            Ok(())
        }
    }

    /// Books the envelope of a group: `group` is its index in the policy, `fragment` an upper bound of its fragment's
    /// length in bytes.
    ///
    /// Returns an upper bound of what the envelope takes in the envelope field, tag and length included, in bytes.
    ///
    /// # Errors
    ///
    /// [`SealError::KeyUnknown`], [`SealError::KeyNotReady`], [`SealError::KeyDestroyed`], [`SealError::LimitReached`] for
    /// a fragment that is too long.
    ///
    /// # Panics
    ///
    /// If the policy has no such group.
    pub fn group(
        &mut self,
        policy: &'static Policy,
        group: usize,
        place: &Place<'_>,
        fragment: usize,
    ) -> Result<usize, SealError> {
        self.book_group(policy, group, place, (fragment, 0))
    }

    /// As [`group`](Self::group), beside envelopes that may be carried on, so many of them of groups that the policy lacks.
    pub(crate) fn group_beside(
        &mut self,
        policy: &'static Policy,
        group: usize,
        place: &Place<'_>,
        fragment: usize,
        unknown: usize,
    ) -> Result<usize, SealError> {
        // The instance id, the tags, and what their number adds to its own length.
        self.book_group(
            policy,
            group,
            place,
            (fragment, unknown.saturating_mul(2).saturating_add(8 + 9)),
        )
    }

    pub(crate) fn context(&self) -> &'s Context {
        self.context
    }

    fn book_group(
        &mut self,
        policy: &'static Policy,
        group: usize,
        place: &Place<'_>,
        (fragment, beside): (usize, usize),
    ) -> Result<usize, SealError> {
        let group = &policy.groups[group];
        let key = group.key;
        if fragment > FRAGMENT_BYTES {
            return Err(SealError::LimitReached {
                limit: Limit::Fragment,
                at: place.locate(policy),
            });
        }
        let index = self.book(key, policy, place)?;
        let padded = self.core.settings.padding.padded(fragment);
        let header = (FIXED + declared_len(policy, group, self.context.pairs(), place)).saturating_add(beside);
        let aad = ADDITIONAL_DATA_FIXED
            + header
            + key.len()
            + policy.message.len()
            + self.context.encoded().len()
            + binding_len(policy, group)
            + if place.is_bound() {
                place.steps_len().saturating_add(32)
            } else {
                0
            };
        let booked = &mut self.booked[index];
        booked.envelopes += 1;
        booked.blocks = booked.blocks.saturating_add(blocks(padded)).saturating_add(blocks(aad));
        booked.open_ended += u64::from(is_open_ended(group));
        Ok(header
            .saturating_add(padded)
            .saturating_add(crate::aead::TAG + DELIMITED))
    }

    fn book(&mut self, key: &'static str, policy: &'static Policy, place: &Place<'_>) -> Result<usize, SealError> {
        if let Some(index) = self.booked.iter().position(|booked| same_name(booked.key, key)) {
            return Ok(index);
        }
        self.core.ensure(&mut self.held, key, policy, place)?;
        self.booked.push(Booked {
            key,
            policy,
            envelopes: 0,
            blocks: 0,
            open_ended: 0,
        });
        Ok(self.booked.len() - 1)
    }

    /// Reserves what was booked; `length` is an upper bound of the whole wire message's.
    pub(super) fn reserve(self, length: usize) -> Result<Reserved<'s>, SealError> {
        let Self {
            core, mut held, booked, ..
        } = self;
        let mut lots: SmallVec<[Lot; 2]> = SmallVec::new();
        for booked in &booked {
            let (envelopes, blocks) = booked.total(core, length)?;
            let mut slot = match held.find(booked.key) {
                Some(slot) => slot,
                None => {
                    lots.iter_mut().for_each(|lot| lot.own(&held));
                    core.ensure(&mut held, booked.key, booked.policy, &Place::root())?
                }
            };
            let first = loop {
                let epoch = held.epoch(slot);
                if let Some(first) = epoch.reserve(envelopes, blocks, &core.settings) {
                    break first;
                }
                // What earlier lots refer to may leave the table together with the epoch that is over.
                let over = epoch.clone();
                lots.iter_mut().for_each(|lot| lot.own(&held));
                slot = core.renew(&mut held, &over, (booked.key, booked.policy))?;
            };
            lots.push(Lot::new(booked.key, slot, first, envelopes, blocks));
        }
        let random = if lots.is_empty() {
            [0; 8]
        } else {
            core.settings.entropy.instance().map_err(SealError::Entropy)?
        };
        Ok(Reserved::new(core, held, lots, random))
    }
}

impl Booked {
    /// The envelopes and blocks to reserve, within the limits of one seal.
    fn total(&self, core: &Core, length: usize) -> Result<(u32, u64), SealError> {
        let reached = |limit| SealError::LimitReached {
            limit,
            at: Place::root().locate(self.policy),
        };
        let envelopes = u32::try_from(self.envelopes)
            .ok()
            .filter(|&envelopes| envelopes <= core.settings.envelopes);
        let envelopes = envelopes.ok_or_else(|| reached(Limit::Envelopes))?;
        // Under one key each message has one envelope, and what a message binds is part of the wire message: so all bound
        // strings and bytes together are no longer than that. Each envelope rounds up to a block of its own.
        let bound = if self.open_ended > 0 {
            blocks(length).saturating_add(self.open_ended)
        } else {
            0
        };
        let blocks = self.blocks.saturating_add(bound);
        // In the steps in which epochs book them, or a fresh epoch would not do and this never end.
        let step = super::settings::BLOCKS_STEP;
        let most = (core.settings.blocks / step).min(u64::from(u32::MAX));
        if blocks.div_ceil(step) > most {
            Err(reached(Limit::Blocks))
        } else {
            Ok((envelopes, blocks))
        }
    }
}

/// The blocks of so many bytes.
fn blocks(bytes: usize) -> u64 {
    bytes.div_ceil(16) as u64
}

/// The longest binding of a group, apart from the contents of bound strings and bytes.
fn binding_len(policy: &Policy, group: &Group) -> usize {
    17 * group.bound.len() + 8 * policy.children.len()
}

fn is_open_ended(group: &Group) -> bool {
    group
        .bound
        .iter()
        .any(|bound| matches!(bound.kind, BoundKind::String | BoundKind::Bytes))
}
