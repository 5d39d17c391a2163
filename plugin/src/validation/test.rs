//! What a rule asks of a value.

use crate::cel::Checked;

/// A question to a value; the rule is broken where the answer is no.
#[derive(Debug)]
pub(crate) enum Test {
    /// Whether it is set; of what has no presence, whether it is not zero. Of a oneof, whether a member is set.
    Set,
    Equals(Literal),
    In(Vec<Literal>),
    NotIn(Vec<Literal>),
    Within(Range),
    /// Of a float.
    Finite,
    /// Lengths of texts, bytes, lists and maps.
    Length(Measure, Length),
    /// Whether a text or bytes match a pattern of RE2.
    Matches(Pattern),
    /// The same of bytes, of which those that are no text count as U+FFFD.
    MatchesAsText(Pattern),
    StartsWith(Literal),
    EndsWith(Literal),
    Contains(Literal),
    ContainsNot(Literal),
    /// Of a text or bytes.
    NotEmpty,
    /// Whether a text or bytes have a format; the empty value passes if `unless_empty`.
    HasFormat {
        format: Format,
        unless_empty: bool,
    },
    /// Of a list.
    Unique,
    /// Whether an enum has the value's number.
    Defined(Vec<i32>),
    /// Whether the type that an `Any` names is one of these.
    TypeIn(Vec<String>),
    TypeNotIn(Vec<String>),
    /// Of a timestamp.
    NotAfterNow,
    NotBeforeNow,
    /// Of a timestamp: at most so many nanoseconds from now.
    NearNow(i128),
    /// Of a field mask.
    PathsAre(Vec<String>),
    PathsIn(Vec<String>),
    PathsNotIn(Vec<String>),
    /// Of a message: whether at most one of these fields is set, or one at least.
    AtMostOne(Vec<u32>),
    OneAtLeast(Vec<u32>),
    /// Of anything: an expression.
    Holds(Checked),
}

/// A value of a rule. Times and durations are in nanoseconds.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
pub(crate) enum Literal {
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(f32),
    Double(f64),
    Text(String),
    Bytes(Vec<u8>),
    Duration(i128),
    Time(i128),
}

/// Between two bounds, or outside of them where the upper is below the lower.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Range {
    pub(crate) lower: Option<Bound>,
    pub(crate) upper: Option<Bound>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bound {
    pub(crate) value: Literal,
    /// Whether the value itself is in.
    pub(crate) inclusive: bool,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// The code points of a text.
    Chars,
    /// The bytes of a text or of bytes.
    Bytes,
    /// What a list or a map holds.
    Items,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    Exactly(u64),
    AtLeast(u64),
    AtMost(u64),
}

/// A pattern of RE2, in the syntax of the crate `regex`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub(crate) translated: String,
}

/// A format: the function of the runtime's `formats` that knows it, and what else that takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Format {
    /// `is_email`, `pgv::is_email`.
    pub(crate) function: &'static str,
    /// As Rust writes them.
    pub(crate) arguments: &'static [&'static str],
    /// `an email address`.
    pub(crate) words: &'static str,
}

impl Range {
    /// Whether what lies between the bounds is out, not in.
    pub(crate) fn is_exclusive(&self) -> bool {
        match (&self.lower, &self.upper) {
            (Some(lower), Some(upper)) => upper.value.is_less(&lower.value),
            _ => false,
        }
    }
}

impl Literal {
    /// Of two of one type.
    fn is_less(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => a < b,
            (Self::Uint(a), Self::Uint(b)) => a < b,
            (Self::Float(a), Self::Float(b)) => a < b,
            (Self::Double(a), Self::Double(b)) => a < b,
            (Self::Duration(a), Self::Duration(b)) | (Self::Time(a), Self::Time(b)) => a < b,
            _ => false,
        }
    }
}
