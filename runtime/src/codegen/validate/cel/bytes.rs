//! Bytes.

use super::Fault;

/// Whether bytes are somewhere in others.
pub fn contains(bytes: &[u8], part: &[u8]) -> bool {
    part.is_empty() || bytes.windows(part.len()).any(|window| window == part)
}

/// Bytes as a text.
///
/// # Errors
///
/// [`Fault::Conversion`] if they are no UTF-8.
pub fn utf8(bytes: &[u8]) -> Result<&str, Fault> {
    core::str::from_utf8(bytes).map_err(|_| Fault::Conversion)
}
