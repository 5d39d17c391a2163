//! `cargo xtask test`: everything that is tested.

use anyhow::Result;

use crate::install;
use crate::step::Step;

const STEPS: [&str; 4] = [
    // Units, integration, expected outputs and the code in documentation.
    "test --workspace",
    // The runtime in pure Rust.
    "test --package protoseal --no-default-features",
    // What the README tells everyone to run first.
    "run --package protoseal-examples --bin quickstart",
    // The same without C.
    "run --package protoseal-examples --bin quickstart --no-default-features",
];

/// Installs what tests need, then runs every test until one fails.
pub(crate) fn run() -> Result<()> {
    let variables = install::for_tests()?;
    STEPS
        .iter()
        .try_for_each(|step| Step::cargo(step).envs(&variables).run())
}
