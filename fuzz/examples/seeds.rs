//! Writes the seeds that the targets begin with, from the project's own schemas and from messages sealed under the fixed ring:
//! `cargo run --manifest-path fuzz/Cargo.toml --example seeds`. Sealing is random, so that each run's files differ.
#![forbid(unsafe_code)]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use prost::Message;
use protoseal::prelude::*;
use protoseal::{DataKey, KeyId, KeyRecord, KeyState};
use protoseal_fuzz::messages::MESSAGES;
use protoseal_fuzz::pb::attacks::v1::clear::Pair;
use protoseal_fuzz::pb::kinds::v1::clear::AllClear;
use protoseal_fuzz::pb::kinds::v1::places::{self, clear};
use protoseal_fuzz::ring::{WORLD, context};
use protoseal_fuzz::samples::Sample;

/// Larger ones slow the fuzzer down more than they show it.
const LONGEST: usize = 16 << 10;

fn main() -> io::Result<()> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    envelopes(&folder(&seeds, "envelope")?)?;
    messages(&folder(&seeds, "opener")?)?;
    fragments(&folder(&seeds, "fragment")?)?;
    texts(&folder(&seeds, "json")?)?;
    key_files(&folder(&seeds, "keyfile")?)?;
    formats(&folder(&seeds, "formats")?)?;
    patterns(&folder(&seeds, "re2")?)?;
    schemas(&folder(&seeds, "options")?, &folder(&seeds, "request")?)
}

fn folder(seeds: &Path, target: &str) -> io::Result<PathBuf> {
    let folder = seeds.join(target);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Envelopes with and without a place, with bound and counted fields, of one group and of two.
fn envelopes(folder: &Path) -> io::Result<()> {
    let root = clear::Root::sample();
    let root: places::Root = root.seal(&WORLD.sealer, &context()).map_err(io::Error::other)?;
    let below = [
        ("below", &root.leaf),
        ("in_a_list", &root.leaves.first().cloned()),
        ("in_a_map", &root.map.get("key").cloned()),
    ];
    for (name, leaf) in below {
        if let Some(envelope) = leaf.as_ref().and_then(|leaf| leaf.sealed.first()) {
            fs::write(folder.join(name), envelope)?;
        }
    }
    fs::write(folder.join("root"), &root.sealed[0])?;
    let pair = Pair::sample();
    let pair = pair.seal(&WORLD.sealer, &context()).map_err(io::Error::other)?;
    fs::write(folder.join("first_of_two"), &pair.sealed[0])?;
    fs::write(folder.join("second_of_two"), &pair.sealed[1])
}

fn messages(folder: &Path) -> io::Result<()> {
    for (number, message) in (0u8..).zip(MESSAGES) {
        let name = message.name.replace("::", "_");
        fs::write(folder.join(name), [&[number], &(message.sample)()[..]].concat())?;
    }
    Ok(())
}

/// A message with children in every kind of field, and one with nothing.
fn fragments(folder: &Path) -> io::Result<()> {
    for (name, clear) in [("children", AllClear::sample()), ("nothing", AllClear::default())] {
        let wire = clear.seal(&WORLD.sealer, &context()).map_err(io::Error::other)?;
        fs::write(folder.join(name), wire.encode_to_vec())?;
    }
    Ok(())
}

/// A text of each format of validation.
fn formats(folder: &Path) -> io::Result<()> {
    let texts = [
        ("email", "first.last+tag@sub.example.com"),
        ("mailbox", "Group: \"A. B\" (c (d\\)) <\"e f\"@g-h.i> (j);"),
        ("hostname", "a-b.3com.example."),
        ("host_and_port", "[fe80::1%eth0]:65535"),
        ("ipv4_prefix", "10.1.0.0/16"),
        ("ipv6_prefix", "1:2::/32"),
        ("ipv6", "1:2:3::6:7.8.9.10"),
        ("uri", "x+y://u:p@%e2%82%ac.h:80/a;b/%c3?c=d#e/?"),
        ("uri_with_zone", "http://[fe80::1%25%c3%96]:1/"),
        ("uri_with_address_to_come", "x://[v1.a:b]"),
        ("uri_reference", "./a:b//c?d"),
        ("urls_of_databases", "db://a:1,b:2/c d"),
        ("uuid", "01234567-89ab-cdef-ABCD-EF0123456789"),
        ("ulid", "01ARZ3NDEKTSV4RRFFQ69G5FAV"),
        ("full_name", ".google.protobuf.Any"),
        ("header", ":authority"),
        ("list", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 1"),
    ];
    texts
        .iter()
        .try_for_each(|(name, text)| fs::write(folder.join(name), text))
}

/// A message with a value in every kind of field, and its parts in other forms.
fn texts(folder: &Path) -> io::Result<()> {
    let sample = AllClear::sample();
    fs::write(folder.join("sample"), serde_json::to_string(&sample.exposed())?)?;
    let forms = r#"{"a_int32":"1e2","aInt64":-7,"aDouble":"NaN","aKind":2,"aBytes":"-_8","rString":null,"at":"1970-01-01T01:00:00.5+01:00",
        "spans":["-1.5s"],"any":{"value":"1.5s","@type":"x/google.protobuf.Duration"},"structure":{"a":[null,true,{"b":0.1}]},"mkBool":{"true":""}}"#;
    fs::write(folder.join("forms"), forms)
}

fn key_files(folder: &Path) -> io::Result<()> {
    WORLD.keyring.save(folder.join("ring.json")).map_err(io::Error::other)?;
    Keyring::new()
        .save(folder.join("empty.json"))
        .map_err(io::Error::other)?;
    let states = [
        KeyState::Destroyed,
        KeyState::PendingDestruction,
        KeyState::DecryptOnly,
        KeyState::Active,
        KeyState::PreActive,
    ];
    let record = KeyRecord::new(KeyId::from_bytes([9; 16]), "every \"state\" \u{1F511}", Suite::Sm4Gcm);
    let record = (1u32..).zip(states).try_fold(record, |record, (number, state)| {
        record.with_version(number, state, 1_795_564_800, DataKey::from_bytes([0xab; 32]))
    });
    let ring = Keyring::new();
    ring.insert(record.map_err(io::Error::other)?)
        .map_err(io::Error::other)?;
    ring.save(folder.join("states.json")).map_err(io::Error::other)
}

/// Each construct of RE2, and what other languages read into it.
fn patterns(folder: &Path) -> io::Result<()> {
    let patterns = [
        ("address", r"^[\pL\pN._%+-]{1,64}@(?:[0-9A-Za-z-]+\.)+[A-Za-z]{2,}$"),
        (
            "classes",
            r"[]a-z[:^alpha:]\d\PN\p{^Greek}-][^[&&~~--][\x{D7FF}-\x{E000}\101-\x{105}]",
        ),
        ("flags", r"(?i)k(?s-i:.)(?mU:^a+?$)(?-U)*(?P<n>x|)(?<m>\w)"),
        ("places", r"\A^(?m)^\b{2}\B$\z"),
        ("quotes", r"\Qa*\E{2}\_\<\a\07\0101\x41\Q\"),
        ("repetitions", r"((?:a{2}){0,3}?b{1,}){10}c*?d??{,5}{}{01}e{1000}"),
        ("wrong", r"(?=a)\Z\C\1[z-a]a**(?x)\p{greek}"),
    ];
    patterns
        .into_iter()
        .try_for_each(|(name, pattern)| fs::write(folder.join(name), pattern))
}

/// The schemas of the plugin's own tests, as text and as the requests that protoc makes of them.
fn schemas(options: &Path, request: &Path) -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let plugin = root.join("plugin/tests");
    let cases = fs::read_dir(plugin.join("expected"))?.map(|case| Ok(case?.path().join("case.proto")));
    let wrong = fs::read_dir(plugin.join("diagnostics"))?.map(|file| Ok(file?.path()));
    for file in cases.chain(wrong).collect::<io::Result<Vec<_>>>()? {
        if file.extension().is_none_or(|extension| extension != "proto") {
            continue;
        }
        let text = fs::read(&file)?;
        if text.len() > LONGEST {
            continue;
        }
        let name = match (file.parent().and_then(Path::file_name), file.file_stem()) {
            (Some(folder), Some(stem)) if stem == "case" => folder.to_string_lossy(),
            (_, Some(stem)) => stem.to_string_lossy(),
            _ => continue,
        };
        fs::write(options.join(format!("{name}.proto")), &text)?;
        let folder = file.parent().unwrap_or(&root).to_path_buf();
        let includes = [folder.clone(), root.join("proto")];
        let stem = file.file_name().unwrap_or_default();
        // What is wrong is told before code is generated; a few such requests are enough.
        let wanted = stem == "case.proto" || name.starts_with("envelope");
        let settings = if stem == "case.proto" {
            folder.join("settings")
        } else {
            file.with_extension("settings")
        };
        let parameter = parameter(&settings);
        let wanted = wanted || parameter.contains("sensitive_option");
        if !wanted {
            continue;
        }
        if let Some(bytes) = request_for(Path::new(stem), &includes, parameter) {
            fs::write(request.join(&*name), bytes)?;
        }
    }
    Ok(())
}

/// The settings of a case, as protoc hands them on.
fn parameter(settings: &Path) -> String {
    let settings = fs::read_to_string(settings).unwrap_or_default();
    let own = settings.lines().map(|line| line.replace(',', "\\,"));
    let all: Vec<String> = ["bytes=.", "enable_type_names"]
        .map(str::to_owned)
        .into_iter()
        .chain(own)
        .collect();
    all.join(",")
}

/// A `CodeGeneratorRequest`; `None` for a file that protoc would refuse.
fn request_for(file: &Path, includes: &[PathBuf], parameter: String) -> Option<Vec<u8>> {
    let mut compiler = protox::Compiler::new(includes).ok()?;
    compiler.include_imports(true).open_file(file).ok()?;
    let set = compiler.encode_file_descriptor_set();
    let set = RawFileSet::decode(&set[..]).ok()?;
    let request = Request {
        file_to_generate: vec![file.to_str()?.to_owned()],
        parameter: Some(parameter),
        proto_file: set.file,
    };
    let bytes = request.encode_to_vec();
    (bytes.len() <= LONGEST).then_some(bytes)
}

/// `google.protobuf.compiler.CodeGeneratorRequest`, its files as bytes.
#[derive(Clone, PartialEq, Message)]
struct Request {
    #[prost(string, repeated, tag = "1")]
    file_to_generate: Vec<String>,
    #[prost(string, optional, tag = "2")]
    parameter: Option<String>,
    #[prost(bytes = "vec", repeated, tag = "15")]
    proto_file: Vec<Vec<u8>>,
}

/// A `FileDescriptorSet` of files that stay bytes.
#[derive(Clone, PartialEq, Message)]
struct RawFileSet {
    #[prost(bytes = "vec", repeated, tag = "1")]
    file: Vec<Vec<u8>>,
}
