//! A pattern in the syntax of `regex`, by what means the same with and without its flag `u`.

use crate::tree::{Class, Item, Kind, Look, Times, Tree};

/// The whole pattern.
pub(crate) fn write(tree: &Tree) -> String {
    let mut writer = Writer::default();
    writer.alternatives(tree);
    writer.leave_fold();
    writer.text
}

#[derive(Default)]
struct Writer {
    text: String,
    /// A group `(?i:` is open for the literals that come one after the other.
    in_fold: bool,
}

impl Writer {
    fn alternatives(&mut self, tree: &Tree) {
        let Kind::Alternate(alternatives) = &tree.kind else {
            return self.sequence(tree);
        };
        for (index, alternative) in alternatives.iter().enumerate() {
            if index > 0 {
                self.leave_fold();
                self.text.push('|');
            }
            self.sequence(alternative);
        }
    }

    fn sequence(&mut self, tree: &Tree) {
        match &tree.kind {
            Kind::Concat(parts) => parts.iter().for_each(|part| self.sequence(part)),
            Kind::Alternate(_) => self.group(tree),
            Kind::Empty => (),
            Kind::Literal { char, folds } => self.literal(*char, *folds),
            Kind::Repeat(of, times) => {
                self.leave_fold();
                self.repeated(of);
                self.leave_fold();
                self.times(*times);
            }
            Kind::Class(class) => {
                self.leave_fold();
                self.class(class);
            }
            Kind::Any { newline } => {
                self.leave_fold();
                self.text.push_str(if *newline { "(?s:.)" } else { "[^\\n]" });
            }
            Kind::Look(look) => {
                self.leave_fold();
                self.text.push_str(match look {
                    Look::TextStart => "^",
                    Look::TextEnd => "$",
                    Look::LineStart => "(?m:^)",
                    Look::LineEnd => "(?m:$)",
                    Look::WordEdge => "(?-u:\\b)",
                    Look::NoWordEdge => "(?-u:\\B)",
                });
            }
        }
    }

    /// What a repetition is about: one atom of the syntax.
    fn repeated(&mut self, tree: &Tree) {
        match tree.kind {
            Kind::Literal { .. } | Kind::Class(_) | Kind::Any { .. } => self.sequence(tree),
            Kind::Empty | Kind::Look(_) | Kind::Repeat(..) | Kind::Concat(_) | Kind::Alternate(_) => self.group(tree),
        }
    }

    fn group(&mut self, tree: &Tree) {
        self.leave_fold();
        self.text.push_str("(?:");
        self.alternatives(tree);
        self.leave_fold();
        self.text.push(')');
    }

    fn times(&mut self, times: Times) {
        let Times { min, max, lazy } = times;
        match (min, max) {
            (0, None) => self.text.push('*'),
            (1, None) => self.text.push('+'),
            (0, Some(1)) => self.text.push('?'),
            (min, None) => self.text.push_str(&format!("{{{min},}}")),
            (min, Some(max)) if min == max => self.text.push_str(&format!("{{{min}}}")),
            (min, Some(max)) => self.text.push_str(&format!("{{{min},{max}}}")),
        }
        if lazy {
            self.text.push('?');
        }
    }

    fn literal(&mut self, char: char, folds: bool) {
        if folds && has_case(char, char) {
            if !std::mem::replace(&mut self.in_fold, true) {
                self.text.push_str("(?i:");
            }
        } else {
            self.leave_fold();
        }
        self.char(char);
    }

    fn leave_fold(&mut self) {
        if std::mem::take(&mut self.in_fold) {
            self.text.push(')');
        }
    }

    fn class(&mut self, class: &Class) {
        let folds = class.folds && class.items.iter().any(Item::has_case);
        if folds {
            self.text.push_str("(?i:");
        }
        match (&class.items[..], class.negated) {
            ([], true) => self.text.push_str("(?s:.)"),
            ([], false) => self.text.push_str("[^\\x{0}-\\x{10FFFF}]"),
            ([item], negated) => self.only_item(*item, negated),
            (items, negated) => {
                self.text.push_str(if negated { "[^" } else { "[" });
                items.iter().for_each(|item| self.item(*item));
                self.text.push(']');
            }
        }
        if folds {
            self.text.push(')');
        }
    }

    fn only_item(&mut self, item: Item, class_negated: bool) {
        match item {
            Item::Ascii { set, negated } => self.ranges(set.ranges, negated != class_negated),
            Item::Unicode { name, negated } => self.property(name, negated != class_negated),
            Item::Range(low, high) => self.ranges(&[(low, high)], class_negated),
        }
    }

    /// An item among others.
    fn item(&mut self, item: Item) {
        match item {
            Item::Range(low, high) => self.range(low, high),
            Item::Ascii { set, negated: false } => set.ranges.iter().for_each(|(low, high)| self.range(*low, *high)),
            Item::Ascii { set, negated: true } => self.ranges(set.ranges, true),
            Item::Unicode { name, negated } => self.property(name, negated),
        }
    }

    fn ranges(&mut self, ranges: &[(char, char)], negated: bool) {
        self.text.push_str(if negated { "[^" } else { "[" });
        ranges.iter().for_each(|(low, high)| self.range(*low, *high));
        self.text.push(']');
    }

    fn range(&mut self, low: char, high: char) {
        self.char(low);
        if low != high {
            self.text.push('-');
            self.char(high);
        }
    }

    /// A property of Unicode. Two categories are not what `regex` takes them for.
    fn property(&mut self, name: &str, negated: bool) {
        let text = match (name, negated) {
            ("Any", false) | ("Cs", true) => "[\\x{0}-\\x{10FFFF}]",
            ("Any", true) | ("Cs", false) => "[^\\x{0}-\\x{10FFFF}]",
            // RE2 counts no code point that is not assigned among these.
            ("C", false) => "[\\p{Cc}\\p{Cf}\\p{Co}]",
            ("C", true) => "[^\\p{Cc}\\p{Cf}\\p{Co}]",
            (_, false) => return self.text.push_str(&format!("\\p{{{name}}}")),
            (_, true) => return self.text.push_str(&format!("\\P{{{name}}}")),
        };
        self.text.push_str(text);
    }

    /// A character that means itself, in a class and outside.
    fn char(&mut self, char: char) {
        match char {
            '\n' => self.text.push_str("\\n"),
            '\r' => self.text.push_str("\\r"),
            '\t' => self.text.push_str("\\t"),
            '#' | '$' | '&' | '(' | ')' | '*' | '+' | '-' | '.' | '?' | '[' | '\\' | ']' | '^' | '{' | '|' | '}'
            | '~' => {
                self.text.extend(['\\', char]);
            }
            ' '..='~' => self.text.push(char),
            _ if char.is_alphanumeric() => self.text.push(char),
            _ => self.text.push_str(&format!("\\x{{{:X}}}", u32::from(char))),
        }
    }
}

impl Item {
    /// Whether it can hold a character that has another one in another case.
    fn has_case(&self) -> bool {
        match self {
            Self::Range(low, high) => has_case(*low, *high),
            Self::Ascii { set, .. } => set.ranges.iter().any(|(low, high)| has_case(*low, *high)),
            Self::Unicode { .. } => true,
        }
    }
}

/// Of the characters in this range. Outside of ASCII, `regex` itself knows best.
fn has_case(low: char, high: char) -> bool {
    !high.is_ascii() || (low..=high).any(|char| char.is_ascii_alphabetic())
}
