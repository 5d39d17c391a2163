//! `cargo xtask install`: what tests and checks need, and where it is.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Result;

use crate::step::quote;
use crate::tools::{cargo_deny, debian, googleapis, protoc, python};

/// Installs all that is missing, and prints where the tests' tools are.
pub(crate) fn run() -> Result<()> {
    let tools = for_tests()?;
    cargo_deny::ensure()?;
    for (name, path) in tools.variables() {
        println!("export {name}={}", quote(&path));
    }
    Ok(())
}

/// Installs what tests need and is missing.
pub(crate) fn for_tests() -> Result<TestTools> {
    debian::ensure()?;
    Ok(TestTools {
        protoc_old: protoc::old()?,
        python: python::ensure()?,
        protoc_current: protoc::current()?,
        googleapis: googleapis::ensure()?,
    })
}

/// The tools of tests.
pub(crate) struct TestTools {
    /// A protoc of before editions.
    protoc_old: PathBuf,
    /// A protoc of today.
    protoc_current: PathBuf,
    /// An include path with googleapis-common-protos' .proto files.
    googleapis: PathBuf,
    /// A Python with the packages `protobuf` and `grpcio-tools`.
    python: PathBuf,
}

impl TestTools {
    /// The environment variables by which tests find the tools.
    pub(crate) fn variables(self) -> [(&'static str, OsString); 4] {
        [
            (protoc::OLD, self.protoc_old.into()),
            (protoc::CURRENT, self.protoc_current.into()),
            (googleapis::VARIABLE, self.googleapis.into()),
            (python::VARIABLE, self.python.into()),
        ]
    }
}
