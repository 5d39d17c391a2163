//! Why an expression cannot be evaluated on a message. It never holds a value.

/// Why an expression cannot be evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// An integer, a timestamp or a duration would leave its range.
    #[error("a number leaves its range")]
    Overflow,
    /// By zero.
    #[error("a division by zero")]
    DivisionByZero,
    /// Of a map.
    #[error("a map lacks the key that is asked for")]
    NoSuchKey,
    /// Of a list.
    #[error("a list is too short for the index that is asked for")]
    NoSuchIndex,
    /// A text is no number, time or duration, or bytes are no text.
    #[error("a value cannot be converted")]
    Conversion,
    /// A pattern that the message holds is none.
    #[error("a pattern is not one of RE2's")]
    Pattern,
    /// What arguments `format` gets.
    #[error("the format does not fit its arguments")]
    Format,
    /// A time zone is not known.
    #[error("a time zone is not known")]
    TimeZone,
    /// Of a message whose type is known at run time alone.
    #[error("a message lacks the field that is asked for")]
    NoSuchField,
    /// Two values of types that do not go together.
    #[error("values are of types that do not go together")]
    Types,
}
