//! Seeds of random patterns, which a failing test shows: `PROTOSEAL_SEED` runs that one again, and `PROTOSEAL_CASES` says how many
//! there are otherwise.

use std::hash::{BuildHasher, RandomState};

/// How many patterns a seed gives.
pub(crate) const PATTERNS: usize = 2000;

/// How many seeds, unless `PROTOSEAL_CASES` says.
const CASES: u64 = 1;

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
