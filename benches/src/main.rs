//! Prints each figure of Protoseal's speed as `name value`, a ratio to a reference that is measured in the same run.

#![forbid(unsafe_code)]

mod field;
mod measure;

use std::alloc::System;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use stats_alloc::StatsAlloc;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &stats_alloc::INSTRUMENTED_SYSTEM;

/// Protoseal's speed, as ratios.
#[derive(Parser)]
struct Cli {
    /// What is measured.
    subject: Subject,
    /// For how long each figure is measured.
    #[arg(long, default_value_t = 2.0, value_name = "SECONDS")]
    seconds: f64,
    /// Prints only figures whose name holds this.
    #[arg(long, default_value = "")]
    only: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum Subject {
    /// Sealing and opening of fields.
    Field,
}

fn main() {
    let cli = Cli::parse();
    let budget = Duration::from_secs_f64(cli.seconds.clamp(0.01, 600.0));
    match cli.subject {
        Subject::Field => field::run(budget, &cli.only),
    }
}
