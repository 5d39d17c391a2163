//! googleapis-common-protos: a real collection of schemas without options of
//! ours.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::tools::{named_in, python, stamp};
use crate::workspace;

/// Names an include path that holds `google/api/http.proto` and its like.
pub(crate) const VARIABLE: &str = "PROTOSEAL_GOOGLEAPIS";

/// The include path: the one that the user names, or the package from PyPI,
/// unpacked if it is not there.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(include) = named_in(VARIABLE) {
        return Ok(include);
    }
    let folder = workspace::tools().join("googleapis-common-protos");
    if !stamp::is_current(&folder) {
        stamp::clear(&folder)?;
        let target = folder
            .to_str()
            .context("pip needs a path of this workspace that is UTF-8")?;
        let unpack = [
            "--no-deps",
            "--no-compile",
            "--target",
            target,
            "googleapis-common-protos",
        ];
        python::pip_install(&python::ensure()?, &unpack)?;
        stamp::write(&folder)?;
    }
    Ok(folder)
}
