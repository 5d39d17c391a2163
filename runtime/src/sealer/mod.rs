//! The sealer: what turns clear messages into wire messages.

mod builder;
mod epochs;
mod lot;
mod output;
mod sealing;
mod settings;
mod survey;
mod writing;

use core::fmt;
use std::sync::Arc;

use prost::Message;

pub use builder::SealerBuilder;
pub(crate) use sealing::Fragment;
pub use sealing::Sealing;
pub use survey::Survey;
pub use writing::{Instance, Writing};

use crate::codegen::{Place, Sealable};
use crate::context::Context;
use crate::error::{Refused, SealError};
use crate::keyring::Keyring;
use epochs::Core;

/// Seals messages under the keys of a [`Keyring`].
///
/// Cheap to clone; clones share their epochs. One sealer a keyring is enough for all threads: while they encrypt they
/// share no lock.
#[derive(Clone)]
pub struct Sealer(Arc<Core>);

impl Sealer {
    /// A sealer with the default settings.
    #[must_use]
    pub fn new(keyring: &Keyring) -> Self {
        Self(Arc::new(Core::new(keyring.clone(), settings::Settings::default())))
    }

    /// A sealer whose settings are chosen.
    pub fn builder(keyring: &Keyring) -> SealerBuilder {
        SealerBuilder::new(keyring.clone())
    }

    /// Seals a message and encodes the result, in the fewest steps: each field is written once, and encrypted where it is sent from.
    ///
    /// The bytes decode to the same wire message as [`Seal::seal`] gives, mostly with envelopes first.
    ///
    /// # Errors
    ///
    /// Those of [`Seal::seal`].
    pub fn encode<T: Sealable>(&self, clear: T, context: &Context) -> Result<Vec<u8>, Refused<T, SealError>> {
        if let Err(error) = self.check_rules(&clear) {
            return Err(Refused::new(clear, error));
        }
        if context.check().is_ok() {
            let mut writing = Writing::new(&self.0, context);
            if clear.write(&Place::root(), &mut writing).is_some() {
                return Ok(writing.finish());
            }
        }
        self.encode_in_two(clear, context)
    }

    /// As [`encode`](Self::encode), by way of the wire message.
    #[cold]
    #[inline(never)]
    fn encode_in_two<T: Sealable>(&self, clear: T, context: &Context) -> Result<Vec<u8>, Refused<T, SealError>> {
        seal(clear, self, context).map(|wire| wire.encode_to_vec())
    }

    #[inline]
    fn check_rules<T: Sealable>(&self, clear: &T) -> Result<(), SealError> {
        if self.0.settings.validate {
            clear.check_rules()?;
        }
        Ok(())
    }

    /// Ends every epoch: seals that begin after this use new ones, and no random bytes that a clone of the process would draw too.
    ///
    /// For hooks that run after the process was cloned, by a fork or a restored snapshot. Clones are safe without
    /// (`docs/format.md`, section 9), and this makes them independent; with [`SealerBuilder::never_forked_or_cloned`] they are safe
    /// only by this.
    pub fn new_epoch(&self) {
        self.0.end_epochs();
    }
}

/// Settings; no key.
impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sealer")
            .field("settings", &self.0.settings)
            .finish_non_exhaustive()
    }
}

/// Sealing by value, for every clear type.
pub trait Seal: Sealable {
    /// Seals the message: every sealed field, at every depth, goes into envelopes; the rest moves over as it is.
    ///
    /// # Errors
    ///
    /// Every [`SealError`]. The message comes back whole in [`Refused`].
    fn seal(self, sealer: &Sealer, context: &Context) -> Result<Self::Wire, Refused<Self, SealError>> {
        match sealer.check_rules(&self) {
            Ok(()) => seal(self, sealer, context),
            Err(error) => Err(Refused::new(self, error)),
        }
    }
}

/// Seals a message whose rules are kept.
fn seal<T: Sealable>(clear: T, sealer: &Sealer, context: &Context) -> Result<T::Wire, Refused<T, SealError>> {
    let mut sealing = Sealing::new(Survey::new(&sealer.0, context));
    match sealing.survey(&clear) {
        Ok(()) => Ok(clear.seal_in(&Place::root(), &mut sealing)),
        Err(error) => Err(Refused::new(clear, error)),
    }
}

impl<T: Sealable> Seal for T {}
