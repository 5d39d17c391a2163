//! Attacks on messages that generated code sealed: each by someone between sealer and opener, who holds no key.
//!
//! Each test opens the message first as it was sealed, so that what is refused is the attack.
#![forbid(unsafe_code)]

mod ancestors;
mod bench;
mod between;
mod bytes;
mod children;
mod context;
mod envelopes;
mod kinds;
mod leaks;
mod merge;
mod named;
mod places;
mod plaintext;
mod proto2;
mod relay;
mod samples;
mod swapped;
mod versions;
