//! `cargo xtask fuzz`: the targets of `fuzz/`, each for a while.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::step::Step;
use crate::tools::cargo_fuzz;
use crate::workspace;

/// The targets, the quickest first.
pub(crate) const TARGETS: [&str; 9] = [
    "envelope", "opener", "fragment", "keyfile", "json", "formats", "re2", "options", "request",
];

/// No sanitizer: no crate here has unsafe code, and so stable Rust will do. More units build faster than one.
const HOW: [&str; 4] = ["--sanitizer", "none", "--codegen-units", "16"];

/// Builds the targets and runs each, or the one that is named, until one finds something.
pub(crate) fn run(target: Option<&str>, seconds: u32) -> Result<()> {
    let program = cargo_fuzz::ensure()?;
    Step::new(&program, ["build"].iter().chain(&HOW).copied().chain(target)).run()?;
    let wanted = |name: &&&str| target.is_none_or(|target| target == **name);
    TARGETS
        .iter()
        .filter(wanted)
        .try_for_each(|name| run_one(&program, name, seconds))
}

/// What is found goes to `fuzz/corpus` and `fuzz/artifacts`, the seeds stay as they are.
fn run_one(program: &Path, target: &str, seconds: u32) -> Result<()> {
    let (corpus, seeds) = (format!("fuzz/corpus/{target}"), format!("fuzz/seeds/{target}"));
    let folder = workspace::root().join(&corpus);
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let time = format!("-max_total_time={seconds}");
    // An input that takes 20 seconds or 2 GiB is a find too.
    let limits = [
        "-timeout=20",
        "-rss_limit_mb=2048",
        "-verbosity=0",
        "-print_funcs=0",
        "-print_final_stats=1",
    ];
    let args = ["run"]
        .into_iter()
        .chain(HOW)
        .chain([target, &corpus, &seeds, "--", &time]);
    Step::new(program, args.chain(limits)).run()
}
