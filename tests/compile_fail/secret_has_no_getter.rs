//! An optional secret has no getter, which would show it.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/secrets/demo.v1.rs");
}

fn main() {
    let vault = pb::clear::Vault::default();
    println!("{}", vault.pin());
}
