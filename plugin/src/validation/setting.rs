//! What a build says of validation.

/// Whether the rules of a message or field are checked. Given to [`Config::validation`](crate::Config::validation).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Validation {
    /// They are not, and a mistake in them is none of this build's.
    Off,
}
