//! Debian's packages: installed by root, named to everyone else.

use anyhow::{Result, bail};

use crate::step::Step;
use crate::tools::{collections, go, protoc, python};

/// Installs the packages whose programs are missing.
pub(crate) fn ensure() -> Result<()> {
    let mut packages = Vec::new();
    let mut without = String::new();
    if protoc::find_old().is_none() {
        packages.extend(["protobuf-compiler", "libprotobuf-dev"]);
        without += &format!(
            "\n  protoc 3.21, with its .proto files beside it, in PATH or named in {}",
            protoc::OLD
        );
    }
    if !python::is_named() && python::find_system().is_none() {
        packages.extend(["python3", "python3-venv"]);
        without += "\n  Python 3.10 or newer, with its modules venv and ensurepip, as python3";
    }
    if go::find().is_none() {
        packages.push("golang-go");
        without += &format!("\n  Go 1.19 or newer, in PATH or named in {}", go::VARIABLE);
    }
    if !collections::has_npm() {
        packages.push("npm");
        without += &format!(
            "\n  npm, or a folder of collections of schemas named in {}",
            collections::VARIABLE
        );
    }
    install(&packages, &without)
}

/// A C++ compiler, which builds libFuzzer.
pub(crate) fn ensure_cpp() -> Result<()> {
    if Step::new("c++", ["--version"]).probe().is_some() {
        return Ok(());
    }
    install(&["g++"], "\n  a C++ compiler, as c++")
}

/// Installs packages; `without` says to those who cannot what is missing.
fn install(packages: &[&str], without: &str) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let install = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    if !has_apt() {
        bail!("tests need what this machine lacks; install it and run this again:{without}");
    }
    if !is_root() {
        bail!(
            "tests need what this machine lacks; run this as root, then try again:\n  apt-get {}",
            install.join(" ")
        );
    }
    apt_get(&["update"])?;
    apt_get(&install)
}

fn apt_get(args: &[&str]) -> Result<()> {
    let quietly = ["-qq", "-o", "Dpkg::Use-Pty=0"];
    Step::new("apt-get", quietly.iter().chain(args))
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run_aside()
}

fn has_apt() -> bool {
    Step::new("apt-get", ["--version"]).probe().is_some()
}

fn is_root() -> bool {
    Step::new("id", ["-u"]).probe().is_some_and(|id| id == "0")
}
