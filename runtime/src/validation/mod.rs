//! Validation: what a message breaks of the rules of its schema, `buf.validate`'s (protovalidate v1.2) and `validate`'s
//! (protoc-gen-validate).
//!
//! `protoseal-build` turns the rules into code, for each type that it generates: a wire type checks what it holds in the clear, a
//! clear type all. [`Validate`] runs it.
//!
//! What is found is a [`Violation`], in the shape of `buf.validate.Violation`. It never shows a value: standard messages tell what the
//! rule says, and what else could tell something of a tagged field, the text that an expression made or the key of a map,
//! is left out of it.

mod error;
mod json;
mod language;
#[cfg(feature = "tonic")]
mod layer;
mod method;
mod path;
#[cfg(feature = "tonic")]
mod status;
#[cfg(test)]
mod tests;
mod violation;
pub mod wire;

use prost_types::FieldMask;

pub use error::{EvaluationError, MaskError, ValidateError};
pub use language::Language;
#[cfg(feature = "tonic")]
pub use layer::{ValidateLayer, ValidateService};
pub use method::Method;
pub use path::{FieldPath, PathElement, Subscript};
pub(crate) use violation::Text;
pub use violation::{Violation, Violations};

use crate::codegen::validate::{self, Check};

/// Checks a message by the rules of its schema; for every type that `protoseal-build` generates rules for.
pub trait Validate: Check {
    /// Checks all rules, and tells of each that is broken, up to [`VIOLATIONS`](crate::limits::VIOLATIONS) of them.
    ///
    /// # Errors
    ///
    /// [`ValidateError::Invalid`] with every violation; [`ValidateError::Evaluation`] if an expression cannot be evaluated on this
    /// message, which ends the check.
    #[inline]
    fn validate(&self) -> Result<(), ValidateError> {
        validate::all(self, false)
    }

    /// Checks rules until one is broken.
    ///
    /// # Errors
    ///
    /// As of [`validate`](Self::validate), with one violation.
    fn validate_fail_fast(&self) -> Result<(), ValidateError> {
        validate::all(self, true)
    }

    /// Checks the rules of some fields, for an update of these alone. Paths are of names as in the .proto file, `address.city`; one
    /// that names a message takes in all that it holds. Rules of a message as a whole are checked if all fields that they
    /// look at are among them. A mask without paths names nothing.
    ///
    /// # Errors
    ///
    /// As of [`validate`](Self::validate), and [`ValidateError::Mask`] for a path that leads to no field.
    fn validate_fields(&self, fields: &FieldMask) -> Result<(), ValidateError> {
        validate::fields(self, fields)
    }
}

impl<T: Check + ?Sized> Validate for T {}
