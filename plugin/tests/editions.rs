//! Files of editions, from protoc's descriptor sets and under it as a plugin: `editions/expected/CASE/case.proto` has, beside it, each
//! module that is generated for it, which `tests/tests/interop_python` seals, opens and sends to Python.
//!
//! `PROTOSEAL_BLESS=1 cargo test -p protoseal-build --test editions` rewrites them.
#![forbid(unsafe_code)]

#[path = "support/compare.rs"]
mod compare;
#[path = "support/tools.rs"]
mod tools;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use compare::{Texts, differences, texts};

const CASES: [&str; 2] = ["kinds", "legacy"];

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folder_of(case: &str) -> PathBuf {
    package().join("tests/editions/expected").join(case)
}

/// The protoc of today, about to read a case.
fn protoc(case: &str) -> Option<Command> {
    let mut command = Command::new(tools::tool("PROTOSEAL_PROTOC_CURRENT")?);
    command.arg("-I").arg(folder_of(case));
    command.arg("-I").arg(package().join("proto")).arg("case.proto");
    Some(command)
}

fn succeed(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}:\n{said}");
}

fn by_descriptor_set(case: &str) -> Option<Texts> {
    let out = tempfile::tempdir().expect("a folder");
    let set = out.path().join("set");
    let mut protoc = protoc(case)?;
    protoc.args(["--include_imports", "--include_source_info", "-o"]);
    succeed(protoc.arg(&set));
    let bytes = fs::read(&set).expect("a descriptor set");
    fs::remove_file(set).expect("it goes");
    protoseal_build::configure()
        .out_dir(out.path())
        .compile_fds(&bytes)
        .unwrap_or_else(|error| panic!("{case}: {error}"));
    Some(texts(out.path()))
}

fn by_plugin(case: &str) -> Option<Texts> {
    let out = tempfile::tempdir().expect("a folder");
    let mut protoc = protoc(case)?;
    succeed(through_plugin(&mut protoc, out.path()));
    Some(texts(out.path()))
}

fn through_plugin<'a>(protoc: &'a mut Command, out: &Path) -> &'a mut Command {
    let plugin = env!("CARGO_BIN_EXE_protoc-gen-protoseal");
    protoc.arg(format!("--plugin=protoc-gen-protoseal={plugin}"));
    protoc.arg(format!("--protoseal_out={}", out.display()))
}

#[test]
fn generated_code_is_as_expected() {
    for case in CASES {
        let Some(generated) = by_descriptor_set(case) else {
            return;
        };
        if std::env::var_os("PROTOSEAL_BLESS").is_some() {
            for (name, text) in &generated {
                fs::write(folder_of(case).join(name), text).expect("a file is written");
            }
        }
        let differences = differences(&texts(&folder_of(case)), &generated);
        assert!(
            differences.is_empty(),
            "\ntests/editions/expected/{case}, expected and generated:\n{differences}\nIf this is as it should be: PROTOSEAL_BLESS=1 cargo \
             test -p protoseal-build --test editions"
        );
    }
}

#[test]
fn the_plugin_gives_the_code_of_a_descriptor_set() {
    for case in CASES {
        let Some((by_set, by_plugin)) = by_descriptor_set(case).zip(by_plugin(case)) else {
            return;
        };
        let differences = differences(&by_set, &by_plugin);
        assert!(
            differences.is_empty(),
            "{case}, from a set and under protoc:\n{differences}"
        );
    }
}

/// protoc hands a file of an edition only to a plugin that says that it knows the edition; this one says what it cannot lower.
#[test]
fn protoc_shows_what_neither_syntax_can_say() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = "edition = \"2024\";\nenum Open { A = 0; }\nenum Closed {\n  option features.enum_type = CLOSED;\n  B = 1;\n}\n";
    fs::write(folder.path().join("case.proto"), source).expect("a file");
    let Some(protoc) = tools::tool("PROTOSEAL_PROTOC_CURRENT") else {
        return;
    };
    let mut command = Command::new(protoc);
    command.arg("-I").arg(folder.path()).arg("case.proto");
    let output = through_plugin(&mut command, folder.path())
        .output()
        .expect("protoc runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let wanted = "error: `Closed` is a closed enum, which only proto2 has, but `Open`, in the same file, is an open enum, which only \
                  proto3 has\n --> case.proto:3:1\n";
    assert!(!output.status.success() && said.contains(wanted), "{said}");
}
