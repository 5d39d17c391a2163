//! A wire value cannot be built with a sealed field.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/flat/demo.v1.rs");
}

use pb::UserProfile;

fn main() {
    let _ = UserProfile { user_id: "u".into(), phone: vec![], ..Default::default() };
}
