//! Groups, their names and flags.

use super::cursor::Cursor;
use crate::error::{Fault, Unsupported};
use crate::tree::Tree;

/// What flags say, as they are without any.
#[derive(Clone, Copy, Default)]
pub(super) struct Flags {
    /// `i`
    pub(super) fold: bool,
    /// `m`
    pub(super) lines: bool,
    /// `s`
    pub(super) dot_all: bool,
    /// `U`
    pub(super) lazy: bool,
}

/// A group whose end is not read yet.
#[derive(Default)]
pub(super) struct Group {
    /// Where it begins.
    pub(super) at: usize,
    /// What holds again behind it.
    pub(super) flags_outside: Flags,
    captures: bool,
    alternatives: Vec<Tree>,
    parts: Vec<Tree>,
}

impl Group {
    pub(super) fn new(at: usize, captures: bool, flags_outside: Flags) -> Self {
        Self {
            at,
            flags_outside,
            captures,
            ..Self::default()
        }
    }

    pub(super) fn push(&mut self, part: Tree) {
        self.parts.push(part);
    }

    /// The part that a repetition is about.
    pub(super) fn pop(&mut self) -> Option<Tree> {
        self.parts.pop()
    }

    pub(super) fn next_alternative(&mut self) {
        self.alternatives.push(Tree::concat(std::mem::take(&mut self.parts)));
    }

    pub(super) fn into_tree(mut self) -> Tree {
        self.next_alternative();
        let mut tree = Tree::alternate(self.alternatives);
        // A capture is a node of RE2's tree, though nothing is made of it here.
        tree.height += u32::from(self.captures);
        tree
    }
}

/// What a `(` begins.
pub(super) enum Opening {
    /// Nothing: `(?flags)`.
    Flags(Flags),
    Group {
        captures: bool,
        flags: Flags,
    },
}

/// Reads what begins with a `(`, up to where the group's content begins.
pub(super) fn opening(cursor: &mut Cursor<'_>, flags: Flags) -> Result<Opening, Unsupported> {
    let at = cursor.at();
    let captures = Opening::Group { captures: true, flags };
    if cursor.eat("(?P<") || cursor.eat("(?<") {
        let name = cursor.take_to(">").filter(|name| is_name(name));
        return match name {
            Some(_) => Ok(captures),
            None => Err(Unsupported::new(at, Fault::BadGroupName)),
        };
    }
    if cursor.eat("(?") {
        return self::flags(cursor, flags).ok_or(Unsupported::new(at, Fault::UnknownGroup));
    }
    cursor.next();
    Ok(captures)
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
}

/// Reads `ims)`, `i-s:` and their like.
fn flags(cursor: &mut Cursor<'_>, mut flags: Flags) -> Option<Opening> {
    let mut set = true;
    // A `-` must be followed by a flag.
    let mut complete = true;
    loop {
        let next = cursor.next()?;
        let flag = match next {
            'i' => &mut flags.fold,
            'm' => &mut flags.lines,
            's' => &mut flags.dot_all,
            'U' => &mut flags.lazy,
            '-' if set => {
                (set, complete) = (false, false);
                continue;
            }
            ')' if complete => return Some(Opening::Flags(flags)),
            ':' if complete => {
                return Some(Opening::Group { captures: false, flags });
            }
            _ => return None,
        };
        *flag = set;
        complete = true;
    }
}
