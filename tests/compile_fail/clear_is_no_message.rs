//! A clear type cannot go where a message is wanted, such as tonic's codec.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/flat/demo.v1.rs");
}

use pb::{UserProfile, clear};

fn main() {
    codec(tonic_prost::ProstCodec::<clear::UserProfile, UserProfile>::default());
}

fn codec(_: impl tonic::codec::Codec) {}
