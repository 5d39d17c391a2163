//! Secrets of clear types: nothing shows them, and nothing of them stays in the memory of the process.

#![forbid(unsafe_code)]

#[cfg(target_os = "linux")]
mod memory;
#[cfg(target_os = "linux")]
mod scan;
mod shown;
