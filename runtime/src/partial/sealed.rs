//! A sealed field of a message that was opened with some of the keys.

use core::fmt;

use crate::keyring::KeyState;

/// A sealed field of a partial type: its value, or that its group is closed. What is closed is an error to read, never a default.
///
/// The fields under one key are open or closed together. `Debug` shows no value.
#[derive(Clone, PartialEq)]
pub struct Sealed<T>(Result<T, Closed>);

impl<T> Sealed<T> {
    /// An open field.
    pub fn new(value: T) -> Self {
        Self(Ok(value))
    }

    /// The value.
    ///
    /// # Errors
    ///
    /// [`Closed`], if the group was not opened.
    pub fn get(&self) -> Result<&T, Closed> {
        self.0.as_ref().map_err(|closed| *closed)
    }

    /// The value, to be changed.
    ///
    /// # Errors
    ///
    /// [`Closed`], if the group was not opened.
    pub fn get_mut(&mut self) -> Result<&mut T, Closed> {
        self.0.as_mut().map_err(|closed| *closed)
    }

    /// Replaces the value; returns the one before.
    ///
    /// # Errors
    ///
    /// [`Closed`], if the group was not opened: what cannot be read is not overwritten either.
    pub fn set(&mut self, value: T) -> Result<T, Closed> {
        self.get_mut().map(|slot| core::mem::replace(slot, value))
    }

    /// The value, moved out.
    ///
    /// # Errors
    ///
    /// [`Closed`], if the group was not opened.
    pub fn into_value(self) -> Result<T, Closed> {
        self.0
    }

    /// Whether the group was opened.
    pub fn is_open(&self) -> bool {
        self.0.is_ok()
    }

    /// For generated code, after a survey that found the field open.
    #[doc(hidden)]
    #[must_use]
    pub fn surveyed(self) -> T {
        match self.0 {
            Ok(value) => value,
            Err(closed) => panic!("the survey refuses what it finds closed: {closed}"),
        }
    }

    pub(crate) fn closed(closed: Closed) -> Self {
        Self(Err(closed))
    }
}

impl<T> From<T> for Sealed<T> {
    fn from(value: T) -> Self {
        Self(Ok(value))
    }
}

impl<T: Default> Default for Sealed<T> {
    fn default() -> Self {
        Self(Ok(T::default()))
    }
}

/// `***` whatever the value; of a closed one, the key.
impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Ok(_) => f.write_str("***"),
            Err(closed) => write!(f, "closed({:?})", closed.key),
        }
    }
}

/// That a field cannot be read, since its group is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}: what is sealed under key \"{key}\" is closed: {reason}")]
#[non_exhaustive]
pub struct Closed {
    /// The full or stable name of the message.
    pub message: &'static str,
    /// The key's name.
    pub key: &'static str,
    /// Why it was not opened.
    pub reason: ClosedReason,
}

/// Why a group was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ClosedReason {
    /// The keyring has no key of the name.
    #[error("the keyring has no such key")]
    KeyUnknown,
    /// The key has no such version.
    #[error("the keyring lacks version {version} of the key")]
    VersionUnknown {
        /// The version that the envelope names.
        version: u32,
    },
    /// The version is not active yet.
    #[error("version {version} of the key is pre-active")]
    NotReady {
        /// The version that the envelope names.
        version: u32,
    },
    /// The version is destroyed or awaits it.
    #[error("version {version} of the key is {state}")]
    Destroyed {
        /// The version that the envelope names.
        version: u32,
        /// Destroyed, or pending destruction.
        state: KeyState,
    },
    /// The group is one of a newer schema.
    #[error("this schema does not know the group")]
    GroupUnknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLOSED: Closed = Closed {
        message: "acme.v1.User",
        key: "bank",
        reason: ClosedReason::KeyUnknown,
    };

    #[test]
    fn a_closed_field_is_an_error_and_never_a_default() {
        let mut field = Sealed::<String>::closed(CLOSED);
        assert_eq!(field.get(), Err(CLOSED));
        assert_eq!(field.get_mut(), Err(CLOSED));
        assert_eq!(field.set("new".into()), Err(CLOSED));
        assert_eq!(field.clone().into_value(), Err(CLOSED));
        assert!(!field.is_open());
        assert_eq!(
            CLOSED.to_string(),
            "acme.v1.User: what is sealed under key \"bank\" is closed: the keyring has no such key"
        );
    }

    #[test]
    fn an_open_field_is_read_and_changed_and_never_shown() {
        let mut field = Sealed::from("canary".to_owned());
        assert_eq!(field.set("secret".into()).unwrap(), "canary");
        field.get_mut().unwrap().push('s');
        assert_eq!(field.get().unwrap(), "secrets");
        assert_eq!(
            format!("{field:?}{:?}", Sealed::<u8>::closed(CLOSED)),
            "***closed(\"bank\")"
        );
    }
}
