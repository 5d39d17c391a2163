//! A whole encoded message: the first byte says which, the rest is what its opener gets.
#![no_main]
#![forbid(unsafe_code)]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use protoseal_fuzz::messages::MESSAGES;
use protoseal_fuzz::structure;

fuzz_target!(|input: &[u8]| {
    if let Some((&which, bytes)) = input.split_first() {
        (MESSAGES[usize::from(which) % MESSAGES.len()].check)(bytes);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    structure::mutate(data, size, max_size, seed, 1, fuzzer_mutate)
});
