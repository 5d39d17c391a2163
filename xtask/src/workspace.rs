//! Where the workspace and its tools lie.

use std::path::{Path, PathBuf};

/// The workspace's root: the folder that holds this crate's.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// Where tools for tests are installed. It does not follow `CARGO_TARGET_DIR`,
/// so that several target folders share one set.
pub(crate) fn tools() -> PathBuf {
    root().join("target").join("tools")
}
