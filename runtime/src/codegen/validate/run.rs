//! Runs the checks of a message.

use prost_types::FieldMask;

use super::Check;
use super::checker::{Checker, Found};
use super::mask::Mask;
use crate::validation::{ValidateError, Violations};

/// Checks a message, all of it or what a mask names.
pub(crate) fn run<T: Check + ?Sized>(
    message: &T,
    fail_fast: bool,
    fields: Option<&FieldMask>,
) -> Result<(), ValidateError> {
    let mask = fields.map(|fields| Mask::new(fields, T::MEMBERS)).transpose()?;
    let mut found = Found {
        fail_fast,
        ..Found::default()
    };
    // Whether it broke off is seen by what was found.
    let _ = message.check(&mut Checker {
        found: &mut found,
        path: None,
        mask: mask.as_ref(),
    });
    if let Some(fault) = found.fault {
        return Err(ValidateError::Evaluation(fault));
    }
    if found.violations.is_empty() {
        Ok(())
    } else {
        Err(ValidateError::Invalid(Violations(found.violations)))
    }
}

/// Checks all rules of a message, for sealing and opening.
///
/// # Errors
///
/// Those of [`Validate::validate`](crate::Validate::validate).
pub fn rules<T: Check + ?Sized>(message: &T) -> Result<(), ValidateError> {
    run(message, false, None)
}
