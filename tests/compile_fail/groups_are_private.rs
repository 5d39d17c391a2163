//! The messages that are encoded into envelopes cannot be reached.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/flat/demo.v1.rs");
}

fn main() {
    let _ = pb::__groups::UserProfilePii::default();
    let _ = pb::demo_v1_sealed_fields_are_in_clear::__groups::UserProfilePii::default();
}
