//! Patterns: RE2's, as the crate `regex` is to be given them.

use super::Pattern;

/// Translates a pattern; or says why it is none, and what to write.
pub(crate) fn pattern(written: &str) -> Result<Pattern, String> {
    let translated = protoseal_re2::translate(written).map_err(|error| error.to_string())?;
    protoseal_re2::compile_translated(&translated).map_err(|error| error.to_string())?;
    Ok(Pattern { translated })
}
