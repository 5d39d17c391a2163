//! `cargo xtask ci`: what can be said about the code without running it.

use anyhow::Result;

use crate::step::Step;
use crate::tools::cargo_deny;

/// Checks until something fails, the quickest first.
pub(crate) fn run() -> Result<()> {
    Step::cargo("fmt --all --check").run()?;
    Step::cargo("fmt --manifest-path fuzz/Cargo.toml --check").run()?;
    cargo_deny::ensure()?;
    Step::cargo("deny --all-features check licenses bans sources").run()?;
    Step::cargo("clippy --workspace --all-targets -- -D warnings").run()?;
    Step::cargo("clippy --package protoseal --all-targets --no-default-features -- -D warnings").run()?;
    Step::cargo("doc --workspace --no-deps")
        .env("RUSTDOCFLAGS", "-D warnings")
        .run()
}
