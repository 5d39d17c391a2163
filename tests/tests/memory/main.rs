//! What opening costs when the sender is hostile: the heap's peak and the bytes allocated, counted by the allocator, for n and for 2n.
//!
//! `SECURITY.md` states the multiples that these tests hold it to. Run with `--nocapture`, they print what they measured.
#![forbid(unsafe_code)]

mod cost;
mod forged;
mod genuine;
mod masks;
mod partial;

use cap::Cap;
use peak_alloc::PeakAlloc;

/// Counts what is there now and at most; around it, what was ever allocated.
static PEAK: PeakAlloc = PeakAlloc;

#[global_allocator]
static TOTAL: Cap<PeakAlloc> = Cap::new(PEAK, usize::MAX);
