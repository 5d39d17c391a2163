//! Where a check stands in the message, and what it has found.

use core::ops::ControlFlow;

use super::fault::Fault;
use super::field::{Field, Rule};
use super::mask::Mask;
use super::{Check, Flow, GO_ON};
use crate::limits::VIOLATIONS;
use crate::validation::{EvaluationError, FieldPath, Subscript, Text, Violation};

/// Passed down a message while it is checked.
#[derive(Debug)]
pub struct Checker<'a> {
    pub(super) found: &'a mut Found,
    pub(super) path: Option<&'a Step<'a>>,
    /// What is to be checked of the message at hand, if not all.
    pub(super) mask: Option<&'a Mask>,
}

/// What was found: nothing but a flag and a null pointer of a valid message, since most are.
#[derive(Debug)]
pub(super) struct Found {
    fail_fast: bool,
    pub(super) wrong: Option<Box<Wrong>>,
}

#[derive(Debug, Default)]
pub(super) struct Wrong {
    pub(super) violations: Vec<Violation>,
    pub(super) fault: Option<EvaluationError>,
}

impl Found {
    #[inline]
    pub(super) fn nothing(fail_fast: bool) -> Self {
        Self { fail_fast, wrong: None }
    }

    fn wrong(&mut self) -> &mut Wrong {
        self.wrong.get_or_insert_default()
    }
}

/// A step into a message, linked to the ones before through the stack.
#[derive(Debug)]
pub(super) struct Step<'a> {
    parent: Option<&'a Step<'a>>,
    spot: Spot<'a>,
}

/// What of a message a rule is about.
#[derive(Debug, Clone, Copy)]
pub enum Spot<'a> {
    /// All of it.
    Message,
    /// A field, or a oneof.
    Field(&'a Field),
    /// An element of a list.
    Item(&'a Field, usize),
    /// A key of a map.
    Key(&'a Field, Key<'a>),
    /// A value of a map, by its key.
    Value(&'a Field, Key<'a>),
}

/// A key of a map.
#[derive(Debug, Clone, Copy)]
pub enum Key<'a> {
    /// bool.
    Bool(bool),
    /// int32, sint32, sfixed32, and those of 64 bits.
    Int(i64),
    /// uint32, fixed32, and those of 64 bits.
    Uint(u64),
    /// string.
    String(&'a str),
}

macro_rules! keys {
    ($($ty:ty => $variant:ident,)*) => {$(
        impl From<&$ty> for Key<'_> {
            #[inline]
            fn from(key: &$ty) -> Self {
                Self::$variant((*key).into())
            }
        }
    )*};
}

keys! {
    bool => Bool,
    i32 => Int,
    i64 => Int,
    u32 => Uint,
    u64 => Uint,
}

impl<'a> From<&'a String> for Key<'a> {
    #[inline]
    fn from(key: &'a String) -> Self {
        Self::String(key)
    }
}

impl Checker<'_> {
    /// Whether the rules of a field, or of something in it, are to be checked.
    #[inline]
    #[must_use]
    pub fn wants(&self, field: &Field) -> bool {
        self.mask.is_none_or(|mask| mask.wants(field.name))
    }

    /// Whether the rules of a field itself are to be checked, not only some in the message that it holds.
    #[inline]
    #[must_use]
    pub fn wants_whole(&self, field: &Field) -> bool {
        self.mask.is_none_or(|mask| mask.wants_rule(&[field.name]))
    }

    /// Whether a rule of the message is to be checked that looks at these fields, paths as in masks; at the message as a whole, if
    /// there are none.
    #[inline]
    #[must_use]
    pub fn wants_rule(&self, reads: &[&str]) -> bool {
        self.mask.is_none_or(|mask| mask.wants_rule(reads))
    }

    /// A rule is broken.
    #[cold]
    #[inline(never)]
    pub fn report(&mut self, spot: Spot<'_>, rule: &'static Rule) -> Flow {
        self.push(spot, rule, Text::Fixed(rule.message))
    }

    /// A rule is broken whose expression made a text. The text is not shown if it could tell something of a tagged field.
    #[cold]
    #[inline(never)]
    pub fn report_text(&mut self, spot: Spot<'_>, rule: &'static Rule, text: impl Into<String>) -> Flow {
        let hidden = !rule.literal && (rule.tagged || self.is_tagged(&spot));
        let text = if hidden {
            Text::Fixed(rule.message)
        } else {
            Text::Made(text.into())
        };
        self.push(spot, rule, text)
    }

    /// The expression of a rule cannot be evaluated.
    #[cold]
    #[inline(never)]
    pub fn fault(&mut self, spot: Spot<'_>, rule: &'static Rule, fault: Fault) -> Flow {
        let error = EvaluationError::new(rule.id, self.field_path(&spot), fault);
        self.found.wrong().fault = Some(error);
        ControlFlow::Break(())
    }

    /// Checks a message that this one holds.
    #[inline]
    pub fn nested<T: Check + ?Sized>(&mut self, spot: Spot<'_>, message: &T) -> Flow {
        let mask = self
            .mask
            .and_then(|mask| spot.field().and_then(|field| mask.below(field.name)));
        let step = Step {
            parent: self.path,
            spot,
        };
        message.check(&mut Checker {
            found: self.found,
            path: Some(&step),
            mask,
        })
    }

    fn push(&mut self, spot: Spot<'_>, rule: &'static Rule, text: Text) -> Flow {
        let violation = Violation {
            field: self.field_path(&spot),
            rule: rule.field_path(),
            id: rule.id,
            text,
            for_key: matches!(spot, Spot::Key(..)),
        };
        let fail_fast = self.found.fail_fast;
        let violations = &mut self.found.wrong().violations;
        violations.push(violation);
        if fail_fast || violations.len() >= VIOLATIONS {
            ControlFlow::Break(())
        } else {
            GO_ON
        }
    }

    fn field_path(&self, spot: &Spot<'_>) -> FieldPath {
        let mut spots = vec![*spot];
        let mut steps = self.path;
        while let Some(step) = steps {
            spots.push(step.spot);
            steps = step.parent;
        }
        let mut hidden = false;
        let mut elements = Vec::with_capacity(spots.len());
        for spot in spots.iter().rev() {
            let Some(field) = spot.field() else {
                continue;
            };
            hidden |= field.tagged;
            elements.push(field.element(spot.subscript(hidden)));
        }
        FieldPath { elements }
    }

    /// Whether a spot is in a tagged field, at any depth.
    fn is_tagged(&self, spot: &Spot<'_>) -> bool {
        let tagged = |spot: &Spot<'_>| spot.field().is_some_and(|field| field.tagged);
        let mut steps = self.path;
        let mut found = tagged(spot);
        while let Some(step) = steps.filter(|_| !found) {
            found = tagged(&step.spot);
            steps = step.parent;
        }
        found
    }
}

impl<'a> Spot<'a> {
    fn field(&self) -> Option<&'a Field> {
        match self {
            Self::Message => None,
            Self::Field(field) | Self::Item(field, _) | Self::Key(field, _) | Self::Value(field, _) => Some(field),
        }
    }

    fn subscript(&self, hidden: bool) -> Option<Subscript> {
        Some(match self {
            Self::Message | Self::Field(_) => return None,
            Self::Item(_, index) => Subscript::Index(*index as u64),
            Self::Key(..) | Self::Value(..) if hidden => Subscript::Hidden,
            Self::Key(_, key) | Self::Value(_, key) => match *key {
                Key::Bool(key) => Subscript::Bool(key),
                Key::Int(key) => Subscript::Int(key),
                Key::Uint(key) => Subscript::Uint(key),
                Key::String(key) => Subscript::String(key.to_owned()),
            },
        })
    }
}
