//! The masks that show a part of a text. Each is given one that is not empty.

use core::fmt::{self, Write};

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::HIDDEN;

pub(super) fn keep(value: &str, first: u32, last: u32, out: &mut dyn Write) -> fmt::Result {
    let count = |kept: u32| usize::try_from(kept).unwrap_or(usize::MAX);
    ends(value, count(first), count(last), out)
}

/// Fewest characters of an identity card's number.
const ID_CARD: usize = 8;

pub(super) fn id_card(value: &str, out: &mut dyn Write) -> fmt::Result {
    if characters(value).nth(ID_CARD - 1).is_some() {
        ends(value, 1, 1, out)
    } else {
        out.write_str(HIDDEN)
    }
}

/// Shows so many characters at both ends, if there are more.
fn ends(value: &str, first: usize, last: usize, out: &mut dyn Write) -> fmt::Result {
    let shown = first.saturating_add(last);
    // Before anything is written: a character can be long, but no character is shorter than a byte.
    if shown >= value.len() {
        return out.write_str(HIDDEN);
    }
    if is_plain(value) {
        let hidden = value.len() - shown;
        out.write_str(&value[..first])?;
        stars(hidden, out)?;
        return out.write_str(&value[first + hidden..]);
    }
    let count = characters(value).count();
    if shown >= count {
        return out.write_str(HIDDEN);
    }
    let end: usize = characters(value).rev().take(last).map(str::len).sum();
    characters(value).take(first).try_for_each(|one| show(one, out))?;
    stars(count - shown, out)?;
    characters(&value[value.len() - end..]).try_for_each(|one| show(one, out))
}

/// A character of those that are shown; a star, if it would do more to a log than to stand in it.
fn show(character: &str, out: &mut dyn Write) -> fmt::Result {
    if character.starts_with(directs) {
        out.write_str("*")
    } else {
        out.write_str(character)
    }
}

/// Whether it begins a line, turns the direction of text, or is for a terminal. None of these stands behind another in one character,
/// but for a line feed.
fn directs(char: char) -> bool {
    let turns = matches!(char, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || char.is_control() || matches!(char, '\u{2028}' | '\u{2029}')
}

pub(super) fn email(value: &str, out: &mut dyn Write) -> fmt::Result {
    match local_and_domain(value) {
        Some((local, domain)) => {
            let first = characters(local).next().unwrap_or_default();
            show(first, out)?;
            out.write_str(HIDDEN)?;
            out.write_str(domain)
        }
        None => out.write_str(HIDDEN),
    }
}

/// The longest name of a host.
const DOMAIN: usize = 253;

/// Whether it can be the name of a host. What else follows an `@` may be anything: the end of a password, another address, a name.
fn is_domain(text: &str) -> bool {
    let is_part = |one: &str| one.starts_with(|first: char| first.is_alphanumeric() || first == '-');
    let is_label = |label: &str| !label.is_empty() && characters(label).all(is_part);
    text.len() <= DOMAIN && text.contains('.') && text.split('.').all(is_label)
}

/// What is before the one `@`, of two characters or more, and what is from there on.
fn local_and_domain(value: &str) -> Option<(&str, &str)> {
    let at = value.find('@')?;
    let (local, domain) = value.split_at(at);
    let is_address = is_domain(&domain[1..])
        && characters(local).nth(1).is_some()
        // Some characters go with the one that follows.
        && GraphemeCursor::new(at, value.len(), true).is_boundary(value, 0) == Ok(true);
    is_address.then_some((local, domain))
}

/// How many digits a number has, and how many are shown at its ends.
struct Digits {
    all: usize,
    first: usize,
    last: usize,
}

pub(super) fn phone(value: &str, out: &mut dyn Write) -> fmt::Result {
    let digits = digits(value).and_then(|all| match all {
        11.. => Some(Digits { all, first: 3, last: 4 }),
        8.. => Some(Digits { all, first: 0, last: 4 }),
        _ => None,
    });
    number(value, digits, out)
}

pub(super) fn bank_card(value: &str, out: &mut dyn Write) -> fmt::Result {
    let digits = digits(value).filter(|all| *all >= 12);
    number(value, digits.map(|all| Digits { all, first: 0, last: 4 }), out)
}

/// How many digits a number has; `None` if it is none.
fn digits(value: &str) -> Option<usize> {
    let mut digits = 0;
    for byte in value.bytes() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b' ' | b'-' | b'(' | b')' | b'+' | b'.' | b'/' => {}
            _ => return None,
        }
    }
    Some(digits)
}

fn number(value: &str, digits: Option<Digits>, out: &mut dyn Write) -> fmt::Result {
    let Some(Digits { all, first, last }) = digits else {
        return out.write_str(HIDDEN);
    };
    let mut at = 0;
    for char in value.chars() {
        let is_digit = char.is_ascii_digit();
        let is_hidden = is_digit && (first..all - last).contains(&at);
        out.write_char(if is_hidden { '*' } else { char })?;
        at += usize::from(is_digit);
    }
    Ok(())
}

fn characters(value: &str) -> unicode_segmentation::Graphemes<'_> {
    value.graphemes(true)
}

/// Whether each byte is a character that can be shown: all of ASCII is, but for control characters.
fn is_plain(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_control())
}

fn stars(mut count: usize, out: &mut dyn Write) -> fmt::Result {
    const STARS: &str = "****************";
    while count > STARS.len() {
        out.write_str(STARS)?;
        count -= STARS.len();
    }
    out.write_str(&STARS[..count])
}
