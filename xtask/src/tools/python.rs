//! A Python of the tests' own, with the packages they need.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::step::Step;
use crate::tools::{named_in, stamp};
use crate::workspace;

/// Names a Python that has the packages `protobuf`, `grpcio-tools` and `cryptography`.
pub(crate) const VARIABLE: &str = "PROTOSEAL_PYTHON";

/// Whether the user names a Python.
pub(crate) fn is_named() -> bool {
    named_in(VARIABLE).is_some()
}

/// The machine's own Python, if it can make a virtual environment.
pub(crate) fn find_system() -> Option<&'static str> {
    let probe = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))";
    Step::new("python3", ["-c", probe]).probe().map(|_| "python3")
}

/// The tests' Python: the one that the user names, or a virtual environment,
/// made if there is none.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(python) = named_in(VARIABLE) {
        return Ok(python);
    }
    let folder = workspace::tools().join("python");
    let python = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    if stamp::is_current(&folder) && Step::new(&python, ["-c", ""]).probe().is_some() {
        return Ok(python);
    }
    stamp::clear(&folder)?;
    Step::new("python3", ["-m".as_ref(), "venv".as_ref(), folder.as_os_str()]).run_aside()?;
    pip_install(&python, &["cryptography", "grpcio-tools", "protobuf"])?;
    stamp::write(&folder)?;
    Ok(python)
}

/// Runs `pip install` with the versions of constraints.txt; wheels only, since
/// building one of these takes minutes and a compiler.
pub(super) fn pip_install(python: &Path, args: &[&str]) -> Result<()> {
    let pip = [
        "-m",
        "pip",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
        "install",
    ];
    let how = ["--only-binary", ":all:", "--constraint", "xtask/constraints.txt"];
    Step::new(python, [&pip[..], &how, args].concat()).run_aside()
}
