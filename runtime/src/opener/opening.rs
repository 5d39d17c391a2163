//! One opening: steps 4 to 9 of `docs/format.md`, section 8, for one envelope after the other.

use core::cell::OnceCell;
use core::fmt;
use std::sync::Arc;

use prost::Message;
use zeroize::Zeroize;

use super::keys::{Core, Held, Key, Version};
use crate::codegen::{Group, Place, Scope};
use crate::context::Context;
use crate::encoding::{AdditionalData, Sink};
use crate::envelope::{self, Envelope};
use crate::error::{NAMED, OpenError, Stand};
use crate::keyring::KeyState;
use crate::limits::{DEPTH, Limit};
use crate::padding;

/// The first pass of opening a message, on a reference.
pub struct Opening<'o> {
    core: &'o Core,
    context: &'o Context,
    held: Held,
    plaintext: Wiped,
    shared: OnceCell<Arc<[u8]>>,
}

impl<'o> Opening<'o> {
    pub(super) fn new(core: &'o Core, context: &'o Context) -> Self {
        Self {
            core,
            context,
            held: core.table(),
            plaintext: Wiped::default(),
            shared: OnceCell::new(),
        }
    }

    /// The context, encoded, for what outlives the opening.
    pub(crate) fn shared_context(&self) -> Arc<[u8]> {
        self.shared.get_or_init(|| self.context.encoded().into()).clone()
    }

    /// Enters a message. To be called before anything else is said of it.
    ///
    /// # Errors
    ///
    /// [`OpenError::TooDeep`].
    pub fn message(&self, place: &Place<'_>) -> Result<(), OpenError> {
        if place.depth() > DEPTH {
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

    /// Steps 4 to 9, for a group by its index in the policy. `see` is shown the fragment and what was decoded of it; it returns how
    /// many fields are dropped as unknown.
    pub(crate) fn open<M: Message + Default>(
        &mut self,
        scope: &Scope<'_>,
        number: usize,
        index: usize,
        envelope: &Envelope<'_>,
        see: impl FnOnce(&[u8], &M) -> u64,
    ) -> Result<M, OpenError> {
        let group = &scope.policy().groups[number];
        check_declaration(scope, group, envelope)?;
        let at = || scope.stands().locate(scope.policy());
        let key = self.core.key(&mut self.held, group.key);
        let key = key.ok_or_else(|| OpenError::KeyUnknown {
            at: at(),
            key: group.key,
        })?;
        let version = usable(scope, group, key, envelope.header.key_version)?;
        let settings = &self.core.settings;
        let (name, key_version) = (group.key, envelope.header.key_version);
        let epoch = version.epoch(key, envelope.header.salt, settings);
        let epoch = epoch.expect("a version that is usable has its secret and opens");
        if !epoch.committed(envelope.header.commitment) {
            return Err(OpenError::WrongKey {
                at: at(),
                key: name,
                version: key_version,
            });
        }
        if !version.may_fail(settings) {
            return Err(OpenError::LimitReached {
                at: at(),
                limit: Limit::FailedOpenings,
            });
        }

        let aad = &mut AdditionalData::new();
        envelope::begin(aad);
        aad.put(envelope.head);
        envelope::authenticate(aad, key.suite, key.id, name, scope.policy(), self.context);
        if scope.authenticate(number, envelope.instance(), aad).is_err() {
            return Err(OpenError::EnvelopeForeign {
                at: at(),
                group: crate::error::GroupName::Key(name),
            });
        }
        let plaintext = self.plaintext.load(envelope.ciphertext);
        let nonce = epoch.nonce(envelope.header.n);
        if epoch.aead.open(&nonce, aad, plaintext, envelope.tag).is_err() {
            version.failed();
            let bound_pairs = envelope.declaration.context_pairs;
            return Err(OpenError::Tampered {
                at: at(),
                key: name,
                bound_pairs,
                given_pairs: self.context.pairs(),
            });
        }
        version.remember(epoch, settings);

        // prost's own error could show bytes of the plaintext.
        let decoded = match padding::strip(plaintext) {
            Some(length) => {
                let fragment = &plaintext[..length];
                let decoded = M::decode(fragment).map_err(|_| "the group's fields in protobuf");
                self.core
                    .drop_unknown(decoded.as_ref().map_or(0, |decoded| see(fragment, decoded)));
                decoded
            }
            None => Err("the padding's mark at the plaintext's end"),
        };
        self.plaintext.wipe();
        let offset = envelope.head.len();
        decoded.map_err(|expected| OpenError::Malformed {
            at: at(),
            envelope: index,
            offset,
            expected,
        })
    }
}

/// Steps 4 and 5.
pub(crate) fn check_declaration(
    scope: &Scope<'_>,
    group: &'static Group,
    envelope: &Envelope<'_>,
) -> Result<(), OpenError> {
    let (declaration, policy, place) = (&envelope.declaration, scope.policy(), scope.stands());
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

/// A buffer for plaintext, wiped after each use.
#[derive(Default)]
struct Wiped(Vec<u8>);

impl Wiped {
    /// Loads a ciphertext to be decrypted in place; the buffer holds no plaintext now, so it may grow.
    fn load(&mut self, ciphertext: &[u8]) -> &mut [u8] {
        self.wipe();
        self.0.extend_from_slice(ciphertext);
        &mut self.0
    }

    fn wipe(&mut self) {
        self.0.as_mut_slice().zeroize();
        self.0.clear();
    }
}

impl Drop for Wiped {
    fn drop(&mut self) {
        self.wipe();
    }
}

impl fmt::Debug for Opening<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opening")
    }
}
