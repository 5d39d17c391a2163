//! Constant patterns, from RE2's syntax to that of the crate `regex`.

/// Fails with what is wrong with the pattern.
pub(super) fn translate(pattern: &str) -> Result<String, String> {
    let translated = protoseal_re2::translate(pattern).map_err(|error| error.to_string())?;
    // Some are too large for what runs them.
    protoseal_re2::compile_translated(&translated).map_err(|error| error.to_string())?;
    Ok(translated)
}
