//! Generates the examples' types.

fn main() -> std::io::Result<()> {
    protoseal_build::compile_protos(&["proto/profile.proto"], &["proto"])
}
