//! Where `cargo xtask test` says that the tests' tools are.

use std::env;
use std::path::PathBuf;

/// The path in an environment variable. `None` if it has been said by hand that there is none.
pub(crate) fn tool(variable: &str) -> Option<PathBuf> {
    if let Some(path) = env::var_os(variable).filter(|path| !path.is_empty()) {
        return Some(path.into());
    }
    assert!(
        env::var_os("PROTOSEAL_SKIP_PROTOC").is_some_and(|skip| skip == "1"),
        "{variable} is not set: run `cargo xtask test`, or `eval \"$(cargo xtask install)\"` before `cargo test`; \
         PROTOSEAL_SKIP_PROTOC=1 leaves out the tests that need it"
    );
    eprintln!("left out, as PROTOSEAL_SKIP_PROTOC is set and {variable} is not");
    None
}
