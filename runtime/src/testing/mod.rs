//! For unit tests of code that seals and opens: keys that are made anew each time, and an assertion that shows what differs.
//!
//! Nothing of it is fixed, so that nothing of it can end as a key in production: what a test seals, that run of it alone can open.
//!
//! ```
//! # mod pb { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/../plugin/tests/expected/flat/demo.v1.rs")); }
//! use pb::clear;
//! use protoseal::testing::{self, assert_exposed_eq};
//!
//! let kit = testing::kit::<clear::UserProfile>();
//! let profile = clear::UserProfile { phone: "13800138000".into(), ..Default::default() };
//!
//! let sent = kit.sealer.encode(profile.clone(), &kit.context).unwrap();
//! let received: clear::UserProfile = kit.opener.decode(&sent, &kit.context).unwrap();
//! assert_exposed_eq!(received, profile);
//! ```

mod diff;

use core::fmt;

use crate::codegen::Sealable;
use crate::codegen::debug::{Show, shown};
use crate::{Context, Keyring, Opener, Sealer, Suite};

#[doc(inline)]
pub use crate::assert_exposed_eq;

/// What a test seals and opens with.
#[derive(Clone, Debug)]
pub struct Kit {
    /// The keys.
    pub keyring: Keyring,
    /// A sealer under them.
    pub sealer: Sealer,
    /// An opener under them.
    pub opener: Opener,
    /// A context that no other kit has. Where the code under test has a context of its own, this one is not needed.
    pub context: Context,
}

/// Fresh keys for all that a message seals, itself and in what it holds: `testing::kit::<clear::UserProfile>()`, or of a partial
/// type.
///
/// # Panics
///
/// If the system gives no random bytes.
#[must_use]
pub fn kit<T: Sealable>() -> Kit {
    kit_with(T::KEYS)
}

/// Fresh keys of these names. For messages of several types, or for some of a message's keys.
///
/// # Panics
///
/// As [`keyring`].
#[must_use]
pub fn kit_with(keys: &[&str]) -> Kit {
    let keyring = keyring(keys);
    let run = getrandom::u64().expect(NO_RANDOMNESS);
    Kit {
        sealer: Sealer::new(&keyring),
        opener: Opener::new(&keyring),
        keyring,
        context: Context::new().with("test", format!("{run:016x}")),
    }
}

/// A keyring with fresh keys of these names, for AES-256-GCM; a name that stands twice counts once.
///
/// # Panics
///
/// If a name is empty, or the system gives no random bytes.
#[must_use]
pub fn keyring(keys: &[&str]) -> Keyring {
    let keyring = Keyring::new();
    add(&keyring, keys);
    keyring
}

impl Kit {
    /// Adds the keys of another message that it lacks: `testing::kit::<clear::User>().and::<clear::Order>()`.
    ///
    /// # Panics
    ///
    /// As [`kit`].
    #[must_use]
    pub fn and<T: Sealable>(self) -> Self {
        add(&self.keyring, T::KEYS);
        self
    }
}

const NO_RANDOMNESS: &str = "the system gives random bytes";

fn add(keyring: &Keyring, keys: &[&str]) {
    for key in keys {
        if !keyring.names().iter().any(|name| name == key) {
            let added = keyring.add(key, Suite::Aes256Gcm);
            added.unwrap_or_else(|error| panic!("the key {key:?} of a test cannot be made: {error}"));
        }
    }
}

/// As `assert_eq!`, for values that show something masked: a failure shows, line by line, where the two differ when exposed.
///
/// Both sides are compared by `==`, and have to be of generated types that mask something, or lists or maps of these. A message can
/// follow, as in `assert_eq!`. A hash map's entries can stand in another order on each side; a `btree_map` has none of that.
///
/// The failure shows sealed values: for tests with made-up data.
///
/// # Panics
///
/// If the two are not equal.
///
/// ```should_panic
/// # mod pb { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/../plugin/tests/expected/flat/demo.v1.rs")); }
/// # use pb::clear;
/// # use protoseal::assert_exposed_eq;
/// let one = clear::UserProfile { phone: "13800138000".into(), ..Default::default() };
/// let other = clear::UserProfile { phone: "13800138001".into(), ..Default::default() };
/// assert_exposed_eq!(one, other, "of the user {}", 7);
/// ```
#[macro_export]
macro_rules! assert_exposed_eq {
    ($left:expr, $right:expr $(,)?) => {
        match (&$left, &$right) {
            (left, right) => {
                if !(*left == *right) {
                    $crate::testing::fail(left, right, ::core::option::Option::None);
                }
            }
        }
    };
    ($left:expr, $right:expr, $($message:tt)+) => {
        match (&$left, &$right) {
            (left, right) => {
                if !(*left == *right) {
                    $crate::testing::fail(left, right, ::core::option::Option::Some(::core::format_args!($($message)+)));
                }
            }
        }
    };
}

/// For [`assert_exposed_eq!`].
#[doc(hidden)]
#[track_caller]
pub fn fail<L: Show + ?Sized, R: Show + ?Sized>(left: &L, right: &R, message: Option<fmt::Arguments<'_>>) -> ! {
    // Of `&dyn Show`, the compiler would say that it compares a `dyn Show`, where it cannot tell the type of one side.
    let (left, right) = (
        format!("{:#?}", shown(left, true)),
        format!("{:#?}", shown(right, true)),
    );
    let message = message.map(|message| format!(": {message}")).unwrap_or_default();
    if left == right {
        panic!("assertion `left == right` failed{message}\nThe two differ in nothing that is shown:\n{left}");
    }
    let difference = diff::lines(&left, &right);
    panic!("assertion `left == right` failed{message}\n- left, + right, exposed:\n{difference}");
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;
    use crate::codegen::debug::hidden;

    #[derive(PartialEq)]
    struct User {
        name: &'static str,
        pin: f64,
    }

    impl Show for User {
        fn show(&self, f: &mut fmt::Formatter<'_>, exposed: bool) -> fmt::Result {
            let mut user = f.debug_struct("User");
            user.field("name", &self.name)
                .field("pin", &hidden(self.pin, exposed))
                .finish()
        }
    }

    fn said(assertion: impl FnOnce()) -> String {
        let panic = catch_unwind(AssertUnwindSafe(assertion)).expect_err("the two differ");
        *panic.downcast::<String>().expect("a panic with arguments has a text")
    }

    #[test]
    fn equal_values_pass() {
        let user = || User { name: "anna", pin: 1.0 };
        assert_exposed_eq!(user(), user());
        assert_exposed_eq!(vec![user()], vec![user()], "of {}", 1);
    }

    #[test]
    fn a_failure_shows_what_differs() {
        let (one, other) = (User { name: "anna", pin: 1.0 }, User { name: "anna", pin: 2.0 });
        let text =
            "- left, + right, exposed:\n  User {\n      name: \"anna\",\n-     pin: 1.0,\n+     pin: 2.0,\n  }\n";
        let failed = "assertion `left == right` failed";
        assert_eq!(said(|| assert_exposed_eq!(one, other)), format!("{failed}\n{text}"));
        assert_eq!(
            said(|| assert_exposed_eq!(one, other, "of {}", 7)),
            format!("{failed}: of 7\n{text}")
        );
    }

    #[test]
    fn a_difference_that_is_not_shown_is_said_to_be_none() {
        let user = User {
            name: "anna",
            pin: f64::NAN,
        };
        let text = said(|| assert_exposed_eq!(user, user));
        assert!(text.contains("differ in nothing that is shown:\nUser {\n"), "{text}");
    }

    #[test]
    fn each_kit_has_a_context_of_its_own() {
        let (one, other) = (kit_with(&["pii", "bank", "pii"]), kit_with(&[]));
        let mut names = one.keyring.names();
        names.sort();
        assert_eq!(names, ["bank", "pii"]);
        assert_ne!(one.context.encoded(), other.context.encoded());
    }

    #[test]
    #[should_panic(expected = "the key \"\" of a test cannot be made")]
    fn a_key_without_a_name_is_refused() {
        drop(keyring(&[""]));
    }
}
