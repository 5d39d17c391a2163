//! `protoc-gen-protoseal`: the plugin that protoc and buf call. It reads a request from standard input and writes the answer
//! to standard output.
#![forbid(unsafe_code)]

use std::io::{self, Read, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("protoc-gen-protoseal: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<()> {
    let mut request = Vec::new();
    io::stdin().lock().read_to_end(&mut request)?;
    let answer = protoseal_build::protoc::answer(&request)?;
    for warning in &answer.warnings {
        eprintln!("{warning}\n");
    }
    if let Some(report) = &answer.report {
        eprint!("{report}");
    }
    io::stdout().lock().write_all(&answer.response)
}
