//! Where the generated file is included at the crate's root, its private fields are no less private.
#![allow(dead_code)]

include!("../../plugin/tests/expected/flat/demo.v1.rs");

fn main() {
    let mut wire = UserProfile::default();
    let _ = wire.phone;
    wire.phone = Vec::new();
    let _ = __groups::UserProfilePii::default();
}

impl UserProfile {
    fn peek(&self) -> bool {
        self.phone.is_empty()
    }
}
