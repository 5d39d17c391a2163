//! A secret has no `Display`: `expose()` is the way to its value.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/secrets/demo.v1.rs");
}

fn main() {
    let vault = pb::clear::Vault::default();
    println!("{}", vault.password);
}
