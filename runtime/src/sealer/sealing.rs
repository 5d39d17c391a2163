//! The second pass: what was reserved, taken.

use core::cell::Cell;
use core::fmt;
use std::sync::Arc;

use prost::Message;
use smallvec::SmallVec;

use super::epochs::{Core, Epoch, Held};
use crate::aead::{NONCE, TAG};
use crate::codegen::{Group, Place, Policy};
use crate::context::Context;
use crate::encoding::{AdditionalData, Sink, varint_len};
use crate::envelope::{self, HEADER_AT, Header, declare, declare_beside};
use crate::keyring::same_name;
use crate::padding::Padding;

/// What a seal reserved: its counters under each key, and its random bytes.
pub(super) struct Reserved<'s> {
    core: &'s Core,
    held: Held,
    lots: SmallVec<[Lot; 2]>,
    random: [u8; 8],
}

/// The counters of one seal under one key: reserved from one epoch, no other seal has them.
pub(super) struct Lot {
    key: &'static str,
    epoch: EpochRef,
    next: u32,
    left: u32,
    /// Left of the booked upper bound; only to see, in tests, that it is one.
    blocks: u64,
}

/// An epoch: of the table that is held, nearly always, and then no count of references is touched.
enum EpochRef {
    Slot(usize),
    Owned(Arc<Epoch>),
}

impl Lot {
    pub(super) fn new(key: &'static str, slot: usize, first: u32, envelopes: u32, blocks: u64) -> Self {
        Self {
            key,
            epoch: EpochRef::Slot(slot),
            next: first,
            left: envelopes,
            blocks,
        }
    }

    /// Makes the lot independent of the table that is held.
    pub(super) fn own(&mut self, held: &Held) {
        if let EpochRef::Slot(slot) = self.epoch {
            self.epoch = EpochRef::Owned(held.epoch(slot).clone());
        }
    }
}

impl<'s> Reserved<'s> {
    pub(super) fn new(core: &'s Core, held: Held, lots: SmallVec<[Lot; 2]>, random: [u8; 8]) -> Self {
        Self {
            core,
            held,
            lots,
            random,
        }
    }

    /// Begins the second pass; with an output buffer, the root's envelopes go there.
    pub(super) fn sealing(self, context: &'s Context, output: Option<Vec<u8>>) -> Sealing<'s> {
        Sealing {
            padding: self.core.settings.padding,
            next_instance: Cell::new(u64::from_be_bytes(self.random)),
            reserved: self,
            context,
            output,
        }
    }
}

/// The second pass of a seal: takes what the first one reserved, and cannot fail.
pub struct Sealing<'s> {
    reserved: Reserved<'s>,
    context: &'s Context,
    padding: Padding,
    /// From this seal's random bytes up.
    next_instance: Cell<u64>,
    /// Where [`Sealer::encode`](crate::Sealer::encode) collects the root's envelopes.
    output: Option<Vec<u8>>,
}

impl Sealing<'_> {
    /// The instance id of the next message that stands for itself. Two of one seal never share one: what they hold could
    /// be exchanged among them if they bind the same values.
    pub(crate) fn next_instance(&self) -> [u8; 8] {
        let instance = self.next_instance.get();
        self.next_instance.set(instance.wrapping_add(1));
        instance.to_be_bytes()
    }

    /// Whether the root's envelopes go straight to the output.
    pub(crate) fn is_direct(&self) -> bool {
        self.output.is_some()
    }

    pub(super) fn into_output(self) -> Vec<u8> {
        self.output.unwrap_or_default()
    }

    /// Appends the envelope of a group to the output, as an element of the envelope field.
    pub(crate) fn seal_direct<M: Fragment>(&mut self, what: Sealed<'_, M>) {
        let mut output = self.output.take().unwrap_or_default();
        self.seal(what, &mut output, true);
        self.output = Some(output);
    }

    /// Returns the envelope of a group.
    pub(crate) fn seal_apart<M: Fragment>(&mut self, what: Sealed<'_, M>) -> Vec<u8> {
        let mut envelope = Vec::new();
        self.seal(what, &mut envelope, false);
        envelope
    }

    fn seal<M: Fragment>(&mut self, what: Sealed<'_, M>, output: &mut Vec<u8>, delimited: bool) {
        let Sealed {
            policy,
            group,
            place,
            instance,
            beside,
            fragment,
            tail,
        } = what;
        let lot = self.reserved.lots.iter_mut().find(|lot| same_name(lot.key, group.key));
        let lot = lot
            .filter(|lot| lot.left > 0)
            .expect("the survey books every envelope that the second pass seals");
        let epoch: &Epoch = match &lot.epoch {
            EpochRef::Slot(slot) => self.reserved.held.epoch(*slot),
            EpochRef::Owned(epoch) => epoch,
        };
        let mut n = [0; NONCE];
        n[..8].copy_from_slice(match beside {
            None => &instance,
            Some(_) => &self.reserved.random,
        });
        n[8..].copy_from_slice(&lot.next.to_be_bytes());
        // The last counter of an epoch is 2^32 − 2, so this cannot wrap.
        lot.next += 1;
        lot.left -= 1;

        let aad = &mut AdditionalData::new();
        envelope::begin(aad);
        aad.put(&epoch.head);
        aad.patch(HEADER_AT + Header::N_AT, &n);
        let pairs = self.context.pairs();
        match beside {
            None => declare(aad, policy, group, pairs, place),
            Some(beside) => declare_beside(aad, (policy, group), pairs, place, (instance, beside)),
        }
        let header = HEADER_AT..aad.len();
        envelope::authenticate(aad, epoch.suite, epoch.id, group.key, policy, self.context);
        tail(aad);

        let length = fragment.length();
        let padded = self.padding.padded(length);
        let envelope_len = header.len() + padded + TAG;
        if cfg!(debug_assertions) {
            let blocks = (padded.div_ceil(16) + aad.len().div_ceil(16)) as u64;
            lot.blocks = lot.blocks.checked_sub(blocks).expect("the survey's upper bounds hold");
        }
        // All the room at once, before there is plaintext in it: a buffer that grows leaves a copy behind.
        if delimited {
            let field = u64::from(policy.envelope) << 3 | 2;
            output.reserve(varint_len(field) + varint_len(envelope_len as u64) + envelope_len);
            output.put_varint(field);
            output.put_varint(envelope_len as u64);
        } else {
            output.reserve_exact(envelope_len);
        }
        output.extend_from_slice(&aad[header]);
        let start = output.len();
        fragment.append_to(output);
        output.push(0x80);
        output.resize(start + padded, 0);
        let tag = epoch.keys.aead.seal(&epoch.keys.nonce(&n), aad, &mut output[start..]);
        output.extend_from_slice(&tag);
    }
}

/// What is encrypted: a message, or what is encoded already.
pub(crate) trait Fragment {
    /// In bytes.
    fn length(&self) -> usize;

    fn append_to(&self, output: &mut Vec<u8>);
}

impl<M: Message> Fragment for M {
    fn length(&self) -> usize {
        self.encoded_len()
    }

    fn append_to(&self, output: &mut Vec<u8>) {
        self.encode(output)
            .expect("a vector has room for whatever memory has room for");
    }
}

/// What goes into one envelope.
pub(crate) struct Sealed<'a, M> {
    pub(crate) policy: &'static Policy,
    pub(crate) group: &'static Group,
    pub(crate) place: &'a Place<'a>,
    pub(crate) instance: [u8; 8],
    /// Envelopes of the instance are carried on, so that this one declares it; the tags of those that the policy lacks.
    pub(crate) beside: Option<&'a [u16]>,
    pub(crate) fragment: &'a M,
    /// Appends binding, instance id and place to the additional data.
    pub(crate) tail: &'a dyn Fn(&mut AdditionalData),
}

impl fmt::Debug for Sealing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealing")
    }
}
