//! The keys that an opener uses, and its bounded cache of epochs.

use core::ops::Deref;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use arc_swap::{ArcSwap, ArcSwapOption, Guard};

use super::Settings;
use crate::envelope::Keyed;
use crate::epoch::{EpochKeys, SALT};
use crate::keyring::{DataKey, KeyId, KeyRecord, KeyState, Keyring, same_name};
use crate::suite::Suite;

/// What the clones of an opener share.
pub(super) struct Core {
    pub(super) settings: Settings,
    keyring: Keyring,
    /// Read without a lock; replaced as a whole, when the keyring changed or a key is used for the first time.
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

pub(super) struct Key {
    name: &'static str,
    id: KeyId,
    suite: Suite,
    pub(super) keyed: Keyed,
    versions: Vec<Version>,
}

pub(super) struct Version {
    number: u32,
    pub(super) state: KeyState,
    secret: Option<Arc<DataKey>>,
    history: Arc<History>,
}

/// What an opener remembers of a version, also across changes of the keyring.
#[derive(Default)]
struct History {
    failures: AtomicU64,
    /// The epoch that was cached last, which most envelopes are of: found without a lock. Written under the cache's lock.
    newest: ArcSwapOption<EpochKeys>,
    cache: RwLock<Cache>,
}

/// The keys of an epoch, and where they came from.
pub(super) enum Epoch {
    Newest(Guard<Option<Arc<EpochKeys>>>),
    Cached(Arc<EpochKeys>),
    /// Not cached, so not known to be a sealer's.
    Derived(Arc<EpochKeys>),
}

impl Deref for Epoch {
    type Target = EpochKeys;

    fn deref(&self) -> &EpochKeys {
        match self {
            Self::Newest(epoch) => epoch.as_ref().expect("only made of an epoch"),
            Self::Cached(epoch) | Self::Derived(epoch) => epoch,
        }
    }
}

/// The cached epochs of a version.
#[derive(Default)]
struct Cache {
    /// The oldest first.
    epochs: VecDeque<Arc<EpochKeys>>,
    /// The version does not open any more: an opening that began before must not bring its epoch back.
    closed: bool,
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
    pub(super) fn key<'h>(&self, held: &'h mut Held, name: &'static str) -> Option<&'h Key> {
        if held.find(name).is_none() {
            self.rebuild(Some(name));
            *held = self.table.load();
        }
        held.find(name)
    }

    /// How many epochs of a version are cached.
    #[cfg(test)]
    pub(crate) fn cached(&self, name: &'static str, version: u32) -> usize {
        let mut held = self.table();
        let version = self.key(&mut held, name).and_then(|key| key.version(version));
        version.map_or(0, |version| version.history.cache.read().unwrap().epochs.len())
    }

    /// Reads the keys that are used, and one more, anew from the keyring.
    fn rebuild(&self, more: Option<&'static str>) {
        // A panic under the lock left the old table in place, whole.
        let _writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
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
}

impl Table {
    fn find(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| same_name(key.name, name)).map(|key| &**key)
    }
}

impl Key {
    fn new(name: &'static str, record: &KeyRecord, old: Option<&Self>) -> Self {
        let version = |version: &crate::keyring::Version| {
            let number = version.info.number;
            let known = old.and_then(|old| old.version(number)).map(|old| old.history.clone());
            let history = known.unwrap_or_default();
            history.set_closed(!version.info.state.opens());
            Version {
                number,
                state: version.info.state,
                secret: version.secret.clone(),
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
    /// [`remember`](Self::remember) fills the cache.
    pub(super) fn epoch(&self, key: &Key, salt: &[u8; SALT], settings: &Settings) -> Option<Epoch> {
        let secret = self.secret.as_ref().filter(|_| self.state.opens())?;
        let newest = self.history.newest.load();
        if newest.as_ref().is_some_and(|newest| newest.salt == *salt) {
            return Some(Epoch::Newest(newest));
        }
        drop(newest);
        let cached = self.history.cache.read().unwrap_or_else(PoisonError::into_inner);
        // The newest serve most, and 256 comparisons are cheaper than a derivation by far.
        if let Some(epoch) = cached.epochs.iter().rev().find(|epoch| epoch.salt == *salt) {
            return Some(Epoch::Cached(epoch.clone()));
        }
        drop(cached);
        let keys = EpochKeys::derive(secret, key.suite, key.id, self.number, *salt, settings.backend);
        Some(Epoch::Derived(Arc::new(keys)))
    }

    /// Caches an epoch of which an envelope has authenticated.
    pub(super) fn remember(&self, epoch: Epoch, settings: &Settings) {
        let Epoch::Derived(epoch) = epoch else { return };
        let mut cache = self.history.cache.write().unwrap_or_else(PoisonError::into_inner);
        if cache.closed || cache.epochs.iter().rev().any(|known| known.salt == epoch.salt) {
            return;
        }
        while cache.epochs.len() >= settings.epochs {
            cache.epochs.pop_front();
        }
        self.history.newest.store(Some(epoch.clone()));
        cache.epochs.push_back(epoch);
    }

    pub(super) fn may_fail(&self, settings: &Settings) -> bool {
        self.history.failures.load(Ordering::Relaxed) < settings.failures
    }

    pub(super) fn failed(&self) {
        self.history.failures.fetch_add(1, Ordering::Relaxed);
    }
}

impl History {
    /// Closing forgets the epochs.
    fn set_closed(&self, closed: bool) {
        let mut cache = self.cache.write().unwrap_or_else(PoisonError::into_inner);
        cache.closed = closed;
        if closed {
            self.newest.store(None);
            cache.epochs.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_version_takes_no_epoch_back() {
        let secret = DataKey::from_bytes([1; 32]);
        let settings = Settings::default();
        let epoch = || {
            let (suite, id) = (Suite::Aes256Gcm, KeyId::from_bytes([2; 16]));
            Epoch::Derived(Arc::new(EpochKeys::derive(
                &secret,
                suite,
                id,
                1,
                [3; SALT],
                settings.backend,
            )))
        };
        let version = Version {
            number: 1,
            state: KeyState::Active,
            secret: None,
            history: Arc::default(),
        };
        let cached = || {
            let cached = version.history.cache.read().unwrap().epochs.len();
            assert_eq!(cached, version.history.newest.load().iter().count());
            cached
        };
        version.remember(epoch(), &settings);
        assert_eq!(cached(), 1);
        // Another thread destroyed the version while this one opened its last envelope.
        version.history.set_closed(true);
        version.remember(epoch(), &settings);
        assert_eq!(cached(), 0);
        version.history.set_closed(false);
        version.remember(epoch(), &settings);
        assert_eq!(cached(), 1);
    }
}
