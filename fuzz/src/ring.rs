//! A ring of fixed keys, under which the seeds are sealed: what a target finds can be run again.

use std::sync::LazyLock;

use protoseal::prelude::*;
use protoseal::{DataKey, KeyId, KeyRecord, KeyState};

/// Sealer and opener over the ring.
pub struct World {
    /// The ring: each key with a version to open and one to seal with.
    pub keyring: Keyring,
    /// Seals under version 2.
    pub sealer: Sealer,
    /// Opens both.
    pub opener: Opener,
}

/// The one of this process.
pub static WORLD: LazyLock<World> = LazyLock::new(|| {
    let keyring = Keyring::new();
    for (number, name) in (1u8..).zip(["address", "legacy", "other", "pii", "root"]) {
        let suite = if name == "other" {
            Suite::Sm4Gcm
        } else {
            Suite::Aes256Gcm
        };
        let record = KeyRecord::new(KeyId::from_bytes([number; 16]), name, suite);
        let secret = |version: u8| DataKey::from_bytes([number ^ version << 4; 32]);
        let record = record
            .with_version(1, KeyState::DecryptOnly, 0, secret(1))
            .and_then(|record| record.with_version(2, KeyState::Active, 0, secret(2)))
            .expect("the versions differ");
        keyring.insert(record).expect("the names differ");
    }
    World {
        sealer: Sealer::new(&keyring),
        opener: Opener::new(&keyring),
        keyring,
    }
});

/// The context of all seeds.
pub fn context() -> Context {
    Context::new().with("for", "fuzzing")
}
