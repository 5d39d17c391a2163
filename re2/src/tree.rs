//! What a pattern says, without a syntax.

use crate::ascii::Ascii;

/// A part of a pattern.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) kind: Kind,
    /// How often a counted repetition in here repeats its innermost part: what RE2 limits.
    pub(crate) copies: u32,
    /// How deep it nests, counted as RE2 does.
    pub(crate) height: u32,
}

#[derive(Debug)]
pub(crate) enum Kind {
    /// Matches what is empty.
    Empty,
    /// `folds`: in any case.
    Literal {
        char: char,
        folds: bool,
    },
    /// `.`, which means all but the end of a line unless `newline`.
    Any {
        newline: bool,
    },
    Class(Class),
    Look(Look),
    Repeat(Box<Tree>, Times),
    Concat(Vec<Tree>),
    Alternate(Vec<Tree>),
}

/// `[..]`, or one of its items alone.
#[derive(Debug)]
pub(crate) struct Class {
    pub(crate) negated: bool,
    /// Every item holds each of its characters in any case.
    pub(crate) folds: bool,
    pub(crate) items: Vec<Item>,
}

impl Class {
    /// What no character is in.
    pub(crate) fn nothing() -> Self {
        Self {
            negated: false,
            folds: false,
            items: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Item {
    Range(char, char),
    Ascii {
        set: &'static Ascii,
        negated: bool,
    },
    /// A general category or a script, by RE2's name.
    Unicode {
        name: &'static str,
        negated: bool,
    },
}

/// What matches between characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
    WordEdge,
    NoWordEdge,
}

/// From `min` to `max`, or without an end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Times {
    pub(crate) min: u32,
    pub(crate) max: Option<u32>,
    /// Prefers fewer.
    pub(crate) lazy: bool,
}

impl Tree {
    /// A part without parts.
    pub(crate) fn leaf(kind: Kind) -> Self {
        Self {
            kind,
            copies: 1,
            height: 1,
        }
    }

    pub(crate) fn repeat(self, times: Times) -> Self {
        let copies = match times.max {
            Some(0) => 1,
            max => self.copies.saturating_mul(max.unwrap_or(times.min).max(1)),
        };
        Self {
            copies,
            height: self.height.saturating_add(1),
            kind: Kind::Repeat(Box::new(self), times),
        }
    }

    /// One after the other.
    pub(crate) fn concat(parts: Vec<Self>) -> Self {
        Self::join(parts, Kind::Concat)
    }

    /// One of them, the first preferred.
    pub(crate) fn alternate(parts: Vec<Self>) -> Self {
        Self::join(parts, Kind::Alternate)
    }

    fn join(mut parts: Vec<Self>, kind: fn(Vec<Self>) -> Kind) -> Self {
        match parts.len() {
            0 => Self::leaf(Kind::Empty),
            1 => parts.remove(0),
            _ => Self {
                copies: parts.iter().map(|part| part.copies).max().unwrap_or(1),
                height: parts
                    .iter()
                    .map(|part| part.height)
                    .max()
                    .unwrap_or(0)
                    .saturating_add(1),
                kind: kind(parts),
            },
        }
    }
}
