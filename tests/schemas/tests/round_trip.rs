//! Every message of the collections that holds something sealed is sealed, relayed and opened again; no canary shows.
#![forbid(unsafe_code)]
#![cfg(feature = "collections")]

use std::fmt::Debug;
use std::sync::LazyLock;

use prost::Message;
use protoseal::codegen::{Openable, Sealable};
use protoseal::prelude::*;
use protoseal_tests::random::{Random, Rng};

/// What repeats the choice of fields, of parts and of values.
const SEED: &str = env!("PROTOSEAL_CHOSEN_SEED");
const MESSAGES: &str = env!("PROTOSEAL_CHOSEN_MESSAGES");

/// Values of each type.
const VALUES: u64 = 4;

static KEYRING: LazyLock<Keyring> = LazyLock::new(|| {
    let names = [
        ("card", Suite::Sm4Gcm),
        ("ops", Suite::Aes256Gcm),
        ("pii", Suite::Aes256Gcm),
    ];
    Keyring::generate(&names).expect("names are unique")
});
static SEALER: LazyLock<Sealer> = LazyLock::new(|| Sealer::new(&KEYRING));
static OPENER: LazyLock<Opener> = LazyLock::new(|| Opener::new(&KEYRING));

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// A type's path, and its check: how many canaries a value had, or what went wrong.
type Check = (&'static str, fn(u64) -> Result<usize, String>);

const TYPES: &[Check] = include!(concat!(env!("OUT_DIR"), "/types.rs"));

fn check<Clear>(seed: u64) -> Result<usize, String>
where
    Clear: Sealable<Wire: Openable<Clear = Clear>> + Random + Clone + PartialEq + Debug,
    Clear::Wire: Debug,
{
    let context = Context::new().with("table", "schemas");
    let mut rng = Rng::new(seed);
    let clear = Clear::random(&mut rng);
    let failed = |what: &str, error: &dyn std::fmt::Display| format!("{what}: {error}");
    let wire = clear
        .clone()
        .seal(&SEALER, &context)
        .map_err(|error| failed("seal", &error))?;
    let written = SEALER
        .encode(clear.clone(), &context)
        .map_err(|error| failed("encode", &error))?;
    let bytes = wire.encode_to_vec();
    for (what, shown) in [
        ("the sealed bytes", &bytes),
        ("the encoded bytes", &written),
        ("Debug of the clear value", &format!("{clear:?}").into_bytes()),
        ("Debug of the wire value", &format!("{wire:?}").into_bytes()),
    ] {
        if contains(shown, rng.canary()) {
            return Err(format!("a canary is in {what}"));
        }
    }
    let relayed = Clear::Wire::decode(&*bytes)
        .map_err(|error| failed("relay", &error))?
        .encode_to_vec();
    for (what, bytes) in [("sealed", &bytes), ("encoded", &written), ("relayed", &relayed)] {
        let wire = Clear::Wire::decode(&**bytes).map_err(|error| failed("decode", &error))?;
        let opened = wire.open(&OPENER, &context).map_err(|error| failed(what, &error))?;
        if opened != clear {
            return Err(format!("{what}, it opens as another value"));
        }
    }
    Ok(rng.canaries())
}

#[test]
fn every_touched_message_round_trips() {
    println!("seed {SEED}: {} types", TYPES.len());
    let seed: u64 = SEED.parse().expect("build.rs writes a number");
    let mut canaries = 0;
    let mut failures = Vec::new();
    for (index, (name, check)) in (0..).zip(TYPES) {
        for value in 0..VALUES {
            match check(seed.wrapping_add(index << 32).wrapping_add(value << 60)) {
                Ok(found) => canaries += found,
                Err(error) => failures.push(format!("{name}, value {value}: {error}")),
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n\nto repeat it: PROTOSEAL_SEED={SEED} PROTOSEAL_MESSAGES={MESSAGES} \
         cargo test --package protoseal-schemas --features collections",
        failures.join("\n")
    );
    println!("{canaries} canaries");
    assert!(TYPES.len() > 300, "{} types are few", TYPES.len());
    assert!(canaries > 1_000, "{canaries} canaries are few");
}
