//! Enums, by the names of their values.

use core::fmt::{self, Debug, Formatter};
use std::collections::{BTreeMap, HashMap};

/// A field of the enum `E`: the name of the value, or its number where `E` has none; as prost's derive shows it.
///
/// `T` is `i32`, `Option<i32>`, `Vec<i32>`, or a map with such values.
pub fn enumeration<E, T>(value: &T) -> impl Debug
where
    E: TryFrom<i32> + Debug,
    T: Enumeration,
{
    Shown::<E, T>(value, core::marker::PhantomData)
}

struct Shown<'v, E, T>(&'v T, core::marker::PhantomData<E>);

impl<E: TryFrom<i32> + Debug, T: Enumeration> Debug for Shown<'_, E, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.show::<E>(f)
    }
}

/// The types that hold values of an enum in prost's messages.
pub trait Enumeration {
    /// Shows the values by the names that `E` gives them.
    ///
    /// # Errors
    ///
    /// The formatter's.
    fn show<E: TryFrom<i32> + Debug>(&self, f: &mut Formatter<'_>) -> fmt::Result;
}

impl Enumeration for i32 {
    fn show<E: TryFrom<i32> + Debug>(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match E::try_from(*self) {
            Ok(known) => known.fmt(f),
            Err(_) => self.fmt(f),
        }
    }
}

impl<T: Enumeration> Enumeration for Option<T> {
    fn show<E: TryFrom<i32> + Debug>(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.as_ref().map(enumeration::<E, T>).fmt(f)
    }
}

impl<T: Enumeration> Enumeration for Vec<T> {
    fn show<E: TryFrom<i32> + Debug>(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(enumeration::<E, T>)).finish()
    }
}

impl<K: Debug, T: Enumeration, S> Enumeration for HashMap<K, T, S> {
    fn show<E: TryFrom<i32> + Debug>(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.iter().map(|(key, value)| (key, enumeration::<E, T>(value))))
            .finish()
    }
}

impl<K: Debug, T: Enumeration> Enumeration for BTreeMap<K, T> {
    fn show<E: TryFrom<i32> + Debug>(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.iter().map(|(key, value)| (key, enumeration::<E, T>(value))))
            .finish()
    }
}

impl<T: Enumeration> Enumeration for &T {
    fn show<E: TryFrom<i32> + Debug>(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (**self).show::<E>(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    enum Colour {
        Red,
    }

    impl TryFrom<i32> for Colour {
        type Error = ();

        fn try_from(value: i32) -> Result<Self, ()> {
            if value == 0 { Ok(Self::Red) } else { Err(()) }
        }
    }

    #[test]
    fn enumerations_show_names_else_numbers() {
        assert_eq!(format!("{:?}", enumeration::<Colour, _>(&0)), "Red");
        assert_eq!(format!("{:?}", enumeration::<Colour, _>(&7)), "7");
        assert_eq!(format!("{:?}", enumeration::<Colour, _>(&Some(0))), "Some(Red)");
        assert_eq!(format!("{:?}", enumeration::<Colour, _>(&None::<i32>)), "None");
        assert_eq!(format!("{:?}", enumeration::<Colour, _>(&vec![0, 7])), "[Red, 7]");
        assert_eq!(
            format!("{:?}", enumeration::<Colour, _>(&HashMap::from([(1, 0)]))),
            "{1: Red}"
        );
        assert_eq!(
            format!("{:?}", enumeration::<Colour, _>(&BTreeMap::from([("a", 0)]))),
            "{\"a\": Red}"
        );
    }
}
