//! Compiles the suites' schemas: from the folders that two variables name, or from what `cargo xtask install` downloaded.

#![forbid(unsafe_code)]

mod schema;
mod table;

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// A suite.
struct Suite {
    /// The folder that its output becomes.
    name: &'static str,
    /// Names an include path, or several.
    variable: &'static str,
    /// Below the tools of the workspace.
    downloaded: &'static str,
    /// Below an include path: the cases.
    cases: &'static str,
}

const SUITES: [Suite; 2] = [
    Suite {
        name: "buf",
        variable: "PROTOSEAL_CONFORMANCE_BUF",
        downloaded: "conformance/buf",
        cases: "buf/validate/conformance/cases",
    },
    Suite {
        name: "pgv",
        variable: "PROTOSEAL_CONFORMANCE_PGV",
        downloaded: "conformance/pgv",
        cases: "tests/harness/cases",
    },
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build");
    println!("cargo:rerun-if-env-changed=PROTOSEAL_PROTOC_CURRENT");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    for suite in SUITES {
        let out = out.join(suite.name);
        fs::create_dir_all(&out)?;
        println!("cargo:rerun-if-env-changed={}", suite.variable);
        let includes = includes(&suite);
        for include in &includes {
            // Also if it is not there yet.
            println!("cargo:rerun-if-changed={}", include.display());
        }
        match includes.iter().any(|include| include.join(suite.cases).is_dir()) {
            true => compile(&suite, &includes, &out)?,
            false => {
                println!(
                    "cargo:warning=there are no cases of {}: set {}, or run `cargo xtask install`",
                    suite.name, suite.variable
                );
                fs::write(out.join("mod.rs"), "")?;
                table::write(&out, &[], &[])?;
            }
        }
    }
    Ok(())
}

/// One, or several as in `PATH`.
fn includes(suite: &Suite) -> Vec<PathBuf> {
    let named = env::var_os(suite.variable).filter(|folders| !folders.is_empty());
    named.map_or_else(
        || vec![tools().join(suite.downloaded)],
        |folders| env::split_paths(&folders).collect(),
    )
}

/// Where `cargo xtask install` puts what it downloads.
fn tools() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools")
}

/// Compiles what compiles: a message whose rules do not is left out by name.
fn compile(suite: &Suite, includes: &[PathBuf], out: &Path) -> Result<(), Box<dyn Error>> {
    let schema = schema::read(includes, suite.cases)?;
    let mut broken: Vec<(String, String)> = Vec::new();
    loop {
        let mut config = protoseal_build::configure();
        config.out_dir(out).include_file("mod.rs").json(false);
        for (message, _) in &broken {
            config.validation(format!(".{message}"), protoseal_build::Validation::Off);
        }
        let Err(error) = config.compile_fds(&schema.set) else {
            break;
        };
        let error = error
            .downcast::<protoseal_build::Error>()
            .map_err(|error| format!("{} cannot be compiled: {error}", suite.name))?;
        let known = broken.len();
        for diagnostic in error.diagnostics() {
            let place = diagnostic.file().zip(diagnostic.line());
            let message = place.and_then(|(file, line)| schema.message_at(file, line));
            let new = message.filter(|message| broken.iter().all(|(name, _)| name != message));
            broken.extend(new.map(|message| (message, diagnostic.cause().to_owned())));
        }
        if broken.len() == known {
            return Err(format!("{} cannot be compiled: {error}", suite.name).into());
        }
    }
    table::write(out, &schema.messages(), &broken)
}
