//! Bytes that nobody sealed: random, damaged, cut short, nested, repeated by the million. None makes an opener panic.
//!
//! What they cost in memory is counted in `tests/tests/memory`; what tampering does to genuine messages is in `tests/tests/attacks`.
#![forbid(unsafe_code)]

mod bytes;
mod envelopes;
mod epochs;
mod nesting;

use std::sync::LazyLock;

use protoseal::OpenError;
use protoseal::codegen::{Openable, Sealable};
use protoseal::prelude::*;

/// Sealer and opener over keys of both suites.
struct Bench {
    sealer: Sealer,
    opener: Opener,
}

static BENCH: LazyLock<Bench> = LazyLock::new(|| {
    let keys = [
        ("pii", Suite::Aes256Gcm),
        ("other", Suite::Sm4Gcm),
        ("address", Suite::Aes256Gcm),
        ("legacy", Suite::Sm4Gcm),
    ];
    let keyring = Keyring::generate(&keys).expect("the names differ");
    Bench {
        sealer: Sealer::new(&keyring),
        opener: Opener::new(&keyring),
    }
});

fn context() -> Context {
    Context::new().with("tenant", "acme")
}

fn seal<C: Sealable>(clear: C) -> C::Wire {
    clear.seal(&BENCH.sealer, &context()).expect("it is sealed")
}

/// Why a message is refused, which comes back.
fn refused<W: Openable>(wire: W) -> OpenError {
    let refused = match wire.open(&BENCH.opener, &context()) {
        Ok(_) => panic!("it must be refused"),
        Err(refused) => refused,
    };
    refused.into_parts().1
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

/// The key and the length of a delimited field, and nothing of what it claims to hold.
fn claim(number: u64, length: u64) -> Vec<u8> {
    [varint(number << 3 | 2), varint(length)].concat()
}

fn delimited(number: u64, value: &[u8]) -> Vec<u8> {
    [&claim(number, value.len() as u64), value].concat()
}
