//! The way to clear output: a view of a value that shows it unmasked.

use core::fmt::{self, Debug, Formatter};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::codegen::debug::Show;
use crate::codegen::json;

/// A value whose `Debug` and JSON show everything, masked and sealed fields too, and which is read from such JSON. A message, or a
/// list, map or option of messages.
///
/// A message shows itself masked wherever it is shown; this is what one has to write, to show it otherwise. So that reviewers and
/// tools find each such place, write it out: by searching a code base for `exposed(` and `Exposed` all of them are found, as nothing
/// else shows what is masked.
///
/// ```
/// # mod pb { #[derive(Default)] pub struct UserProfile; }
/// # impl protoseal::codegen::debug::Show for pb::UserProfile {
/// #     fn show(&self, f: &mut std::fmt::Formatter<'_>, exposed: bool) -> std::fmt::Result {
/// #         f.write_str(if exposed { "UserProfile { phone: \"13800138000\" }" } else { "UserProfile { phone: \"***\" }" })
/// #     }
/// # }
/// # impl std::fmt::Debug for pb::UserProfile {
/// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { protoseal::codegen::debug::Show::show(self, f, false) }
/// # }
/// use protoseal::prelude::*;
///
/// # let profile = pb::UserProfile::default();
/// assert_eq!(format!("{profile:?}"), r#"UserProfile { phone: "***" }"#);
/// assert_eq!(format!("{:?}", profile.exposed()), r#"UserProfile { phone: "13800138000" }"#);
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exposed<T>(
    /// The value.
    pub T,
);

impl<T> Exposed<T> {
    /// The value.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T: Show> Debug for Exposed<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.show(f, true)
    }
}

impl<T: json::WriteWhole> Serialize for Exposed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::serialize(&self.0, true, serializer)
    }
}

impl<'de, T: json::ReadWhole> Deserialize<'de> for Exposed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize(deserializer).map(Exposed)
    }
}

/// Shows values unmasked. Of all generated types that mask something, and of lists and maps of these.
pub trait Expose {
    /// A view of the value that shows everything.
    fn exposed(&self) -> Exposed<&Self>;
}

impl<T: Show + ?Sized> Expose for T {
    fn exposed(&self) -> Exposed<&Self> {
        Exposed(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Pin(u32);

    impl Show for Pin {
        fn show(&self, f: &mut Formatter<'_>, exposed: bool) -> fmt::Result {
            crate::codegen::debug::hidden(self.0, exposed).fmt(f)
        }
    }

    #[test]
    fn what_is_exposed_is_shown() {
        assert_eq!(format!("{:?} {:?}", Pin(7).exposed(), [Pin(8)].exposed()), "7 [8]");
        assert_eq!(format!("{:?}", Exposed(Some(Pin(7)))), "Some(7)");
        assert_eq!(Exposed(Pin(7)).into_inner().0, 7);
    }
}
