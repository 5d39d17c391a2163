//! Nor does another crate reach a sealed field, read, set, built or matched.

use protoseal_tests::pb::kinds::v1::Child;

fn main() {
    let mut wire = Child::default();
    let _ = wire.secret;
    wire.secret = Vec::new();
    let _ = Child { secret: Vec::new(), ..Default::default() };
    let Child { secret: _, .. } = Child::default();
}
