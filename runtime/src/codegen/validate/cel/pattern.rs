//! Patterns, in RE2's language.

use std::sync::OnceLock;

use regex::Regex;

use super::Fault;

/// A pattern that the schema spells out, in the syntax of the crate `regex`. Compiled when it is first used.
#[derive(Debug)]
pub struct Pattern {
    text: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// Of a pattern that was compiled while the schema was built.
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            compiled: OnceLock::new(),
        }
    }
}

/// Whether a text has a part that matches. A pattern that is none, which the build refuses, matches nothing.
#[inline]
pub fn matches(text: &str, pattern: &Pattern) -> bool {
    let compiled = pattern
        .compiled
        .get_or_init(|| protoseal_re2::compile_translated(pattern.text).ok());
    compiled.as_ref().is_some_and(|regex| regex.is_match(text))
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
