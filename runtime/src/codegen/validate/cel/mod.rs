//! What the expressions of rules call, written in CEL and turned into Rust while the schema is built.
//!
//! What cannot fail gives its value; what can gives a [`Fault`], which holds no value. Strings are borrowed as long as that will do.

mod bytes;
mod calendar;
mod format;
mod logic;
mod message;
mod number;
mod pattern;
mod span;
mod strings;
mod time;
mod zone;

pub use std::borrow::Cow;

pub use bytes::{contains, utf8};
pub use calendar::Local;
pub use format::{Entries, Listed, Shown, Template};
pub use logic::{all, and, at, attempt, exists, exists_one, kept, never, or, unique};
pub use message::is_same;
pub use number::{
    Arithmetic, Number, ToInt, ToUint, add, count, divide, double, double_text, equal, int, is_infinite, less,
    less_or_equal, multiply, negate, parse_bool, parse_double, remainder, subtract, uint, unsigned,
};
pub use pattern::{matches, matches_any};
pub use span::Duration;
pub use strings::{
    char_at, index_from, index_of, join, last_index_from, last_index_of, quote, replace, reverse, split, substring,
    substring_from,
};
pub use time::Timestamp;

pub use super::fault::Fault;
pub use super::pattern::Pattern;
