//! Go, whose regexp knows what RE2's patterns mean.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::step::Step;
use crate::tools::named_in;

/// Names a program `go`.
pub(crate) const VARIABLE: &str = "PROTOSEAL_GO";

/// Debian's. An older one was not tried.
const OLDEST: (u32, u32) = (1, 19);

/// The program, which must be there by now.
pub(crate) fn ensure() -> Result<PathBuf> {
    let (major, minor) = OLDEST;
    find().with_context(|| format!("no Go {major}.{minor} or newer in PATH; install one and name it in {VARIABLE}"))
}

/// Looks for it: where the user says, or else the first in `PATH` that is new enough.
pub(crate) fn find() -> Option<PathBuf> {
    named_in(VARIABLE).or_else(|| {
        let path = env::var_os("PATH")?;
        env::split_paths(&path)
            .map(|folder| folder.join(format!("go{}", env::consts::EXE_SUFFIX)))
            .find(|go| go.is_file() && release(go).is_some_and(|release| release >= OLDEST))
    })
}

fn release(go: &Path) -> Option<(u32, u32)> {
    numbers(
        &Step::new(go, ["env", "GOVERSION"])
            .env("GOTOOLCHAIN", "local")
            .probe()?,
    )
}

/// The first two numbers in `go1.26.8`.
fn numbers(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.strip_prefix("go")?.split(['.', 'r']).map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_read() {
        assert_eq!(numbers("go1.26.8"), Some((1, 26)));
        assert_eq!(numbers("go1.19"), Some((1, 19)));
        assert_eq!(numbers("go1.27rc1"), Some((1, 27)));
        assert_eq!(numbers("devel +abc"), None);
    }
}
