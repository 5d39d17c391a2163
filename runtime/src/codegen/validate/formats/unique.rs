//! Lists without two equal items.

use core::hash::Hash;
use std::collections::HashSet;

use bytes::Bytes;

use crate::Secret;

/// Up to so many items, each is compared with each. That allocates nothing, and takes 15 comparisons for an item at most.
const SHORT: usize = 16;

/// Whether no two items are equal. CEL: `unique`.
///
/// A longer list goes through a hash set, whose keys are chosen at random: its time is linear, whoever chose the items.
pub fn unique<T: Item>(items: &[T]) -> bool {
    if items.len() <= SHORT {
        return unique_in_short(items);
    }
    let mut seen = HashSet::new();
    items.iter().filter_map(Item::key).all(|key| seen.insert(key))
}

fn unique_in_short<T: Item>(mut items: &[T]) -> bool {
    while let [item, rest @ ..] = items {
        if let Some(key) = item.key()
            && rest.iter().filter_map(Item::key).any(|other| other == key)
        {
            return false;
        }
        items = rest;
    }
    true
}

/// An item that can be compared.
pub trait Item {
    /// What is equal where items are.
    type Key<'a>: Eq + Hash
    where
        Self: 'a;

    /// The key of an item; `None` for what equals nothing, not even itself.
    fn key(&self) -> Option<Self::Key<'_>>;
}

macro_rules! item {
    ($($of:ty => $key:ty: |$item:ident| $value:expr;)+) => { $(
        impl Item for $of {
            type Key<'a> = $key;

            #[inline]
            fn key(&self) -> Option<Self::Key<'_>> {
                let $item = self;
                $value
            }
        }
    )+ };
}

item! {
    bool => bool: |item| Some(*item);
    i32 => i32: |item| Some(*item);
    i64 => i64: |item| Some(*item);
    u32 => u32: |item| Some(*item);
    u64 => u64: |item| Some(*item);
    // The sum with zero makes -0.0 zero.
    f32 => u32: |item| (!item.is_nan()).then(|| (item + 0.0).to_bits());
    f64 => u64: |item| (!item.is_nan()).then(|| (item + 0.0).to_bits());
}

macro_rules! borrowed {
    ($($of:ty => $key:ty: |$item:ident| $value:expr;)+) => { $(
        impl Item for $of {
            type Key<'a> = &'a $key;

            #[inline]
            fn key(&self) -> Option<Self::Key<'_>> {
                let $item = self;
                Some($value)
            }
        }
    )+ };
}

borrowed! {
    str => str: |item| item;
    String => str: |item| item;
    Secret<String> => str: |item| item.expose();
    [u8] => [u8]: |item| item;
    Vec<u8> => [u8]: |item| item;
    Bytes => [u8]: |item| item;
    Secret<Vec<u8>> => [u8]: |item| item.expose();
}

impl<T: Item + ?Sized> Item for &T {
    type Key<'a>
        = T::Key<'a>
    where
        Self: 'a;

    fn key(&self) -> Option<Self::Key<'_>> {
        (**self).key()
    }
}
