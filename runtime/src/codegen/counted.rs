//! How many messages that count as ancestors stand in a value.

use std::collections::{BTreeMap, HashMap};

/// How many messages that count as ancestors stand in a value, looking into those without groups alone
/// (`docs/format.md`, section 6).
///
/// Generated code implements it for messages, clear and wire: 1 for one with groups; for others the sum over their fields that
/// are not PORTABLE, and 1 more if they count as ancestors.
pub trait Counted {
    /// The count.
    fn counted(&self) -> u64;
}

impl<T: Counted + ?Sized> Counted for &T {
    fn counted(&self) -> u64 {
        (**self).counted()
    }
}

impl<T: Counted + ?Sized> Counted for Box<T> {
    fn counted(&self) -> u64 {
        (**self).counted()
    }
}

impl<T: Counted> Counted for Option<T> {
    fn counted(&self) -> u64 {
        self.as_ref().map_or(0, Counted::counted)
    }
}

impl<T: Counted> Counted for Vec<T> {
    fn counted(&self) -> u64 {
        self.iter().map(Counted::counted).sum()
    }
}

impl<K, T: Counted, S> Counted for HashMap<K, T, S> {
    fn counted(&self) -> u64 {
        self.values().map(Counted::counted).sum()
    }
}

impl<K, T: Counted> Counted for BTreeMap<K, T> {
    fn counted(&self) -> u64 {
        self.values().map(Counted::counted).sum()
    }
}
