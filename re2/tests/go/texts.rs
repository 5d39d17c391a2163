//! Texts at random, near enough to patterns that some match.

use rand::rngs::StdRng;
use rand::{Rng, RngExt};

/// Characters at which classes and cases part, all assigned long ago.
pub(crate) const ALPHABET: &[char] = &[
    'a',
    'b',
    'c',
    'k',
    's',
    'x',
    'z',
    'A',
    'B',
    'K',
    'S',
    'Z',
    '0',
    '1',
    '7',
    '9',
    '_',
    '-',
    ' ',
    '\t',
    '\n',
    '\x0b',
    '\x0c',
    '\r',
    '\0',
    '\x07',
    '\x7f',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '.',
    ',',
    '^',
    '$',
    '&',
    '~',
    '#',
    '/',
    '<',
    '>',
    ':',
    '|',
    '\\',
    '\u{80}',
    '\u{a0}',
    'é',
    'É',
    'ß',
    'ẞ',
    'ı',
    'İ',
    'ſ',
    'K',
    'Å',
    'σ',
    'ς',
    'Σ',
    'ǅ',
    '\u{345}',
    'ι',
    '٣',
    '१',
    '\u{2028}',
    '\u{200d}',
    'Ⅷ',
    'ⅷ',
    'ⓐ',
    'Ⓐ',
    '日',
    'ﬁ',
    '\u{e000}',
    '𝔸',
    '𐐀',
    '𐐨',
    '😀',
    '\u{10fffd}',
];

/// A text for a pattern.
pub(crate) fn text(rng: &mut StdRng, pattern: &str) -> String {
    let own: Vec<char> = pattern.chars().collect();
    let length = rng.random_range(0..12);
    let mut text = String::new();
    for _ in 0..length {
        match rng.random_range(0..4) {
            0 => text.push(pick(rng, ALPHABET)),
            1 => text.push(pick(rng, &['a', 'b', 'k', 'K', 's', 'S', '0', '_', '\n', 'K'])),
            _ if own.is_empty() => text.push('a'),
            2 => text.push(pick(rng, &own)),
            _ => {
                let from = rng.random_range(0..own.len());
                let to = (from + rng.random_range(1..4)).min(own.len());
                text.extend(&own[from..to]);
            }
        }
    }
    text
}

pub(crate) fn pick<T: Clone>(rng: &mut impl Rng, from: &[T]) -> T {
    from[rng.random_range(0..from.len())].clone()
}

/// For patterns by hand.
pub(crate) const BY_HAND: &[&str] = &[
    "",
    "a",
    "b",
    "aa",
    "ab",
    "abab",
    "A",
    "k",
    "K",
    "K",
    "s",
    "S",
    "ſ",
    "ß",
    "ẞ",
    "é",
    "É",
    "0",
    "٣",
    "_",
    "-",
    "]",
    "[",
    "^",
    "{",
    "}",
    "{,5}",
    "a{",
    "a{,5}",
    "a{1",
    "\n",
    "a\nb",
    "\na",
    "a\n",
    "\r\n",
    "\t",
    "\x0b",
    "\x0c",
    "\x07",
    "\0",
    "\\",
    "\\E",
    "E",
    "a-c",
    "&&",
    "~~",
    "a&&b",
    ".",
    "\u{80}",
    "\u{a0}",
    "\u{2028}",
    "日本",
    "😀",
    "\u{10fffd}",
    "\u{e000}",
    "σ",
    "ς",
    "Σ",
    "ı",
    "İ",
    "i",
    "I",
    "a b",
    "a日b",
    "日a日",
    "<",
    ">",
    "#",
    " ",
    "[:alpha:]",
    ":",
    "Greek",
    "λόγος",
    "aaaaaaaaaaaaaaaaaaaa",
    "𐐀",
    "𐐨",
    "ǅ",
    "ǆ",
    "\u{345}",
    "ι",
];

/// The pattern as a text, and its parts.
pub(crate) fn of_pattern(pattern: &str) -> Vec<String> {
    let half = pattern.chars().count() / 2;
    [
        pattern.to_owned(),
        pattern.chars().take(half).collect(),
        pattern.chars().skip(half).collect(),
    ]
    .into()
}
