//! Two protocs: one of before editions, one of today.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::step::{Step, quote};
use crate::tools::{named_in, python};
use crate::workspace;

/// Names a protoc of before editions; Debian's is 3.21.12.
pub(crate) const OLD: &str = "PROTOSEAL_PROTOC_OLD";

/// Names a protoc of today.
pub(crate) const CURRENT: &str = "PROTOSEAL_PROTOC_CURRENT";

/// The old protoc, which must be there by now.
pub(crate) fn old() -> Result<PathBuf> {
    find_old().with_context(|| format!("no protoc 3.x in PATH; install one and name it in {OLD}"))
}

/// Looks for the old protoc: the first in `PATH` that is old enough and has
/// the well-known types beside it.
pub(crate) fn find_old() -> Option<PathBuf> {
    named_in(OLD).or_else(|| {
        let path = env::var_os("PATH")?;
        env::split_paths(&path)
            .map(|folder| folder.join("protoc"))
            .find(|protoc| is_old(protoc) && has_includes(protoc))
    })
}

/// Whether this protoc is of the 3.x line, the last to know no editions.
fn is_old(protoc: &Path) -> bool {
    protoc.is_file() && version(protoc).is_some_and(|version| version.starts_with("3."))
}

/// protoc finds descriptor.proto and its like by itself in `../include`.
fn has_includes(protoc: &Path) -> bool {
    protoc
        .ancestors()
        .nth(2)
        .is_some_and(|prefix| prefix.join("include/google/protobuf/descriptor.proto").is_file())
}

fn version(protoc: &Path) -> Option<String> {
    Step::new(protoc, ["--version"])
        .probe()?
        .strip_prefix("libprotoc ")
        .map(str::to_owned)
}

/// The current protoc: the one in Python's `grpcio-tools`, which brings the
/// well-known types, behind a script of two lines.
pub(crate) fn current() -> Result<PathBuf> {
    if let Some(protoc) = named_in(CURRENT) {
        return Ok(protoc);
    }
    let script = workspace::tools().join("protoc-current");
    let python = python::ensure()?;
    let text = format!(
        "#!/bin/sh\nexec {} -m grpc_tools.protoc \"$@\"\n",
        quote(python.as_os_str())
    );
    if !fs::read_to_string(&script).is_ok_and(|present| present == text) {
        write_script(&script, &text)?;
    }
    match version(&script) {
        Some(_) => Ok(script),
        None => bail!(
            "{} does not run; remove {} and try again",
            script.display(),
            workspace::tools().display()
        ),
    }
}

#[cfg(unix)]
fn write_script(path: &Path, text: &str) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::write(path, text)
        .and_then(|()| fs::set_permissions(path, fs::Permissions::from_mode(0o755)))
        .with_context(|| format!("{} cannot be written", path.display()))
}

#[cfg(not(unix))]
fn write_script(_: &Path, _: &str) -> Result<()> {
    bail!("there is no shell script here; install a protoc of today and name it in {CURRENT}")
}
