//! The classes that are ASCII in RE2: Perl's by a letter, and those of POSIX by name.

/// A named set of ASCII characters.
#[derive(Debug)]
pub(crate) struct Ascii {
    /// In `[:name:]`.
    name: &'static str,
    /// From one to the other, in order.
    pub(crate) ranges: &'static [(char, char)],
}

/// The class of `\d`, `\s`, `\w` and their negations, which are told by the flag.
pub(crate) fn perl(letter: char) -> Option<(&'static Ascii, bool)> {
    let set = match letter.to_ascii_lowercase() {
        'd' => &DIGIT,
        's' => &PERL_SPACE,
        'w' => &WORD,
        _ => return None,
    };
    Some((set, letter.is_ascii_uppercase()))
}

/// The class of `[:name:]`, or of `[:^name:]`.
pub(crate) fn posix(name: &str) -> Option<(&'static Ascii, bool)> {
    let (name, negated) = match name.strip_prefix('^') {
        Some(name) => (name, true),
        None => (name, false),
    };
    let set = POSIX.iter().find(|set| set.name == name)?;
    Some((set, negated))
}

static DIGIT: Ascii = Ascii {
    name: "digit",
    ranges: &[('0', '9')],
};

/// Without the vertical tab, which `[:space:]` has.
static PERL_SPACE: Ascii = Ascii {
    name: "",
    ranges: &[('\t', '\n'), ('\x0c', '\r'), (' ', ' ')],
};

static WORD: Ascii = Ascii {
    name: "word",
    ranges: &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
};

static POSIX: [Ascii; 14] = [
    Ascii {
        name: "alnum",
        ranges: &[('0', '9'), ('A', 'Z'), ('a', 'z')],
    },
    Ascii {
        name: "alpha",
        ranges: &[('A', 'Z'), ('a', 'z')],
    },
    Ascii {
        name: "ascii",
        ranges: &[('\0', '\x7f')],
    },
    Ascii {
        name: "blank",
        ranges: &[('\t', '\t'), (' ', ' ')],
    },
    Ascii {
        name: "cntrl",
        ranges: &[('\0', '\x1f'), ('\x7f', '\x7f')],
    },
    Ascii {
        name: "digit",
        ranges: &[('0', '9')],
    },
    Ascii {
        name: "graph",
        ranges: &[('!', '~')],
    },
    Ascii {
        name: "lower",
        ranges: &[('a', 'z')],
    },
    Ascii {
        name: "print",
        ranges: &[(' ', '~')],
    },
    Ascii {
        name: "punct",
        ranges: &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
    },
    Ascii {
        name: "space",
        ranges: &[('\t', '\r'), (' ', ' ')],
    },
    Ascii {
        name: "upper",
        ranges: &[('A', 'Z')],
    },
    Ascii {
        name: "word",
        ranges: &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
    },
    Ascii {
        name: "xdigit",
        ranges: &[('0', '9'), ('A', 'F'), ('a', 'f')],
    },
];
