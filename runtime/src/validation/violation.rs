//! What is broken, and where.

use core::fmt::{self, Display, Formatter, Write};
use core::ops::Deref;
use std::borrow::Cow;

use super::language::Language;
use super::path::FieldPath;
use crate::codegen::validate::Message;

/// One broken rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    pub(crate) field: FieldPath,
    pub(crate) rule: FieldPath,
    pub(crate) id: &'static str,
    pub(crate) text: Text,
    pub(crate) for_key: bool,
}

/// A violation's message.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Text {
    Fixed(Message),
    /// Made by an expression.
    Made(String),
}

/// Broken rules, one at least.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Violations(pub(crate) Vec<Violation>);

impl Violation {
    /// Which field, or element of one, breaks the rule; empty if the message as a whole does.
    pub fn field(&self) -> &FieldPath {
        &self.field
    }

    /// Which rule: the path from the field's or message's options to it, `string.min_len`.
    pub fn rule(&self) -> &FieldPath {
        &self.rule
    }

    /// The name of the rule: `string.min_len`, or what the author of an expression called it.
    pub fn rule_id(&self) -> &str {
        self.id
    }

    /// What is wrong, for people, in English or as the schema's author wrote it; without the value.
    pub fn message(&self) -> Cow<'_, str> {
        self.message_in(Language::English)
    }

    /// As [`message`](Self::message), the built-in ones in another language.
    pub fn message_in(&self, language: Language) -> Cow<'_, str> {
        match &self.text {
            Text::Fixed(message) => message.text(self.id, language),
            Text::Made(text) => Cow::Borrowed(text),
        }
    }

    /// Whether a map's key is what breaks the rule, not its value.
    pub fn for_key(&self) -> bool {
        self.for_key
    }
}

/// `addresses[2].city: must be at least 1 character [string.min_len]`.
impl Display for Violation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        write!(f, "{} [{}]", self.message(), self.id)
    }
}

impl Deref for Violations {
    type Target = [Violation];

    fn deref(&self) -> &[Violation] {
        &self.0
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'v> IntoIterator for &'v Violations {
    type Item = &'v Violation;
    type IntoIter = core::slice::Iter<'v, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// Each after a semicolon, in one line.
impl Display for Violations {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.write(usize::MAX, f)
    }
}

impl Violations {
    /// Writes so many at most, in one line, and how many more there are.
    pub(crate) fn write(&self, most: usize, out: &mut impl Write) -> fmt::Result {
        for (index, violation) in self.iter().take(most).enumerate() {
            let before = if index > 0 { "; " } else { "" };
            write!(out, "{before}{violation}")?;
        }
        match self.len().saturating_sub(most) {
            0 => Ok(()),
            more => write!(out, "; and {more} more"),
        }
    }
}
