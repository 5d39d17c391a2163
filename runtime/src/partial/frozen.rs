//! Bound values and counts of one message, each by its field: what a carried envelope freezes.

use core::fmt;

use crate::codegen::{Binding, Bound, BoundValue, Counted};

/// The bound values and counts of one message, as they are authenticated, each with its field.
#[derive(Clone, Default, PartialEq)]
pub struct Frozen(Vec<Entry>);

#[derive(Clone, PartialEq)]
struct Entry {
    number: u32,
    name: &'static str,
    is_count: bool,
    bytes: Box<[u8]>,
}

/// A field whose bound value or count is another than it was.
#[derive(Clone, Copy)]
pub(crate) struct Changed {
    pub(crate) name: &'static str,
    pub(crate) is_count: bool,
}

impl Frozen {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the value of a bound field, whatever groups it is bound to. By ascending field number, before the counts.
    #[must_use]
    pub fn value<V: BoundValue>(mut self, number: u32, name: &'static str, value: &V) -> Self {
        let mut binding = Binding::new();
        binding.value(value);
        self.push(number, name, false, &binding);
        self
    }

    /// Adds the count of a counted field. By ascending field number.
    #[must_use]
    pub fn count<C: Counted>(mut self, number: u32, name: &'static str, value: &C) -> Self {
        let mut binding = Binding::new();
        binding.count(value);
        self.push(number, name, true, &binding);
        self
    }

    fn push(&mut self, number: u32, name: &'static str, is_count: bool, binding: &Binding) {
        self.0.push(Entry {
            number,
            name,
            is_count,
            bytes: binding.bytes().into(),
        });
    }

    /// The binding with these bound fields.
    pub(crate) fn binding(&self, bound: &[Bound]) -> Binding {
        let mut binding = Binding::new();
        let has = |entry: &&Entry| entry.is_count || bound.iter().any(|bound| bound.number == entry.number);
        self.0.iter().filter(has).for_each(|entry| binding.append(&entry.bytes));
        binding
    }

    /// The first of these bound fields, or of the counts, that is another now.
    pub(crate) fn changed(&self, now: &Self, bound: impl Fn(u32) -> bool) -> Option<Changed> {
        let frozen = |entry: &Entry| entry.is_count || bound(entry.number);
        let pairs = self.0.iter().zip(&now.0).filter(|(was, _)| frozen(was));
        let (was, _) = pairs.into_iter().find(|(was, now)| was.bytes != now.bytes)?;
        Some(Changed {
            name: was.name,
            is_count: was.is_count,
        })
    }
}

/// How many; no value.
impl fmt::Debug for Frozen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Frozen({})", self.0.len())
    }
}
