//! RE2's patterns for Rust's [`regex`] crate, with RE2's meaning.
//!
//! RE2's syntax is the language of patterns in CEL (`matches`), in protovalidate and in protoc-gen-validate. Rust's `regex` speaks a
//! language that looks the same and is not: `\d` takes every script's digits there, `[a&&b]` is an intersection, `\Q` is an error.
//! [`translate`] reads a pattern as RE2 does and writes one that means the same to `regex`, or says where and why RE2 would
//! refuse it. [`compile`] gives the [`Regex`] at once.
//!
//! ```
//! assert_eq!(protoseal_re2::translate(r"^\d{3}-\Qa.b\E$")?, r"^[0-9]{3}\-a\.b$");
//! assert!(!protoseal_re2::compile(r"^\d$")?.is_match("٣"));
//! let error = protoseal_re2::translate(r"^a\Z").unwrap_err();
//! assert_eq!((error.at(), error.what()), (2, "an escape that RE2 does not have"));
//! # Ok::<(), protoseal_re2::Error>(())
//! ```
//!
//! Patterns are searched for, at any place of the text, as `matches` and `pattern` do: [`Regex::is_match`] is RE2's `PartialMatch` and
//! Go's `MatchString`. [`Regex::find`] finds what they find, from the same byte to the same byte. Groups capture nothing,
//! since neither use asks for it. Texts are UTF-8, as protobuf's strings are.
//!
//! # Where the languages differ
//!
//! What is written in RE2's language, and what becomes of it:
//!
//! | in RE2 | to `regex` as it stands | translated |
//! |---|---|---|
//! | `\d`, `\w`, `\b`, `\B` are ASCII | Unicode's | `[0-9]`, `[0-9A-Z_a-z]`, `(?-u:\b)`, `(?-u:\B)` |
//! | `\s` is ASCII, without the vertical tab | Unicode's | `[\t-\n\x{C}-\r ]` |
//! | `(?i)` folds ASCII classes too, as Unicode folds: `(?i)\w` takes `ſ` and the Kelvin sign | Unicode's classes | `(?i:[0-9A-Z_a-z])` |
//! | `\Q..\E` is literal; without `\E`, up to the end | an error | what it quotes, escaped |
//! | `.` and `$` know `\n` alone, and `$` without `m` is the text's end | the same | `[^\n]`, `$` |
//! | `\pC` has no code point that is not assigned | it has | `[\p{Cc}\p{Cf}\p{Co}]` |
//! | `\p{^Greek}` negates | an error | `\P{Greek}` |
//! | a property's name is `Any`, a category or a script, in one spelling | any spelling, and properties of other kinds | an error if RE2 does not know it |
//! | `[[a]`, `[a&&b]`, `[!--]`, `[a~~b]` hold these characters | nested classes and operations on them | escaped |
//! | `[a-b-c]`, `[-a]`, `[a-]` hold `-`; `[]a]` holds `]` | the same but for `[a-b-c]` | escaped |
//! | `{` that begins no count is a character, so in `{,5}` and `a{01}`; so are a lone `}` and `]` | a count, or an error | escaped |
//! | `\07`, `\101` are octal | an error | the character |
//! | `\_`, `\<`, `\ ` are the characters, as every escape of ASCII that is no letter or digit | errors, or the edge of a word | the character |
//! | `\Z`, `\h`, `\u`, `\U`, `\b{start}`, `(?x)`, `(?R)`, `(?u)` and other escapes and flags | some are known | errors, and `\b{start}` a literal in braces |
//! | a repetition takes the part before it, over flags and empty quotes: `a(?i)*` is `a*` | an error | `a*` |
//! | `a**`, `a{2}{3}`, `a++` are errors | repeated repetitions | errors |
//! | counts go up to 1000, also multiplied where they nest | no limit of this kind | errors over it |
//! | a name may begin with a digit, or be that of two groups | errors | names are gone |
//! | `\x{D800}`, a surrogate, never matches | an error | what never matches |
//!
//! # Where this crate departs from RE2
//!
//! - `\C`, one byte, is an error, as in Go: it could match a part of a character.
//! - A pattern that nests more than 100 parts (groups, repetitions, alternatives) is an error, where RE2 has other limits: what `regex` does
//!   with one takes stack at each level, and an overflow would end the process.
//! - How large a pattern may be, after all repetitions, is [`SIZE_LIMIT`] here, and another number in every RE2.
//! - Unicode's tables are those of `regex` (16.0 now), and others in every RE2: characters that one version does not know yet,
//!   and cases that it does not, are found by the newer one alone. The names of scripts are those of 15.0.
//! - Where Go and the RE2 in C++ differ, and neither is wrong by RE2's documentation, Go is followed: a group's name is of ASCII letters, digits
//!   and `_`; a count that no `int` holds is an error, not a literal; and `\B` never matches between the bytes of one character.
//! - Go 1.26 takes other names of properties (`\p{Letter}`, `\p{greek}`, `\p{Cn}`), counts what is not assigned in `\pC`, and
//!   refuses names of scripts with an underscore. This crate follows the RE2 in C++ and the earlier Go.

#![forbid(unsafe_code)]

mod ascii;
mod error;
mod names;
mod parse;
mod tree;
mod write;

use regex::{Regex, RegexBuilder};

pub use error::{Error, Fault, Unsupported};

/// The bytes that a compiled pattern may take: `regex` counts them while it compiles and stops there.
///
/// A pattern can be short and still be large: `\pL{1000}` takes 32 MiB, since each copy of a class of Unicode takes some 30 KiB.
/// RE2 has limits of this kind too, other ones in each language. This one is over three times the default of `regex`, so that
/// what people write fits, such as ten labels of up to 63 letters of any script (16 MiB), and low enough for memory. Time is
/// another matter: a release build took one second to come this far, so that whoever takes patterns from messages does well to limit their length.
pub const SIZE_LIMIT: usize = 32 << 20;

/// Translates a pattern of RE2 to one that means the same to `regex`.
///
/// The translation is not longer than some 30 times the pattern, and [`compile_translated`] takes it.
///
/// # Errors
///
/// Where RE2 refuses the pattern, and in the few cases that the crate's documentation names.
pub fn translate(pattern: &str) -> Result<String, Unsupported> {
    Ok(write::write(&parse::parse(pattern)?))
}

/// Compiles a pattern of RE2.
///
/// # Errors
///
/// Those of [`translate`], and [`Error::TooLarge`].
pub fn compile(pattern: &str) -> Result<Regex, Error> {
    compile_translated(&translate(pattern)?)
}

/// Compiles what [`translate`] gave, at an earlier time perhaps, with the same limit as [`compile`].
///
/// # Errors
///
/// [`Error::TooLarge`]; [`Error::Refused`] for a text that no translation is.
pub fn compile_translated(translated: &str) -> Result<Regex, Error> {
    RegexBuilder::new(translated)
        .size_limit(SIZE_LIMIT)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(limit) => Error::TooLarge { limit },
            _ => Error::Refused,
        })
}
