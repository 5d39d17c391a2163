//! What a salt makes of a data key: the epoch's AEAD key, base IV and commitment (`docs/format.md`, section 4).

use core::fmt;

use hkdf::Hkdf;
use sha2::Sha256;
use sm3::Sm3;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing, zeroize_stack};

use crate::aead::{Aead, Backend, NONCE, key_len};
use crate::keyring::{DataKey, KeyId};
use crate::suite::Suite;

/// Length of an epoch's salt, in bytes.
pub(crate) const SALT: usize = 16;
/// Length of a key commitment, in bytes.
pub(crate) const COMMITMENT: usize = 32;

/// The keys of one epoch. The secret ones are gone when this is dropped.
pub(crate) struct EpochKeys {
    pub(crate) salt: [u8; SALT],
    pub(crate) commitment: [u8; COMMITMENT],
    pub(crate) aead: Box<dyn Aead>,
    /// On the heap, since a value that is moved leaves copies on the stack.
    base_iv: Box<Zeroizing<[u8; NONCE]>>,
}

/// What [`EpochKeys::derive`] may leave on the stack: hash states and the AEAD's key schedule, some 3 KiB. Best effort.
const STACK: usize = 16 << 10;

impl EpochKeys {
    pub(crate) fn derive(
        secret: &DataKey,
        suite: Suite,
        id: KeyId,
        version: u32,
        salt: [u8; SALT],
        backend: Backend,
    ) -> Self {
        let keys = Self::derive_leaving_traces(secret, suite, id, version, salt, backend);
        zeroize_stack::<STACK>();
        keys
    }

    /// Never inlined, so that what it leaves lies where the caller erases.
    #[inline(never)]
    fn derive_leaving_traces(
        secret: &DataKey,
        suite: Suite,
        id: KeyId,
        version: u32,
        salt: [u8; SALT],
        backend: Backend,
    ) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        let mut base_iv = Box::new(Zeroizing::new([0; NONCE]));
        let mut commitment = [0; COMMITMENT];
        let outputs: [(&str, &mut [u8]); 3] = [
            ("key", &mut key[..key_len(suite)]),
            ("iv", &mut base_iv[..]),
            ("commitment", &mut commitment[..]),
        ];
        // The generic form needs a page of bounds that say no more.
        macro_rules! expand {
            ($hash:ty) => {{
                let (mut prk, hkdf) = Hkdf::<$hash>::extract(Some(&salt), secret.bytes());
                prk.zeroize();
                for (label, output) in outputs {
                    let tail = [suite.number()];
                    let info = [
                        b"protoseal/v1/field/",
                        label.as_bytes(),
                        &tail,
                        id.bytes(),
                        &version.to_be_bytes(),
                    ];
                    hkdf.expand_multi_info(&info, output)
                        .expect("HKDF gives up to 255 hashes; this is one");
                }
            }};
        }
        match suite {
            Suite::Aes256Gcm => expand!(Sha256),
            Suite::Sm4Gcm => expand!(Sm3),
        }
        Self {
            salt,
            commitment,
            aead: backend.aead(suite, &key),
            base_iv,
        }
    }

    /// `base IV XOR n`.
    #[inline]
    pub(crate) fn nonce(&self, n: &[u8; NONCE]) -> [u8; NONCE] {
        let number = |bytes: &[u8; NONCE]| {
            let mut wide = [0; 16];
            wide[..NONCE].copy_from_slice(bytes);
            u128::from_ne_bytes(wide)
        };
        let nonce = (number(&self.base_iv) ^ number(n)).to_ne_bytes();
        *nonce.first_chunk().expect("12 of 16 bytes")
    }

    /// Compares a commitment from the wire, in constant time.
    pub(crate) fn committed(&self, commitment: &[u8; COMMITMENT]) -> bool {
        // By halves, since `subtle` compares slices byte by byte.
        let halves = |all: &[u8; COMMITMENT]| {
            let (low, high) = all.split_at(COMMITMENT / 2);
            [low, high].map(|half| u128::from_ne_bytes(half.try_into().expect("half of 32 bytes are 16")))
        };
        let (ours, theirs) = (halves(&self.commitment), halves(commitment));
        let difference = (ours[0] ^ theirs[0]) | (ours[1] ^ theirs[1]);
        difference.ct_eq(&0).into()
    }
}

impl fmt::Debug for EpochKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EpochKeys(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn derive(secret: u8, suite: Suite, id: u8, version: u32, salt: u8) -> EpochKeys {
        let (secret, id) = (DataKey::from_bytes([secret; 32]), KeyId::from_bytes([id; 16]));
        EpochKeys::derive(&secret, suite, id, version, [salt; SALT], Backend::RustCrypto)
    }

    #[test]
    fn every_input_tells() {
        let suites = [Suite::Aes256Gcm, Suite::Sm4Gcm];
        let mut all = Vec::new();
        for suite in suites {
            for (secret, id, version, salt) in [(1, 1, 1, 1), (2, 1, 1, 1), (1, 2, 1, 1), (1, 1, 2, 1), (1, 1, 1, 2)] {
                all.push(derive(secret, suite, id, version, salt));
            }
        }
        for (index, one) in all.iter().enumerate() {
            for other in &all[index + 1..] {
                assert_ne!(one.commitment, other.commitment);
                assert_ne!(**one.base_iv, **other.base_iv);
            }
            assert!(one.committed(&one.commitment.clone()));
        }
        assert!(!all[0].committed(&all[1].commitment));
        assert_eq!(format!("{:?}", all[0]), "EpochKeys(***)");
    }
}
