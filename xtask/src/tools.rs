//! The tools that tests and checks need: one file each.
//!
//! A tool for tests is looked for in its environment variable first; what is
//! named there is used as it is.

pub(crate) mod cargo_deny;
pub(crate) mod cargo_fuzz;
pub(crate) mod collections;
pub(crate) mod conformance;
pub(crate) mod debian;
pub(crate) mod go;
pub(crate) mod googleapis;
pub(crate) mod protoc;
pub(crate) mod python;
mod stamp;

use std::path::PathBuf;

/// The path that the user has put into an environment variable, made absolute,
/// since tests run in other folders.
fn named_in(variable: &str) -> Option<PathBuf> {
    let path = std::env::var_os(variable).filter(|path| !path.is_empty())?;
    Some(std::path::absolute(&path).unwrap_or_else(|_| path.into()))
}
