//! Secrets are compared for equality alone, which is done in constant time.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/secrets/demo.v1.rs");
}

fn main() {
    let vault = pb::clear::Vault::default();
    let _ = vault.password < vault.password;
}
