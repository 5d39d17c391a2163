//! A clear type is no message: it cannot be encoded by accident.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/flat/demo.v1.rs");
}

use pb::clear;

fn main() {
    use prost::Message;
    clear::UserProfile::default().encode_to_vec();
}
