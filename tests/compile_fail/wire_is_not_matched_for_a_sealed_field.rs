//! A pattern does not reach it either.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/flat/demo.v1.rs");
}

use pb::UserProfile;

fn main() {
    let UserProfile { user_id: _, phone: _, .. } = UserProfile::default();
}
