//! The epochs that a sealer works in, one for each key, and the counters that no nonce gets past.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::{ArcSwap, Guard};

use super::settings::{BLOCKS_STEP, Settings};
use crate::aead::NONCE;
use crate::clock::Deadline;
use crate::codegen::{Place, Policy};
use crate::entropy;
use crate::envelope::{Begin, Header, Keyed};
use crate::epoch::EpochKeys;
use crate::error::SealError;
use crate::keyring::{KeyId, KeyRecord, KeyState, Keyring, same_name};

/// What the clones of a sealer share.
pub(super) struct Core {
    pub(super) settings: Settings,
    keyring: Keyring,
    /// Read by every seal without a lock; replaced as a whole, and rarely.
    table: ArcSwap<Table>,
    /// Held by whoever replaces the table.
    writer: Mutex<()>,
}

/// The epochs at one moment. An epoch that left the table still serves the seals that reserved from it.
#[derive(Default)]
pub(super) struct Table {
    /// Of the keyring, when the epochs' keys were looked up.
    generation: u64,
    slots: Vec<Slot>,
}

#[derive(Clone)]
struct Slot {
    key: &'static str,
    epoch: Arc<Epoch>,
}

/// A table held for the length of a seal.
pub(super) type Held = Guard<Arc<Table>>;

/// One epoch of one key.
pub(super) struct Epoch {
    pub(super) keys: EpochKeys,
    pub(super) id: KeyId,
    pub(super) version: u32,
    /// What the additional data of its envelopes begin with.
    pub(super) begin: Begin,
    /// What its key adds to them.
    pub(super) keyed: Keyed,
    ends: Deadline,
    /// What was reserved: the envelopes in the upper 32 bits, steps of 16 blocks in the lower. Together, so that one
    /// exchange reserves both or nothing.
    used: OwnLine,
}

/// A counter in a cache line of its own: each thread that takes from it takes the line from the others, and with it whatever else they
/// read there. Some processors fetch lines in pairs.
#[repr(align(128))]
struct OwnLine(AtomicU64);

impl Table {
    #[inline]
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        self.slots.iter().position(|slot| same_name(slot.key, key))
    }

    #[inline]
    pub(super) fn get(&self, slot: usize) -> Option<&Epoch> {
        self.slots.get(slot).map(|slot| &*slot.epoch)
    }

    pub(super) fn epoch(&self, slot: usize) -> &Arc<Epoch> {
        &self.slots[slot].epoch
    }
}

impl Epoch {
    /// Reserves counters and blocks; returns the first counter, or `None` if the epoch is over.
    #[inline]
    pub(super) fn reserve(&self, envelopes: u32, blocks: u64, settings: &Settings) -> Option<u32> {
        if self.is_over() {
            return None;
        }
        self.take(envelopes, blocks, settings)
    }

    /// Whether the epoch is too old for a seal to begin with it.
    #[inline]
    pub(super) fn is_over(&self) -> bool {
        self.ends.is_reached()
    }

    /// As [`reserve`](Self::reserve), for a seal that has begun.
    #[inline]
    pub(super) fn take(&self, envelopes: u32, blocks: u64, settings: &Settings) -> Option<u32> {
        let steps = u32::try_from(blocks.div_ceil(BLOCKS_STEP)).ok()?;
        let most_steps = u32::try_from(settings.blocks / BLOCKS_STEP).unwrap_or(u32::MAX);
        let mut first = 0;
        let more = |used: u64| {
            let (envelopes_used, steps_used) = ((used >> 32) as u32, used as u32);
            first = envelopes_used;
            let envelopes = envelopes_used
                .checked_add(envelopes)
                .filter(|&sum| sum <= settings.envelopes)?;
            let steps = steps_used.checked_add(steps).filter(|&sum| sum <= most_steps)?;
            Some(u64::from(envelopes) << 32 | u64::from(steps))
        };
        // The counter orders nothing but itself, so relaxed will do.
        self.used
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, more)
            .ok()?;
        Some(first)
    }
}

impl Core {
    pub(super) fn new(keyring: Keyring, settings: Settings) -> Self {
        let table = ArcSwap::from_pointee(Table {
            generation: keyring.generation(),
            slots: Vec::new(),
        });
        Self {
            settings,
            keyring,
            table,
            writer: Mutex::new(()),
        }
    }

    /// The table, in step with the keyring.
    #[inline]
    pub(super) fn table(&self) -> Held {
        let table = self.table.load();
        if table.generation == self.keyring.generation() {
            return table;
        }
        drop(table);
        self.follow_keyring();
        self.table.load()
    }

    /// A table with an epoch for the key, and its slot there.
    #[inline]
    pub(super) fn ensure(
        &self,
        held: &mut Held,
        key: &'static str,
        policy: &Policy,
        place: &Place<'_>,
    ) -> Result<usize, SealError> {
        loop {
            if let Some(slot) = held.find(key) {
                return Ok(slot);
            }
            // Not in the table that is held. Another thread may end the new epoch before it is looked up; so, again.
            self.begin(key, None, || (policy, place))?;
            *held = self.table.load();
        }
    }

    /// A table in which the key's epoch is another than the one that is over, and its slot there.
    pub(super) fn renew(
        &self,
        held: &mut Held,
        over: &Arc<Epoch>,
        booked: (&'static str, &'static Policy),
    ) -> Result<usize, SealError> {
        let (key, policy) = booked;
        let root = Place::root();
        loop {
            self.begin(key, Some(over), || (policy, &root))?;
            *held = self.table.load();
            if let Some(slot) = held.find(key) {
                return Ok(slot);
            }
        }
    }

    /// Ends all epochs, and what user-space generators would go on with.
    pub(super) fn end_epochs(&self) {
        entropy::reseed();
        let _writer = self.write();
        let generation = self.table.load().generation;
        self.table.store(Arc::new(Table {
            generation,
            slots: Vec::new(),
        }));
    }

    /// Drops the epochs whose key has another active version now, or none.
    fn follow_keyring(&self) {
        let _writer = self.write();
        let records = self.keyring.records();
        let table = self.table.load();
        let current = |slot: &&Slot| {
            let record = records.find(slot.key);
            let active = record.and_then(|record| record.active().map(|version| (record.id(), version.info.number)));
            active == Some((slot.epoch.id, slot.epoch.version))
        };
        let slots = table.slots.iter().filter(current).cloned().collect();
        self.table.store(Arc::new(Table {
            generation: records.generation,
            slots,
        }));
    }

    /// Begins an epoch of a key, unless another thread began one since `over`.
    fn begin<'p>(
        &self,
        key: &'static str,
        over: Option<&Arc<Epoch>>,
        at: impl FnOnce() -> (&'p Policy, &'p Place<'p>),
    ) -> Result<(), SealError> {
        let _writer = self.write();
        let table = self.table.load();
        let old = table.find(key);
        if let Some(slot) = old
            && over.is_none_or(|over| !Arc::ptr_eq(table.epoch(slot), over))
        {
            return Ok(());
        }
        let records = self.keyring.records();
        let epoch = match records
            .find(key)
            .ok_or(Unavailable::Unknown)
            .and_then(|record| self.epoch(record))
        {
            Ok(epoch) => Arc::new(epoch),
            Err(reason) => {
                let (policy, place) = at();
                let at = place.locate(policy);
                return Err(match reason {
                    Unavailable::Unknown => SealError::KeyUnknown { key, at },
                    Unavailable::NotReady => SealError::KeyNotReady { key, at },
                    Unavailable::Destroyed => SealError::KeyDestroyed { key, at },
                    Unavailable::Entropy(error) => SealError::Entropy(error),
                });
            }
        };
        let mut slots = table.slots.clone();
        match old {
            Some(slot) => slots[slot].epoch = epoch,
            None => slots.push(Slot { key, epoch }),
        }
        // The generation stays: other keys of the table may lag behind the keyring.
        self.table.store(Arc::new(Table {
            generation: table.generation,
            slots,
        }));
        Ok(())
    }

    fn epoch(&self, record: &KeyRecord) -> Result<Epoch, Unavailable> {
        let active = record
            .active()
            .and_then(|version| Some((version.info.number, version.secret.as_ref()?)));
        let Some((version, secret)) = active else {
            let can_become_active =
                |state| matches!(state, KeyState::PreActive | KeyState::Active | KeyState::DecryptOnly);
            let versions = record.all();
            let ready = versions.is_empty() || versions.iter().any(|version| can_become_active(version.info.state));
            return Err(if ready {
                Unavailable::NotReady
            } else {
                Unavailable::Destroyed
            });
        };
        let salt = self.settings.entropy.salt().map_err(Unavailable::Entropy)?;
        let (suite, id) = (record.suite(), record.id());
        let keys = EpochKeys::derive(secret, suite, id, version, salt, self.settings.backend);
        let begin = Begin::new(&Header {
            key_version: version,
            salt: &keys.salt,
            n: &[0; NONCE],
            commitment: &keys.commitment,
        });
        Ok(Epoch {
            begin,
            keyed: Keyed::new(suite, id, record.name()),
            keys,
            id,
            version,
            ends: Deadline::after(self.settings.age),
            used: OwnLine(AtomicU64::new(0)),
        })
    }

    fn write(&self) -> MutexGuard<'_, ()> {
        // A panic under the lock left the old table in place, whole.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why a key does not seal.
enum Unavailable {
    Unknown,
    NotReady,
    Destroyed,
    Entropy(getrandom::Error),
}
