//! The first pass: checks what can fail, and counts what sealing takes.

use smallvec::SmallVec;

use super::epochs::{Core, Held};
use super::lot::Lot;
use crate::codegen::size::DELIMITED;
use crate::codegen::{Place, Policy};
use crate::context::Context;
use crate::encoding::varint_len;
use crate::error::SealError;
use crate::keyring::same_name;
use crate::limits::{FRAGMENT_BYTES, Limit};

/// The first pass of a seal, on a reference: checks what can fail, and counts what the second pass takes.
pub struct Survey<'s> {
    pub(super) core: &'s Core,
    pub(super) context: &'s Context,
    pub(super) held: Held,
    /// One for each key that was met.
    pub(super) lots: SmallVec<[Lot; 2]>,
}

impl<'s> Survey<'s> {
    #[inline]
    pub(super) fn new(core: &'s Core, context: &'s Context) -> Self {
        Self {
            core,
            context,
            held: core.table(),
            lots: SmallVec::new(),
        }
    }

    /// Enters a message that counts as an ancestor. To be called before anything else is said of it.
    ///
    /// # Errors
    ///
    /// [`SealError::TooDeep`]; [`SealError::ContextUnbound`] for a message that stands for itself and has no bound field, or
    /// none that one of its groups is bound to, if the context is empty and not [`Context::unbound`].
    #[inline]
    pub fn message(&mut self, policy: &'static Policy, place: &Place<'_>) -> Result<(), SealError> {
        if place.is_too_deep() {
            return Err(SealError::TooDeep {
                at: place.locate(policy),
            });
        }
        if !is_tied(self.context, policy, place) {
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
        if place.is_too_deep() {
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
    #[inline]
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

    #[inline]
    fn book_group(
        &mut self,
        policy: &'static Policy,
        group: usize,
        place: &Place<'_>,
        (fragment, beside): (usize, usize),
    ) -> Result<usize, SealError> {
        let (key, constants) = (policy.groups[group].key, policy.constants());
        let group = constants.group(group);
        if fragment > FRAGMENT_BYTES {
            return Err(SealError::LimitReached {
                limit: Limit::Fragment,
                at: place.locate(policy),
            });
        }
        let index = self.book(key, policy, place)?;
        let padded = self.core.settings.padding.padded(fragment);
        let mut header = (group.header_len + varint_len(self.context.pairs())).saturating_add(beside);
        let mut aad = group.beside_len + self.context.encoded().len();
        if place.is_bound() {
            header = header.saturating_add(place.path_len());
            aad = aad.saturating_add(place.steps_len()).saturating_add(32);
        }
        let aad = aad.saturating_add(header);
        let blocks = blocks(padded).saturating_add(blocks(aad));
        self.lots[index].book(blocks, group.open_ended);
        Ok(header
            .saturating_add(padded)
            .saturating_add(crate::aead::TAG + DELIMITED))
    }

    #[inline]
    fn book(&mut self, key: &'static str, policy: &'static Policy, place: &Place<'_>) -> Result<usize, SealError> {
        if let Some(index) = self.lots.iter().position(|lot| same_name(lot.key, key)) {
            return Ok(index);
        }
        self.core.ensure(&mut self.held, key, policy, place)?;
        self.lots.push(Lot::new(key, policy));
        Ok(self.lots.len() - 1)
    }

    /// Reserves what was booked; `length` is an upper bound of the whole wire message's. Returns the seal's random bytes.
    #[inline]
    pub(super) fn reserve(&mut self, length: usize) -> Result<[u8; 8], SealError> {
        for index in 0..self.lots.len() {
            self.reserve_lot(index, length)?;
        }
        if self.lots.is_empty() {
            Ok([0; 8])
        } else {
            self.core.settings.entropy.instance().map_err(SealError::Entropy)
        }
    }

    #[inline]
    fn reserve_lot(&mut self, index: usize, length: usize) -> Result<(), SealError> {
        let core = self.core;
        let (earlier, rest) = self.lots.split_at_mut(index);
        let Some(lot) = rest.first_mut() else { return Ok(()) };
        let (envelopes, blocks) = lot.total(core, length)?;
        let mut slot = match self.held.find(lot.key) {
            Some(slot) => slot,
            None => {
                earlier.iter_mut().for_each(|lot| lot.own(&self.held));
                core.ensure(&mut self.held, lot.key, lot.policy, &Place::root())?
            }
        };
        loop {
            let epoch = self.held.epoch(slot);
            if let Some(first) = epoch.reserve(envelopes, blocks, &core.settings) {
                lot.reserved(slot, first, blocks);
                return Ok(());
            }
            // What earlier lots refer to may leave the table together with the epoch that is over.
            let over = epoch.clone();
            earlier.iter_mut().for_each(|lot| lot.own(&self.held));
            slot = core.renew(&mut self.held, &over, (lot.key, lot.policy))?;
        }
    }
}

/// Whether something ties the message to what it belongs to: its place, a bound field or the context.
#[inline]
pub(super) fn is_tied(context: &Context, policy: &Policy, place: &Place<'_>) -> bool {
    place.is_bound() || policy.binds() || !context.lacks_binding()
}

/// The blocks of so many bytes.
pub(super) fn blocks(bytes: usize) -> u64 {
    bytes.div_ceil(16) as u64
}
