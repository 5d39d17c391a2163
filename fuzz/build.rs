//! Generates the test schemas, and two versions of one message for the target `fragment`.

use std::path::PathBuf;

const PROTOS: [&str; 7] = [
    "../tests/proto/attacks/v1/attacks.proto",
    "../tests/proto/hostile/v1/hostile.proto",
    "../tests/proto/kinds/v1/kinds.proto",
    "../tests/proto/kinds/v1/legacy.proto",
    "../tests/proto/kinds/v1/names.proto",
    "../tests/proto/kinds/v1/places.proto",
    "../tests/proto/root.proto",
];

fn main() -> std::io::Result<()> {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or_else(|| std::io::Error::other("no OUT_DIR"))?);
    let generated = out.join("pb");
    std::fs::create_dir_all(&generated)?;
    protoseal_build::configure()
        .out_dir(&generated)
        .include_file("mod.rs")
        .compile_protos(&PROTOS, &["../tests/proto"])?;
    for side in ["writer", "reader"] {
        let folder = out.join(side);
        std::fs::create_dir_all(&folder)?;
        protoseal_build::configure()
            .out_dir(&folder)
            .extern_path(".kinds.v1", "crate::pb::kinds::v1")
            .compile_protos(&[format!("proto/{side}/parcel.proto")], &["proto", "../tests/proto"])?;
    }
    Ok(())
}
