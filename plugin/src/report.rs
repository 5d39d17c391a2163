//! What the policy of each field is, for people and for tools.

use std::fmt;

use crate::mask::Mask;

/// What is sealed, masked and bound in the files that are generated, and which annotations say so; by
/// [`Config::policies`](crate::Config::policies).
///
/// Its `Display` has one line for each field: its full name, its policy in words, and after a semicolon the annotations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyReport {
    pub(crate) fields: Vec<FieldPolicy>,
}

/// The policy of one field, or of one oneof as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPolicy {
    pub(crate) name: String,
    pub(crate) oneof: bool,
    pub(crate) key: Option<String>,
    pub(crate) mask: Option<Mask>,
    pub(crate) bound_to: Option<Vec<String>>,
    pub(crate) secret: bool,
    pub(crate) annotations: Vec<String>,
}

impl PolicyReport {
    /// Those that are sealed, masked or bound: by file, message and number, a message's oneofs first. A member of a oneof that is
    /// sealed or masked as a whole is not told by itself.
    pub fn fields(&self) -> &[FieldPolicy] {
        &self.fields
    }
}

impl FieldPolicy {
    /// The full name, without a leading dot.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is a oneof as a whole.
    pub fn is_oneof(&self) -> bool {
        self.oneof
    }

    /// The name of the key that it is sealed under.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// What is shown of it; `None` if that is all.
    pub fn mask(&self) -> Option<Mask> {
        self.mask
    }

    /// The names of the keys whose groups it is bound to, empty if it is bound to all; `None` if it is not bound.
    pub fn bound_to(&self) -> Option<&[String]> {
        self.bound_to.as_deref()
    }

    /// Whether its strings or bytes are secrets, by [`Config::secrets`](crate::Config::secrets); of a oneof, those of some member.
    pub fn is_secret(&self) -> bool {
        self.secret
    }

    /// What says so, the nearest first: an option with file, line and column, a policy, a setting of the build.
    pub fn annotations(&self) -> &[String] {
        &self.annotations
    }
}

impl fmt::Display for PolicyReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fields.iter().try_for_each(|field| writeln!(f, "{field}"))
    }
}

impl fmt::Display for FieldPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sealed = self.key.as_ref().map(|key| format!("sealed under {key:?}"));
        let bound = self.bound_to.as_ref().map(|keys| match keys.as_slice() {
            [] => "bound".to_owned(),
            keys => {
                let keys: Vec<String> = keys.iter().map(|key| format!("{key:?}")).collect();
                format!("bound to what is sealed under {}", keys.join(", "))
            }
        });
        let masked = self.mask.map(|mask| format!("masked ({})", mask.words()));
        let secret = self.secret.then(|| "a secret".to_owned());
        let says: Vec<String> = [sealed, secret, bound, masked].into_iter().flatten().collect();
        let oneof = if self.oneof { " (oneof)" } else { "" };
        let annotations = self.annotations.join("; ");
        write!(f, "{}{oneof}: {}; by {annotations}", self.name, says.join(", "))
    }
}
