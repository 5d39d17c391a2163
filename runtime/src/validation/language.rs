//! The languages of the built-in messages.

/// What language the built-in messages are in; those of a schema are as its author wrote them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Language {
    /// English: `must be at least 3 characters`.
    #[default]
    English,
    /// Simplified Chinese: `至少为 3 个字符`.
    Chinese,
}
