//! Lengths of texts, in code points.
//!
//! A code point takes 1 to 4 bytes. So a length in bytes decides often, and a text is counted only if it is at most four times as long as
//! the rule's number: never a megabyte for a rule of ten.

/// Whether a text has `least` code points or more.
#[inline]
pub fn min_chars(text: &str, least: u64) -> bool {
    let (fewest, most) = range(text);
    fewest >= least || most >= least && count(text) >= least
}

/// Whether a text has `most` code points or fewer.
#[inline]
pub fn max_chars(text: &str, most: u64) -> bool {
    let (fewest, at_most) = range(text);
    at_most <= most || fewest <= most && count(text) <= most
}

/// Whether a text has so many code points.
#[inline]
pub fn len_chars(text: &str, exactly: u64) -> bool {
    let (fewest, most) = range(text);
    (fewest..=most).contains(&exactly) && count(text) == exactly
}

/// How many code points so many bytes have, at least and at most.
fn range(text: &str) -> (u64, u64) {
    let bytes = text.len() as u64;
    (bytes.div_ceil(4), bytes)
}

fn count(text: &str) -> u64 {
    text.chars().count() as u64
}
