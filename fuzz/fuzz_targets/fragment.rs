//! What a peer that holds the key can do: the content of a sealed message field is whatever it likes.
#![no_main]
#![forbid(unsafe_code)]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use protoseal_fuzz::messages::silent;
use protoseal_fuzz::ring::{WORLD, context};
use protoseal_fuzz::{reader, structure, writer};

fuzz_target!(|bytes: &[u8]| {
    let parcel = writer::clear::Parcel {
        content: bytes.to_vec(),
    };
    let encoded = WORLD
        .sealer
        .encode(parcel, &context())
        .expect("a writer's parcel is sealed");
    match WORLD.opener.decode::<reader::clear::Parcel>(&encoded, &context()) {
        Ok(parcel) => {
            let again = WORLD
                .sealer
                .encode(parcel, &context())
                .expect("what opens can be sealed");
            WORLD
                .opener
                .decode::<reader::clear::Parcel>(&again, &context())
                .expect("what was sealed opens");
        }
        Err(error) => silent(&format!("{error} {error:?}")),
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    structure::mutate(data, size, max_size, seed, 0, fuzzer_mutate)
});
