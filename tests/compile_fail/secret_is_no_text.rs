//! A secret is no text: `expose()` is the way to its value.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/secrets/demo.v1.rs");
}

fn main() {
    let vault = pb::clear::Vault::default();
    let _: &str = &vault.password;
}
