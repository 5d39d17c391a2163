//! cargo-fuzz: builds the fuzz targets with the flags that libFuzzer needs, and runs them.

use std::path::PathBuf;

use anyhow::Result;

use crate::step::Step;
use crate::tools::debian;
use crate::workspace;

const VERSION: &str = "0.13.2";

/// The program, installed from its source beside the other tools if it is not there; and a C++ compiler for libFuzzer.
pub(crate) fn ensure() -> Result<PathBuf> {
    debian::ensure_cpp()?;
    let program = workspace::tools()
        .join("bin")
        .join(format!("cargo-fuzz{}", std::env::consts::EXE_SUFFIX));
    let present = Step::new(&program, ["--version"]).probe();
    if present.is_none_or(|text| text != format!("cargo-fuzz {VERSION}")) {
        let install = format!("install --quiet --locked --force cargo-fuzz --version {VERSION} --root");
        let install = install
            .split(' ')
            .map(Into::into)
            .chain([workspace::tools().into_os_string()]);
        Step::new("cargo", install.collect::<Vec<std::ffi::OsString>>()).run_aside()?;
    }
    Ok(program)
}
