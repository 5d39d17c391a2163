//! One opening: steps 4 to 9 of `docs/format.md`, section 8, for one envelope after the other.

use core::cell::OnceCell;
use core::fmt;
use std::sync::Arc;

use arrayvec::ArrayVec;
use prost::Message;
use zeroize::zeroize_bytes;

use super::Slices;
use super::keys::{Core, Epoch, Held, Key, Version};
use crate::codegen::{Group, Place, Scope, Sealable};
use crate::context::Context;
use crate::encoding::AdditionalData;
use crate::envelope::{self, Declaration, Ready};
use crate::error::{NAMED, OpenError, Stand};
use crate::keyring::KeyState;
use crate::limits::Limit;
use crate::padding;
use crate::plaintext::Plaintext;

/// The first pass of opening a message, on a reference.
pub struct Opening<'o> {
    core: &'o Core,
    context: &'o Context,
    held: Held,
    shared: OnceCell<Arc<[u8]>>,
    /// Whether this is the attempt in one pass, after which everything is tried again.
    trial: bool,
    /// The key and the version under which the attempt failed at the tag.
    failed: Option<(&'static str, u32)>,
}

impl<'o> Opening<'o> {
    #[inline]
    pub(super) fn new(core: &'o Core, context: &'o Context) -> Self {
        Self {
            core,
            context,
            held: core.table(),
            shared: OnceCell::new(),
            trial: false,
            failed: None,
        }
    }

    /// The context, encoded, for what outlives the opening.
    pub(crate) fn shared_context(&self) -> Arc<[u8]> {
        self.shared.get_or_init(|| self.context.encoded().into()).clone()
    }

    /// Decodes and opens the root in one pass, if all is as a sealer of this schema writes it.
    #[inline]
    pub(super) fn read<T: Sealable>(&mut self, bytes: &[u8], into: &mut T) -> Option<()> {
        self.trial = true;
        let read = into.read(bytes, &Place::root(), self);
        self.trial = false;
        read
    }

    /// Opens the envelope of a group, by its index in the policy, and has its fragment read. The envelopes are those that
    /// [`Slices::expect`] has found to be what a sealer writes.
    ///
    /// # Panics
    ///
    /// If the policy has no such group.
    #[inline]
    pub fn group(
        &mut self,
        scope: &Scope<'_>,
        envelopes: &Slices<'_>,
        group: usize,
        read: impl FnOnce(&[u8], &mut Self) -> Option<()>,
    ) -> Option<()> {
        let envelope = envelopes.of_tag(scope.policy().groups[group].tag)?;
        let mut plaintext = Wiped::default();
        self.decrypt(scope, group, envelope, &mut plaintext).ok()?;
        let plaintext = plaintext.bytes();
        let length = padding::strip(plaintext)?;
        read(&plaintext[..length], self)
    }

    /// Enters a message, to read it.
    #[inline]
    pub fn enter(&self, place: &Place<'_>) -> Option<()> {
        (!place.is_too_deep()).then_some(())
    }

    /// Enters a message. To be called before anything else is said of it.
    ///
    /// # Errors
    ///
    /// [`OpenError::TooDeep`].
    pub fn message(&self, place: &Place<'_>) -> Result<(), OpenError> {
        if place.is_too_deep() {
            Err(OpenError::TooDeep {
                at: place.locate_message(),
            })
        } else {
            Ok(())
        }
    }

    /// Step 1: refuses sealed fields that are present in the clear. For each its name, and whether it is empty.
    ///
    /// # Errors
    ///
    /// [`OpenError::Plaintext`].
    pub fn refuse_plaintext(&self, place: &Place<'_>, fields: &[(&'static str, bool)]) -> Result<(), OpenError> {
        match fields.iter().find(|(_, empty)| !empty) {
            Some((field, _)) => Err(OpenError::Plaintext {
                at: place.locate_field(field),
            }),
            None => Ok(()),
        }
    }

    /// Steps 6 to 9, for a group by its index in the policy, into a fragment that is empty. `see` is shown the fragment's bytes and what
    /// was decoded of them; it returns how many fields are dropped as unknown.
    #[inline]
    pub(crate) fn open<M: Message>(
        &mut self,
        (scope, number): (&Scope<'_>, usize),
        envelope: &Ready<'_>,
        fragment: &mut M,
        see: impl FnOnce(&[u8], &M) -> u64,
    ) -> Result<(), OpenError> {
        let mut plaintext = Wiped::default();
        self.decrypt(scope, number, envelope, &mut plaintext)?;
        // prost's own error could show bytes of the plaintext.
        let plaintext = plaintext.bytes();
        let decoded = match padding::strip(plaintext) {
            Some(length) => {
                let encoded = &plaintext[..length];
                let merged = fragment.merge(Plaintext(encoded));
                if merged.is_ok() {
                    self.core.drop_unknown(see(encoded, fragment));
                }
                merged.map_err(|_| "the group's fields in protobuf")
            }
            None => Err("the padding's mark at the plaintext's end"),
        };
        decoded.map_err(|expected| OpenError::Malformed {
            at: scope.stands().locate(scope.policy()),
            envelope: envelope.index,
            offset: envelope.head().len(),
            expected,
        })
    }

    /// Steps 6 to 8.
    fn decrypt(
        &mut self,
        scope: &Scope<'_>,
        number: usize,
        envelope: &Ready<'_>,
        plaintext: &mut Wiped,
    ) -> Result<(), OpenError> {
        let group = &scope.policy().groups[number];
        let at = || scope.stands().locate(scope.policy());
        let key = self.core.key(&mut self.held, group.key);
        let key = key.ok_or_else(|| OpenError::KeyUnknown {
            at: at(),
            key: group.key,
        })?;
        let header = envelope.header();
        let version = usable(scope, group, key, header.key_version)?;
        let settings = &self.core.settings;
        let (name, key_version) = (group.key, header.key_version);
        let epoch = version.epoch(key, header.salt, settings);
        let epoch = epoch.expect("a version that is usable has its secret and opens");
        if !epoch.committed(header.commitment) {
            return Err(OpenError::WrongKey {
                at: at(),
                key: name,
                version: key_version,
            });
        }
        // What failed in the attempt was counted there.
        let again = self.failed == Some((name, key_version));
        if !again && !version.may_fail(settings) {
            return Err(OpenError::LimitReached {
                at: at(),
                limit: Limit::FailedOpenings,
            });
        }

        let aad = &mut AdditionalData::new();
        envelope::resume(aad, envelope.head());
        envelope::authenticate(aad, &key.keyed, scope.policy().constants(), self.context);
        if scope.authenticate(number, envelope.instance, aad).is_err() {
            return Err(OpenError::EnvelopeForeign {
                at: at(),
                group: crate::error::GroupName::Key(name),
            });
        }
        let plaintext = plaintext.fill(envelope.ciphertext());
        let nonce = epoch.nonce(header.n);
        if epoch.aead.open(&nonce, aad, plaintext, envelope.tag()).is_err() {
            if !again {
                version.failed();
            }
            self.failed = (self.trial && !again).then_some((name, key_version));
            let bound_pairs = envelope.context_pairs;
            return Err(OpenError::Tampered {
                at: at(),
                key: name,
                bound_pairs,
                given_pairs: self.context.pairs(),
            });
        }
        if let Epoch::Derived(epoch) = epoch {
            let used = version.clone();
            self.core.remember(&mut self.held, name, &used, epoch);
        }
        Ok(())
    }
}

/// Steps 4 and 5.
pub(crate) fn check_declaration(
    scope: &Scope<'_>,
    group: &'static Group,
    declaration: &Declaration<'_>,
) -> Result<(), OpenError> {
    let (policy, place) = (scope.policy(), scope.stands());
    if !declaration.binds_as(policy, group) {
        let (at, key) = (place.locate(policy), group.key);
        let (less, beyond) = declaration.differences(policy, group);
        // The error owns the few that it names: an envelope chooses how many there are.
        let named = |all: &[u32]| {
            (
                all.iter().copied().take(NAMED).collect(),
                all.len().saturating_sub(NAMED),
            )
        };
        return Err(if less.is_empty() {
            let (fields, more) = named(&beyond);
            OpenError::BoundMore { at, key, fields, more }
        } else {
            let (fields, more) = named(&less);
            OpenError::BoundLess { at, key, fields, more }
        });
    }
    let in_place = match declaration.path {
        Some(path) => place.is_bound() && path.is(place),
        None => !place.is_bound(),
    };
    if in_place {
        return Ok(());
    }
    let sealed = Stand::from(declaration.path.map(|path| path.fields()));
    Err(OpenError::OutOfPlace {
        at: place.locate(policy),
        key: group.key,
        sealed,
        stands: place.fields().into(),
    })
}

/// Step 6.
fn usable<'k>(scope: &Scope<'_>, group: &'static Group, key: &'k Key, version: u32) -> Result<&'k Version, OpenError> {
    let (at, name) = (|| scope.stands().locate(scope.policy()), group.key);
    let Some(found) = key.version(version) else {
        return Err(OpenError::KeyVersionUnknown {
            at: at(),
            key: name,
            version,
        });
    };
    match found.state {
        KeyState::Active | KeyState::DecryptOnly => Ok(found),
        KeyState::PreActive => Err(OpenError::KeyNotReady {
            at: at(),
            key: name,
            version,
        }),
        state => Err(OpenError::KeyDestroyed {
            at: at(),
            key: name,
            version,
            state,
        }),
    }
}

/// A buffer for plaintext, wiped when it is done with: on the stack, or on the heap if it does not fit there.
#[derive(Default)]
struct Wiped {
    short: ArrayVec<u8, 512>,
    long: Vec<u8>,
}

impl Wiped {
    /// Takes a ciphertext into the buffer, which is empty.
    #[inline]
    fn fill(&mut self, ciphertext: &[u8]) -> &mut [u8] {
        if self.short.try_extend_from_slice(ciphertext).is_ok() {
            return &mut self.short;
        }
        // No more than it takes: of what is sealed within sealed fields, all layers are held at once.
        self.long.reserve_exact(ciphertext.len());
        self.long.extend_from_slice(ciphertext);
        &mut self.long
    }

    #[inline]
    fn bytes(&self) -> &[u8] {
        if self.long.is_empty() { &self.short } else { &self.long }
    }
}

impl Drop for Wiped {
    #[inline]
    fn drop(&mut self) {
        zeroize_bytes(&mut self.short);
        if !self.long.is_empty() {
            zeroize_bytes(&mut self.long);
        }
    }
}

impl fmt::Debug for Opening<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opening")
    }
}
