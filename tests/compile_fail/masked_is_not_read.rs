//! JSON that may be masked is not read back: `"***"` would become data.
#![allow(dead_code)]

mod pb {
    include!("../../plugin/tests/expected/flat/demo.v1.rs");
}

fn main() {
    let _ = serde_json::from_str::<pb::clear::UserProfile>("{\"phone\": \"***\"}");
}
