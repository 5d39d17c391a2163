//! Strings and bytes that are wiped when they are dropped, and never shown by accident.

use core::fmt;
use core::hash::{Hash, Hasher};

use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A string (`Secret<String>`) or bytes (`Secret<Vec<u8>>`) that are overwritten with zeros when they are dropped, all of their
/// capacity.
///
/// Fields of clear types have this type where the build says so (`configure().secrets([".path"])`).
///
/// - **Shown by nothing**: `Debug` prints `***`; there is no `Display`, no `Serialize`, no `Deref` and no order. The ways to the value
///   are [`expose`](Self::expose), and [`into_exposed`](Self::into_exposed), which ends the care: search code for `expose`.
/// - **Compared in constant time**, with another secret or with a plain value. How long a value is is not hidden: values of different
///   lengths are told apart at once.
/// - **Replaced, not changed**: there is no access for writing, since a buffer that grows leaves its old self behind. The value that is
///   replaced is wiped.
///
/// What it does not do: the value that it was made from by reference, `Secret::from("..")`, is the caller's to wipe, as is each copy
/// that the caller makes. A clone is a secret of its own. The memory is neither locked nor kept out of core dumps.
///
/// ```
/// use protoseal::Secret;
///
/// let pin = Secret::from("4711".to_owned());
/// assert_eq!(format!("{pin:?}"), "***");
/// assert!(pin == "4711" && pin != Secret::from("4712"));
/// assert_eq!(pin.expose().len(), 4);
/// ```
#[derive(Clone, Default)]
pub struct Secret<T: Zeroize>(T);

impl Secret<String> {
    /// The value, in the clear.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The value, in the clear and no longer wiped.
    #[must_use]
    pub fn into_exposed(mut self) -> String {
        core::mem::take(&mut self.0)
    }
}

impl Secret<Vec<u8>> {
    /// The value, in the clear.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The value, in the clear and no longer wiped.
    #[must_use]
    pub fn into_exposed(mut self) -> Vec<u8> {
        core::mem::take(&mut self.0)
    }
}

impl<T: Zeroize + AsRef<[u8]>> Secret<T> {
    /// The length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.as_ref().len()
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.as_ref().is_empty()
    }

    fn is(&self, other: &[u8]) -> bool {
        self.0.as_ref().ct_eq(other).into()
    }
}

impl<T: Zeroize> Drop for Secret<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<T: Zeroize> ZeroizeOnDrop for Secret<T> {}

/// Takes the string over, its buffer included; what it was moved out of holds nothing any more.
impl From<String> for Secret<String> {
    fn from(value: String) -> Self {
        Self(value)
    }
}

/// Copies the value; the original is the caller's to wipe.
impl From<&str> for Secret<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

/// Takes the bytes over, their buffer included.
impl From<Vec<u8>> for Secret<Vec<u8>> {
    fn from(value: Vec<u8>) -> Self {
        Self(value)
    }
}

/// Copies the value; the original is the caller's to wipe.
impl From<&[u8]> for Secret<Vec<u8>> {
    fn from(value: &[u8]) -> Self {
        Self(value.to_owned())
    }
}

/// In constant time, for values of one length.
impl<T: Zeroize + AsRef<[u8]>> PartialEq for Secret<T> {
    fn eq(&self, other: &Self) -> bool {
        self.is(other.0.as_ref())
    }
}

impl<T: Zeroize + AsRef<[u8]>> Eq for Secret<T> {}

/// In constant time, for values of one length.
impl PartialEq<str> for Secret<String> {
    fn eq(&self, other: &str) -> bool {
        self.is(other.as_bytes())
    }
}

/// In constant time, for values of one length.
impl PartialEq<&str> for Secret<String> {
    fn eq(&self, other: &&str) -> bool {
        self.is(other.as_bytes())
    }
}

/// In constant time, for values of one length.
impl PartialEq<[u8]> for Secret<Vec<u8>> {
    fn eq(&self, other: &[u8]) -> bool {
        self.is(other)
    }
}

/// In constant time, for values of one length.
impl PartialEq<&[u8]> for Secret<Vec<u8>> {
    fn eq(&self, other: &&[u8]) -> bool {
        self.is(other)
    }
}

/// For clear types, which are `Hash` as prost's are. A hash of a value of which there are few tells the value: show none.
impl<T: Zeroize + AsRef<[u8]>> Hash for Secret<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_ref().hash(state);
    }
}

/// `***`, whatever the value.
impl<T: Zeroize> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use core::cell::RefCell;
    use std::collections::HashSet;
    use std::rc::Rc;

    use super::*;

    /// A value that tells what became of it.
    struct Told(Rc<RefCell<Vec<u8>>>);

    impl Zeroize for Told {
        fn zeroize(&mut self) {
            self.0.borrow_mut().zeroize();
        }
    }

    #[test]
    fn a_value_is_wiped_when_it_is_dropped() {
        let value = Rc::new(RefCell::new(b"canary".to_vec()));
        let secret = Secret(Told(Rc::clone(&value)));
        assert_eq!(*value.borrow(), b"canary");
        drop(secret);
        assert!(value.borrow().is_empty());
    }

    #[test]
    fn a_value_is_shown_by_expose_alone() {
        let text = Secret::from("canary");
        let bytes = Secret::from(b"canary".to_vec());
        assert_eq!(format!("{text:?} {bytes:?} {text:#?}"), "*** *** ***");
        assert_eq!((text.expose(), bytes.expose()), ("canary", &b"canary"[..]));
        assert_eq!((text.len(), Secret::from("").is_empty()), (6, true));
        assert_eq!(text.into_exposed(), "canary");
        assert_eq!(bytes.into_exposed(), b"canary");
        assert_eq!(Secret::<String>::default(), "");
        assert_eq!(Secret::<Vec<u8>>::default(), &[][..]);
    }

    #[test]
    fn values_are_taken_over_and_not_copied() {
        let text = "canary".to_owned();
        let at = text.as_ptr();
        let secret = Secret::from(text);
        assert_eq!(secret.expose().as_ptr(), at);
        let text = secret.into_exposed();
        assert_eq!(text.as_ptr(), at);
    }

    #[test]
    fn values_are_equal_if_they_are_the_same() {
        let secret = Secret::from("canary");
        assert_eq!(secret, secret.clone());
        assert_eq!(secret, "canary");
        assert_eq!(secret, *"canary");
        for other in ["canarx", "xanary", "canar", "canaryy", ""] {
            assert_ne!(secret, Secret::from(other));
            assert_ne!(secret, other);
        }
        let bytes = Secret::from(&b"\0"[..]);
        assert_eq!(bytes, b"\0"[..]);
        assert_ne!(bytes, &b"\x01"[..]);
        let set: HashSet<_> = [secret.clone(), "other".into(), secret].into();
        assert_eq!(set.len(), 2);
    }
}
