//! Against programs in Python: a peer that opens and seals, written from `docs/format.md` alone, and strangers that hold no
//! keys and know nothing but the .proto files.
#![forbid(unsafe_code)]

mod canonical;
#[path = "../support/causes.rs"]
mod causes;
mod child;
mod editions;
mod forms;
mod live;
mod refusals;
mod seeds;
mod stranger;
#[path = "../../../plugin/tests/support/tools.rs"]
mod tools;
