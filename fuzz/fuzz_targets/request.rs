//! What protoc sends to its plugin: an answer, or an error that says something.
#![no_main]
#![forbid(unsafe_code)]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use protoseal_fuzz::{panics, structure};

fuzz_target!(
    init: panics::remember(),
    |request: &[u8]| {
        panics::none_escapes(|| {
            if let Err(error) = protoseal_build::protoc::answer(request) {
                assert!(!error.to_string().trim().is_empty());
            }
        });
    }
);

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    structure::mutate(data, size, max_size, seed, 0, fuzzer_mutate)
});
