//! Generates the test schemas: by Protoseal, as an unaware peer's stock prost would have them, and with random values and
//! the stock counterpart of each clear type.

#[path = "build/found.rs"]
mod found;
#[path = "build/plain.rs"]
mod plain;
#[path = "build/random.rs"]
mod random;

use std::path::{Path, PathBuf};

const PROTOS: [&str; 15] = [
    "proto/attacks/v1/attacks.proto",
    "proto/canonical/v1/canonical.proto",
    "proto/hostile/v1/hostile.proto",
    "proto/kinds/v1/kinds.proto",
    "proto/kinds/v1/legacy.proto",
    "proto/kinds/v1/names.proto",
    "proto/kinds/v1/places.proto",
    "proto/lax/v1/lax.proto",
    "proto/masks/plain/v1/plain.proto",
    "proto/masks/v1/legacy.proto",
    "proto/masks/v1/masks.proto",
    "proto/root.proto",
    "proto/secrets/v1/secrets.proto",
    "../docs/vectors/proto/vectors/v1/legacy.proto",
    "../docs/vectors/proto/vectors/v1/vectors.proto",
];

const INCLUDES: [&str; 2] = ["proto", "../docs/vectors/proto"];

/// Fields of other Rust types than prost's usual ones.
const BYTES: [&str; 3] = [
    ".kinds.v1.AllSealed.r_bytes",
    ".kinds.v1.AllClear.o_bytes",
    ".kinds.v1.Legacy.s_blob",
];
const BTREE_MAPS: [&str; 3] = [
    ".kinds.v1.AllSealed.mv_child",
    ".kinds.v1.AllClear.mk_string",
    ".kinds.v1.Between.more",
];
const BOXED: [&str; 2] = [".kinds.v1.AllSealed.a_plain", ".kinds.v1.AllClear.choice.x_child"];

/// Sealed strings and bytes that are secrets.
const SECRETS: [&str; 11] = [
    ".secrets.v1.Lock",
    ".secrets.v1.Login",
    "Vault.password",
    "Vault.pin",
    "Vault.key",
    "Vault.seed",
    "Vault.codes",
    "Vault.shares",
    ".secrets.v1.Vault.by_name",
    ".secrets.v1.Vault.by_number",
    ".secrets.v1.Vault.login",
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
        .bytes(BYTES)
        .btree_map(BTREE_MAPS)
        .boxed(BOXED[0])
        .boxed(BOXED[1])
        .secrets(SECRETS)
        .enable_type_names()
        .partial(true)
        .compile_protos(&PROTOS, &INCLUDES)?;
    generate_versions(&out.join("versions"))?;
    generate_updates(&out.join("update"))?;
    let external = out.join("external");
    std::fs::create_dir_all(&external)?;
    protoseal_build::configure()
        .out_dir(&external)
        .extern_path(".quickstart.v1", "::protoseal_examples::quickstart::v1")
        .extern_path(".kinds.v1", "crate::pb::kinds::v1")
        .extern_path(".masks.v1", "crate::pb::masks::v1")
        .compile_protos(&["proto/external.proto"], &["proto", "../examples/proto"])?;
    let cel = out.join("cel");
    std::fs::create_dir_all(&cel)?;
    protoseal_build::configure()
        .out_dir(&cel)
        .compile_protos(&["proto/cel/v1/cel.proto"], &["proto"])?;
    let compiled = out.join("compiled");
    std::fs::create_dir_all(&compiled)?;
    protoseal_build::configure()
        .out_dir(&compiled)
        .include_file("mod.rs")
        .compile_well_known_types()
        .retain_enum_prefix()
        .compile_protos(&["proto/canonical/v1/canonical.proto"], &["proto"])?;
    let moved = out.join("moved");
    std::fs::create_dir_all(&moved)?;
    protoseal_build::configure()
        .out_dir(&moved)
        .include_file("mod.rs")
        .prost_types_path("crate::compiled::well_known")
        .compile_protos(&["proto/canonical/v1/canonical.proto"], &["proto"])?;
    generate_validation(&out.join("validation"))?;
    generate_stock(&stock)?;
    let types = found::clear_messages(&sealed, "pb")?;
    let types: String = types
        .iter()
        .map(|path| format!("(\"{path}\", check::<protoseal_tests::{path}>),\n"))
        .collect();
    std::fs::write(out.join("types.rs"), format!("&[{types}]"))?;
    std::fs::write(
        out.join("random.rs"),
        found::implementations(&sealed, "pb", &random::WRITER)?,
    )?;
    std::fs::write(
        out.join("plain.rs"),
        found::implementations(&sealed, "pb", &plain::WRITER)?,
    )
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

/// Two versions of a schema, with partial types.
fn generate_updates(out: &Path) -> std::io::Result<()> {
    for name in ["newer", "older"] {
        let folder = out.join(name);
        std::fs::create_dir_all(&folder)?;
        protoseal_build::configure()
            .out_dir(&folder)
            .include_file("mod.rs")
            .partial(true)
            .compile_protos(&[format!("proto/update/{name}.proto")], &["proto"])?;
    }
    Ok(())
}

/// Schemas with rules of validation, apart since no stock compiler of these tests has the options.
fn generate_validation(out: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(out)?;
    protoseal_build::configure()
        .out_dir(out)
        .include_file("mod.rs")
        .partial(true)
        .secrets([
            ".validation.v1.Account.password",
            ".validation.v1.Person.email",
            ".validation.v1.Person.labels",
        ])
        .compile_protos(
            &[
                "pgv/v1/both",
                "pgv/v1/legacy",
                "pgv/v1/rules",
                "validation/v1/expressions",
                "validation/v1/legacy",
                "validation/v1/standard",
                "validation/v1/tagged",
            ]
            .map(|name| format!("proto/{name}.proto")),
            &["proto"],
        )
}

/// What a peer has that knows nothing of Protoseal but the .proto files.
fn generate_stock(out: &Path) -> std::io::Result<()> {
    let options = concat!(env!("CARGO_MANIFEST_DIR"), "/../proto");
    let mut set = protox::compile(PROTOS, [INCLUDES[0], INCLUDES[1], options]).map_err(std::io::Error::other)?;
    set.file.retain(|file| file.package() != "protoseal");
    prost_build::Config::new()
        .bytes(BYTES)
        .btree_map(BTREE_MAPS)
        .boxed(BOXED[0])
        .boxed(BOXED[1])
        .out_dir(out)
        .include_file("mod.rs")
        .compile_fds(set)
}
