//! Where random bits come from.

use core::cell::RefCell;

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

/// Own, and not rand's `ThreadRng`, because that one panics when the kernel gives no seed.
fn user_space() -> Result<[u8; 8], EntropyError> {
    thread_local!(static RNG: RefCell<Option<(StdRng, u32)>> = const { RefCell::new(None) });
    RNG.with_borrow_mut(|slot| {
        let (rng, left) = match slot {
            Some((rng, left)) if *left > 0 => (rng, left),
            _ => {
                let mut seed = zeroize::Zeroizing::new([0; 32]);
                getrandom::fill(&mut *seed)?;
                let (rng, left) = slot.insert((StdRng::from_seed(*seed), RESEED_AFTER));
                (rng, left)
            }
        };
        *left -= 1;
        Ok(rng.next_u64().to_be_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_differ() {
        for entropy in [Entropy::Kernel, Entropy::UserSpace] {
            let draws: std::collections::HashSet<_> = (0..1000).map(|_| entropy.instance().unwrap()).collect();
            assert_eq!(draws.len(), 1000);
        }
    }
}
