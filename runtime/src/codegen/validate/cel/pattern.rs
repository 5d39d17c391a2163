//! Patterns, in RE2's language.

use super::{Fault, Pattern};

/// Whether a text has a part that matches a pattern which the schema spells out.
#[inline]
pub fn matches(text: &str, pattern: &Pattern) -> bool {
    pattern.matches(text)
}

/// Whether a text has a part that matches a pattern which is known at run time alone.
///
/// # Errors
///
/// [`Fault::Pattern`] if it is none.
pub fn matches_any(text: &str, pattern: &str) -> Result<bool, Fault> {
    let regex = protoseal_re2::compile(pattern).map_err(|_| Fault::Pattern)?;
    Ok(regex.is_match(text))
}
