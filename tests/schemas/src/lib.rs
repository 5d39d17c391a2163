//! Public collections of schemas as generated types, and random values of them. Which fields are sealed, the seed decides that
//! this crate was built with.
#![forbid(unsafe_code)]
#![cfg(feature = "collections")]
#![allow(missing_docs, clippy::all, rustdoc::all, unused)]

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

mod random {
    use protoseal_tests::random::{Hiding, Random, Rng};

    include!(concat!(env!("OUT_DIR"), "/random.rs"));
}
