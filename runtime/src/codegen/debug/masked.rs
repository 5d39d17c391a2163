//! Fields that more masks than full serve: texts, bytes and integers, lists of these, and maps to these.

use core::fmt::{self, Debug, Display, Formatter};
use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;

use crate::Secret;
use crate::mask::{Digest, HIDDEN, Mask};

/// A masked field of one of the types of [`Maskable`].
pub fn masked<T: Maskable + ?Sized>(value: &T, mask: Mask, exposed: bool) -> impl Debug {
    match exposed {
        true => Way::Exposed(value),
        false => Way::Masked(value, mask),
    }
}

enum Way<'v, T: ?Sized> {
    Exposed(&'v T),
    Masked(&'v T, Mask),
}

impl<T: Maskable + ?Sized> Debug for Way<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Exposed(value) => value.expose(f),
            Self::Masked(value, mask) => value.mask(mask, f),
        }
    }
}

/// What prost has a text, bytes or an integer in.
pub trait Maskable {
    /// Shows what the mask does; of a mask that does not serve the type, nothing.
    ///
    /// # Errors
    ///
    /// The formatter's.
    fn mask(&self, mask: Mask, f: &mut Formatter<'_>) -> fmt::Result;

    /// Shows the value, as its `Debug` does.
    ///
    /// # Errors
    ///
    /// The formatter's.
    fn expose(&self, f: &mut Formatter<'_>) -> fmt::Result;

    /// Shows that there may be a value or not; what is hidden whole looks the same.
    ///
    /// # Errors
    ///
    /// The formatter's.
    fn hide(f: &mut Formatter<'_>) -> fmt::Result {
        super::Masked.fmt(f)
    }
}

/// Texts are shown in quotes, also masked ones.
impl Maskable for String {
    fn mask(&self, mask: Mask, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(&mask.of(self), f)
    }

    fn expose(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(self, f)
    }

    fn hide(f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(HIDDEN, f)
    }
}

/// As a text that is masked in full, whatever the mask.
impl Maskable for Secret<String> {
    fn mask(&self, _: Mask, f: &mut Formatter<'_>) -> fmt::Result {
        Self::hide(f)
    }

    fn expose(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(Secret::<String>::expose(self), f)
    }

    fn hide(f: &mut Formatter<'_>) -> fmt::Result {
        String::hide(f)
    }
}

/// As bytes that are masked in full, whatever the mask.
impl Maskable for Secret<Vec<u8>> {
    fn mask(&self, _: Mask, f: &mut Formatter<'_>) -> fmt::Result {
        Self::hide(f)
    }

    fn expose(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(Secret::<Vec<u8>>::expose(self), f)
    }
}

macro_rules! bytes {
    ($($ty:ty),*) => {$(
        impl Maskable for $ty {
            fn mask(&self, mask: Mask, f: &mut Formatter<'_>) -> fmt::Result {
                match mask {
                    Mask::Hash if !self.is_empty() => Display::fmt(&Digest::of(self), f),
                    _ => Self::hide(f),
                }
            }

            fn expose(&self, f: &mut Formatter<'_>) -> fmt::Result {
                Debug::fmt(self, f)
            }
        }
    )*};
}
bytes!(Vec<u8>, Bytes);

macro_rules! integers {
    ($($ty:ty),*) => {$(
        impl Maskable for $ty {
            fn mask(&self, mask: Mask, f: &mut Formatter<'_>) -> fmt::Result {
                match mask {
                    Mask::Hash => Display::fmt(&Digest::of_integer(self), f),
                    _ => Self::hide(f),
                }
            }

            fn expose(&self, f: &mut Formatter<'_>) -> fmt::Result {
                Debug::fmt(self, f)
            }
        }
    )*};
}
integers!(i32, i64, u32, u64);

/// A value that is not set looks as one that is hidden whole.
impl<T: Maskable> Maskable for Option<T> {
    fn mask(&self, mask: Mask, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Some(value) => value.mask(mask, f),
            None => T::hide(f),
        }
    }

    fn expose(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.as_ref().map(Way::Exposed).fmt(f)
    }
}

impl<T: Maskable> Maskable for Box<T> {
    fn mask(&self, mask: Mask, f: &mut Formatter<'_>) -> fmt::Result {
        (**self).mask(mask, f)
    }

    fn expose(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (**self).expose(f)
    }

    fn hide(f: &mut Formatter<'_>) -> fmt::Result {
        T::hide(f)
    }
}

/// What can be an element of a list: all but a single byte, lists of which are bytes.
macro_rules! lists {
    ($($ty:ty),*) => {$(
        /// Element by element; in full, nothing of the list.
        impl Maskable for Vec<$ty> {
            fn mask(&self, mask: Mask, f: &mut Formatter<'_>) -> fmt::Result {
                match mask {
                    Mask::Full => Self::hide(f),
                    _ => f.debug_list().entries(self.iter().map(|value| Way::Masked(value, mask))).finish(),
                }
            }

            fn expose(&self, f: &mut Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.iter().map(Way::Exposed)).finish()
            }
        }
    )*};
}
lists!(
    String,
    Vec<u8>,
    Bytes,
    Secret<String>,
    Secret<Vec<u8>>,
    i32,
    i64,
    u32,
    u64
);

/// Value by value, under keys that are masked in full; in full, nothing of the map.
fn masked_map<'m, K: 'm, T: Maskable + 'm>(
    entries: impl Iterator<Item = (&'m K, &'m T)>,
    mask: Mask,
    f: &mut Formatter<'_>,
) -> fmt::Result {
    let masked = entries.map(|(_, value)| (super::Masked, Way::Masked(value, mask)));
    match mask {
        Mask::Full => super::Masked.fmt(f),
        _ => f.debug_map().entries(masked).finish(),
    }
}

fn exposed_map<'m, K: Debug + 'm, T: Maskable + 'm>(
    entries: impl Iterator<Item = (&'m K, &'m T)>,
    f: &mut Formatter<'_>,
) -> fmt::Result {
    f.debug_map()
        .entries(entries.map(|(key, value)| (key, Way::Exposed(value))))
        .finish()
}

impl<K: Debug, T: Maskable, S> Maskable for HashMap<K, T, S> {
    fn mask(&self, mask: Mask, f: &mut Formatter<'_>) -> fmt::Result {
        masked_map(self.iter(), mask, f)
    }

    fn expose(&self, f: &mut Formatter<'_>) -> fmt::Result {
        exposed_map(self.iter(), f)
    }
}

impl<K: Debug, T: Maskable> Maskable for BTreeMap<K, T> {
    fn mask(&self, mask: Mask, f: &mut Formatter<'_>) -> fmt::Result {
        masked_map(self.iter(), mask, f)
    }

    fn expose(&self, f: &mut Formatter<'_>) -> fmt::Result {
        exposed_map(self.iter(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_shows(value: &(impl Maskable + Debug), mask: Mask, shown: &str) {
        assert_eq!(
            format!("{:?}", masked(value, mask, false)),
            shown,
            "{mask:?} of {value:?}"
        );
        assert_eq!(format!("{:?}", masked(value, mask, true)), format!("{value:?}"));
    }

    #[test]
    fn texts_are_in_quotes_whether_set_or_not() {
        let text = "secret".to_owned();
        assert_shows(&text, Mask::Full, "\"***\"");
        assert_shows(&String::new(), Mask::Full, "\"***\"");
        assert_shows(&text, Mask::keep_last(2), "\"****et\"");
        assert_shows(&Some(Box::new(text.clone())), Mask::keep_last(2), "\"****et\"");
        assert_shows(&None::<String>, Mask::keep_last(2), "\"***\"");
        assert_shows(
            &vec![text.clone(), String::new()],
            Mask::keep_last(2),
            "[\"****et\", \"***\"]",
        );
        assert_shows(&vec![text], Mask::Full, "***");
    }

    #[test]
    fn keys_of_maps_are_masked_in_full() {
        let entries = [("ada".to_owned(), "secret".to_owned())];
        let (hash, tree) = (HashMap::from(entries.clone()), BTreeMap::from(entries));
        assert_shows(&hash, Mask::keep_last(2), "{***: \"****et\"}");
        assert_shows(&tree, Mask::keep_last(2), "{***: \"****et\"}");
        assert_shows(&tree, Mask::Full, "***");
        assert_shows(&BTreeMap::from([(7, 8)]), Mask::Hash, "{***: ***}");
    }

    #[test]
    fn of_secrets_no_mask_shows_anything() {
        let (text, bytes) = (Secret::from("secret"), Secret::from(vec![7u8]));
        let show = |value: &dyn Fn(bool) -> String| (value(false), value(true));
        for mask in [Mask::Full, Mask::keep_last(2), Mask::Hash] {
            let shown = show(&|exposed| format!("{:?}", masked(&text, mask, exposed)));
            assert_eq!(shown, ("\"***\"".into(), "\"secret\"".into()));
            let shown = show(&|exposed| format!("{:?}", masked(&bytes, mask, exposed)));
            assert_eq!(shown, ("***".into(), "[7]".into()));
            let list = vec![text.clone()];
            let shown = show(&|exposed| format!("{:?}", masked(&list, mask, exposed)));
            let hidden = if mask == Mask::Full { "***" } else { "[\"***\"]" };
            assert_eq!(shown, (hidden.into(), "[\"secret\"]".into()));
        }
    }

    #[test]
    fn bytes_and_integers_are_bare() {
        for mask in [Mask::Full, Mask::keep_last(4), Mask::Email, Mask::Hash] {
            assert_shows(&vec![7u8], mask, "***");
            assert_shows(&Bytes::from_static(b"secret"), mask, "***");
            assert_shows(&Some(7i32), mask, "***");
            assert_shows(&None::<u64>, mask, "***");
        }
        assert_shows(&vec![7i64, 8], Mask::Hash, "[***, ***]");
        assert_shows(&vec![7u32, 8], Mask::Full, "***");
        assert_shows(&vec![vec![7u8], vec![]], Mask::Hash, "[***, ***]");
    }
}
