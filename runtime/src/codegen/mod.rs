//! What generated code calls; not for hand-written code.
//!
//! Generated code calls each of these in the order that their documentation says; a hand-written implementation that
//! does not may panic while sealing, but it neither reuses a nonce nor sends a sealed field in the clear by itself.
//!
//! Both directions go in two passes. Sealing: [`Sealable::survey`] meets everything that can fail, on a reference, and
//! books envelopes; the sealer reserves them; [`Sealable::seal_in`] moves and cannot fail. Opening: [`Openable::unlock`]
//! opens every envelope, on a reference; [`Openable::fill`] moves the clear fields in and cannot fail. So an error leaves
//! the message whole. Where bytes are the result, or what is given, [`Sealable::write`] and [`Sealable::read`] take one pass for what is
//! as nearly all messages are, and leave the rest to the two.

mod binding;
mod boxed;
mod counted;
pub mod debug;
pub mod inspect;
pub mod json;
pub mod kind;
mod nesting;
mod place;
mod policy;
pub mod read;
mod scope;
pub mod secret;
pub mod size;
mod traverse;
pub mod validate;
pub mod write;

use core::fmt::Debug;

pub use binding::{Binding, BoundValue};
pub use counted::Counted;
pub use inspect::Inspectable;
pub use place::{MapKey, Place};
pub use policy::{Bound, BoundKind, Field, Group, Policy};
pub(crate) use scope::Tie;
pub use scope::{Envelopes, Scope, Unbound};
pub(crate) use traverse::each;
pub use traverse::{fill, open, seal, survey, unlock};

pub use serde;

pub use crate::envelope::Prepared;
pub use crate::error::{GroupName, OpenError, SealError};
pub use crate::inspect::Inspecting;
pub use crate::mask::Mask;
pub use crate::opener::Opening;
pub use crate::partial::{
    Carried, Changes, Children, Closed, ClosedGroup, Frozen, Partial, PartlyOpenable, Sealed, Taken, Unlocked, update,
};
pub use crate::sealer::{Instance, Sealing, Survey, Writing};
use crate::validation::ValidateError;

/// A clear type, of every message that holds a sealed field, itself or in what it contains; or its partial type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no clear type",
    note = "clear types are in the generated module `clear`; `value.seal(&sealer, &context)` seals one"
)]
pub trait Sealable: Sized + Debug + Default {
    /// The type that travels.
    type Wire: Openable + prost::Message + Default;

    /// The names of the keys that it is sealed under, itself and in what it holds, each once.
    const KEYS: &'static [&'static str] = &[];

    /// First pass: checks everything that can fail and books what sealing takes.
    ///
    /// Returns an upper bound of the wire message's encoded length, in bytes.
    ///
    /// # Errors
    ///
    /// Every [`SealError`] but [`SealError::ContextMalformed`] and [`SealError::Entropy`], which arise outside.
    fn survey(&self, place: &Place<'_>, survey: &mut Survey<'_>) -> Result<usize, SealError>;

    /// Second pass: moves, and cannot fail.
    fn seal_in(self, place: &Place<'_>, sealing: &mut Sealing<'_>) -> Self::Wire;

    /// Both passes and the encoding at once, on a reference. `None`, if something is out of the ordinary: the two passes then seal
    /// the message, or say why not.
    fn write(&self, place: &Place<'_>, writing: &mut Writing<'_>) -> Option<()> {
        let _ = (place, writing);
        None
    }

    /// Checks its rules of validation; none has nothing to check.
    ///
    /// # Errors
    ///
    /// Those of [`Validate::validate`](crate::Validate::validate).
    #[inline]
    fn check_rules(&self) -> Result<(), ValidateError> {
        Ok(())
    }

    /// Decodes and opens at once, into a value that has its defaults, if everything is as a sealer of this schema writes it; else
    /// `None`, and decoding and the two passes of [`Openable`] then open the message, or say why not.
    fn read(&mut self, bytes: &[u8], place: &Place<'_>, opening: &mut Opening<'_>) -> Option<()> {
        let _ = (bytes, place, opening);
        None
    }
}

/// A wire type of a [`Sealable`] one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no wire type of a sealed message",
    note = "wire types are where prost puts a message; `value.open(&opener, &context)` opens one"
)]
pub trait Openable: Sized + Debug {
    /// The type that the application works with.
    type Clear;

    /// First pass: opens every envelope, and yields the clear value with its sealed parts; clear fields have their
    /// defaults until [`fill`](Self::fill).
    ///
    /// # Errors
    ///
    /// Every [`OpenError`] but [`OpenError::ContextMalformed`] and [`OpenError::Decode`], which arise outside.
    fn unlock(&self, place: &Place<'_>, opening: &mut Opening<'_>) -> Result<Self::Clear, OpenError>;

    /// Second pass: moves the clear fields in, and cannot fail.
    fn fill(self, clear: &mut Self::Clear);

    /// A copy to give back if what is opened breaks rules of validation; `None` if it has none. The second pass takes the message apart, and
    /// most rules can only be checked after it.
    #[inline]
    fn kept(&self) -> Option<Self> {
        None
    }

    /// Checks the rules of validation of what was opened.
    ///
    /// # Errors
    ///
    /// Those of [`Validate::validate`](crate::Validate::validate).
    #[inline]
    fn check_rules(clear: &Self::Clear) -> Result<(), ValidateError> {
        let _ = clear;
        Ok(())
    }
}
