//! The second pass: what was reserved, taken.

use core::cell::Cell;
use core::fmt;
use core::ops::Range;

use prost::Message;

use super::epochs::Epoch;
use super::lot::Lot;
use super::survey::{Survey, blocks};
use crate::aead::{NONCE, TAG};
use crate::codegen::{Place, Scope, Sealable};
use crate::encoding::AdditionalData;
use crate::envelope::{self, declare, declare_beside};
use crate::epoch::EpochKeys;
use crate::error::SealError;
use crate::keyring::same_name;
use crate::padding::Padding;

/// The second pass of a seal: takes what the first one reserved, and cannot fail.
pub struct Sealing<'s> {
    /// The first pass. Part of the second, since moving it would cost more than the rest of both.
    pub(super) survey: Survey<'s>,
    random: [u8; 8],
    /// From these up.
    next_instance: Cell<u64>,
}

impl<'s> Sealing<'s> {
    #[inline]
    pub(super) fn new(survey: Survey<'s>) -> Self {
        Self {
            survey,
            random: [0; 8],
            next_instance: Cell::new(0),
        }
    }

    /// The first pass, in which is everything that can fail, and the reservation.
    #[inline]
    pub(super) fn survey<T: Sealable>(&mut self, clear: &T) -> Result<(), SealError> {
        let fault = self.survey.context.check();
        fault.map_err(|fault| SealError::ContextMalformed { fault })?;
        let length = clear.survey(&Place::root(), &mut self.survey)?;
        self.random = self.survey.reserve(length)?;
        self.next_instance.set(u64::from_be_bytes(self.random));
        Ok(())
    }

    /// The instance id of the next message that stands for itself. Two of one seal never share one: what they hold could
    /// be exchanged among them if they bind the same values.
    #[inline]
    pub(crate) fn next_instance(&self) -> [u8; 8] {
        let instance = self.next_instance.get();
        self.next_instance.set(instance.wrapping_add(1));
        instance.to_be_bytes()
    }

    /// Seals a fragment of a group of the scope's message, by the group's index in the policy. Returns the envelope.
    #[inline]
    pub(crate) fn seal<F: Fragment>(&mut self, scope: &Scope<'_>, group: usize, fragment: &F) -> Vec<u8> {
        let aad = &mut AdditionalData::new();
        let begun = begin(&mut self.survey, &self.random, scope, group, aad);
        let (padded, length) = begun.lengths(fragment.length());
        let mut envelope = Vec::with_capacity(length);
        begun.put(aad, fragment, padded, &mut envelope);
        self.check(scope, group, padded, aad.len());
        envelope
    }

    /// In debug builds, that the survey's upper bounds are some.
    #[inline]
    fn check(&mut self, scope: &Scope<'_>, group: usize, padded: usize, aad: usize) {
        if cfg!(debug_assertions) {
            let lot = find(&mut self.survey.lots, scope.policy().groups[group].key);
            let within = lot.is_some_and(|lot| lot.take_blocks(blocks(padded) + blocks(aad)));
            assert!(within, "the survey's upper bounds hold");
        }
    }
}

/// An envelope whose additional data are complete, header included.
struct Begun<'e> {
    epoch: &'e Epoch,
    padding: Padding,
    n: [u8; NONCE],
    header: Range<usize>,
}

/// Takes a counter, and builds the additional data.
#[inline(always)]
fn begin<'e>(
    survey: &'e mut Survey<'_>,
    random: &[u8; 8],
    scope: &Scope<'_>,
    group: usize,
    aad: &mut AdditionalData,
) -> Begun<'e> {
    let (policy, place) = (scope.policy(), scope.stands());
    let key = policy.groups[group].key;
    let lot = find(&mut survey.lots, key);
    let taken = lot.and_then(|lot| lot.take(&survey.held));
    let (epoch, counter) = taken.expect("the survey books every envelope that the second pass seals");
    let (instance, beside) = (scope.sealed_instance(), scope.beside());
    let mut n = [0; NONCE];
    // The instance id of what is carried on is not this seal's.
    n[..8].copy_from_slice(if beside.is_some() { random } else { &instance });
    n[8..].copy_from_slice(&counter.to_be_bytes());

    let constants = policy.constants();
    envelope::begin(aad, &epoch.begin, &n);
    let pairs = survey.context.pairs();
    match beside {
        None => declare(aad, constants.group(group), pairs, place),
        Some(beside) => declare_beside(aad, (policy, &policy.groups[group]), pairs, place, (instance, beside)),
    }
    let header = envelope::authenticate(aad, &epoch.keyed, constants, survey.context);
    // What is bound below a message takes its instance id, or the survey found that it has that one already: there is nothing to
    // disagree on.
    let agreed = scope.authenticate(group, instance, aad).is_ok();
    debug_assert!(agreed, "an envelope's place is authenticated whole");
    Begun {
        epoch,
        padding: survey.core.settings.padding,
        n,
        header,
    }
}

fn find<'l>(lots: &'l mut [Lot], key: &str) -> Option<&'l mut Lot> {
    lots.iter_mut().find(|lot| same_name(lot.key, key))
}

impl Begun<'_> {
    /// The lengths of the padded fragment and of the envelope, for a fragment's length.
    #[inline]
    fn lengths(&self, fragment: usize) -> (usize, usize) {
        let padded = self.padding.padded(fragment);
        (padded, self.header.len() + padded + TAG)
    }

    /// Appends the envelope, for which there is room.
    #[inline]
    fn put<F: Fragment>(&self, aad: &AdditionalData, fragment: &F, padded: usize, output: &mut Vec<u8>) {
        output.extend_from_slice(&aad[self.header.clone()]);
        let start = output.len();
        fragment.append_to(output);
        encrypt(&self.epoch.keys, &self.n, aad, output, start, padded);
    }
}

/// As many as nearly all fragments are padded with, and a tag's: a fixed number is a few moves.
const ZEROS: usize = 32 + TAG;

/// Pads what stands in the output from `start` on to so many bytes, and encrypts it. There is room for the padding and the tag.
#[inline(always)]
pub(super) fn encrypt(
    keys: &EpochKeys,
    n: &[u8; NONCE],
    aad: &[u8],
    output: &mut Vec<u8>,
    start: usize,
    padded: usize,
) {
    let end = start + padded + TAG;
    output.push(0x80);
    if end - output.len() <= ZEROS && output.capacity() - output.len() >= ZEROS {
        output.extend_from_slice(&[0; ZEROS]);
        output.truncate(end);
    } else {
        output.resize(end, 0);
    }
    let (padded, tag) = output[start..].split_last_chunk_mut().expect("there is the tag's room");
    keys.aead.seal(&keys.nonce(n), aad, padded, tag);
}

/// What is encrypted: a message, or what is encoded already.
pub(crate) trait Fragment {
    /// In bytes.
    fn length(&self) -> usize;

    fn append_to(&self, output: &mut Vec<u8>);
}

impl<M: Message> Fragment for M {
    #[inline]
    fn length(&self) -> usize {
        self.encoded_len()
    }

    #[inline]
    fn append_to(&self, output: &mut Vec<u8>) {
        self.encode(output)
            .expect("a vector has room for whatever memory has room for");
    }
}

impl fmt::Debug for Sealing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealing")
    }
}
