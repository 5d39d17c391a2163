//! Where in a message an error arose.

use core::fmt;

/// Where in a message an error arose: the message's name, and the path of fields down to it.
///
/// Keys of maps are not part of it, since they may say whose message it is: an entry reads `by[..]`.
#[derive(Clone, PartialEq, Eq)]
pub struct Location(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    message: &'static str,
    path: String,
}

impl Location {
    pub(crate) fn new(message: &'static str, path: String) -> Self {
        Self(Box::new(Inner { message, path }))
    }

    /// The full or stable name of the message; empty where the error arose before it was known.
    #[must_use]
    pub fn message(&self) -> &str {
        self.0.message
    }

    /// The fields from the root down, such as `users[3].by[..].home`; empty for the root.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }
}

/// `acme.v1.Address at users[3].home`
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.message(), self.path()) {
            ("", "") => f.write_str("the root message"),
            (message, "") => f.write_str(message),
            ("", path) => f.write_str(path),
            (message, path) => write!(f, "{message} at {path}"),
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Location({self})")
    }
}
