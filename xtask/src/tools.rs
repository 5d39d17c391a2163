//! The tools that tests and checks need: one file each.
//!
//! A tool for tests is looked for in its environment variable first; what is
//! named there is used as it is.

pub(crate) mod cargo_deny;
pub(crate) mod debian;
pub(crate) mod googleapis;
pub(crate) mod protoc;
pub(crate) mod python;
mod stamp;

use std::path::PathBuf;

/// The path that the user has put into an environment variable.
fn named_in(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
}
