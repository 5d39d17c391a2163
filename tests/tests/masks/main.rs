//! What is masked, in the `Debug` of every kind of type and in logs.
#![forbid(unsafe_code)]

mod held;
mod logs;
mod scalars;

use std::fmt::Debug;
use std::sync::{LazyLock, Once};

use protoseal::mask::HashKey;
use protoseal::prelude::*;
use protoseal::{Exposed, Mask};

static KEYRING: LazyLock<Keyring> = LazyLock::new(|| {
    let keys = ["pii", "address", "k", "root", "other", "legacy"].map(|name| (name, Suite::Aes256Gcm));
    Keyring::generate(&keys).expect("names are unique")
});

fn sealer() -> Sealer {
    Sealer::new(&KEYRING)
}

fn opener() -> Opener {
    Opener::new(&KEYRING)
}

fn context() -> Context {
    Context::new().with("table", "masks")
}

/// Installs the hash key of this process; its tests call it first.
fn with_hash_key() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let key = HashKey::derive(&KEYRING, "pii").expect("the key is there");
        key.install().expect("no other test installs one");
    });
}

/// What is shown of a value under the mask for it.
fn hash(value: &str) -> String {
    let shown = Mask::Hash.of(value).to_string();
    assert!(shown.starts_with('#'), "{shown}");
    shown
}

/// Asserts what `Debug` shows, and what it shows exposed.
fn assert_shows<T: Debug + Expose>(value: &T, masked: &str, exposed: &str)
where
    for<'t> Exposed<&'t T>: Debug,
{
    assert_eq!(format!("{value:?}"), masked);
    assert_eq!(format!("{:?}", value.exposed()), exposed);
}
