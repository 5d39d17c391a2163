//! Tests that need more than one crate, other programs, or schemas of other people.

#![forbid(unsafe_code)]
