//! A sealed field of the wire type cannot be read, and the compiler says where it is.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/flat/demo.v1.rs");
}

use pb::UserProfile;

fn main() {
    let wire = UserProfile::default();
    let _ = wire.phone;
}
