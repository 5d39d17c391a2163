//! What files of editions are lowered to, and what is refused. Most sets are made by the protoc of today.

mod agreement;
mod hostile;
mod lowered;
mod refused;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools;

/// The set of a file below include paths, with what it imports; `None` where tests run without protoc.
fn set_of(includes: &[&Path], file: &str) -> Option<Vec<u8>> {
    let out = tempfile::tempdir().expect("a folder");
    let set = out.path().join("set");
    let mut protoc = Command::new(tools::tool("PROTOSEAL_PROTOC_CURRENT")?);
    for include in includes.iter().copied().chain([package().join("proto").as_path()]) {
        protoc.arg("-I").arg(include);
    }
    protoc.args(["--include_imports", "--include_source_info", "-o"]);
    let output = protoc.arg(&set).arg(file).output().expect("protoc runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(fs::read(set).expect("a descriptor set"))
}

/// The set of a text, as `user.proto`.
fn set_of_text(text: &str) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("user.proto"), text).expect("a file");
    set_of(&[folder.path()], "user.proto")
}

fn package() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
