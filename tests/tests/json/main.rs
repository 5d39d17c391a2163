//! JSON of generated types: ProtoJSON, masked unless exposed.

#![forbid(unsafe_code)]

mod round_trip;
