//! `cargo xtask vectors`: the files of `docs/vectors`, made by the peer in Python.

use anyhow::Result;

use crate::step::Step;
use crate::tools::python;

/// The folder of the peer, its tests and the generator.
const PEER: &str = "interop/python";

/// Writes the files anew, or fails if that would change them.
pub(crate) fn run(check: bool) -> Result<()> {
    let flag = check.then_some("--check");
    peer(["vectors"].into_iter().chain(flag))?.run()
}

/// Runs the peer's own tests, which drive the same files.
pub(crate) fn test() -> Result<()> {
    peer([
        "unittest",
        "discover",
        "--start-directory",
        "interop/python/tests",
        "--top-level-directory",
        PEER,
    ])?
    .run()
}

/// A module of the peer's, without traces of compilation in the sources.
fn peer<'a>(module: impl IntoIterator<Item = &'a str>) -> Result<Step> {
    let args = ["-B", "-m"].into_iter().chain(module);
    Ok(Step::new(python::ensure()?, args).env("PYTHONPATH", PEER))
}
