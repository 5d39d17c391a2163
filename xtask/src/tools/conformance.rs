//! The schemas of the conformance suites: protovalidate's from its sdist on PyPI, protoc-gen-validate's from the last version of its Go
//! module that has them.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::step::Step;
use crate::tools::{named_in, python, stamp};
use crate::workspace;

/// A suite's archive.
struct Suite {
    /// Names an include path, in place of the archive.
    variable: &'static str,
    /// The folder that it becomes.
    name: &'static str,
    url: &'static str,
    sha256: &'static str,
    /// The include path in it.
    prefix: &'static str,
}

const SUITES: [Suite; 2] = [
    Suite {
        variable: "PROTOSEAL_CONFORMANCE_BUF",
        name: "buf",
        url: "https://files.pythonhosted.org/packages/a2/af/7518ed77c4355e4bb025496915385bd9337c975d8b7487a2f97adf2c1ab3/protovalidate-2.1.0.tar.gz",
        sha256: "d2f66bd8c7e8c4929116ad598348e83d90bd718f0387f2307b34f83b1740f318",
        prefix: "protovalidate-2.1.0/test/proto/",
    },
    Suite {
        variable: "PROTOSEAL_CONFORMANCE_PGV",
        name: "pgv",
        url: "https://proxy.golang.org/github.com/envoyproxy/protoc-gen-validate/@v/v0.3.0.zip",
        sha256: "edb3ff418fa20a6e59ef868a0efa2e6a143f6ddf03699dcbe58b0b8ede751088",
        prefix: "github.com/envoyproxy/protoc-gen-validate@v0.3.0/",
    },
];

/// The include paths: those that the user names, or the archives', unpacked if they are not there.
pub(crate) fn ensure() -> Result<[(&'static str, PathBuf); 2]> {
    let mut found = SUITES.map(|suite| (suite.variable, PathBuf::new()));
    for (suite, (_, path)) in SUITES.iter().zip(&mut found) {
        *path = suite.ensure()?;
    }
    Ok(found)
}

impl Suite {
    fn ensure(&self) -> Result<PathBuf> {
        if let Some(include) = named_in(self.variable) {
            return Ok(include);
        }
        let folder = workspace::tools().join("conformance").join(self.name);
        if !stamp::is_current(&folder) {
            stamp::clear(&folder)?;
            let target = folder.to_str().context("a path of this workspace is not UTF-8")?;
            let script = workspace::root().join("xtask/src/tools/fetch.py");
            let script = script.to_str().context("a path of this workspace is not UTF-8")?;
            let arguments = [script, self.url, self.sha256, self.prefix, target];
            Step::new(python::ensure()?, arguments)
                .run_aside()
                .with_context(|| format!("the suite of {} cannot be installed", self.name))?;
            stamp::write(&folder)?;
        }
        Ok(folder)
    }
}
