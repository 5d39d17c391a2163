//! The keys that an opener uses, and its bounded cache of epochs.

use core::ops::Deref;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use arc_swap::{ArcSwap, Guard};

use super::Settings;
use crate::envelope::Keyed;
use crate::epoch::{EpochKeys, SALT};
use crate::keyring::{DataKey, KeyId, KeyRecord, KeyState, Keyring, same_name};
use crate::suite::Suite;

/// What the clones of an opener share.
pub(super) struct Core {
    pub(super) settings: Settings,
    keyring: Keyring,
    /// Read without a lock; replaced as a whole, when the keyring changed, a key is used for the first time or an epoch is cached.
    table: ArcSwap<Table>,
    /// Held by whoever replaces the table.
    writer: Mutex<()>,
    /// The fields of fragments that were dropped, since a reader's schema does not know them.
    unknown: AtomicU64,
}

/// The keys at one moment, those that were used.
#[derive(Default)]
pub(super) struct Table {
    generation: u64,
    keys: Vec<Arc<Key>>,
}

/// A table held for the length of an opening.
pub(super) type Held = Guard<Arc<Table>>;

#[derive(Clone)]
pub(super) struct Key {
    name: &'static str,
    id: KeyId,
    suite: Suite,
    pub(super) keyed: Keyed,
    versions: Vec<Version>,
}

#[derive(Clone)]
pub(super) struct Version {
    number: u32,
    pub(super) state: KeyState,
    secret: Option<Arc<DataKey>>,
    /// The epoch that was cached last, which most envelopes are of: found without a lock, and with the table that is held anyway.
    newest: Option<Arc<EpochKeys>>,
    history: Arc<History>,
}

/// What an opener remembers of a version, also across changes of the keyring.
#[derive(Default)]
struct History {
    failures: AtomicU64,
    /// The cached epochs, the oldest first. Changed by whoever replaces the table, so that a version that does not open has none.
    epochs: RwLock<VecDeque<Arc<EpochKeys>>>,
}

/// The keys of an epoch, and where they came from.
pub(super) enum Epoch<'h> {
    Newest(&'h EpochKeys),
    Cached(Arc<EpochKeys>),
    /// Not cached, so not known to be a sealer's.
    Derived(Arc<EpochKeys>),
}

impl Deref for Epoch<'_> {
    type Target = EpochKeys;

    #[inline]
    fn deref(&self) -> &EpochKeys {
        match self {
            Self::Newest(epoch) => epoch,
            Self::Cached(epoch) | Self::Derived(epoch) => epoch,
        }
    }
}

impl Core {
    pub(super) fn new(keyring: Keyring, settings: Settings) -> Self {
        Self {
            settings,
            keyring,
            table: ArcSwap::default(),
            writer: Mutex::new(()),
            unknown: AtomicU64::new(0),
        }
    }

    pub(super) fn unknown(&self) -> u64 {
        self.unknown.load(Ordering::Relaxed)
    }

    pub(super) fn drop_unknown(&self, fields: u64) {
        if fields > 0 {
            self.unknown.fetch_add(fields, Ordering::Relaxed);
        }
    }

    /// The table, in step with the keyring.
    pub(super) fn table(&self) -> Held {
        let table = self.table.load();
        if table.generation == self.keyring.generation() {
            return table;
        }
        drop(table);
        self.rebuild(None);
        self.table.load()
    }

    /// A key by its name; `None` if the keyring has none.
    #[inline]
    pub(super) fn key<'h>(&self, held: &'h mut Held, name: &'static str) -> Option<&'h Key> {
        let mut slot = held.position(name);
        if slot.is_none() {
            self.rebuild(Some(name));
            *held = self.table.load();
            slot = held.position(name);
        }
        held.keys.get(slot?).map(|key| &**key)
    }

    /// Caches an epoch of which an envelope has authenticated, under a version of a key of the table that is held.
    #[cold]
    pub(super) fn remember(&self, held: &mut Held, name: &'static str, used: &Version, epoch: Arc<EpochKeys>) {
        let writer = self.write();
        let table = self.table.load();
        let version = table.find(name).and_then(|key| key.version(used.number));
        // The key or the version's state may be another by now: an opening that began before must not bring its epoch back.
        let same = version.filter(|version| version.state.opens() && Arc::ptr_eq(&version.history, &used.history));
        if same.is_some_and(|version| version.history.remember(&epoch, &self.settings)) {
            self.table.store(Arc::new(table.with_newest(name, used.number, epoch)));
        }
        drop(writer);
        *held = self.table.load();
    }

    /// How many epochs of a version are cached.
    #[cfg(test)]
    pub(crate) fn cached(&self, name: &'static str, version: u32) -> usize {
        let mut held = self.table();
        let version = self.key(&mut held, name).and_then(|key| key.version(version));
        version.map_or(0, |version| version.history.epochs.read().unwrap().len())
    }

    /// Reads the keys that are used, and one more, anew from the keyring.
    fn rebuild(&self, more: Option<&'static str>) {
        let _writer = self.write();
        let records = self.keyring.records();
        let table = self.table.load();
        let names = table.keys.iter().map(|key| key.name);
        let more = more.filter(|&name| table.find(name).is_none());
        let keys = names.chain(more).filter_map(|name| {
            let record = records.find(name)?;
            let old = table.find(name).filter(|old| old.id == record.id());
            Some(Arc::new(Key::new(name, record, old)))
        });
        self.table.store(Arc::new(Table {
            generation: records.generation,
            keys: keys.collect(),
        }));
    }

    fn write(&self) -> MutexGuard<'_, ()> {
        // A panic under the lock left the old table in place, whole.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Table {
    #[inline]
    fn position(&self, name: &str) -> Option<usize> {
        self.keys.iter().position(|key| same_name(key.name, name))
    }

    fn find(&self, name: &str) -> Option<&Key> {
        self.keys.get(self.position(name)?).map(|key| &**key)
    }

    /// The same, but for the newest epoch of a version of a key.
    fn with_newest(&self, name: &str, number: u32, epoch: Arc<EpochKeys>) -> Self {
        let mut keys = self.keys.clone();
        let key = keys.iter_mut().find(|key| same_name(key.name, name)).map(Arc::make_mut);
        let versions = key.into_iter().flat_map(|key| &mut key.versions);
        for version in versions.filter(|version| version.number == number) {
            version.newest = Some(epoch.clone());
        }
        Self {
            generation: self.generation,
            keys,
        }
    }
}

impl Key {
    fn new(name: &'static str, record: &KeyRecord, old: Option<&Self>) -> Self {
        let version = |version: &crate::keyring::Version| {
            let (number, state) = (version.info.number, version.info.state);
            let old = old.and_then(|old| old.version(number));
            let history = old.map(|old| old.history.clone()).unwrap_or_default();
            if !state.opens() {
                history.forget();
            }
            Version {
                number,
                state,
                secret: version.secret.clone(),
                newest: old.and_then(|old| old.newest.clone()).filter(|_| state.opens()),
                history,
            }
        };
        let (id, suite) = (record.id(), record.suite());
        Self {
            name,
            id,
            suite,
            keyed: Keyed::new(suite, id, name),
            versions: record.all().iter().map(version).collect(),
        }
    }

    pub(super) fn version(&self, number: u32) -> Option<&Version> {
        self.versions.iter().rfind(|version| version.number == number)
    }
}

impl Version {
    /// The keys of an epoch, from the cache or derived anew; `None` for a version that does not open. Only
    /// [`Core::remember`] fills the cache.
    #[inline]
    pub(super) fn epoch(&self, key: &Key, salt: &[u8; SALT], settings: &Settings) -> Option<Epoch<'_>> {
        match &self.newest {
            Some(newest) if newest.salt == *salt => Some(Epoch::Newest(newest)),
            _ => self.older(key, salt, settings),
        }
    }

    #[cold]
    fn older(&self, key: &Key, salt: &[u8; SALT], settings: &Settings) -> Option<Epoch<'_>> {
        let secret = self.secret.as_ref().filter(|_| self.state.opens())?;
        let cached = self.history.epochs.read().unwrap_or_else(PoisonError::into_inner);
        // The newest serve most, and 256 comparisons are cheaper than a derivation by far.
        if let Some(epoch) = cached.iter().rev().find(|epoch| epoch.salt == *salt) {
            return Some(Epoch::Cached(epoch.clone()));
        }
        drop(cached);
        let keys = EpochKeys::derive(secret, key.suite, key.id, self.number, *salt, settings.backend);
        Some(Epoch::Derived(Arc::new(keys)))
    }

    pub(super) fn may_fail(&self, settings: &Settings) -> bool {
        self.history.failures.load(Ordering::Relaxed) < settings.failures
    }

    pub(super) fn failed(&self) {
        self.history.failures.fetch_add(1, Ordering::Relaxed);
    }
}

impl History {
    /// Caches an epoch; whether it was not cached yet.
    fn remember(&self, epoch: &Arc<EpochKeys>, settings: &Settings) -> bool {
        let mut epochs = self.epochs.write().unwrap_or_else(PoisonError::into_inner);
        if epochs.iter().rev().any(|known| known.salt == epoch.salt) {
            return false;
        }
        while epochs.len() >= settings.epochs {
            epochs.pop_front();
        }
        epochs.push_back(epoch.clone());
        true
    }

    fn forget(&self) {
        let mut epochs = self.epochs.write().unwrap_or_else(PoisonError::into_inner);
        epochs.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aead::Backend;

    #[test]
    fn a_closed_version_takes_no_epoch_back() {
        let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm)]).unwrap();
        let core = Core::new(keyring.clone(), Settings::default());
        let begun = || {
            let mut held = core.table();
            let used = core.key(&mut held, "pii").and_then(|key| key.version(1));
            (used.unwrap().clone(), held)
        };
        let remember = |(used, mut held): (Version, Held)| {
            let (secret, id) = (DataKey::from_bytes([1; 32]), KeyId::from_bytes([2; 16]));
            let keys = EpochKeys::derive(&secret, Suite::Aes256Gcm, id, 1, [3; SALT], Backend::default());
            core.remember(&mut held, "pii", &used, Arc::new(keys));
            let key = held.find("pii").and_then(|key| key.version(1));
            let newest = key.and_then(|version| version.newest.as_ref());
            assert_eq!(core.cached("pii", 1), newest.iter().count());
            newest.is_some()
        };
        let before = begun();
        assert!(remember(begun()));
        assert!(remember(begun()), "it stays");
        // Another thread destroyed the version while this one opened its last envelope.
        keyring.rotate("pii").unwrap();
        keyring.set_state("pii", 1, KeyState::PendingDestruction).unwrap();
        assert_eq!(core.cached("pii", 1), 0);
        assert!(!remember(before));
        keyring.set_state("pii", 1, KeyState::DecryptOnly).unwrap();
        assert!(remember(begun()));
    }
}
