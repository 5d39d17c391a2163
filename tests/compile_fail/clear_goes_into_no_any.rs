//! A clear type cannot be packed into an Any.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/flat/demo.v1.rs");
}

use pb::clear;

fn main() {
    let _ = prost_types::Any::from_msg(&clear::UserProfile::default());
}
