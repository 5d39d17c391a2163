//! RE2's syntax, read as RE2 reads it.
//!
//! A repetition takes the part in front of it, whatever else stood between: in `a(?i)*` and `a\Q\E*` that is `a`. So the parser
//! keeps the parts of each open group in lists, as RE2 does, and nests nothing itself.

mod class;
mod cursor;
mod escape;
mod group;
mod repeat;

use crate::error::{Fault, Unsupported};
use crate::tree::{Class, Kind, Look, Tree};
use cursor::Cursor;
use group::{Flags, Group, Opening};

/// As deep as the parts of a pattern may nest. RE2 takes 1000, but `regex` needs stack for each level: in debug builds some 300 use up the 2 MiB of
/// a thread, and 125 reach the limit that it has itself.
const MAX_HEIGHT: u32 = 100;

/// Reads a whole pattern.
pub(crate) fn parse(pattern: &str) -> Result<Tree, Unsupported> {
    let mut parser = Parser {
        cursor: Cursor::new(pattern),
        flags: Flags::default(),
        open: Vec::new(),
        group: Group::default(),
        after_repetition: false,
    };
    parser.pattern()?;
    parser.finish()
}

struct Parser<'a> {
    cursor: Cursor<'a>,
    flags: Flags,
    /// The groups around `group`, the outermost first.
    open: Vec<Group>,
    /// What is read now; outside of groups, the whole pattern.
    group: Group,
    /// What was read last is a repetition.
    after_repetition: bool,
}

impl Parser<'_> {
    fn pattern(&mut self) -> Result<(), Unsupported> {
        while let Some(next) = self.cursor.peek() {
            let at = self.cursor.at();
            if let Some(times) = repeat::times(&mut self.cursor, self.flags)? {
                self.repeat(times, at)?;
                self.after_repetition = true;
                continue;
            }
            match next {
                '\\' => self.escape(at)?,
                '[' => {
                    let class = class::class(&mut self.cursor, self.flags)?;
                    self.push(Kind::Class(class));
                }
                '(' => self.open(at)?,
                _ => {
                    self.cursor.next();
                    match next {
                        ')' => self.close(at)?,
                        '|' => self.group.next_alternative(),
                        '.' => self.push(Kind::Any {
                            newline: self.flags.dot_all,
                        }),
                        '^' if self.flags.lines => self.push(Kind::Look(Look::LineStart)),
                        '^' => self.push(Kind::Look(Look::TextStart)),
                        '$' if self.flags.lines => self.push(Kind::Look(Look::LineEnd)),
                        '$' => self.push(Kind::Look(Look::TextEnd)),
                        _ => self.literal(next),
                    }
                }
            }
            self.after_repetition = false;
        }
        Ok(())
    }

    fn finish(self) -> Result<Tree, Unsupported> {
        match self.open.last() {
            None => check_height(self.group.into_tree(), 0),
            Some(_) => Err(Unsupported::new(self.group.at, Fault::UnclosedGroup)),
        }
    }

    fn push(&mut self, kind: Kind) {
        self.group.push(Tree::leaf(kind));
    }

    fn literal(&mut self, char: char) {
        self.push(Kind::Literal {
            char,
            folds: self.flags.fold,
        });
    }

    /// What begins with a `\` outside of classes.
    fn escape(&mut self, at: usize) -> Result<(), Unsupported> {
        if let Some(look) = escape::look(&mut self.cursor) {
            self.push(Kind::Look(look));
        } else if self.cursor.eat("\\Q") {
            let rest = self.cursor.rest();
            let quoted = self.cursor.take_to("\\E");
            if quoted.is_none() {
                self.cursor.take_while(|_| true);
            }
            quoted.unwrap_or(rest).chars().for_each(|char| self.literal(char));
        } else if self.cursor.eat("\\C") {
            return Err(Unsupported::new(at, Fault::AnyByte));
        } else if let Some(item) = escape::set(&mut self.cursor)? {
            self.push(Kind::Class(Class {
                negated: false,
                folds: self.flags.fold,
                items: vec![item],
            }));
        } else {
            match escape::code_point(&mut self.cursor)? {
                Ok(char) => self.literal(char),
                Err(_) => self.push(Kind::Class(Class::nothing())),
            }
        }
        Ok(())
    }

    fn repeat(&mut self, repetition: repeat::Repetition, at: usize) -> Result<(), Unsupported> {
        let fault = |fault| Unsupported::new(at, fault);
        if self.after_repetition {
            return Err(fault(Fault::DoubledRepetition));
        }
        let part = self.group.pop().ok_or(fault(Fault::NothingToRepeat))?;
        let tree = check_height(part.repeat(repetition.times), at)?;
        if repetition.makes_copies() && tree.copies > repeat::MOST {
            return Err(fault(Fault::NestedCounts));
        }
        self.group.push(tree);
        Ok(())
    }

    fn open(&mut self, at: usize) -> Result<(), Unsupported> {
        match group::opening(&mut self.cursor, self.flags)? {
            Opening::Flags(flags) => self.flags = flags,
            Opening::Group { captures, flags } => {
                let group = Group::new(at, captures, self.flags);
                self.open.push(std::mem::replace(&mut self.group, group));
                self.flags = flags;
            }
        }
        Ok(())
    }

    fn close(&mut self, at: usize) -> Result<(), Unsupported> {
        let outer = self.open.pop().ok_or(Unsupported::new(at, Fault::UnopenedGroup))?;
        let group = std::mem::replace(&mut self.group, outer);
        self.flags = group.flags_outside;
        let at = group.at;
        self.group.push(check_height(group.into_tree(), at)?);
        Ok(())
    }
}

fn check_height(tree: Tree, at: usize) -> Result<Tree, Unsupported> {
    if tree.height > MAX_HEIGHT {
        return Err(Unsupported::new(at, Fault::TooDeep));
    }
    Ok(tree)
}
