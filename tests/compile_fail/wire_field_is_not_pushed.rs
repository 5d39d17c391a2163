//! Nor can what is in it be changed.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/flat/demo.v1.rs");
}

use pb::UserProfile;

fn main() {
    let mut wire = UserProfile::default();
    wire.phone.push("138".into());
}
