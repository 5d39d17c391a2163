//! Patterns of rules.

use std::sync::OnceLock;

use regex::Regex;

/// A pattern that stands in a schema: compiled on first use, once for a process.
#[derive(Debug)]
pub struct Pattern {
    text: &'static str,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// In the syntax of the crate `regex`, into which `protoseal-build` translates RE2's, and tries what it gets.
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            regex: OnceLock::new(),
        }
    }

    /// Whether it is found in a text. A pattern that does not compile, which the build refuses, is found in none.
    #[inline]
    pub fn matches(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    #[inline]
    fn regex(&self) -> Option<&Regex> {
        self.regex
            .get_or_init(|| protoseal_re2::compile_translated(self.text).ok())
            .as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_found_in_a_text_or_not() {
        static PATTERN: Pattern = Pattern::new("^[a-z]+$");
        assert!(PATTERN.matches("abc"));
        assert!(!PATTERN.matches("abc1"));
        static NONE: Pattern = Pattern::new("(");
        assert!(!NONE.matches("("));
    }
}
