//! Generates Rust types from annotated .proto files: prost's own types, whose sealed fields are private, and beside them *clear
//! types*, which the crate `protoseal` seals and opens.
//!
//! In a build script, no protoc needed:
//!
//! ```no_run
//! fn main() -> std::io::Result<()> {
//!     protoseal_build::compile_protos(&["proto/profile.proto"], &["proto"])
//! }
//! ```
//!
//! and in the crate, as with prost-build: `include!(concat!(env!("OUT_DIR"), "/demo.v1.rs"));`. [`configure`] takes prost-build's settings.
//!
//! Under protoc or buf the binary `protoc-gen-protoseal` writes the same code; see [`protoc`].
#![forbid(unsafe_code)]

// Nothing calls it but its tests until the rules of `buf.validate` are read.
#[allow(dead_code, unused_imports)]
mod cel;
mod config;
mod diagnostic;
mod emit;
mod field;
mod generate;
mod guard;
mod load;
mod mask;
mod options;
mod policy;
pub mod protoc;
mod report;
mod sensitive;
mod settings;
#[cfg(test)]
#[path = "../tests/support/tools.rs"]
mod tools;
mod validation;

pub use config::Config;
pub use diagnostic::{Diagnostic, Error, Severity};
pub use field::{FieldOptions, Place};
pub use mask::Mask;
pub use report::{FieldPolicy, PolicyReport};
pub use sensitive::SensitiveOption;
pub use validation::Validation;

/// Compiles .proto files with the default settings, from a build script, into `OUT_DIR`.
///
/// As `prost_build::compile_protos`, which it stands in for; no protoc is needed.
///
/// # Errors
///
/// What is wrong with the schema or its options, with file, line and remedy, in Display and Debug alike; or what writing the
/// files failed with.
pub fn compile_protos(
    protos: &[impl AsRef<std::path::Path>],
    includes: &[impl AsRef<std::path::Path>],
) -> std::io::Result<()> {
    configure().compile_protos(protos, includes)
}

/// The default settings, to change and then to [`compile_protos`](Config::compile_protos) with.
pub fn configure() -> Config {
    Config::new()
}

/// Include paths of `buf/validate/validate.proto` and `validate/validate.proto`, for a protoc that is called by hand: this crate itself
/// finds them without. They are those of the crates that carry the files, where cargo has put them; none that are not there.
#[must_use]
pub fn validation_includes() -> Vec<std::path::PathBuf> {
    load::validation_includes()
}

/// Checks .proto files without generating code: whether they compile, and whether their sealing options make sense.
///
/// Finds all mistakes that [`compile_protos`] would find in the options, so that a linter or an editor can show them.
/// No file is written, and no protoc is needed.
///
/// Gives the warnings, sorted by position.
///
/// # Errors
///
/// All mistakes in the options, or the first in the files themselves; see [`Error::diagnostics`].
pub fn check(
    protos: &[impl AsRef<std::path::Path>],
    includes: &[impl AsRef<std::path::Path>],
) -> Result<Vec<Diagnostic>, Error> {
    configure().check(protos, includes)
}

/// The blocks of docs/options.md that are code for build.rs.
#[cfg(doctest)]
#[doc = include_str!("../../docs/options.md")]
mod options_page {}
