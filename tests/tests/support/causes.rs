//! Errors in the words of `docs/format.md`.

use protoseal::OpenError;

/// The word of section 8 for an error.
pub(crate) fn cause(error: &OpenError) -> &'static str {
    match error {
        OpenError::Decode(_) => "not protobuf",
        OpenError::TooDeep { .. } => "too deep",
        OpenError::Plaintext { .. } => "plaintext",
        OpenError::Malformed { .. } => "malformed",
        OpenError::EnvelopeDuplicated { .. } => "duplicated",
        OpenError::EnvelopeForeign { .. } => "foreign",
        OpenError::EnvelopeMissing { .. } => "missing",
        OpenError::BoundLess { .. } => "bound less",
        OpenError::BoundMore { .. } => "bound more",
        OpenError::OutOfPlace { .. } => "out of place",
        OpenError::KeyUnknown { .. } => "key unknown",
        OpenError::KeyVersionUnknown { .. } => "version unknown",
        OpenError::KeyNotReady { .. } => "not ready",
        OpenError::KeyDestroyed { .. } => "destroyed",
        OpenError::WrongKey { .. } => "wrong key",
        OpenError::LimitReached { .. } => "limit reached",
        OpenError::Tampered { .. } => "tampered",
        _ => "none of the page's",
    }
}
