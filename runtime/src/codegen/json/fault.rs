//! Errors that say where and why, and never what: `addresses[2].street: expected a string`.
//!
//! A serializer's or deserializer's error is a text to us. Those made here begin with a mark, by which they are told from the
//! format's own (of syntax, of input and output), which pass unchanged.

use core::fmt::{self, Display};

/// What ours begin with, before and after a step of the path was put in front.
const MARKS: [char; 3] = [':', '.', '['];

/// A step of the path to a value.
#[derive(Clone, Copy)]
pub(super) enum Step<'s> {
    /// Of a field, or a name that the schema has.
    Field(&'s str),
    /// Of a list's element.
    Element(usize),
    /// Of a map's entry, whose key may be sensitive too.
    Entry,
}

impl Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(name) => write!(f, ".{name}"),
            Self::Element(index) => write!(f, "[{index}]"),
            Self::Entry => f.write_str("[..]"),
        }
    }
}

/// A value cannot be read, for this reason.
pub(super) fn unreadable<E: serde::de::Error>(reason: impl Display) -> E {
    E::custom(format_args!(": {reason}"))
}

/// A value has no form in JSON, for this reason.
pub(super) fn unwritable<E: serde::ser::Error>(reason: impl Display) -> E {
    E::custom(format_args!(": {reason}"))
}

/// The error of a value, one step further out.
#[cold]
pub(super) fn reading<E: serde::de::Error>(error: E, step: Step<'_>) -> E {
    further_out(&error, step).map_or(error, E::custom)
}

/// The same, for writing.
#[cold]
pub(super) fn writing<E: serde::ser::Error>(error: E, step: Step<'_>) -> E {
    further_out(&error, step).map_or(error, E::custom)
}

/// A whole value's error, as it is told.
#[cold]
pub(super) fn read<E: serde::de::Error>(error: E) -> E {
    told(&error).map_or(error, E::custom)
}

/// The same, for writing.
#[cold]
pub(super) fn written<E: serde::ser::Error>(error: E) -> E {
    told(&error).map_or(error, E::custom)
}

fn further_out(error: &impl Display, step: Step<'_>) -> Option<String> {
    let text = error.to_string();
    text.starts_with(MARKS).then(|| format!("{step}{text}"))
}

fn told(error: &impl Display) -> Option<String> {
    let text = error.to_string();
    // An element's path begins with its bracket.
    let told = text
        .strip_prefix([':', '.'])
        .or_else(|| text.starts_with('[').then_some(&text))?;
    Some(told.trim_start().to_owned())
}

/// Whether a text can be a name of protobuf's. A number is none: it may be a value in the wrong place.
pub(super) fn is_name(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    !text.starts_with(|first: char| first.is_ascii_digit()) && !text.is_empty() && text.bytes().all(is_part)
}
