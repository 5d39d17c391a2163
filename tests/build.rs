//! Generates the test schemas three times over: by Protoseal, as an unaware peer's stock prost would have them, and with random
//! values for each clear type.

#[path = "build/random.rs"]
mod random;

use std::path::{Path, PathBuf};

const PROTOS: [&str; 6] = [
    "proto/attacks/v1/attacks.proto",
    "proto/kinds/v1/kinds.proto",
    "proto/kinds/v1/legacy.proto",
    "proto/kinds/v1/names.proto",
    "proto/kinds/v1/places.proto",
    "proto/root.proto",
];

/// The files of `proto/versions`.
const VERSIONS: [&str; 9] = [
    "base", "bound", "children", "field", "group", "key", "kind", "renamed", "sealed",
];

fn main() -> std::io::Result<()> {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or_else(|| std::io::Error::other("no OUT_DIR"))?);
    let (sealed, stock) = (out.join("pb"), out.join("stock"));
    std::fs::create_dir_all(&sealed)?;
    std::fs::create_dir_all(&stock)?;
    protoseal_build::configure()
        .out_dir(&sealed)
        .include_file("mod.rs")
        .bytes([
            ".kinds.v1.AllSealed.r_bytes",
            ".kinds.v1.AllClear.o_bytes",
            ".kinds.v1.Legacy.s_blob",
        ])
        .btree_map([
            ".kinds.v1.AllSealed.mv_child",
            ".kinds.v1.AllClear.mk_string",
            ".kinds.v1.Between.more",
        ])
        .boxed(".kinds.v1.AllSealed.a_plain")
        .boxed(".kinds.v1.AllClear.choice.x_child")
        .enable_type_names()
        .compile_protos(&PROTOS, &["proto"])?;
    generate_versions(&out.join("versions"))?;
    let external = out.join("external");
    std::fs::create_dir_all(&external)?;
    protoseal_build::configure()
        .out_dir(&external)
        .extern_path(".quickstart.v1", "::protoseal_examples::quickstart::v1")
        .compile_protos(&["proto/external.proto"], &["proto", "../examples/proto"])?;
    generate_stock(&stock)?;
    std::fs::write(out.join("random.rs"), random::implementations(&sealed)?)
}

/// Versions of one message, each in a build of its own, as its writers and readers have it.
fn generate_versions(out: &Path) -> std::io::Result<()> {
    for name in VERSIONS {
        let folder = out.join(name);
        std::fs::create_dir_all(&folder)?;
        protoseal_build::configure()
            .out_dir(&folder)
            .include_file("mod.rs")
            .compile_protos(&[format!("proto/versions/{name}.proto")], &["proto"])?;
    }
    Ok(())
}

/// What a peer has that knows nothing of Protoseal but the .proto files.
fn generate_stock(out: &Path) -> std::io::Result<()> {
    let options = concat!(env!("CARGO_MANIFEST_DIR"), "/../proto");
    let mut set = protox::compile(PROTOS, ["proto", options]).map_err(std::io::Error::other)?;
    set.file.retain(|file| file.package() != "protoseal");
    prost_build::Config::new()
        .out_dir(out)
        .include_file("mod.rs")
        .compile_fds(set)
}
