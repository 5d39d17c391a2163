//! A clear child cannot stand in a wire message.

use protoseal_tests::pb::kinds::v1::{Stock, clear};

fn main() {
    let _ = Stock {
        child: Some(clear::Child::default()),
        ..Default::default()
    };
}
