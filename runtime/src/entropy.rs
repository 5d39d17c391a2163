//! Where random bits come from.

use core::cell::RefCell;
use core::sync::atomic::{AtomicU64, Ordering};

use rand::{Rng, SeedableRng, rngs::StdRng};

/// Where a sealer draws the 8 random bytes of each seal from. Salts and keys always come from the kernel.
#[derive(Debug)]
pub(crate) enum Entropy {
    /// The kernel: safe across forks and restored snapshots, one system call a seal on older systems.
    Kernel,
    /// A ChaCha12 generator of the thread's own, seeded by the kernel. Clones of the process draw the same bits.
    UserSpace,
    /// A fixed sequence, salts included, to compare backends.
    #[cfg(test)]
    Seeded(Box<std::sync::Mutex<StdRng>>),
}

/// The kernel gave no random bits.
pub(crate) type EntropyError = getrandom::Error;

impl Entropy {
    /// The random half of `n` for one seal.
    pub(crate) fn instance(&self) -> Result<[u8; 8], EntropyError> {
        match self {
            Self::UserSpace => user_space(),
            _ => self.salt(),
        }
    }

    /// Bits for what outlives a seal.
    pub(crate) fn salt<const N: usize>(&self) -> Result<[u8; N], EntropyError> {
        let mut bytes = [0; N];
        match self {
            Self::Kernel | Self::UserSpace => getrandom::fill(&mut bytes)?,
            #[cfg(test)]
            Self::Seeded(rng) => rng
                .lock()
                .expect("no test panics while it draws")
                .fill_bytes(&mut bytes),
        }
        Ok(bytes)
    }
}

/// Draws between two seedings of a thread's generator.
const RESEED_AFTER: u32 = 1 << 16;

/// Counts what makes every thread seed its generator anew.
static RESEEDS: AtomicU64 = AtomicU64::new(0);

/// Makes every thread seed its user-space generator anew before its next draw: a clone of the process would go on with the same
/// sequence as its original.
///
/// Relaxed, since a sealer stores an empty table after it: whoever draws for an epoch that began later has loaded that table or
/// its successor, and so sees this count too.
pub(crate) fn reseed() {
    RESEEDS.fetch_add(1, Ordering::Relaxed);
}

/// A thread's generator.
struct Seeded {
    rng: StdRng,
    left: u32,
    /// What [`RESEEDS`] was at its seeding.
    reseeds: u64,
}

thread_local!(static GENERATOR: RefCell<Option<Seeded>> = const { RefCell::new(None) });

/// Own, and not rand's `ThreadRng`, because that one panics when the kernel gives no seed.
fn user_space() -> Result<[u8; 8], EntropyError> {
    let reseeds = RESEEDS.load(Ordering::Relaxed);
    GENERATOR.with_borrow_mut(|slot| {
        let generator = match slot {
            Some(generator) if generator.left > 0 && generator.reseeds == reseeds => generator,
            _ => {
                let mut seed = zeroize::Zeroizing::new([0; 32]);
                getrandom::fill(&mut *seed)?;
                slot.insert(Seeded {
                    rng: StdRng::from_seed(*seed),
                    left: RESEED_AFTER,
                    reseeds,
                })
            }
        };
        generator.left -= 1;
        Ok(generator.rng.next_u64().to_be_bytes())
    })
}

/// Makes this thread's generator that of a clone: two times the same seed, two times the same sequence.
#[cfg(test)]
pub(crate) fn clone_of(seed: u64) {
    let generator = Seeded {
        rng: StdRng::seed_from_u64(seed),
        left: RESEED_AFTER,
        reseeds: RESEEDS.load(Ordering::Relaxed),
    };
    GENERATOR.set(Some(generator));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Threads of other tests may make this one's generator seed anew too, but never keep it from doing so.
    #[test]
    fn a_new_epoch_seeds_user_space_anew() {
        for _ in 0..10 {
            user_space().unwrap();
        }
        reseed();
        user_space().unwrap();
        let left = GENERATOR.with_borrow(|slot| slot.as_ref().map(|generator| generator.left));
        assert_eq!(left, Some(RESEED_AFTER - 1));
    }

    #[test]
    fn draws_differ() {
        for entropy in [Entropy::Kernel, Entropy::UserSpace] {
            let draws: std::collections::HashSet<_> = (0..1000).map(|_| entropy.instance().unwrap()).collect();
            assert_eq!(draws.len(), 1000);
        }
    }
}
