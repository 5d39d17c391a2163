//! Seeds of random messages, which a failing test shows: `PROTOSEAL_SEED` runs that one again, for every message, and
//! `PROTOSEAL_CASES` says how many there are of each otherwise.

use std::hash::{BuildHasher, RandomState};

/// How many random values of each message, unless `PROTOSEAL_CASES` says.
const CASES: u64 = 6;

/// The keys of all messages.
pub(crate) const KEYS: [&str; 6] = ["pii", "address", "k", "root", "other", "legacy"];

pub(crate) fn seeds() -> Vec<u64> {
    if let Some(seed) = variable("PROTOSEAL_SEED") {
        return vec![seed];
    }
    (0..variable("PROTOSEAL_CASES").unwrap_or(CASES))
        .map(|case| RandomState::new().hash_one(case))
        .collect()
}

fn variable(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|error| panic!("{name}={value}: {error}")))
}
