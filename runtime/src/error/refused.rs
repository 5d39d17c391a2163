//! An error together with the message that it refused.

use core::fmt;
use std::error::Error;

use super::{OpenError, SealError};

/// A message that was not sealed or not opened, whole as it was given, and why.
///
/// Neither `Debug` nor `Display` shows the message. `?` turns it into its error, and drops the message.
pub struct Refused<M, E>(Box<(M, E)>);

impl<M, E> Refused<M, E> {
    pub(crate) fn new(message: M, error: E) -> Self {
        Self(Box::new((message, error)))
    }

    /// Why it was refused.
    #[must_use]
    pub fn error(&self) -> &E {
        &self.0.1
    }

    /// Why it was refused, without the message.
    #[must_use]
    pub fn into_error(self) -> E {
        self.0.1
    }

    /// The message, whole as it was given.
    #[must_use]
    pub fn into_message(self) -> M {
        self.0.0
    }

    /// The message, whole as it was given, and why it was refused.
    #[must_use]
    pub fn into_parts(self) -> (M, E) {
        *self.0
    }
}

impl<M, E: fmt::Debug> fmt::Debug for Refused<M, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Refused").field(self.error()).finish()
    }
}

impl<M, E: fmt::Display> fmt::Display for Refused<M, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error().fmt(f)
    }
}

impl<M, E: Error + 'static> Error for Refused<M, E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        // The error itself is what is displayed; named again, a chain would tell it twice.
        self.error().source()
    }
}

impl<M> From<Refused<M, SealError>> for SealError {
    fn from(refused: Refused<M, SealError>) -> Self {
        refused.into_error()
    }
}

impl<M> From<Refused<M, OpenError>> for OpenError {
    fn from(refused: Refused<M, OpenError>) -> Self {
        refused.into_error()
    }
}
