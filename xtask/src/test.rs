//! `cargo xtask test`: everything that is tested.

use anyhow::Result;

use crate::install;
use crate::step::Step;
use crate::vectors;

const STEPS: [&str; 8] = [
    // Units, integration, expected outputs and the code in documentation.
    "test --workspace",
    // The runtime in pure Rust.
    "test --package protoseal --no-default-features",
    // What the README tells everyone to run first.
    "run --package protoseal-examples --bin quickstart",
    // The same without C.
    "run --package protoseal-examples --bin quickstart --no-default-features",
    // A service over the wire types, and its client.
    "run --package protoseal-examples --features tonic --bin accounts",
    // That the benchmarks run; what they measure takes a release build and a quiet machine.
    "run --package protoseal-benches -- field --seconds 0.05",
    "run --package protoseal-benches -- json --seconds 0.05",
    "run --package protoseal-benches -- validate --seconds 0.05",
];

/// Random fields of real schemas, sealed.
const SCHEMAS: &str = "test --package protoseal-schemas --features collections -- --nocapture";

/// Seeds beyond the one that is always tested, and how many messages of the largest collection each takes, about.
const MORE_SEEDS: std::ops::RangeInclusive<u32> = 2..=6;
const MORE_MESSAGES: &str = "1000";

/// Installs what tests need, then runs every test until one fails. `full` adds those that take too long for every change.
pub(crate) fn run(full: bool) -> Result<()> {
    let variables = install::for_tests()?;
    vectors::run(true)?;
    vectors::test()?;
    let step = |line: &str| Step::cargo(line).envs(&variables);
    STEPS.iter().try_for_each(|line| step(line).run())?;
    step(SCHEMAS).run()?;
    if !full {
        return Ok(());
    }
    // Every message of the largest collection.
    step("test --package protoseal-build --test collections -- --nocapture")
        .env("PROTOSEAL_FULL", "1")
        .run()?;
    for seed in MORE_SEEDS {
        step(SCHEMAS)
            .env("PROTOSEAL_SEED", seed.to_string())
            .env("PROTOSEAL_MESSAGES", MORE_MESSAGES)
            .run()?;
    }
    Ok(())
}
