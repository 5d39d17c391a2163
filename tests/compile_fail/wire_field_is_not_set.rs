//! A sealed field of the wire type cannot be set.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/flat/demo.v1.rs");
}

use pb::UserProfile;

fn main() {
    let mut wire = UserProfile::default();
    wire.phone = "138".into();
}
