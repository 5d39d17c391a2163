//! One key: its record, its versions and their states.

use core::fmt;
use std::collections::BTreeSet;
use std::sync::Arc;

use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::error::KeyringError;
use crate::suite::Suite;

/// The secret of one version of a key: 32 bytes, whatever the suite. Zeroized when it is dropped, never shown.
///
/// On the heap, since a value that is moved leaves copies on the stack.
#[derive(ZeroizeOnDrop)]
pub struct DataKey(Box<[u8; 32]>);

impl DataKey {
    /// A secret from 32 bytes. They must come from a source of cryptographic randomness.
    ///
    /// The caller's own copy is the caller's to erase.
    #[must_use]
    pub fn from_bytes(mut bytes: [u8; 32]) -> Self {
        let mut key = Self(Box::new([0; 32]));
        key.0.copy_from_slice(&bytes);
        bytes.zeroize();
        key
    }

    /// A secret from the kernel's random bits.
    ///
    /// # Errors
    ///
    /// [`KeyringError::Entropy`].
    pub fn generate() -> Result<Self, KeyringError> {
        Self::fill(|bytes| getrandom::fill(bytes)).map_err(KeyringError::Entropy)
    }

    /// A secret that is written straight to where it stays.
    pub(crate) fn fill<E>(write: impl FnOnce(&mut [u8; 32]) -> Result<(), E>) -> Result<Self, E> {
        let mut key = Self(Box::new([0; 32]));
        write(&mut key.0)?;
        Ok(key)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(***)")
    }
}

/// The id of a key: 16 bytes, the same for all its versions. Not secret; every envelope binds it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyId([u8; 16]);

impl KeyId {
    /// An id from 16 bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// A random id.
    ///
    /// # Errors
    ///
    /// [`KeyringError::Entropy`].
    pub fn generate() -> Result<Self, KeyringError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(KeyringError::Entropy)?;
        Ok(Self(bytes))
    }

    /// The 16 bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({:032x})", u128::from_be_bytes(self.0))
    }
}

/// What a version of a key may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyState {
    /// Not yet: neither seals nor opens.
    PreActive,
    /// Seals and opens. At most one version of a key is active.
    Active,
    /// Opens what it sealed.
    DecryptOnly,
    /// Neither seals nor opens; can still become decrypt-only again.
    PendingDestruction,
    /// Gone: the secret is erased, what it sealed is lost.
    Destroyed,
}

impl KeyState {
    const ALL: [Self; 5] = [
        Self::PreActive,
        Self::Active,
        Self::DecryptOnly,
        Self::PendingDestruction,
        Self::Destroyed,
    ];

    /// The name in key files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PreActive => "pre-active",
            Self::Active => "active",
            Self::DecryptOnly => "decrypt-only",
            Self::PendingDestruction => "pending-destruction",
            Self::Destroyed => "destroyed",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether a version in this state opens envelopes.
    #[must_use]
    pub const fn opens(self) -> bool {
        matches!(self, Self::Active | Self::DecryptOnly)
    }

    fn can_become(self, to: Self) -> bool {
        match self {
            Self::PreActive => true,
            Self::Active | Self::DecryptOnly => to != Self::PreActive,
            Self::PendingDestruction => matches!(to, Self::DecryptOnly | Self::PendingDestruction | Self::Destroyed),
            Self::Destroyed => to == Self::Destroyed,
        }
    }
}

impl fmt::Display for KeyState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A version of a key, without its secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VersionInfo {
    /// The number, from 1.
    pub number: u32,
    /// What it may be used for.
    pub state: KeyState,
    /// When it was made, in seconds since the Unix epoch.
    pub created: u64,
}

/// A named key with its versions.
#[derive(Clone, Debug)]
pub struct KeyRecord {
    id: KeyId,
    name: Box<str>,
    suite: Suite,
    versions: Vec<Version>,
}

/// A version of a key. The secret is shared with the sealers and openers that use it, and absent once destroyed.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(crate) info: VersionInfo,
    pub(crate) secret: Option<Arc<DataKey>>,
}

impl Version {
    /// Whether nothing is lost, and nothing that was destroyed comes back, if this takes the place of another of the same key and
    /// number.
    pub(super) fn replaces(&self, other: &Self) -> bool {
        // Any number of steps may lie between the two; out of destruction and back before activation leads none.
        let undone = match (other.info.state, self.info.state) {
            (KeyState::Destroyed, own) => own != KeyState::Destroyed,
            (there, KeyState::PreActive) => there != KeyState::PreActive,
            _ => false,
        };
        if undone {
            return false;
        }
        match (&self.secret, &other.secret) {
            (None, None) => true,
            (Some(_), None) => false,
            (Some(own), Some(other)) => own.bytes()[..].ct_eq(&other.bytes()[..]).into(),
            // Destroyed here, and no secret is left to compare.
            (None, Some(_)) => self.info.created == other.info.created,
        }
    }
}

impl KeyRecord {
    /// A key without versions yet.
    #[must_use]
    pub fn new(id: KeyId, name: &str, suite: Suite) -> Self {
        Self {
            id,
            name: name.into(),
            suite,
            versions: Vec::new(),
        }
    }

    /// Adds a version, made at `created` in seconds since the Unix epoch. The secret of a destroyed one is not kept.
    ///
    /// # Errors
    ///
    /// [`KeyringError::RecordInvalid`] for version 0, a version that is there already, and a second active one.
    pub fn with_version(
        self,
        number: u32,
        state: KeyState,
        created: u64,
        secret: DataKey,
    ) -> Result<Self, KeyringError> {
        let secret = (state != KeyState::Destroyed).then(|| Arc::new(secret));
        let name = self.name.clone();
        self.with_all(vec![Version {
            info: VersionInfo { number, state, created },
            secret,
        }])
        .map_err(|fault| KeyringError::RecordInvalid {
            name: name.into(),
            fault,
        })
    }

    /// Adds versions, in the order given.
    pub(crate) fn with_all(mut self, versions: Vec<Version>) -> Result<Self, &'static str> {
        self.versions.extend(versions);
        let numbers: BTreeSet<u32> = self.versions.iter().map(|version| version.info.number).collect();
        let active = |version: &&Version| version.info.state == KeyState::Active;
        if numbers.contains(&0) {
            Err("has a version 0; versions are from 1 up")
        } else if numbers.len() != self.versions.len() {
            Err("has a version twice; number them")
        } else if self.versions.iter().filter(active).count() > 1 {
            Err("has two active versions; leave one")
        } else {
            Ok(self)
        }
    }

    /// The id.
    #[must_use]
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// The name that schemas call it by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The suite of all its versions.
    #[must_use]
    pub fn suite(&self) -> Suite {
        self.suite
    }

    /// The versions, without their secrets.
    #[must_use]
    pub fn versions(&self) -> Vec<VersionInfo> {
        self.versions.iter().map(|version| version.info).collect()
    }

    pub(crate) fn all(&self) -> &[Version] {
        &self.versions
    }

    pub(crate) fn active(&self) -> Option<&Version> {
        self.versions
            .iter()
            .find(|version| version.info.state == KeyState::Active)
    }

    /// Adds the next version, in a state that it can have with a secret.
    pub(super) fn add(&mut self, state: KeyState, created: u64, secret: DataKey) -> Result<u32, KeyringError> {
        let last = self
            .versions
            .iter()
            .map(|version| version.info.number)
            .max()
            .unwrap_or(0);
        let number = last.checked_add(1).ok_or_else(|| KeyringError::RecordInvalid {
            name: self.name.to_string(),
            fault: "has no number left for another version; make a new key",
        })?;
        if state == KeyState::Active {
            self.retire_active();
        }
        let info = VersionInfo { number, state, created };
        self.versions.push(Version {
            info,
            secret: Some(Arc::new(secret)),
        });
        Ok(number)
    }

    pub(super) fn set_state(&mut self, number: u32, to: KeyState) -> Result<(), KeyringError> {
        let name = || self.name.to_string();
        let found = self.versions.iter().position(|version| version.info.number == number);
        let index = found.ok_or_else(|| KeyringError::VersionUnknown {
            name: name(),
            version: number,
        })?;
        let from = self.versions[index].info.state;
        if !from.can_become(to) {
            return Err(KeyringError::Transition {
                name: name(),
                version: number,
                from,
                to,
            });
        }
        if to == KeyState::Active {
            self.retire_active();
        }
        let version = &mut self.versions[index];
        version.info.state = to;
        if to == KeyState::Destroyed {
            version.secret = None;
        }
        Ok(())
    }

    fn retire_active(&mut self) {
        for version in &mut self.versions {
            if version.info.state == KeyState::Active {
                version.info.state = KeyState::DecryptOnly;
            }
        }
    }
}
