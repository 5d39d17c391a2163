//! Sealing and encoding in one pass, for what is as nearly all messages are.

use core::fmt;

use super::epochs::{Core, Held};
use super::output::{Delimited, Output};
use super::sealing::encrypt;
use super::survey::{blocks, is_tied};
use crate::aead::{NONCE, TAG};
use crate::codegen::{Place, Policy, Scope};
use crate::context::Context;
use crate::encoding::{AdditionalData, Sink, varint_len};
use crate::envelope;
use crate::epoch::SALT;
use crate::limits::FRAGMENT_BYTES;

/// The longest fragments that are written so, in bytes.
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
    pub(crate) output: Output,
    /// What the message that is written puts behind its envelopes, in bytes, roughly.
    ahead: usize,
    /// The salt of the epoch that was found young enough last: once a seal has begun with it, it is not asked again.
    begun: Option<[u8; SALT]>,
}

/// An envelope whose fragment is written.
struct Envelope {
    aad: AdditionalData,
    n: [u8; NONCE],
    slot: usize,
    /// Of the epoch in the slot.
    salt: [u8; SALT],
    /// The blocks that were taken for the fragment.
    booked: u64,
    length: Delimited,
    /// Where the fragment begins in the output.
    fragment: usize,
}

/// The instance id of a message that is written.
#[derive(Clone, Copy, Debug)]
pub struct Instance(pub(crate) [u8; 8]);

impl<'s> Writing<'s> {
    #[inline]
    pub(super) fn new(core: &'s Core, context: &'s Context) -> Self {
        Self {
            core,
            context,
            held: core.table(),
            next_instance: None,
            output: Output::new(),
            ahead: 0,
            begun: None,
        }
    }

    #[inline]
    pub(super) fn finish(&mut self) -> Vec<u8> {
        self.output.take()
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
        let mut envelope = Envelope {
            aad: AdditionalData::new(),
            n: [0; NONCE],
            slot: 0,
            salt: [0; SALT],
            booked: 0,
            length: Delimited { start: 0, kept: 0 },
            fragment: 0,
        };
        self.begin(scope, group, room, &mut envelope)?;
        put(self)?;
        self.end(&envelope)
    }

    /// Writes what stands before the fragment, and says what is needed behind it. Not a part of generated code, for it would be there
    /// with every message.
    #[inline(never)]
    fn begin(&mut self, scope: &Scope<'_>, group: usize, room: usize, envelope: &mut Envelope) -> Option<()> {
        let (policy, place) = (scope.policy(), scope.stands());
        if room > MOST {
            return None;
        }
        let key = policy.groups[group].key;
        let mut slot = self.held.find(key);
        if slot.is_none() {
            slot = self.begin_epoch(key, policy, place);
        }
        envelope.slot = slot?;
        let (epoch, settings) = (self.held.get(envelope.slot)?, &self.core.settings);
        let (constants, pairs) = (policy.constants(), self.context.pairs());
        let of_group = constants.group(group);
        envelope.salt = epoch.keys.salt;
        if self.begun != Some(envelope.salt) {
            if epoch.is_over() {
                return None;
            }
            self.begun = Some(envelope.salt);
        }
        // The message stands for itself: there is no place in its envelope.
        let header = of_group.header_len + varint_len(pairs);
        let beside = of_group.beside_len + self.context.encoded().len() + scope.bound_len(group);
        let padded = settings.padding.padded(room);
        envelope.booked = blocks(padded);
        let counter = epoch.take(1, envelope.booked + blocks(header + beside), settings)?;
        let instance = scope.sealed_instance();
        envelope.n[..8].copy_from_slice(&instance);
        envelope.n[8..].copy_from_slice(&counter.to_be_bytes());

        // Nothing here is copied that was just written: the processor would wait until it is where it can be read.
        let aad = &mut envelope.aad;
        envelope::begin(aad, &epoch.begin, &envelope.n);
        envelope::declare(aad, of_group, pairs, place);
        envelope::authenticate(aad, &epoch.keyed, constants, self.context);
        scope.authenticate(group, instance, aad).ok()?;

        let longest = header + padded + TAG;
        let ahead = self.ahead.min(AHEAD);
        // All the room at once, so that nothing has to be moved.
        let output = &mut self.output;
        output
            .room(longest + ahead + 64)
            .put_varint(u64::from(policy.envelope) << 3 | 2);
        envelope.length = output.begin(longest);
        let bytes = output.room(longest);
        epoch.begin.put_header(&envelope.n, bytes);
        envelope::declare(bytes, of_group, pairs, place);
        envelope.fragment = output.begin_fragment();
        Some(())
    }

    /// Pads and encrypts what stands behind the header, and writes the envelope's length.
    #[inline(never)]
    fn end(&mut self, envelope: &Envelope) -> Option<()> {
        let fragment = self.output.len() - envelope.fragment;
        if fragment > FRAGMENT_BYTES {
            return None;
        }
        let padded = self.core.settings.padding.padded(fragment);
        // A key that was first met in a child may have brought another table, with another epoch.
        let epoch = self
            .held
            .get(envelope.slot)
            .filter(|epoch| epoch.keys.salt == envelope.salt)?;
        // Children were not counted.
        let more = blocks(padded).saturating_sub(envelope.booked);
        if more > 0 {
            epoch.take(0, more, &self.core.settings)?;
        }
        let output = &mut self.output;
        let bytes = output.room((padded - fragment + TAG).max(64));
        encrypt(
            &epoch.keys,
            &envelope.n,
            &envelope.aad,
            bytes,
            envelope.fragment,
            padded,
        );
        output.end_fragment();
        output.end(envelope.length);
        Some(())
    }

    #[cold]
    fn begin_epoch(&mut self, key: &'static str, policy: &Policy, place: &Place<'_>) -> Option<usize> {
        self.core.ensure(&mut self.held, key, policy, place).ok()
    }

    /// The instance id of the message at this place, if it stands for itself: as for the two passes.
    ///
    /// Below an ancestor there is its instance id, under which counters are taken together, or clones of the process could use one
    /// nonce for two of its envelopes. Here each id has one envelope a key, so that the same nonce has the same envelope.
    #[inline]
    pub fn instance(&mut self, place: &Place<'_>) -> Option<Instance> {
        if place.is_bound() {
            return None;
        }
        let instance = match self.next_instance {
            Some(next) => next,
            None => u64::from_be_bytes(self.core.settings.entropy.instance().ok()?),
        };
        self.next_instance = Some(instance.wrapping_add(1));
        Some(Instance(instance.to_be_bytes()))
    }

    /// Writes something and before it its length, which is guessed.
    #[inline]
    pub(crate) fn delimited<R>(&mut self, guess: usize, put: impl FnOnce(&mut Self) -> R) -> R {
        let length = self.output.begin(guess);
        let written = put(self);
        self.output.end(length);
        written
    }
}

impl fmt::Debug for Writing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Writing")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::{Group, Prepared};
    use crate::keyring::Keyring;
    use crate::sealer::settings::Settings;
    use crate::suite::Suite;

    static POLICY: Policy = Policy {
        message: "demo.Note",
        envelope: 15,
        groups: &[Group {
            key: "pii",
            tag: 7,
            bound: &[],
        }],
        bound: &[],
        children: &[],
        prepared: Prepared::new(),
    };

    /// Those of messages and oneofs too, whose lengths are not told in advance: 1,002 each, and those of the additional data.
    #[test]
    fn all_blocks_of_a_fragment_are_taken_from_the_epoch() {
        let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm)]).unwrap();
        let settings = Settings {
            blocks: 4096,
            ..Settings::default()
        };
        let core = Core::new(keyring, settings);
        let (context, place) = (Context::new().with("tenant", "acme"), Place::root());
        let write = |room| {
            let mut writing = Writing::new(&core, &context);
            let instance = writing.instance(&place)?;
            let mut scope = Scope::for_writing(&POLICY, &place, instance);
            let scope = scope.bind(|_| {});
            writing.group(scope, 0, room, |writing| {
                writing.output.put(&[0; 16_000]);
                Some(())
            })
        };
        let written = [0, 16_000, 0, 16_000, 0].map(|room| write(room).is_some());
        assert_eq!(written, [true, true, true, true, false]);
    }
}
