//! `cargo xtask bless`: what tests expect becomes what they now see.

use anyhow::Result;

use crate::install;
use crate::step::Step;

/// Runs the tests with the variables that have them rewrite their expected
/// outputs: ours, insta's and trybuild's.
pub(crate) fn run() -> Result<()> {
    Step::cargo("test --workspace --tests --no-fail-fast")
        .envs(&install::for_tests()?)
        .env("PROTOSEAL_BLESS", "1")
        .env("INSTA_UPDATE", "always")
        .env("TRYBUILD", "overwrite")
        .run()?;
    eprintln!("\nExpected outputs are rewritten; read what changed: git diff");
    Ok(())
}
