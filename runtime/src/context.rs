//! What the caller says about a message, and both sides must agree on.

use core::fmt;

use crate::encoding::Sink;
use crate::error::ContextFault;

/// Ordered name and value pairs that sealer and opener must agree on, beside the schema.
///
/// The pairs are authenticated and never sent: an opener that gives others, or in another order, is refused. Bind what
/// says whose message it is and what it is for, say the tenant and the table, so that a message cannot be passed off
/// for another.
///
/// ```
/// # use protoseal::Context;
/// let context = Context::new().with("tenant", "acme").with("table", "users");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Context {
    /// `u64(number of pairs) ‖ (str(name) ‖ str(value))…`, ready to be authenticated.
    encoded: Vec<u8>,
    names: Vec<Box<str>>,
    unbound: bool,
    fault: Option<ContextFault>,
}

impl Context {
    /// A context without pairs yet.
    ///
    /// Sealing a root message that has no bound field with no pair at all is refused, since any such envelope could then
    /// stand in for any other: say [`Context::unbound`] if that is meant.
    #[must_use]
    pub fn new() -> Self {
        Self {
            encoded: vec![0; 8],
            names: Vec::new(),
            unbound: false,
            fault: None,
        }
    }

    /// A context that says: nothing ties this message to anything, and that is meant.
    ///
    /// Authenticates the same as [`Context::new`] without pairs.
    #[must_use]
    pub fn unbound() -> Self {
        Self {
            unbound: true,
            ..Self::new()
        }
    }

    /// Adds a pair. Names must not be empty, nor be given twice; sealing and opening refuse a context where they are.
    #[must_use]
    pub fn with(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let (name, value) = (name.as_ref(), value.as_ref());
        if name.is_empty() {
            self.fault.get_or_insert(ContextFault::EmptyName);
        } else if self.names.iter().any(|known| **known == *name) {
            self.fault.get_or_insert(ContextFault::DuplicateName(name.into()));
        }
        self.names.push(name.into());
        self.encoded[..8].copy_from_slice(&(self.names.len() as u64).to_be_bytes());
        self.encoded.put_bytes(name.as_bytes());
        self.encoded.put_bytes(value.as_bytes());
        self
    }

    #[inline]
    pub(crate) fn check(&self) -> Result<(), ContextFault> {
        match &self.fault {
            None => Ok(()),
            Some(fault) => Err(fault.clone()),
        }
    }

    pub(crate) fn pairs(&self) -> u64 {
        self.names.len() as u64
    }

    /// Whether a message that stands for itself needs a bound field to be tied to anything.
    pub(crate) fn lacks_binding(&self) -> bool {
        self.names.is_empty() && !self.unbound
    }

    pub(crate) fn encoded(&self) -> &[u8] {
        &self.encoded
    }
}

impl Default for Context {
    fn default() -> Self {
        Self::new()
    }
}

/// Names only: a value may say whose message it is.
impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("names", &self.names)
            .field("unbound", &self.unbound)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoding_is_unambiguous() {
        let all = [
            Context::new(),
            Context::new().with("a", "b"),
            Context::new().with("a.b", ""),
            Context::new().with("a", "").with("b", ""),
            Context::new().with("b", "").with("a", ""),
            Context::new().with("ab", ""),
        ];
        for (index, one) in all.iter().enumerate() {
            for other in &all[index + 1..] {
                assert_ne!(one.encoded(), other.encoded());
            }
        }
        assert_eq!(all[0].encoded(), Context::unbound().encoded());
        assert_eq!(&all[1].encoded()[..9], [0, 0, 0, 0, 0, 0, 0, 1, 0]);
    }

    #[test]
    fn faults_are_found() {
        assert_eq!(Context::new().with("", "x").check(), Err(ContextFault::EmptyName));
        let twice = Context::new().with("a", "x").with("a", "x");
        assert_eq!(twice.check(), Err(ContextFault::DuplicateName("a".into())));
        assert_eq!(Context::new().with("a", "").check(), Ok(()));
    }

    #[test]
    fn debug_shows_no_value() {
        let shown = format!("{:?}", Context::new().with("subject", "canary-7719"));
        assert!(shown.contains("subject") && !shown.contains("canary-7719"));
    }
}
