//! What the `Debug` of generated types shows, masked or exposed.

mod enumeration;
mod masked;

use core::fmt::{self, Debug, Formatter};
use std::collections::{BTreeMap, HashMap};

pub use enumeration::{Enumeration, enumeration};
pub use masked::{Maskable, masked};

use crate::mask::HIDDEN;
use crate::partial::Sealed;

/// A generated type that shows something masked, itself or in what it holds; and what holds such types.
///
/// Its `Debug` is `show` with `false`; [`Exposed`](crate::Exposed) shows with `true`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` masks nothing that could be exposed",
    note = "clear, wire and partial types have masks, and messages with fields under `(protoseal.field).mask`; the `Debug` of others shows all"
)]
pub trait Show {
    /// Shows the value: what is masked, as its mask says, or, if it is to be exposed, all of it.
    ///
    /// # Errors
    ///
    /// The formatter's.
    fn show(&self, f: &mut Formatter<'_>, exposed: bool) -> fmt::Result;
}

/// A field of messages that have masks of their own.
pub fn shown<T: Show + ?Sized>(value: &T, exposed: bool) -> impl Debug {
    Shown { value, exposed }
}

/// A field that is masked in full and is no text: `***`, whatever it holds, and whether it is set or not.
pub fn hidden(value: impl Debug, exposed: bool) -> impl Debug {
    Hidden(exposed.then_some(value))
}

/// A sealed field of a partial type: what `show` makes of it, if it is open; else the key that it is closed under.
pub fn sealed<'v, T, D: Debug>(field: &'v Sealed<T>, show: impl FnOnce(&'v T) -> D) -> impl Debug {
    match field.get() {
        Ok(value) => Open::Open(show(value)),
        Err(closed) => Open::Closed(closed.key),
    }
}

/// `***`, bare: in the place of what is masked in full.
#[derive(Clone, Copy)]
pub struct Masked;

impl Debug for Masked {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

/// An envelope field: how many envelopes it holds.
#[derive(Clone, Copy)]
pub struct Envelopes(
    /// How many.
    pub usize,
);

impl Debug for Envelopes {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "[{} sealed]", self.0)
    }
}

struct Shown<'v, T: ?Sized> {
    value: &'v T,
    exposed: bool,
}

impl<T: Show + ?Sized> Debug for Shown<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.value.show(f, self.exposed)
    }
}

/// Nothing of a value, or all of it.
struct Hidden<T>(Option<T>);

impl<T: Debug> Debug for Hidden<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(value) => value.fmt(f),
            None => Masked.fmt(f),
        }
    }
}

enum Open<D> {
    Open(D),
    Closed(&'static str),
}

impl<D: Debug> Debug for Open<D> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open(value) => value.fmt(f),
            Self::Closed(key) => write!(f, "closed({key:?})"),
        }
    }
}

impl<T: Show + ?Sized> Show for &T {
    fn show(&self, f: &mut Formatter<'_>, exposed: bool) -> fmt::Result {
        (**self).show(f, exposed)
    }
}

impl<T: Show + ?Sized> Show for Box<T> {
    fn show(&self, f: &mut Formatter<'_>, exposed: bool) -> fmt::Result {
        (**self).show(f, exposed)
    }
}

impl<T: Show> Show for Option<T> {
    fn show(&self, f: &mut Formatter<'_>, exposed: bool) -> fmt::Result {
        self.as_ref().map(|value| shown(value, exposed)).fmt(f)
    }
}

impl<T: Show> Show for [T] {
    fn show(&self, f: &mut Formatter<'_>, exposed: bool) -> fmt::Result {
        f.debug_list()
            .entries(self.iter().map(|value| shown(value, exposed)))
            .finish()
    }
}

impl<T: Show> Show for Vec<T> {
    fn show(&self, f: &mut Formatter<'_>, exposed: bool) -> fmt::Result {
        self[..].show(f, exposed)
    }
}

impl<K: Debug, T: Show, S> Show for HashMap<K, T, S> {
    fn show(&self, f: &mut Formatter<'_>, exposed: bool) -> fmt::Result {
        let entries = self.iter().map(|(key, value)| (key, shown(value, exposed)));
        f.debug_map().entries(entries).finish()
    }
}

impl<K: Debug, T: Show> Show for BTreeMap<K, T> {
    fn show(&self, f: &mut Formatter<'_>, exposed: bool) -> fmt::Result {
        let entries = self.iter().map(|(key, value)| (key, shown(value, exposed)));
        f.debug_map().entries(entries).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Pin(u32);

    impl Show for Pin {
        fn show(&self, f: &mut Formatter<'_>, exposed: bool) -> fmt::Result {
            f.debug_struct("Pin").field("pin", &hidden(&self.0, exposed)).finish()
        }
    }

    fn assert_shows(value: impl Show, masked: &str, exposed: &str) {
        assert_eq!(format!("{:?}", shown(&value, false)), masked);
        assert_eq!(format!("{:?}", shown(&value, true)), exposed);
    }

    #[test]
    fn containers_show_what_they_hold_as_it_would_itself() {
        assert_shows(Pin(7), "Pin { pin: *** }", "Pin { pin: 7 }");
        assert_shows(Some(Box::new(Pin(7))), "Some(Pin { pin: *** })", "Some(Pin { pin: 7 })");
        assert_shows(None::<Pin>, "None", "None");
        assert_shows(vec![Pin(7)], "[Pin { pin: *** }]", "[Pin { pin: 7 }]");
        let (masked, exposed) = ("{\"a\": Pin { pin: *** }}", "{\"a\": Pin { pin: 7 }}");
        assert_shows(HashMap::from([("a", Pin(7))]), masked, exposed);
        assert_shows(BTreeMap::from([("a", &Pin(7))]), masked, exposed);
    }

    #[test]
    fn a_sealed_field_shows_its_key_if_it_is_closed() {
        let closed = crate::Closed {
            message: "acme.v1.User",
            key: "bank",
            reason: crate::ClosedReason::KeyUnknown,
        };
        for exposed in [false, true] {
            let show = |field: &Sealed<u32>| format!("{:?}", sealed(field, |value| hidden(value, exposed)));
            assert_eq!(show(&Sealed::new(7)), if exposed { "7" } else { "***" });
            assert_eq!(show(&Sealed::closed(closed)), "closed(\"bank\")");
        }
        assert_eq!(format!("{:?}", Envelopes(2)), "[2 sealed]");
    }
}
