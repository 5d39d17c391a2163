//! protoseal-build
#![forbid(unsafe_code)]

mod diagnostic;
mod load;
mod options;
mod policy;

pub use diagnostic::{Diagnostic, Error};

/// Checks .proto files without generating code: whether they compile, and whether their sealing options make sense.
///
/// Finds all mistakes that [`compile_protos`] would find in the options, so that a linter or an editor can show them.
/// No file is written, and no protoc is needed.
///
/// # Errors
///
/// All mistakes in the options, or the first in the files themselves; see [`Error::diagnostics`].
pub fn check(protos: &[impl AsRef<std::path::Path>], includes: &[impl AsRef<std::path::Path>]) -> Result<(), Error> {
    let schema = load::Schema::from_protos(protos, includes)?;
    policy::resolve(&schema).map(drop)
}
