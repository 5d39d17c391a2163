//! Sealing and encoding in one pass, for what is as nearly all messages are.

use core::fmt;

use zeroize::Zeroize;

use super::epochs::{Core, Held};
use super::sealing::encrypt;
use super::survey::{blocks, is_tied};
use crate::aead::{NONCE, TAG};
use crate::codegen::{Place, Policy, Scope};
use crate::context::Context;
use crate::encoding::{AdditionalData, Sink, varint_len};
use crate::envelope;
use crate::epoch::SALT;
use crate::limits::FRAGMENT_BYTES;

/// The longest fragments that are written so, and the most room that is made for what is only expected, in bytes.
const MOST: usize = 16 << 20;
/// The most room that is made for clear fields in advance, in bytes: their upper bound is several times what they take.
const AHEAD: usize = 1 << 20;

/// Seals a message and encodes the result, in one pass on a reference.
///
/// Whatever is out of the ordinary is declined by `None`, errors and the end of an epoch among it: the two passes then find out
/// what it is, from the start. Counters that were taken until then are lost, which costs nothing.
pub struct Writing<'s> {
    core: &'s Core,
    context: &'s Context,
    held: Held,
    /// Of the next message that stands for itself, once one was met.
    next_instance: Option<u64>,
    output: Vec<u8>,
    /// What the message that is written puts behind its envelopes, in bytes, roughly.
    ahead: usize,
    /// The salt of the epoch that was found young enough last: once a seal has begun with it, it is not asked again.
    begun: Option<[u8; SALT]>,
    /// How many fragments are being written, one within the other: what stands in the output is not encrypted yet.
    fragments: u32,
}

impl<'s> Writing<'s> {
    #[inline]
    pub(super) fn new(core: &'s Core, context: &'s Context) -> Self {
        Self {
            core,
            context,
            held: core.table(),
            next_instance: None,
            output: Vec::new(),
            ahead: 0,
            begun: None,
            fragments: 0,
        }
    }

    #[inline]
    pub(super) fn finish(mut self) -> Vec<u8> {
        core::mem::take(&mut self.output)
    }

    /// Enters a message that counts as an ancestor. To be called before anything else is said of it.
    #[inline]
    pub fn message(&mut self, policy: &'static Policy, place: &Place<'_>) -> Option<()> {
        (!place.is_too_deep() && is_tied(self.context, policy, place)).then_some(())
    }

    /// Enters a message that does not count as an ancestor.
    #[inline]
    pub fn plain(&mut self, place: &Place<'_>) -> Option<()> {
        (!place.is_too_deep()).then_some(())
    }

    /// Says how long the fields of the entered message are that travel in the clear, children not counted: an upper bound, in bytes.
    #[inline]
    pub fn clear(&mut self, length: usize) {
        self.ahead = length;
    }

    /// Writes the envelope of a group: `put` writes the fragment, for whose length in bytes `room` is an upper bound, children not
    /// counted.
    ///
    /// # Panics
    ///
    /// If the policy has no such group.
    #[inline]
    pub fn group(
        &mut self,
        scope: &Scope<'_>,
        group: usize,
        room: usize,
        put: impl FnOnce(&mut Self) -> Option<()>,
    ) -> Option<()> {
        let (policy, place) = (scope.policy(), scope.stands());
        if room > MOST {
            return None;
        }
        let key = policy.groups[group].key;
        let mut slot = self.held.find(key);
        if slot.is_none() {
            slot = self.begin_epoch(key, policy, place);
        }
        let slot = slot?;
        let epoch = self.held.epoch(slot);
        let (constants, salt) = (policy.constants(), epoch.keys.salt);
        let mut n = [0; NONCE];
        n[..8].copy_from_slice(&scope.sealed_instance());

        let aad = &mut AdditionalData::new();
        envelope::begin(aad, &epoch.begin, &n);
        envelope::declare(aad, constants.group(group), self.context.pairs(), place);
        let header = envelope::authenticate(aad, &epoch.keyed, constants, self.context);
        scope.authenticate(group, scope.sealed_instance(), aad).ok()?;

        let padding = self.core.settings.padding;
        let longest = header.len() + padding.padded(room) + TAG;
        let ahead = self.ahead.min(AHEAD);
        // All the room at once, so that nothing has to be moved.
        let output = self.room(longest + ahead + 32);
        output.put_varint(u64::from(policy.envelope) << 3 | 2);
        self.delimited(longest, |writing| {
            let envelope = writing.output.len();
            writing.output.extend_from_slice(&aad[header.clone()]);
            let start = writing.output.len();
            writing.fragments += 1;
            put(writing)?;
            let fragment = writing.output.len() - start;
            if fragment > FRAGMENT_BYTES {
                return None;
            }
            let padded = padding.padded(fragment);
            writing.room(padded - fragment + TAG);

            // A key that was first met in a child may have brought another table, with another epoch.
            let epoch = writing.held.get(slot).filter(|epoch| epoch.keys.salt == salt)?;
            let settings = &writing.core.settings;
            if writing.begun != Some(salt) {
                if epoch.is_over() {
                    return None;
                }
                writing.begun = Some(salt);
            }
            let counter = epoch.take(1, blocks(padded) + blocks(aad.len()), settings)?;
            n[8..].copy_from_slice(&counter.to_be_bytes());
            envelope::number(aad, &n);
            let at = envelope + envelope::Header::N_AT;
            writing.output[at..at + NONCE].copy_from_slice(&n);
            encrypt(&epoch.keys, &n, aad, &mut writing.output, start, padded);
            writing.fragments -= 1;
            Some(())
        })
    }

    #[cold]
    fn begin_epoch(&mut self, key: &'static str, policy: &Policy, place: &Place<'_>) -> Option<usize> {
        self.core.ensure(&mut self.held, key, policy, place).ok()
    }

    /// The instance id of the next message that stands for itself: as for the two passes.
    #[inline]
    pub(crate) fn next_instance(&mut self) -> Option<[u8; 8]> {
        let instance = match self.next_instance {
            Some(next) => next,
            None => u64::from_be_bytes(self.core.settings.entropy.instance().ok()?),
        };
        self.next_instance = Some(instance.wrapping_add(1));
        Some(instance.to_be_bytes())
    }

    /// The bytes that were written so far.
    pub(crate) fn len(&self) -> usize {
        self.output.len()
    }

    /// Makes room for what is expected to follow, if there is any.
    pub(crate) fn expect(&mut self, length: usize) {
        if self.fragments == 0 {
            // If there is no such memory now, the buffer grows as far as the true length needs.
            let _ = self.output.try_reserve(length.min(MOST));
        }
    }

    /// The output, with room for so many bytes more.
    #[inline]
    pub(crate) fn room(&mut self, length: usize) -> &mut Vec<u8> {
        if self.output.capacity() - self.output.len() < length {
            self.grow(length);
        }
        &mut self.output
    }

    #[cold]
    fn grow(&mut self, length: usize) {
        if self.output.capacity() == 0 {
            self.output = Vec::with_capacity(length);
            return;
        }
        if self.fragments == 0 {
            return self.output.reserve(length);
        }
        // What grows by itself leaves a copy of what is not encrypted yet.
        let needed = self.output.len().saturating_add(length);
        let mut output = Vec::with_capacity(needed.max(self.output.capacity().saturating_mul(2)));
        output.extend_from_slice(&self.output);
        self.output.zeroize();
        self.output = output;
    }

    #[inline]
    pub(crate) fn put(&mut self, bytes: &[u8]) {
        self.room(bytes.len()).extend_from_slice(bytes);
    }

    /// Writes something and before it its length, which is guessed.
    #[inline]
    pub(crate) fn delimited<R>(&mut self, guess: usize, put: impl FnOnce(&mut Self) -> R) -> R {
        let kept = varint_len(guess as u64);
        let output = self.room(10);
        for _ in 0..kept {
            output.push(0);
        }
        let start = output.len();
        let written = put(self);
        let length = self.output.len() - start;
        let taken = varint_len(length as u64);
        if taken != kept {
            self.shift(start, kept, taken);
        }
        let mut left = length;
        let at = start - kept;
        for byte in &mut self.output[at..at + taken] {
            *byte = left as u8 | 0x80;
            left >>= 7;
        }
        self.output[at + taken - 1] &= 0x7f;
        written
    }

    /// Moves what stands from `start` on, so that `taken` bytes are before it instead of `kept`.
    #[cold]
    fn shift(&mut self, start: usize, kept: usize, taken: usize) {
        let end = self.output.len();
        let moved = start - kept + taken;
        self.room(taken);
        self.output.resize(end.max(moved + (end - start)), 0);
        self.output.copy_within(start..end, moved);
        // What is cut off next may be what is not encrypted yet.
        self.output[moved + (end - start)..].fill(0);
        self.output.truncate(moved + (end - start));
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        // It was declined, perhaps in the middle of a fragment.
        if self.fragments > 0 {
            self.output.zeroize();
        }
    }
}

impl fmt::Debug for Writing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Writing")
    }
}
