//! The keyring: named, versioned data keys in memory.

mod document;
mod file;
mod hex;
mod record;

use core::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use arc_swap::ArcSwap;

use crate::error::KeyringError;
use crate::suite::Suite;

pub(crate) use record::Version;
pub use record::{DataKey, KeyId, KeyRecord, KeyState, VersionInfo};

/// Named, versioned data keys: what sealers and openers need, in memory.
///
/// Clones share the keys: a rotation or a change of state through one is seen by every sealer and opener of another at
/// its next call. One that is idle keeps what it derived until then, or until it is dropped.
///
/// ```
/// # use protoseal::{Keyring, Suite};
/// let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm), ("address", Suite::Sm4Gcm)])?;
/// keyring.rotate("pii")?;
/// # Ok::<(), protoseal::KeyringError>(())
/// ```
#[derive(Clone)]
pub struct Keyring(Arc<Shared>);

struct Shared {
    /// The generation of `records`, apart from it so that noticing a change costs one atomic load.
    generation: AtomicU64,
    records: ArcSwap<Records>,
    /// Held by whoever replaces `records`.
    writer: Mutex<()>,
}

/// Whether two names of keys are one. By pointer first: in schemas, a name comes from the same constant nearly always.
#[inline]
pub(crate) fn same_name(one: &str, other: &str) -> bool {
    core::ptr::eq(one, other) || one == other
}

/// The keys at one moment.
#[derive(Clone, Default)]
pub(crate) struct Records {
    pub(crate) generation: u64,
    keys: Vec<KeyRecord>,
}

impl Records {
    pub(crate) fn find(&self, name: &str) -> Option<&KeyRecord> {
        self.keys.iter().find(|key| key.name() == name)
    }
}

impl Keyring {
    /// A keyring without keys.
    #[must_use]
    pub fn new() -> Self {
        let records = ArcSwap::from_pointee(Records::default());
        Self(Arc::new(Shared {
            generation: AtomicU64::new(0),
            records,
            writer: Mutex::new(()),
        }))
    }

    /// A keyring with a fresh key for each name, in its first version, active.
    ///
    /// # Errors
    ///
    /// [`KeyringError::KeyExists`] for a name given twice, [`KeyringError::RecordInvalid`] for an empty one,
    /// [`KeyringError::Entropy`].
    pub fn generate(keys: &[(&str, Suite)]) -> Result<Self, KeyringError> {
        let keyring = Self::new();
        for &(name, suite) in keys {
            keyring.add(name, suite)?;
        }
        Ok(keyring)
    }

    /// Makes a fresh key, in its first version, active.
    ///
    /// # Errors
    ///
    /// [`KeyringError::KeyExists`], [`KeyringError::RecordInvalid`] for an empty name, [`KeyringError::Entropy`].
    pub fn add(&self, name: &str, suite: Suite) -> Result<(), KeyringError> {
        let record = KeyRecord::new(KeyId::generate()?, name, suite);
        self.insert(record.with_version(1, KeyState::Active, now(), DataKey::generate()?)?)
    }

    /// A keyring with those of the keys that are named, for a process that is to have no others:
    /// `keyring.only(&["pii"])?.save("service.json")?`.
    ///
    /// It is a copy and shares nothing with this one. After a rotation or a change of state here, make it and save it anew, to the
    /// same file; [`add_version`](Self::add_version) tells in which order. That process must not rotate these keys itself: nobody
    /// else would learn of it.
    ///
    /// # Errors
    ///
    /// [`KeyringError::KeyUnknown`] for a name that this keyring lacks.
    pub fn only(&self, names: &[&str]) -> Result<Self, KeyringError> {
        let records = self.records();
        if let Some(name) = names.iter().find(|name| records.find(name).is_none()) {
            return Err(KeyringError::KeyUnknown {
                name: (*name).to_owned(),
            });
        }
        let keys = records.keys.iter().filter(|key| names.contains(&key.name()));
        Self::of(keys.cloned().collect())
    }

    /// Takes a key in.
    ///
    /// # Errors
    ///
    /// [`KeyringError::KeyExists`], [`KeyringError::RecordInvalid`] for an empty name.
    pub fn insert(&self, record: KeyRecord) -> Result<(), KeyringError> {
        if record.name().is_empty() {
            return Err(KeyringError::RecordInvalid {
                name: String::new(),
                fault: "has an empty name; name it",
            });
        }
        self.change(|records| match records.find(record.name()) {
            Some(_) => Err(KeyringError::KeyExists {
                name: record.name().into(),
            }),
            None => {
                records.keys.push(record);
                Ok(())
            }
        })
    }

    /// Makes a new version of a key and makes it active; the version that was, becomes decrypt-only.
    ///
    /// In memory alone, and at once: what is sealed before the keyring is saved is lost if the process ends. With a key file, use
    /// [`rotate_and_save`](Self::rotate_and_save). Where several processes share keys, neither will do, since the others cannot open
    /// what this one seals from now on: see [`add_version`](Self::add_version).
    ///
    /// Returns the new version's number.
    ///
    /// # Errors
    ///
    /// [`KeyringError::KeyUnknown`], [`KeyringError::Entropy`], [`KeyringError::RecordInvalid`] after 2^32 − 1 versions.
    pub fn rotate(&self, name: &str) -> Result<u32, KeyringError> {
        let secret = DataKey::generate()?;
        self.change(|records| find_mut(records, name)?.add(KeyState::Active, now(), secret))
    }

    /// As [`rotate`](Self::rotate), but writes the key file first, so that nothing is sealed under a version that no file holds. On
    /// an error nothing has changed in memory, and in the file only if its folder could not be written to disk: then it holds
    /// the new version already, and is to be loaded anew.
    ///
    /// # Errors
    ///
    /// Those of [`rotate`](Self::rotate) and [`save`](Self::save).
    pub fn rotate_and_save(&self, name: &str, path: impl AsRef<Path>) -> Result<u32, KeyringError> {
        let secret = DataKey::generate()?;
        self.change(|records| {
            let number = find_mut(records, name)?.add(KeyState::Active, now(), secret)?;
            file::replace(path.as_ref(), &records.keys)?;
            Ok(number)
        })
    }

    /// Makes a new version of a key that opens and does not seal yet: decrypt-only. The active version stays.
    ///
    /// For keys that several processes share: add the version and [`save`](Self::save); let all of them load the file; then make
    /// it active with [`set_state`](Self::set_state) and save again. So none meets an envelope of a version that it cannot open. A
    /// pre-active version would not do, because it does not open what a faster process sealed.
    ///
    /// Returns the new version's number.
    ///
    /// # Errors
    ///
    /// Those of [`rotate`](Self::rotate).
    pub fn add_version(&self, name: &str) -> Result<u32, KeyringError> {
        let secret = DataKey::generate()?;
        self.change(|records| find_mut(records, name)?.add(KeyState::DecryptOnly, now(), secret))
    }

    /// Changes the state of a version. Making one active makes the one that was, decrypt-only.
    ///
    /// A destroyed version's secret is gone for good, once every sealer and opener that used it was called again or
    /// dropped, from this keyring; a file keeps it until the keyring is saved.
    ///
    /// # Errors
    ///
    /// [`KeyringError::KeyUnknown`], [`KeyringError::VersionUnknown`], [`KeyringError::Transition`]: nothing leaves
    /// `Destroyed`, nothing returns to `PreActive`, and from `PendingDestruction` only `DecryptOnly` and `Destroyed` can
    /// be reached.
    pub fn set_state(&self, name: &str, version: u32, state: KeyState) -> Result<(), KeyringError> {
        self.change(|records| find_mut(records, name)?.set_state(version, state))
    }

    /// The keys' names, in the order that they were taken in.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.records().keys.iter().map(|key| key.name().into()).collect()
    }

    /// The versions of a key, without their secrets; `None` if there is no such key.
    #[must_use]
    pub fn versions(&self, name: &str) -> Option<Vec<VersionInfo>> {
        self.records().find(name).map(KeyRecord::versions)
    }

    /// Loads a key file.
    ///
    /// # Errors
    ///
    /// [`KeyringError::FileMissing`]; on Unix [`KeyringError::FileExposed`], if group or others have any right to it, and
    /// [`KeyringError::FileForeign`], if it belongs to neither this process's user nor root; [`KeyringError::FileInvalid`],
    /// [`KeyringError::Io`].
    pub fn load(path: impl AsRef<Path>) -> Result<Self, KeyringError> {
        Self::of(file::load(path.as_ref())?)
    }

    fn of(keys: Vec<KeyRecord>) -> Result<Self, KeyringError> {
        let keyring = Self::new();
        keyring.change(|records| {
            records.keys = keys;
            Ok(())
        })?;
        Ok(keyring)
    }

    /// Loads a key file, or creates it with a fresh key for each name if there is none.
    ///
    /// A file that exists is taken as it is: a name that it lacks is not added, so that a wrong path never grows keys. If
    /// two processes create the file at once, both end up with the keys of the one that came first.
    ///
    /// # Errors
    ///
    /// [`KeyringError::FileLacks`] for names that an existing file lacks, or has with another suite; those of [`load`](Self::load) and
    /// [`generate`](Self::generate).
    pub fn load_or_create(path: impl AsRef<Path>, keys: &[(&str, Suite)]) -> Result<Self, KeyringError> {
        match Self::load(&path) {
            Err(KeyringError::FileMissing { .. }) => {}
            loaded => return loaded?.with_names(path.as_ref(), keys),
        }
        let keyring = Self::generate(keys)?;
        if file::create(path.as_ref(), &keyring.records().keys)? {
            Ok(keyring)
        } else {
            Self::load(&path)?.with_names(path.as_ref(), keys)
        }
    }

    fn with_names(self, path: &Path, keys: &[(&str, Suite)]) -> Result<Self, KeyringError> {
        let records = self.records();
        let lacking = keys
            .iter()
            .filter(|(name, suite)| records.find(name).is_none_or(|key| key.suite() != *suite));
        let names: Vec<String> = lacking.map(|(name, _)| (*name).to_owned()).collect();
        if names.is_empty() {
            Ok(self)
        } else {
            Err(KeyringError::FileLacks {
                path: path.into(),
                names,
            })
        }
    }

    /// Writes the key file, atomically and readable by its owner alone, over the one that may be there. Through a symbolic link,
    /// the file that it names is replaced. Waits for another process that is saving the same file.
    ///
    /// Of two processes that save, the last one's states of versions stay, but what the other added or destroyed is never undone.
    ///
    /// A crash at the wrong moment, here or in [`load_or_create`](Self::load_or_create), can leave a temporary file in the same folder
    /// that holds the keys. It is named `.tmp` and six letters or digits, and belongs deleted.
    ///
    /// # Errors
    ///
    /// [`KeyringError::WouldLose`] if the file holds versions of keys that this keyring lacks, as when another process changed it
    /// since: load it anew and repeat the change. Where this keyring has sealed under a version of its own by then, save it to
    /// another file too. [`KeyringError::FileInvalid`] if what is there is no key file; [`KeyringError::Io`].
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), KeyringError> {
        // Held, or another thread could rotate and save between these keys' being read and their being written.
        let _writer = self.write();
        file::replace(path.as_ref(), &self.records().keys)
    }

    /// Counts the changes. One atomic load.
    pub(crate) fn generation(&self) -> u64 {
        self.0.generation.load(Ordering::Acquire)
    }

    pub(crate) fn records(&self) -> Arc<Records> {
        self.0.records.load_full()
    }

    /// Applies a change to a copy, and publishes it if it succeeds.
    fn change<T>(&self, apply: impl FnOnce(&mut Records) -> Result<T, KeyringError>) -> Result<T, KeyringError> {
        let _writer = self.write();
        let mut records = Records::clone(&self.0.records.load());
        let result = apply(&mut records)?;
        records.generation += 1;
        let generation = records.generation;
        self.0.records.store(Arc::new(records));
        self.0.generation.store(generation, Ordering::Release);
        Ok(result)
    }

    fn write(&self) -> MutexGuard<'_, ()> {
        // A panic under the lock left the old records in place, whole.
        self.0.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Keyring {
    fn default() -> Self {
        Self::new()
    }
}

/// Names, suites, versions and states; no secret.
impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring").field("keys", &self.records().keys).finish()
    }
}

fn find_mut<'r>(records: &'r mut Records, name: &str) -> Result<&'r mut KeyRecord, KeyringError> {
    let found = records.keys.iter_mut().find(|key| key.name() == name);
    found.ok_or_else(|| KeyringError::KeyUnknown { name: name.into() })
}

/// Seconds since the Unix epoch; 0 before it.
fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}
