//! What the benchmarks measure: sealed messages, and the same done by hand.

#![forbid(unsafe_code)]

pub mod by_hand;
pub mod rules_by_hand;
pub mod samples;

/// The sealed messages.
#[allow(missing_docs)]
pub mod sealed {
    include!(concat!(env!("OUT_DIR"), "/bench.v1.rs"));
}

/// The same messages, as prost alone has them, with pbjson's JSON.
#[allow(missing_docs)]
pub mod plain {
    include!(concat!(env!("OUT_DIR"), "/bench.plain.v1.rs"));
    include!(concat!(env!("OUT_DIR"), "/bench.plain.v1.serde.rs"));
}

/// Messages with rules.
#[allow(missing_docs)]
pub mod validated {
    include!(concat!(env!("OUT_DIR"), "/bench.validated.v1.rs"));
}
