//! Expressions of CEL as Rust, run, and compared with the interpreter of the crate `cel` on the same values.
//!
//! `cases.txt` has the expressions, `expected/cases.rs` the Rust that `protoseal-build` makes of them: its own test compares it.

#![forbid(unsafe_code)]

#[allow(missing_docs, unreachable_pub)]
mod pb {
    include!(concat!(env!("OUT_DIR"), "/cel/cel.v1.rs"));
}

mod answers;
mod interpreted;
mod sampled;

/// What is emitted, with what is in scope for it.
#[allow(clippy::all)]
mod cases {
    use protoseal::codegen::validate::cel;

    use crate::{Answer, Case, pb};

    include!("expected/cases.rs");
}

use protoseal::codegen::validate::cel;

/// What an expression gives.
#[derive(Debug, Clone, PartialEq)]
enum Answer<'a> {
    Bool(bool),
    Static(&'static str),
    Text(cel::Cow<'a, str>),
}

type Case = fn(&pb::Sample) -> Result<Answer<'_>, cel::Fault>;
