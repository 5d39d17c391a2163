//! Tells whether a folder of installed packages is of today's constraints.
//!
//! The stamp is written last, so that a folder whose installation broke off
//! has none.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

const CONSTRAINTS: &str = include_str!("../../constraints.txt");

/// Whether `folder` was installed, whole, under today's constraints.
pub(super) fn is_current(folder: &Path) -> bool {
    fs::read_to_string(folder.join("constraints.txt")).is_ok_and(|stamp| stamp == CONSTRAINTS)
}

/// Says that `folder` is installed.
pub(super) fn write(folder: &Path) -> Result<()> {
    let path = folder.join("constraints.txt");
    fs::write(&path, CONSTRAINTS).with_context(|| format!("{} cannot be written", path.display()))
}

/// Makes way for a new installation of `folder`.
pub(super) fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} cannot be removed", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_package_is_pinned() {
        let packages = CONSTRAINTS.lines().filter(|line| !line.starts_with('#'));
        for package in packages {
            assert!(
                package.contains("=="),
                "constraints.txt leaves the version of {package} open"
            );
        }
    }
}
