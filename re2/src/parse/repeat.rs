//! `*`, `+`, `?` and counts.

use super::cursor::Cursor;
use super::group::Flags;
use crate::error::{Fault, Unsupported};
use crate::tree::Times;

/// The most copies that counts may make.
pub(super) const MOST: u32 = 1000;

/// How often the part in front is repeated.
pub(super) struct Repetition {
    pub(super) times: Times,
    counted: bool,
}

impl Repetition {
    /// Whether it multiplies what it repeats, in RE2's reckoning.
    pub(super) fn makes_copies(&self) -> bool {
        self.counted && self.times.max.unwrap_or(self.times.min).max(self.times.min) >= 2
    }
}

/// Reads a repetition, if one comes. A `{` that begins no count is a character like others.
pub(super) fn times(cursor: &mut Cursor<'_>, flags: Flags) -> Result<Option<Repetition>, Unsupported> {
    let at = cursor.at();
    let (min, max, counted) = match cursor.peek() {
        Some('*') => (0, None, false),
        Some('+') => (1, None, false),
        Some('?') => (0, Some(1), false),
        Some('{') => {
            let mut ahead = *cursor;
            let Some((min, max)) = counts(&mut ahead) else {
                return Ok(None);
            };
            if min > MOST || max.is_some_and(|max| max > MOST || max < min) {
                return Err(Unsupported::new(at, Fault::BadCount));
            }
            *cursor = ahead;
            (min, max, true)
        }
        _ => return Ok(None),
    };
    if !counted {
        cursor.next();
    }
    let lazy = cursor.eat("?") != flags.lazy;
    let times = Times { min, max, lazy };
    Ok(Some(Repetition { times, counted }))
}

/// `{n}`, `{n,}` or `{n,m}`, and nothing else.
fn counts(cursor: &mut Cursor<'_>) -> Option<(u32, Option<u32>)> {
    cursor.next();
    let min = number(cursor)?;
    let max = if !cursor.eat(",") {
        Some(min)
    } else if cursor.peek() == Some('}') {
        None
    } else {
        Some(number(cursor)?)
    };
    cursor.eat("}").then_some((min, max))
}

/// A number without needless zeros. One that is too large for its type is as wrong as any over the limit.
fn number(cursor: &mut Cursor<'_>) -> Option<u32> {
    let digits = cursor.take_while(|char| char.is_ascii_digit());
    if digits.is_empty() || (digits.len() > 1 && digits.starts_with('0')) {
        return None;
    }
    Some(digits.parse().unwrap_or(u32::MAX))
}
