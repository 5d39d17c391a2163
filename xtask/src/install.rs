//! `cargo xtask install`: what tests and checks need, and where it is.

use std::ffi::OsString;

use anyhow::{Result, ensure};

use crate::step::quote;
use crate::tools::{cargo_deny, collections, conformance, debian, go, googleapis, protoc, python};

/// Installs all that is missing, and prints where the tests' tools are.
pub(crate) fn run() -> Result<()> {
    let tools = for_tests()?;
    cargo_deny::ensure()?;
    for (name, path) in &tools {
        println!("export {name}={}", quote(path));
    }
    Ok(())
}

/// The environment variables by which tests find their tools.
pub(crate) type Variables = [(&'static str, OsString); 8];

/// Installs what tests need and is missing.
pub(crate) fn for_tests() -> Result<Variables> {
    debian::ensure()?;
    let [buf, pgv] = conformance::ensure()?;
    let tools = [
        (protoc::OLD, protoc::old()?),
        (protoc::CURRENT, protoc::current()?),
        (googleapis::VARIABLE, googleapis::ensure()?),
        (collections::VARIABLE, collections::ensure()?),
        (python::VARIABLE, python::ensure()?),
        (go::VARIABLE, go::ensure()?),
        buf,
        pgv,
    ];
    for (name, path) in &tools {
        ensure!(path.exists(), "{name} names {}, where nothing is", path.display());
    }
    Ok(tools.map(|(name, path)| (name, path.into())))
}
