//! The keyed hash: HMAC-SHA-256 (RFC 2104) under a key of the process.

use core::fmt::{self, Display, Formatter, Write};
use std::sync::OnceLock;

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroize;

use super::HIDDEN;
use crate::error::KeyringError;
use crate::keyring::{DataKey, Keyring};

/// What is hashed before a value, so that no other use of the same key has these hashes.
const LABEL: &[u8] = b"protoseal/v1/mask/hash/";

/// How keys are derived.
const KEY_LABEL: &[u8] = b"protoseal/v1/mask/key/";

/// How many bytes of a hash are shown: enough that two values out of a billion look equal with a probability of about 3 percent, and
/// few enough to be read.
const SHOWN: usize = 8;

/// Keyed with what was installed. The key lives as long as the process.
static INSTALLED: OnceLock<Hmac<Sha256>> = OnceLock::new();

/// The key of [`Mask::Hash`](super::Mask::Hash): 32 bytes, zeroized when they are dropped, never shown.
///
/// Whoever has it can try out values until one has the hash that a log shows, and most numbers, names and addresses can be
/// found so. Keep it as a secret, and from those who read the logs.
///
/// ```
/// use protoseal::mask::HashKey;
/// use protoseal::{Keyring, Mask, Suite};
///
/// let keyring = Keyring::generate(&[("logs", Suite::Aes256Gcm)])?;
/// assert_eq!(Mask::Hash.of("138 0013 8000").to_string(), "***"); // there is no key yet
///
/// HashKey::derive(&keyring, "logs")?.install()?; // once, when the process starts
/// let shown = Mask::Hash.of("138 0013 8000").to_string();
/// assert_eq!((shown.len(), &shown[..1]), (17, "#"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct HashKey(DataKey);

impl HashKey {
    /// A key from 32 bytes. They must come from a source of cryptographic randomness.
    ///
    /// The caller's own copy is the caller's to erase.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(DataKey::from_bytes(bytes))
    }

    /// A key from one of a keyring's, by HKDF-SHA-256 (RFC 5869) under a label of its own: services that have this key of the keyring
    /// show the same hashes.
    ///
    /// It is derived from the oldest version of the key that is active or decrypt-only. So a rotation changes no hash; when that
    /// version is destroyed, or is to be, hashes change with the next start of a process.
    ///
    /// # Errors
    ///
    /// [`KeyringError::KeyUnknown`]; [`KeyringError::RecordInvalid`], if no version of the key is active or decrypt-only.
    pub fn derive(keyring: &Keyring, name: &str) -> Result<Self, KeyringError> {
        let records = keyring.records();
        let record = records
            .find(name)
            .ok_or_else(|| KeyringError::KeyUnknown { name: name.to_owned() })?;
        let usable = record.all().iter().filter(|version| version.info.state.opens());
        let oldest = usable.min_by_key(|version| version.info.number);
        let (version, secret) = oldest
            .and_then(|oldest| Some((oldest.info.number, oldest.secret.as_ref()?)))
            .ok_or_else(|| KeyringError::RecordInvalid {
                name: name.to_owned(),
                fault: "has no version that is active or decrypt-only; rotate it, or name another key",
            })?;
        let (mut prk, hkdf) = Hkdf::<Sha256>::extract(None, secret.bytes());
        prk.zeroize();
        let (suite, id, version) = ([record.suite().number()], record.id(), version.to_be_bytes());
        let info = [KEY_LABEL, &suite, id.bytes(), &version];
        let key = DataKey::fill(|bytes| hkdf.expand_multi_info(&info, bytes));
        Ok(Self(key.expect("HKDF gives up to 255 hashes; this is one")))
    }

    /// Makes this the key of the process, for as long as that lives. Until then, [`Mask::Hash`](super::Mask::Hash) shows `***`.
    ///
    /// # Errors
    ///
    /// [`HashKeyInstalled`], if there is one already, be it the same.
    pub fn install(self) -> Result<(), HashKeyInstalled> {
        INSTALLED.set(self.keyed()).map_err(|_| HashKeyInstalled(()))
    }

    fn keyed(&self) -> Hmac<Sha256> {
        <Hmac<Sha256> as KeyInit>::new_from_slice(self.0.bytes()).expect("HMAC takes keys of any length")
    }
}

impl fmt::Debug for HashKey {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("HashKey(***)")
    }
}

/// The process has a hash key already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the process has a hash key already; install one, once, when the process starts")]
pub struct HashKeyInstalled(());

/// What [`Mask::Hash`](super::Mask::Hash) shows of a value.
#[derive(Clone, Copy)]
pub(crate) struct Digest(Option<[u8; SHOWN]>);

impl Digest {
    /// Of bytes as they are.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self::with(|mac| mac.update(bytes))
    }

    /// Of an integer, as the text of its decimal digits.
    pub(crate) fn of_integer(value: impl Display) -> Self {
        Self::with(|mac| write!(Text(mac), "{value}").expect("hashing cannot fail, nor showing an integer"))
    }

    fn with(value: impl FnOnce(&mut Hmac<Sha256>)) -> Self {
        Self(INSTALLED.get().map(|keyed| hash(keyed.clone(), value)))
    }
}

fn hash(mut mac: Hmac<Sha256>, value: impl FnOnce(&mut Hmac<Sha256>)) -> [u8; SHOWN] {
    mac.update(LABEL);
    value(&mut mac);
    let whole = mac.finalize().into_bytes();
    core::array::from_fn(|i| whole[i])
}

struct Text<'m>(&'m mut Hmac<Sha256>);

impl Write for Text<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

impl Display for Digest {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(bytes) => write!(f, "#{:016x}", u64::from_be_bytes(bytes)),
            None => f.write_str(HIDDEN),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{KeyId, KeyRecord, KeyState, Suite};

    fn record(id: u8, suite: Suite) -> KeyRecord {
        KeyRecord::new(KeyId::from_bytes([id; 16]), "logs", suite)
    }

    fn keyring(record: KeyRecord, versions: &[(u32, KeyState, u8)]) -> Keyring {
        let keyring = Keyring::new();
        let record = versions.iter().fold(record, |record, &(number, state, secret)| {
            let secret = DataKey::from_bytes([secret; 32]);
            record.with_version(number, state, 0, secret).expect("versions differ")
        });
        keyring.insert(record).expect("it is the only key");
        keyring
    }

    fn shown(key: &HashKey, value: &str) -> String {
        Digest(Some(hash(key.keyed(), |mac| mac.update(value.as_bytes())))).to_string()
    }

    /// Computed with Python: `hmac.new(bytes(range(32)), b"protoseal/v1/mask/hash/" + value, "sha256").hexdigest()[:16]`.
    #[test]
    fn the_hash_is_hmac_of_label_and_value() {
        let key = HashKey::from_bytes(core::array::from_fn(|i| i as u8));
        assert_eq!(shown(&key, "13800138000"), "#4678161f5c7f1c3b");
        assert_eq!(shown(&key, "張三"), "#8463f104a9e49644");
    }

    /// Computed with Python's `hmac` by RFC 5869: no salt, the label, suite 1, the id and version 2.
    #[test]
    fn derived_keys_are_hkdf_of_the_oldest_usable_version() {
        let keyring = keyring(
            record(7, Suite::Aes256Gcm),
            &[
                (1, KeyState::Destroyed, 1),
                (2, KeyState::DecryptOnly, 2),
                (3, KeyState::Active, 3),
            ],
        );
        let key = HashKey::derive(&keyring, "logs").expect("version 2 opens");
        assert_eq!(shown(&key, "13800138000"), "#c43494b2490dc101");
    }

    #[test]
    fn a_rotation_changes_no_hash_and_a_destruction_does() {
        let keyring = keyring(record(7, Suite::Sm4Gcm), &[(1, KeyState::Active, 1)]);
        let hash = || shown(&HashKey::derive(&keyring, "logs").expect("a version opens"), "value");
        let first = hash();
        keyring.rotate("logs").expect("the system gives random bits");
        assert_eq!(hash(), first);
        keyring
            .set_state("logs", 1, KeyState::PendingDestruction)
            .expect("it is decrypt-only");
        assert_ne!(hash(), first);
    }

    #[test]
    fn every_input_of_a_derived_key_tells() {
        let active = |number, secret| [(number, KeyState::Active, secret)];
        let keys = [
            keyring(record(7, Suite::Aes256Gcm), &active(1, 1)),
            keyring(record(8, Suite::Aes256Gcm), &active(1, 1)),
            keyring(record(7, Suite::Sm4Gcm), &active(1, 1)),
            keyring(record(7, Suite::Aes256Gcm), &active(2, 1)),
            keyring(record(7, Suite::Aes256Gcm), &active(1, 2)),
        ];
        let hashes = keys.map(|keyring| shown(&HashKey::derive(&keyring, "logs").expect("it is active"), "value"));
        let different: std::collections::BTreeSet<_> = hashes.iter().collect();
        assert_eq!(different.len(), 5);
    }

    #[test]
    fn a_key_that_is_not_there_is_an_error() {
        let keyring = keyring(record(7, Suite::Aes256Gcm), &[(1, KeyState::PreActive, 1)]);
        let error = |name| {
            HashKey::derive(&keyring, name)
                .expect_err("no such version opens")
                .to_string()
        };
        assert_eq!(
            error("logs"),
            "key \"logs\" has no version that is active or decrypt-only; rotate it, or name another key"
        );
        assert!(error("other").contains("no key \"other\""));
    }

    #[test]
    fn a_key_is_never_shown() {
        assert_eq!(format!("{:?}", HashKey::from_bytes([65; 32])), "HashKey(***)");
    }
}
