//! What is refused, what is emitted, and how much of the conformance suite becomes Rust.

mod access;
mod emitted;
mod faults;
mod suite;

use prost_reflect::DescriptorPool;

use super::{Env, This};

/// The schema of `tests/proto/cel`.
fn sample() -> DescriptorPool {
    pool(
        "cel/v1/cel.proto",
        concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/proto"),
    )
}

fn pool(file: &str, folder: &str) -> DescriptorPool {
    let set = protox::compile([file], [folder]).expect("a schema");
    DescriptorPool::from_file_descriptor_set(set).expect("a pool")
}

fn of_message(pool: &DescriptorPool, name: &str) -> Env {
    Env {
        this: This::Message(pool.get_message_by_name(name).expect("a message")),
        rule: None,
        rules: None,
    }
}
