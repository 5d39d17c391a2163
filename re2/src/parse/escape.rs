//! What a `\` begins.

use super::cursor::Cursor;
use crate::ascii;
use crate::error::{Fault, Unsupported};
use crate::names;
use crate::tree::{Item, Look};

/// A code point that is no character: a surrogate, which text in UTF-8 does not have.
#[derive(Clone, Copy)]
pub(super) struct Surrogate(pub(super) u32);

/// `\A`, `\z`, `\b` or `\B`.
pub(super) fn look(cursor: &mut Cursor<'_>) -> Option<Look> {
    let looks = [
        ("\\A", Look::TextStart),
        ("\\z", Look::TextEnd),
        ("\\b", Look::WordEdge),
        ("\\B", Look::NoWordEdge),
    ];
    let (_, look) = looks.into_iter().find(|(text, _)| cursor.eat(text))?;
    Some(look)
}

/// An escape that stands for several characters, in a class or outside.
pub(super) fn set(cursor: &mut Cursor<'_>) -> Result<Option<Item>, Unsupported> {
    let at = cursor.at();
    let mut ahead = *cursor;
    if ahead.next() != Some('\\') {
        return Ok(None);
    }
    let Some(letter) = ahead.next() else {
        return Ok(None);
    };
    let item = if let Some((set, negated)) = ascii::perl(letter) {
        Item::Ascii { set, negated }
    } else if matches!(letter, 'p' | 'P') {
        property(&mut ahead, letter == 'P').map_err(|fault| Unsupported::new(at, fault))?
    } else {
        return Ok(None);
    };
    *cursor = ahead;
    Ok(Some(item))
}

/// What stands behind `\p`: a letter, or a name in braces.
fn property(cursor: &mut Cursor<'_>, negated: bool) -> Result<Item, Fault> {
    let rest = cursor.rest();
    let name = if cursor.eat("{") {
        cursor.take_to("}").ok_or(Fault::UnclosedProperty)?
    } else {
        let letter = cursor.next().ok_or(Fault::UnclosedProperty)?;
        rest.get(..letter.len_utf8()).unwrap_or_default()
    };
    let (name, negated) = match name.strip_prefix('^') {
        Some(name) => (name, !negated),
        None => (name, negated),
    };
    let name = names::find(name).ok_or(Fault::UnknownProperty)?;
    Ok(Item::Unicode { name, negated })
}

/// An escape that stands for one code point.
pub(super) fn code_point(cursor: &mut Cursor<'_>) -> Result<Result<char, Surrogate>, Unsupported> {
    let at = cursor.at();
    let fault = |fault| Unsupported::new(at, fault);
    cursor.next();
    let escaped = cursor.next().ok_or(fault(Fault::TrailingBackslash))?;
    let code = match escaped {
        'a' => 0x07,
        'f' => 0x0c,
        'n' => 0x0a,
        'r' => 0x0d,
        't' => 0x09,
        'v' => 0x0b,
        'x' => hexadecimal(cursor).ok_or(fault(Fault::BadHex))?,
        '1'..='7' if !cursor.peek().is_some_and(|next| next.is_digit(8)) => {
            return Err(fault(Fault::Backreference));
        }
        '0'..='7' => octal(cursor, escaped),
        '8' | '9' => return Err(fault(Fault::Backreference)),
        _ if escaped.is_ascii() && !escaped.is_ascii_alphanumeric() => u32::from(escaped),
        _ => return Err(fault(Fault::UnknownEscape)),
    };
    Ok(char::from_u32(code).ok_or(Surrogate(code)))
}

/// The rest of `\0`, `\01` or `\012`, whose first digit is `first`.
fn octal(cursor: &mut Cursor<'_>, first: char) -> u32 {
    let mut code = first.to_digit(8).unwrap_or_default();
    for _ in 0..2 {
        let Some(digit) = cursor.peek().and_then(|next| next.to_digit(8)) else {
            break;
        };
        cursor.next();
        code = code * 8 + digit;
    }
    code
}

/// What stands behind `\x`: two digits, or any number of them in braces.
fn hexadecimal(cursor: &mut Cursor<'_>) -> Option<u32> {
    if !cursor.eat("{") {
        let mut digit = || cursor.next()?.to_digit(16);
        return Some(digit()? * 16 + digit()?);
    }
    let digits = cursor.take_to("}")?;
    if digits.is_empty() {
        return None;
    }
    digits.chars().try_fold(0, |code: u32, char| {
        let code = code.checked_mul(16)?.checked_add(char.to_digit(16)?)?;
        (code <= u32::from(char::MAX)).then_some(code)
    })
}
