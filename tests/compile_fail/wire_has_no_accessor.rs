//! prost's derive gives a sealed field no accessor.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/flat/demo.v1.rs");
}

use pb::UserProfile;

fn main() {
    let mut wire = UserProfile::default();
    wire.id_card();
    wire.former_grade();
    wire.set_former_grade(pb::Grade::Gold);
}
