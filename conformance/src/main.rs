//! Runs cases of a conformance suite against the checks that Protoseal generates, and prints where they disagree; README.md says
//! what goes in.

#![forbid(unsafe_code)]

mod case;
mod compare;
mod judge;
mod types;

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use judge::Verdict;

/// Reads cases from the standard input, one JSON object a line; prints each disagreement, and last how many cases agree.
#[derive(Parser)]
#[command(name = "protoseal-conformance")]
struct Arguments {
    /// Whose rules the cases are about.
    #[arg(long, value_enum)]
    dialect: Dialect,
    /// Shows the cases that are skipped too, each with the reason.
    #[arg(long)]
    show_skipped: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Dialect {
    /// protovalidate's, `buf.validate`.
    Buf,
    /// protoc-gen-validate's, `validate`.
    Pgv,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("protoseal-conformance: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether all cases agree.
fn run(arguments: &Arguments) -> io::Result<bool> {
    let mut out = io::stdout().lock();
    let (mut agree, mut all, mut skipped) = (0, 0, 0);
    for (index, line) in io::stdin().lock().lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let case =
            case::read(&line).map_err(|error| io::Error::other(format!("line {} is no case: {error}", index + 1)))?;
        let verdict = match arguments.dialect {
            Dialect::Buf => judge::buf(&case),
            Dialect::Pgv => judge::pgv(&case),
        };
        all += 1;
        match verdict {
            Verdict::Agrees => agree += 1,
            Verdict::Disagrees(why) => writeln!(out, "{}: {why}", case.name())?,
            Verdict::Skipped(why) => {
                all -= 1;
                skipped += 1;
                if arguments.show_skipped {
                    writeln!(out, "{}: skipped, {why}", case.name())?;
                }
            }
        }
    }
    writeln!(out, "agree {agree} of {all}, skipped {skipped}")?;
    Ok(agree == all)
}
