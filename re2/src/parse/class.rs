//! `[..]`

use super::cursor::Cursor;
use super::escape::{self, Surrogate};
use super::group::Flags;
use crate::ascii;
use crate::error::{Fault, Unsupported};
use crate::tree::{Class, Item};

/// Reads a class, from its `[` to its `]`.
pub(super) fn class(cursor: &mut Cursor<'_>, flags: Flags) -> Result<Class, Unsupported> {
    let at = cursor.at();
    cursor.eat("[");
    let mut class = Class {
        negated: cursor.eat("^"),
        folds: flags.fold,
        items: Vec::new(),
    };
    // A `]` that comes first is a character.
    let mut first = true;
    while first || !cursor.eat("]") {
        first = false;
        if let Some(item) = posix(cursor)? {
            class.items.push(item);
        } else if let Some(item) = escape::set(cursor)? {
            class.items.push(item);
        } else {
            class.items.extend(range(cursor, at)?);
        }
    }
    Ok(class)
}

/// `[:name:]`, if the end of one stands anywhere behind.
fn posix(cursor: &mut Cursor<'_>) -> Result<Option<Item>, Unsupported> {
    let at = cursor.at();
    let mut ahead = *cursor;
    if !ahead.eat("[:") {
        return Ok(None);
    }
    let Some(name) = ahead.take_to(":]") else {
        return Ok(None);
    };
    *cursor = ahead;
    match ascii::posix(name) {
        Some((set, negated)) => Ok(Some(Item::Ascii { set, negated })),
        None => Err(Unsupported::new(at, Fault::UnknownPosixClass)),
    }
}

/// One character, or one to another; nothing if there are none but surrogates between.
fn range(cursor: &mut Cursor<'_>, class_at: usize) -> Result<Option<Item>, Unsupported> {
    let at = cursor.at();
    let low = code_point(cursor, class_at)?;
    let mut high = low;
    let mut ahead = *cursor;
    // A `-` that comes last is a character.
    if ahead.eat("-") && ahead.peek().is_some_and(|next| next != ']') {
        *cursor = ahead;
        high = code_point(cursor, class_at)?;
    }
    if code(high) < code(low) {
        return Err(Unsupported::new(at, Fault::BackwardRange));
    }
    let low = low.unwrap_or('\u{E000}');
    let high = high.unwrap_or('\u{D7FF}');
    Ok((low <= high).then_some(Item::Range(low, high)))
}

fn code_point(cursor: &mut Cursor<'_>, class_at: usize) -> Result<Result<char, Surrogate>, Unsupported> {
    match cursor.peek() {
        None => Err(Unsupported::new(class_at, Fault::UnclosedClass)),
        Some('\\') => escape::code_point(cursor),
        Some(char) => {
            cursor.next();
            Ok(Ok(char))
        }
    }
}

fn code(code_point: Result<char, Surrogate>) -> u32 {
    match code_point {
        Ok(char) => u32::from(char),
        Err(Surrogate(code)) => code,
    }
}
