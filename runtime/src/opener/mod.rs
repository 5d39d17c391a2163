//! The opener: what turns wire messages into clear ones.

mod keys;
mod opening;
mod slices;

use core::fmt;
use std::sync::Arc;

use prost::Message;

pub use opening::Opening;
pub(crate) use opening::check_declaration;
pub use slices::Slices;

use crate::aead::Backend;
use crate::codegen::{Openable, Place, Sealable};
use crate::context::Context;
use crate::error::{OpenError, Refused, SettingError};
use crate::keyring::Keyring;
use crate::limits::{CACHED_EPOCHS, FAILED_OPENINGS};
use crate::partial::{Partial, PartlyOpenable};
use keys::Core;

/// Opens messages under the keys of a [`Keyring`].
///
/// Cheap to clone; clones share the cache of epochs and the count of failures. One opener a keyring is enough for all
/// threads.
#[derive(Clone)]
pub struct Opener(Arc<Core>);

impl Opener {
    /// An opener with the default settings.
    #[must_use]
    pub fn new(keyring: &Keyring) -> Self {
        Self(Arc::new(Core::new(keyring.clone(), Settings::default())))
    }

    /// An opener whose settings are chosen.
    pub fn builder(keyring: &Keyring) -> OpenerBuilder {
        OpenerBuilder {
            keyring: keyring.clone(),
            settings: Settings::default(),
        }
    }

    /// Decodes a wire message and opens it, in the fewest steps. The clear type says which message:
    /// `opener.decode::<clear::UserProfile>(&bytes, &context)`.
    ///
    /// # Errors
    ///
    /// Every [`OpenError`].
    pub fn decode<T>(&self, bytes: &[u8], context: &Context) -> Result<T, OpenError>
    where
        T: Sealable<Wire: Openable<Clear = T>>,
    {
        context.check().map_err(|fault| OpenError::ContextMalformed { fault })?;
        let mut clear = T::default();
        {
            let mut opening = Opening::new(&self.0, context);
            if opening.read(bytes, &mut clear).is_none() {
                clear = Self::decode_in_two(bytes, &mut opening)?;
            }
            // Lets go of the table here: until then what was read is on its way to memory, and moving it would wait for that.
        }
        if self.0.settings.validate {
            clear.check_rules()?;
        }
        Ok(clear)
    }

    /// As [`decode`](Self::decode), by way of the wire message.
    #[cold]
    #[inline(never)]
    fn decode_in_two<T>(bytes: &[u8], opening: &mut Opening<'_>) -> Result<T, OpenError>
    where
        T: Sealable<Wire: Openable<Clear = T>>,
    {
        let wire = T::Wire::decode(bytes).map_err(OpenError::Decode)?;
        let mut clear = wire.unlock(&Place::root(), opening)?;
        wire.fill(&mut clear);
        Ok(clear)
    }

    /// Decodes a wire message and opens it as [`OpenPartial::open_partial`](crate::OpenPartial::open_partial) does. The partial
    /// type says which message: `opener.decode_partial::<partial::UserProfile>(&bytes, &context)`.
    ///
    /// # Errors
    ///
    /// Those of [`OpenPartial::open_partial`](crate::OpenPartial::open_partial), and [`OpenError::Decode`].
    pub fn decode_partial<P>(&self, bytes: &[u8], context: &Context) -> Result<P, OpenError>
    where
        P: Partial<Wire: PartlyOpenable<Partial = P>>,
    {
        let wire = P::Wire::decode(bytes).map_err(OpenError::Decode)?;
        self.unlock_partly(&wire, context)
    }

    pub(crate) fn unlock_partly<W: PartlyOpenable>(
        &self,
        wire: &W,
        context: &Context,
    ) -> Result<W::Partial, OpenError> {
        context.check().map_err(|fault| OpenError::ContextMalformed { fault })?;
        wire.unlock_partly(&Place::root(), &mut Opening::new(&self.0, context))
    }

    /// How many fields this opener and its clones have dropped so far, as the reader's schema does not know them: fields that a newer
    /// schema put into a group, each occurrence by itself. Those within messages are not counted.
    ///
    /// A message that was opened with dropped fields and is sealed again has lost them; to write back, use
    /// [`OpenPartial`](crate::OpenPartial), which carries them on.
    #[must_use]
    pub fn unknown_fields(&self) -> u64 {
        self.0.unknown()
    }

    #[cfg(test)]
    pub(crate) fn cached(&self, name: &'static str, version: u32) -> usize {
        self.0.cached(name, version)
    }

    fn unlock<W: Openable>(&self, wire: &W, context: &Context) -> Result<W::Clear, OpenError> {
        context.check().map_err(|fault| OpenError::ContextMalformed { fault })?;
        wire.unlock(&Place::root(), &mut Opening::new(&self.0, context))
    }
}

/// Settings; no key.
impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opener")
            .field("settings", &self.0.settings)
            .finish_non_exhaustive()
    }
}

/// Opening by value, for every wire type of a message that holds sealed fields.
pub trait Open: Openable {
    /// Opens the message: every envelope, at every depth; the rest moves over as it is.
    ///
    /// # Errors
    ///
    /// Every [`OpenError`] but [`OpenError::Decode`]. The message comes back whole in [`Refused`].
    fn open(self, opener: &Opener, context: &Context) -> Result<Self::Clear, Refused<Self, OpenError>> {
        match opener.unlock(&self, context) {
            Ok(mut clear) => {
                let kept = if opener.0.settings.validate { self.kept() } else { None };
                self.fill(&mut clear);
                match kept.map(|kept| (kept, Self::check_rules(&clear))) {
                    Some((kept, Err(error))) => Err(Refused::new(kept, error.into())),
                    _ => Ok(clear),
                }
            }
            Err(error) => Err(Refused::new(self, error)),
        }
    }
}

impl<W: Openable> Open for W {}

/// What can be chosen.
#[derive(Clone, Copy, Debug)]
struct Settings {
    backend: Backend,
    failures: u64,
    epochs: usize,
    validate: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            backend: Backend::default(),
            failures: FAILED_OPENINGS,
            epochs: CACHED_EPOCHS,
            validate: true,
        }
    }
}

/// Chooses an opener's settings. The limits can be lowered, never raised.
#[derive(Debug)]
#[must_use]
pub struct OpenerBuilder {
    keyring: Keyring,
    settings: Settings,
}

impl OpenerBuilder {
    /// Which implementation decrypts. Default: [`Backend::default`].
    pub fn backend(mut self, backend: Backend) -> Self {
        self.settings.backend = backend;
        self
    }

    /// Whether messages are checked by their rules of validation after they were opened. Default: `true`; it costs nothing where a message has
    /// none. Where one has, [`Open::open`] copies the wire message, to give it back if a rule is broken; [`Opener::decode`] does not. What is opened
    /// in part is not checked.
    pub fn validate(mut self, validate: bool) -> Self {
        self.settings.validate = validate;
        self
    }

    /// How many openings under one version of a key may fail at the AEAD's tag. Default and limit: [`FAILED_OPENINGS`].
    ///
    /// Every envelope that was tampered with counts, also one that anybody could forge from a genuine one. Lowered far, the limit lets
    /// whoever can send messages close a version for this opener; a new opener counts anew, and rotating the key does not open
    /// what the closed version sealed.
    pub fn failed_openings(mut self, failures: u64) -> Self {
        self.settings.failures = failures;
        self
    }

    /// How many epochs are cached for one version of a key. Default and limit: [`CACHED_EPOCHS`].
    pub fn cached_epochs(mut self, epochs: usize) -> Self {
        self.settings.epochs = epochs;
        self
    }

    /// The opener.
    ///
    /// # Errors
    ///
    /// [`SettingError`] for a limit that is raised, or no failure or epoch at all.
    pub fn build(self) -> Result<Opener, SettingError> {
        SettingError::check("failed_openings", self.settings.failures, 1, FAILED_OPENINGS)?;
        SettingError::check("cached_epochs", self.settings.epochs as u64, 1, CACHED_EPOCHS as u64)?;
        Ok(Opener(Arc::new(Core::new(self.keyring, self.settings))))
    }
}
