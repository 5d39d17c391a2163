//! Prints each figure of Protoseal's speed as `name value`, a ratio to a reference that is measured in the same run.

#![forbid(unsafe_code)]

mod field;
mod json;
mod measure;
mod report;
mod validate;

use std::alloc::System;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use report::Report;
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
    /// JSON of clear values, masked and exposed.
    Json,
    /// Validation, of rules and expressions.
    Validate,
}

fn main() {
    let cli = Cli::parse();
    let report = Report {
        budget: Duration::from_secs_f64(cli.seconds.clamp(0.01, 600.0)),
        only: cli.only,
    };
    match cli.subject {
        Subject::Field => field::run(report),
        Subject::Json => json::run(&report),
        Subject::Validate => validate::run(&report),
    }
}
