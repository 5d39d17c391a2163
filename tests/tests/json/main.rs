//! JSON of generated types: ProtoJSON, masked unless exposed.

#![forbid(unsafe_code)]

mod compiled;
mod forms;
mod hostile;
mod masked;
mod precise;
mod quoted;
mod round_trip;
mod rows;
