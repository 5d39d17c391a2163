//! Patterns: at random by a grammar, then damaged or not, and by hand.

use rand::RngExt;
use rand::rngs::StdRng;

use crate::texts::{ALPHABET, pick};

#[path = "by_hand.rs"]
mod by_hand;
#[path = "properties.rs"]
mod properties;

pub(crate) use by_hand::BY_HAND;
pub(crate) use properties::{found, is_newer, is_wider};

/// What `\` may stand in front of.
const ESCAPES: &[&str] = &[
    "\\d",
    "\\D",
    "\\w",
    "\\W",
    "\\s",
    "\\S",
    "\\d",
    "\\w",
    "\\s",
    "\\a",
    "\\f",
    "\\t",
    "\\n",
    "\\r",
    "\\v",
    "\\0",
    "\\07",
    "\\012",
    "\\0123",
    "\\101",
    "\\141",
    "\\377",
    "\\400",
    "\\777",
    "\\x41",
    "\\x7F",
    "\\xe9",
    "\\x{41}",
    "\\x{0000000061}",
    "\\x{212A}",
    "\\x{17f}",
    "\\x{10FFFF}",
    "\\x{D800}",
    "\\x{1F600}",
    "\\.",
    "\\[",
    "\\]",
    "\\-",
    "\\^",
    "\\$",
    "\\{",
    "\\}",
    "\\(",
    "\\)",
    "\\|",
    "\\*",
    "\\+",
    "\\?",
    "\\\\",
    "\\_",
    "\\/",
    "\\<",
    "\\>",
    "\\&",
    "\\~",
    "\\#",
    "\\ ",
    "\\\n",
    "\\:",
    "\\'",
];

/// What it may not, in RE2; some of it is something to others.
const WRONG_ESCAPES: &[&str] = &[
    "\\Z",
    "\\C",
    "\\h",
    "\\H",
    "\\G",
    "\\K",
    "\\R",
    "\\X",
    "\\N",
    "\\u0041",
    "\\u{41}",
    "\\U00000041",
    "\\e",
    "\\cA",
    "\\1",
    "\\8",
    "\\9",
    "\\18",
    "\\x",
    "\\x4",
    "\\xg0",
    "\\x{}",
    "\\x{110000}",
    "\\x{g}",
    "\\x{41",
    "\\é",
    "\\日",
    "\\y",
    "\\m",
    "\\E",
    "\\k<n>",
    "\\b{start}",
    "\\p",
    "\\pX",
    "\\p{",
    "\\p{}",
    "\\p{Grek}",
    "\\p{^}",
    "\\pé",
    "\\p^L",
    "\\p{sc=Greek}",
    "\\p{Alphabetic}",
];

const POSIX: &[&str] = &[
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper", "word",
    "xdigit",
];

const SYNTAX: &[char] = &[
    '\\', '(', ')', '[', ']', '{', '}', '*', '+', '?', '|', '^', '$', '.', '-', ':', ',', '<', '>', '=', '!', '&', '~',
    '#', 'P', 'Q', 'E', 'i', 'm', 's', 'U', 'x', 'p', '0', '1', '2', '9',
];

/// A pattern, most often valid.
pub(crate) fn pattern(rng: &mut StdRng) -> String {
    let mut pattern = String::new();
    alternatives(rng, &mut pattern, 3);
    if rng.random_bool(0.2) {
        for _ in 0..rng.random_range(1..4) {
            damage(rng, &mut pattern);
        }
    }
    pattern
}

fn damage(rng: &mut StdRng, pattern: &mut String) {
    let mut chars: Vec<char> = pattern.chars().collect();
    let at = rng.random_range(0..=chars.len());
    match rng.random_range(0..3) {
        0 => chars.insert(at, pick(rng, SYNTAX)),
        1 if at < chars.len() => chars[at] = pick(rng, SYNTAX),
        _ if at < chars.len() => drop(chars.remove(at)),
        _ => chars.push(pick(rng, SYNTAX)),
    }
    *pattern = chars.into_iter().collect();
}

fn alternatives(rng: &mut StdRng, pattern: &mut String, depth: u32) {
    for index in 0..pick(rng, &[1, 1, 1, 2, 3]) {
        if index > 0 {
            pattern.push('|');
        }
        for _ in 0..pick(rng, &[0, 1, 1, 2, 2, 3, 4]) {
            part(rng, pattern, depth);
        }
    }
}

fn part(rng: &mut StdRng, pattern: &mut String, depth: u32) {
    match rng.random_range(0..100) {
        0..36 => literal(rng, pattern),
        36..42 => pattern.push('.'),
        42..57 => class(rng, pattern),
        57..67 => pattern.push_str(pick(rng, ESCAPES)),
        67..71 => property(rng, pattern),
        71..79 => pattern.push_str(pick(rng, &["^", "$", "\\b", "\\B", "\\A", "\\z", "^", "$", "\\b"])),
        79..82 => pattern.push_str(pick(
            rng,
            &[
                "(?i)", "(?s)", "(?m)", "(?U)", "(?ims)", "(?-i)", "(?i-s)", "(?)", "\\Q\\E",
            ],
        )),
        82..84 => quoted(rng, pattern),
        84 => pattern.push_str(pick(rng, WRONG_ESCAPES)),
        85 => pattern.push_str(pick(
            rng,
            &[
                "(?#",
                "(?=a)",
                "(?<!a)",
                "(?x)",
                "(?R)",
                "(?P=n)",
                "(?i-)",
                "(?-)",
                "(?>a)",
                "(?u)a",
                "(?",
                "(?P<>a)",
                "(?P<é>a)",
            ],
        )),
        _ if depth > 0 => group(rng, pattern, depth - 1),
        _ => literal(rng, pattern),
    }
    if rng.random_bool(0.35) {
        repetition(rng, pattern);
    }
}

fn literal(rng: &mut StdRng, pattern: &mut String) {
    let char = pick(rng, ALPHABET);
    // Of what means something, a few may stand as they are.
    let plain = !SYNTAX[..15].contains(&char) || rng.random_bool(0.05);
    match plain {
        true => pattern.push(char),
        false => pattern.extend(['\\', char]),
    }
}

fn quoted(rng: &mut StdRng, pattern: &mut String) {
    pattern.push_str("\\Q");
    for _ in 0..rng.random_range(0..4) {
        pattern.push(pick(rng, SYNTAX));
    }
    if rng.random_bool(0.95) {
        pattern.push_str("\\E");
    }
}

fn property(rng: &mut StdRng, pattern: &mut String) {
    let names = found();
    let common = [
        "L", "Lu", "Ll", "N", "Nd", "Greek", "Latin", "Han", "Common", "C", "Cs", "Any", "P", "Z",
    ];
    let name = if rng.random_bool(0.7) {
        pick(rng, &common)
    } else {
        pick(rng, &names)
    };
    pattern.push_str(if rng.random_bool(0.3) { "\\P" } else { "\\p" });
    match name.len() {
        1 if rng.random_bool(0.5) => pattern.push_str(name),
        _ if rng.random_bool(0.2) => pattern.push_str(&format!("{{^{name}}}")),
        _ => pattern.push_str(&format!("{{{name}}}")),
    }
}

fn class(rng: &mut StdRng, pattern: &mut String) {
    pattern.push_str(if rng.random_bool(0.3) { "[^" } else { "[" });
    if rng.random_bool(0.1) {
        pattern.push(']');
    }
    for _ in 0..rng.random_range(1..4) {
        class_item(rng, pattern);
    }
    if rng.random_bool(0.1) {
        pattern.push('-');
    }
    if rng.random_bool(0.98) {
        pattern.push(']');
    }
}

fn class_item(rng: &mut StdRng, pattern: &mut String) {
    match rng.random_range(0..20) {
        0..6 => class_char(rng, pattern),
        6..10 => {
            let pair = [pick(rng, ALPHABET), pick(rng, ALPHABET)];
            let (low, high) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
            for (index, char) in [low, high].into_iter().enumerate() {
                let text = match char {
                    '\\' | ']' | '[' | '^' | '-' => format!("\\{char}"),
                    _ if rng.random_bool(0.3) => format!("\\x{{{:x}}}", u32::from(char)),
                    _ => char.to_string(),
                };
                pattern.push_str(if index > 0 { "-" } else { "" });
                pattern.push_str(&text);
            }
        }
        10 => pattern.push_str(pick(
            rng,
            &[
                "a-z",
                "A-Z",
                "0-9",
                "\\x00-\\x{10FFFF}",
                "\\x{D7FF}-\\x{E000}",
                "\\x{D800}-\\x{DFFF}",
                "!--",
            ],
        )),
        11 => pattern.push_str(pick(
            rng,
            &[
                "z-a", "a-\\d", "\\w-", "&&", "--", "~~", "[a", "[=a=]", "[.a.]", "[:foo:]", "[:word", "[:", "\\b",
                "\\Q", "#",
            ],
        )),
        12..14 => pattern.push_str(pick(rng, ESCAPES)),
        14 => property(rng, pattern),
        15 if rng.random_bool(0.1) => pattern.push_str(pick(rng, WRONG_ESCAPES)),
        _ => {
            let negation = if rng.random_bool(0.3) { "^" } else { "" };
            pattern.push_str(&format!("[:{negation}{}:]", pick(rng, POSIX)));
        }
    }
}

fn class_char(rng: &mut StdRng, pattern: &mut String) {
    match pick(rng, ALPHABET) {
        char @ ('\\' | ']') => pattern.extend(['\\', char]),
        char => pattern.push(char),
    }
}

fn group(rng: &mut StdRng, pattern: &mut String, depth: u32) {
    let opening = [
        "(", "(", "(?:", "(?:", "(?i:", "(?s:", "(?m:", "(?U:", "(?i-s:", "(?-i:", "(?P<n>", "(?<n>", "(?P<1_a>",
    ];
    pattern.push_str(pick(rng, &opening));
    alternatives(rng, pattern, depth);
    if rng.random_bool(0.99) {
        pattern.push(')');
    }
}

fn repetition(rng: &mut StdRng, pattern: &mut String) {
    let counts = [
        "{0}", "{1}", "{2}", "{0,}", "{1,}", "{2,}", "{0,1}", "{1,3}", "{2,2}", "{,2}", "{,}", "{}", "{1", "{ 1}",
        "{01}", "{1,02}", "{0,0}",
    ];
    let rare = [
        "{1000}",
        "{1001}",
        "{2,1}",
        "{99999999999}",
        "{1,99999999999}",
        "{0,1000}",
        "{1000,}",
        "**",
        "+*",
        "{2}{2}",
        "??*",
    ];
    pattern.push_str(match rng.random_range(0..40) {
        0..28 => pick(rng, &["*", "+", "?"]),
        28..39 => pick(rng, &counts),
        _ => pick(rng, &rare),
    });
    if rng.random_bool(0.3) {
        pattern.push('?');
    }
}
