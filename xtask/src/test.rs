//! `cargo xtask test`: everything that is tested.

use anyhow::Result;

use crate::install;
use crate::step::Step;
use crate::vectors;

const STEPS: [&str; 5] = [
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
];

/// Installs what tests need, then runs every test until one fails.
pub(crate) fn run() -> Result<()> {
    let variables = install::for_tests()?;
    vectors::run(true)?;
    vectors::test()?;
    STEPS
        .iter()
        .try_for_each(|step| Step::cargo(step).envs(&variables).run())
}
