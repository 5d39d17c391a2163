//! Runs the checks of a message.

use prost_types::FieldMask;

use super::Check;
use super::checker::{Checker, Found, Wrong};
use super::mask::Mask;
use crate::validation::{ValidateError, Violations};

/// Checks all of a message.
#[inline]
pub(crate) fn all<T: Check + ?Sized>(message: &T, fail_fast: bool) -> Result<(), ValidateError> {
    run(message, fail_fast, None)
}

/// Checks what a mask names of a message.
pub(crate) fn fields<T: Check + ?Sized>(message: &T, fields: &FieldMask) -> Result<(), ValidateError> {
    let mask = Mask::new(fields, T::MEMBERS)?;
    run(message, false, Some(&mask))
}

/// Checks all rules of a message, for sealing and opening.
///
/// # Errors
///
/// Those of [`Validate::validate`](crate::Validate::validate).
#[inline]
pub fn rules<T: Check + ?Sized>(message: &T) -> Result<(), ValidateError> {
    all(message, false)
}

#[inline]
fn run<T: Check + ?Sized>(message: &T, fail_fast: bool, mask: Option<&Mask>) -> Result<(), ValidateError> {
    let mut found = Found::nothing(fail_fast);
    // Whether it broke off is seen by what was found.
    let _ = message.check(&mut Checker {
        found: &mut found,
        path: None,
        mask,
    });
    match found.wrong {
        None => Ok(()),
        Some(wrong) => Err(error(*wrong)),
    }
}

#[cold]
fn error(wrong: Wrong) -> ValidateError {
    match wrong.fault {
        Some(fault) => ValidateError::Evaluation(fault),
        None => ValidateError::Invalid(Violations(wrong.violations)),
    }
}
