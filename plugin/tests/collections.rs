//! Public collections of schemas, thousands of messages: all of them generate, and without options of ours to the letter what
//! prost-build makes of them.
//!
//! Of the largest, a part; with `PROTOSEAL_FULL=1` all of it.
#![forbid(unsafe_code)]

#[path = "support/compare.rs"]
mod compare;
#[path = "support/tools.rs"]
mod tools;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use compare::{Texts, differences, texts};
use prost_types::{DescriptorProto, FileDescriptorSet};

/// Below an include path, the .proto files of a folder that protox and prost-build can read: not those of editions.
fn protos(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder");
            pending.extend(entries.map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|extension| extension == "proto") {
            let text = fs::read_to_string(&path).expect("a text");
            if !text.lines().any(|line| line.starts_with("edition")) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn count(messages: &[DescriptorProto]) -> usize {
    messages.iter().map(|message| 1 + count(&message.nested_type)).sum()
}

fn prost(set: FileDescriptorSet) -> Texts {
    let out = tempfile::tempdir().expect("a folder");
    prost_build::Config::new()
        .out_dir(out.path())
        .compile_fds(set)
        .expect("prost-build generates");
    texts(out.path())
}

fn protoseal(protos: &[PathBuf], include: &Path) -> Texts {
    let out = tempfile::tempdir().expect("a folder");
    protoseal_build::configure()
        .out_dir(out.path())
        .compile_protos(protos, &[include])
        .unwrap_or_else(|error| panic!("{}: {error}", include.display()));
    texts(out.path())
}

/// Compares a part of a collection, and says how long it took: the number of its messages.
fn compare(include: &Path, part: &str) -> usize {
    let protos = protos(&include.join(part));
    let started = Instant::now();
    let set = protox::compile(&protos, [include]).unwrap_or_else(|error| panic!("{part}: {error:?}"));
    let messages = set.file.iter().map(|file| count(&file.message_type)).sum();
    let prost = prost(set);
    let by_prost = started.elapsed();
    let started = Instant::now();
    let protoseal = protoseal(&protos, include);
    let by_us = started.elapsed();
    let differences = differences(&prost, &protoseal);
    assert!(
        differences.is_empty(),
        "{part}, from prost-build and from us:\n{differences}"
    );
    eprintln!("{part}: {messages} messages in {by_prost:.1?} by protox and prost-build, in {by_us:.1?} by us");
    messages
}

#[test]
fn a_collection_is_prost_builds_output() {
    let Some(collections) = tools::tool("PROTOSEAL_COLLECTIONS") else {
        return;
    };
    assert!(compare(&collections.join("counter-strike"), "") > 500, "proto2");
    assert!(compare(&collections.join("lnd"), "") > 350, "another team's");
    let google = collections.join("googleapis");
    if std::env::var_os("PROTOSEAL_FULL").is_some_and(|full| full == "1") {
        let folders = fs::read_dir(google.join("google")).expect("a folder");
        let mut parts: Vec<_> = folders.map(|entry| entry.expect("an entry").file_name()).collect();
        parts.sort();
        let parts = parts.iter().map(|part| format!("google/{}", part.to_string_lossy()));
        let messages: usize = parts.map(|part| compare(&google, &part)).sum();
        assert!(messages > 40_000, "{messages} messages");
    } else {
        let parts = [
            "google/cloud/dialogflow",
            "google/devtools",
            "google/firestore",
            "google/pubsub",
            "google/spanner",
        ];
        let messages: usize = parts.map(|part| compare(&google, part)).iter().sum();
        assert!(messages > 2_500, "{messages} messages");
    }
}
