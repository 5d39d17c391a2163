//! Logic and macros where something in them can fail: an error counts only if nothing else decides.

use core::hash::Hash;
use std::collections::HashSet;

use super::Fault;

/// Runs what leaves by `?`.
#[inline]
pub fn attempt<T>(run: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    run()
}

/// `a && b`.
///
/// # Errors
///
/// That of one side, unless the other one is false.
#[inline]
pub fn and(a: impl FnOnce() -> Result<bool, Fault>, b: impl FnOnce() -> Result<bool, Fault>) -> Result<bool, Fault> {
    match a() {
        Ok(true) => b(),
        Ok(false) => Ok(false),
        Err(fault) => match b() {
            Ok(false) => Ok(false),
            _ => Err(fault),
        },
    }
}

/// `a || b`.
///
/// # Errors
///
/// That of one side, unless the other one is true.
#[inline]
pub fn or(a: impl FnOnce() -> Result<bool, Fault>, b: impl FnOnce() -> Result<bool, Fault>) -> Result<bool, Fault> {
    match a() {
        Ok(false) => b(),
        Ok(true) => Ok(true),
        Err(fault) => match b() {
            Ok(true) => Ok(true),
            _ => Err(fault),
        },
    }
}

/// Whether something holds for all.
///
/// # Errors
///
/// The first, unless it fails to hold for another one.
pub fn all<T>(items: impl Iterator<Item = T>, mut test: impl FnMut(T) -> Result<bool, Fault>) -> Result<bool, Fault> {
    let mut found = None;
    for item in items {
        match test(item) {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(fault) => found = found.or(Some(fault)),
        }
    }
    found.map_or(Ok(true), Err)
}

/// Whether something holds for one of them, or more.
///
/// # Errors
///
/// The first, unless it holds for another one.
pub fn exists<T>(
    items: impl Iterator<Item = T>,
    mut test: impl FnMut(T) -> Result<bool, Fault>,
) -> Result<bool, Fault> {
    let mut found = None;
    for item in items {
        match test(item) {
            Ok(false) => {}
            Ok(true) => return Ok(true),
            Err(fault) => found = found.or(Some(fault)),
        }
    }
    found.map_or(Ok(false), Err)
}

/// Whether something holds for one of them alone.
///
/// # Errors
///
/// The first.
pub fn exists_one<T>(
    items: impl Iterator<Item = T>,
    mut test: impl FnMut(T) -> Result<bool, Fault>,
) -> Result<bool, Fault> {
    let mut found = 0usize;
    for item in items {
        found += usize::from(test(item)?);
    }
    Ok(found == 1)
}

/// A value, if it is kept.
#[inline]
pub fn kept<T>(keep: bool, value: impl FnOnce() -> T) -> Option<T> {
    keep.then(value)
}

/// The fault of what has no value, where a value of another type is wanted.
///
/// # Errors
///
/// Always.
#[inline]
pub fn never<A, B>(result: Result<A, Fault>) -> Result<B, Fault> {
    match result {
        Err(fault) => Err(fault),
        Ok(_) => Err(Fault::Types),
    }
}

/// An element of a list.
///
/// # Errors
///
/// [`Fault::NoSuchIndex`] if the list is too short, or the index negative.
#[inline]
pub fn at<T>(list: &[T], index: i64) -> Result<&T, Fault> {
    let index = usize::try_from(index).map_err(|_| Fault::NoSuchIndex)?;
    list.get(index).ok_or(Fault::NoSuchIndex)
}

/// Whether no two values are equal.
pub fn unique<T: Unique>(values: impl Iterator<Item = T>) -> bool {
    T::unique(values)
}

/// The most values that are compared pair by pair.
const FEW: usize = 16;

/// What a list of can be unique.
pub trait Unique: Sized {
    /// Whether no two values are equal.
    fn unique(values: impl Iterator<Item = Self>) -> bool;
}

macro_rules! unique {
    ($($ty:ty),*) => {$(
        impl Unique for $ty {
            fn unique(values: impl Iterator<Item = Self>) -> bool {
                hashed(values)
            }
        }
    )*};
}

unique!(
    bool,
    i64,
    u64,
    &str,
    String,
    &[u8],
    Vec<u8>,
    super::Timestamp,
    super::Duration
);

impl Unique for f64 {
    fn unique(values: impl Iterator<Item = Self>) -> bool {
        // Zeros are equal, and nothing is equal to a NaN.
        hashed(
            values
                .filter(|value| !value.is_nan())
                .map(|value| (value + 0.0).to_bits()),
        )
    }
}

fn hashed<T: Eq + Hash>(values: impl Iterator<Item = T>) -> bool {
    let mut few: smallvec::SmallVec<[T; FEW]> = smallvec::SmallVec::new();
    let mut many = HashSet::new();
    for value in values {
        if few.contains(&value) {
            return false;
        }
        if few.len() < FEW {
            few.push(value);
        } else if !many.insert(value) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const FALSE: Result<bool, Fault> = Ok(false);
    const TRUE: Result<bool, Fault> = Ok(true);
    const FAULT: Result<bool, Fault> = Err(Fault::Overflow);

    #[test]
    fn an_error_counts_only_if_nothing_decides() {
        for (a, b, both, either) in [
            (FALSE, FAULT, FALSE, FAULT),
            (TRUE, FAULT, FAULT, TRUE),
            (FAULT, FAULT, FAULT, FAULT),
            (TRUE, FALSE, FALSE, TRUE),
        ] {
            for (a, b) in [(a, b), (b, a)] {
                assert_eq!((and(|| a, || b), or(|| a, || b)), (both, either), "{a:?} {b:?}");
                assert_eq!(all([a, b].into_iter(), |each| each), both);
                assert_eq!(exists([a, b].into_iter(), |each| each), either);
            }
        }
        assert_eq!(exists_one([TRUE, FAULT].into_iter(), |each| each), FAULT);
        assert_eq!(exists_one([TRUE, FALSE].into_iter(), |each| each), TRUE);
        assert_eq!(exists_one([TRUE, TRUE].into_iter(), |each| each), FALSE);
    }

    #[test]
    fn what_is_there_twice_is_found_in_short_lists_and_long_ones() {
        let twice = |at: usize| (0..100i64).map(move |each| if each == at as i64 { 3 } else { each });
        assert!(unique(twice(3)));
        assert!(!unique(twice(4)) && !unique(twice(99)));
        let late = (0..100i64).map(|each| if each == 99 { 50 } else { each });
        assert!(!unique(late));
        assert!(unique([f64::NAN, f64::NAN].into_iter()) && !unique([0.0, -0.0].into_iter()));
    }

    #[test]
    fn an_index_is_within_the_list_or_a_fault() {
        assert_eq!(at(&[1, 2], 1), Ok(&2));
        for index in [2, -1, i64::MIN, i64::MAX] {
            assert_eq!(at(&[1, 2], index), Err(Fault::NoSuchIndex));
        }
    }
}
