//! What is wrong with a pattern. No error quotes it, since a pattern may come from a message.

use thiserror::Error;

/// A pattern that RE2 refuses, or that means nothing on text: where, what, and the way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{} at byte {}: {}", self.what(), self.at, self.remedy())]
pub struct Unsupported {
    at: usize,
    fault: Fault,
}

impl Unsupported {
    pub(crate) fn new(at: usize, fault: Fault) -> Self {
        Self { at, fault }
    }

    /// The offset in bytes of the part that is meant; at most the pattern's length, and between two characters.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The cause, as a value.
    #[must_use]
    pub fn fault(&self) -> Fault {
        self.fault
    }

    /// The cause in words, to go in front of the place.
    #[must_use]
    pub fn what(&self) -> &'static str {
        self.fault.text().0
    }

    /// What to write instead.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        self.fault.text().1
    }
}

/// Why [`compile`](crate::compile) gives no regex.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// RE2 refuses the pattern.
    #[error(transparent)]
    Unsupported(#[from] Unsupported),
    /// The pattern takes more memory than a pattern may.
    #[error("the pattern takes more than {limit} bytes: repeat less, or classes of fewer characters")]
    TooLarge {
        /// [`SIZE_LIMIT`](crate::SIZE_LIMIT).
        limit: usize,
    },
    /// `regex` refuses a text that is no translation; one that is, it should never refuse.
    #[error(
        "the regex crate refuses the pattern's translation: if this crate made it, please report the pattern to Protoseal"
    )]
    Refused,
}

/// Causes for which a pattern has no translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// A `\` ends the pattern.
    TrailingBackslash,
    /// A `\` in front of a letter or of something that is not ASCII, without a meaning here.
    UnknownEscape,
    /// `\1`: RE2 has no references to groups.
    Backreference,
    /// `\x` without a code point behind it.
    BadHex,
    /// `\C`, one byte, which can be a part of a character.
    AnyByte,
    /// `\p{..}` with a name that RE2 does not know.
    UnknownProperty,
    /// `\p` without a name.
    UnclosedProperty,
    /// `[[:..:]]` with a name that RE2 does not know.
    UnknownPosixClass,
    /// `[` without its `]`.
    UnclosedClass,
    /// A range of a class whose end is less than its begin.
    BackwardRange,
    /// `*`, `+`, `?` or `{..}` behind nothing that it could repeat.
    NothingToRepeat,
    /// A repetition right behind another one.
    DoubledRepetition,
    /// A count over 1000, or a least count over the most.
    BadCount,
    /// Counts that nest, whose product is over 1000.
    NestedCounts,
    /// `)` without its `(`.
    UnopenedGroup,
    /// `(` without its `)`.
    UnclosedGroup,
    /// A group's name that is not of ASCII letters, digits and `_`.
    BadGroupName,
    /// `(?` with what RE2 does not have: look-around, comments, unknown flags.
    UnknownGroup,
    /// A pattern that nests too deep.
    TooDeep,
}

impl Fault {
    /// The cause and the remedy.
    fn text(self) -> (&'static str, &'static str) {
        match self {
            Self::TrailingBackslash => ("a `\\` with nothing behind it", "write `\\\\` for a backslash"),
            Self::UnknownEscape => (
                "an escape that RE2 does not have",
                "take the `\\` away; write `\\z` for `\\Z`, `\\x{10FFFF}` for `\\u`, and characters as they are",
            ),
            Self::Backreference => (
                "a reference to a group, which RE2 does not have",
                "say what may repeat without it, or compare in CEL; in octal, `\\001` is the character",
            ),
            Self::BadHex => (
                "`\\x` without a code point",
                "write two hexadecimal digits, or `\\x{..}` with a code point up to 10FFFF",
            ),
            Self::AnyByte => (
                "`\\C`, one byte, which no pattern on text can match",
                "write `(?s:.)` for any character; bytes take a rule of CEL",
            ),
            Self::UnknownProperty => (
                "a property of Unicode by a name that RE2 does not know",
                "name a general category (`L`, `Lu`, ..) or a script (`Greek`, `Old_Italic`, ..) in this very spelling",
            ),
            Self::UnclosedProperty => (
                "`\\p` without a whole name",
                "write `\\pL`, or `\\p{Greek}` with both braces",
            ),
            Self::UnknownPosixClass => (
                "a class `[:name:]` by a name that RE2 does not know",
                "use alnum, alpha, ascii, blank, cntrl, digit, graph, lower, print, punct, space, upper, word or xdigit, \
                 or write `\\[` for a bracket",
            ),
            Self::UnclosedClass => ("a `[` without its `]`", "close the class, or write `\\[` for a bracket"),
            Self::BackwardRange => (
                "a range whose end stands before its begin",
                "turn it round, or write `\\-` for a hyphen",
            ),
            Self::NothingToRepeat => (
                "a repetition of nothing",
                "put what is to repeat before it, or a `\\` to mean the character",
            ),
            Self::DoubledRepetition => (
                "a repetition of a repetition",
                "put the inner one in a group, `(?:..)`; RE2 has no possessive repetitions",
            ),
            Self::BadCount => (
                "a count that RE2 does not take",
                "count up to 1000, the lesser number first; check longer texts by their length",
            ),
            Self::NestedCounts => (
                "counts that nest to more than 1000 copies",
                "repeat less, or leave the outer count open (`*`, `+`)",
            ),
            Self::UnopenedGroup => (
                "a `)` without its `(`",
                "open the group, or write `\\)` for a parenthesis",
            ),
            Self::UnclosedGroup => (
                "a `(` without its `)`",
                "close the group, or write `\\(` for a parenthesis",
            ),
            Self::BadGroupName => (
                "a group's name that RE2 does not take",
                "name it by ASCII letters, digits and `_`, with `>` behind",
            ),
            Self::UnknownGroup => (
                "a `(?` that RE2 does not have",
                "use `(?:..)`, `(?P<name>..)` or the flags i, m, s and U; RE2 has no look-around",
            ),
            Self::TooDeep => (
                "a pattern that nests too deep",
                "use fewer groups and repetitions in each other",
            ),
        }
    }
}
