//! The methods of gRPC services, with the rules of their requests.

use prost::Message;

use super::{Validate, ValidateError};

/// A method of a service, with the rules of its requests. Generated: `REQUEST_RULES`, in the module of each package with services whose
/// requests have rules.
#[derive(Debug, Clone, Copy)]
pub struct Method {
    path: &'static str,
    check: fn(&[u8]) -> Result<(), ValidateError>,
}

impl Method {
    /// A method by its path, `/demo.v1.Users/Create`, whose requests are of a type.
    #[must_use]
    pub const fn new<T: Validate + Message + Default>(path: &'static str) -> Self {
        Self {
            path,
            check: check::<T>,
        }
    }

    /// Its path, `/demo.v1.Users/Create`.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// Checks an encoded request. What cannot be decoded is left to the service, which cannot decode it either.
    ///
    /// # Errors
    ///
    /// As of [`Validate::validate`].
    pub fn check(&self, request: &[u8]) -> Result<(), ValidateError> {
        (self.check)(request)
    }
}

fn check<T: Validate + Message + Default>(request: &[u8]) -> Result<(), ValidateError> {
    match T::decode(request) {
        Ok(request) => request.validate(),
        Err(_) => Ok(()),
    }
}
