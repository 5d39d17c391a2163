//! The project's chores, run as `cargo xtask <command>`.
//!
//! `.ci/run` is `ci` and then `test`; what a contributor runs is the same.

#![forbid(unsafe_code)]

mod bless;
mod ci;
mod fuzz;
mod install;
mod step;
mod test;
mod tools;
mod vectors;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Protoseal's chores.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what tests and checks need, or say what to install; prints the
    /// variables that tests read: eval "$(cargo xtask install)"
    Install,
    /// Install what tests need, then run all of them
    Test {
        /// Also those that take too long for every change: all messages of the
        /// collections of schemas, and more seeds
        #[arg(long)]
        full: bool,
    },
    /// Check format, dependencies, lints and documentation
    Ci,
    /// Rewrite the expected outputs that tests compare with
    Bless,
    /// Make the vectors of the format anew
    Vectors {
        /// Write nothing; fail if they are not up to date
        #[arg(long)]
        check: bool,
    },
    /// Run the fuzz targets, each for a while, until one finds something
    Fuzz {
        /// Only this one
        #[arg(value_parser = fuzz::TARGETS)]
        target: Option<String>,
        /// How long each runs
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Install => install::run(),
        Command::Test { full } => test::run(full),
        Command::Ci => ci::run(),
        Command::Bless => bless::run(),
        Command::Vectors { check } => vectors::run(check),
        Command::Fuzz { target, seconds } => fuzz::run(target.as_deref(), seconds),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
