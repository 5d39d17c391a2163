//! A secret is not serialized.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/secrets/demo.v1.rs");
}

fn main() {
    let vault = pb::clear::Vault::default();
    let _ = serde_json::to_string(&vault.password);
}
