//! The descriptors of lowered files say what Python's protobuf makes of the files themselves.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use prost::Message;
use prost_reflect::{
    Cardinality, EnumDescriptor, ExtensionDescriptor, FieldDescriptor, FileDescriptor, MessageDescriptor, Syntax,
};
use prost_types::FieldDescriptorProto;

use super::{package, set_of, tools};
use crate::load::Schema;
use crate::load::editions::{SYNTAX, descriptors};

#[test]
fn lowered_files_say_what_python_reads() {
    for case in ["kinds", "legacy"] {
        let folder = package().join("tests/editions/expected").join(case);
        agrees(&[&folder], "case.proto");
    }
}

#[test]
fn the_conformance_suites_editions_are_read_as_python_reads_them() {
    let Some(roots) = tools::tool("PROTOSEAL_CONFORMANCE_BUF") else {
        return;
    };
    let roots: Vec<PathBuf> = env::split_paths(&roots).collect();
    let includes: Vec<&Path> = roots.iter().map(PathBuf::as_path).collect();
    let cases = "buf/validate/conformance/cases";
    let folder = roots.iter().map(|root| root.join(cases)).find(|folder| folder.is_dir());
    let entries = fs::read_dir(folder.expect("a root with the suite's cases")).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let names: Vec<String> = names.filter(|name| name.ends_with("_editions.proto")).collect();
    assert!(names.len() >= 5, "{names:?}");
    for name in names {
        agrees(&includes, &format!("{cases}/{name}"));
    }
}

fn agrees(includes: &[&Path], file: &str) {
    let Some(set) = set_of(includes, file) else { return };
    let Some(python) = python(&set) else { return };
    let ours = lowered(&set);
    let python: BTreeSet<String> = python.lines().map(str::to_owned).collect();
    let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect::<Vec<_>>();
    assert!(
        ours == python && !ours.is_empty(),
        "{file}: lowered {:#?}\nof {:#?}",
        only(&ours, &python),
        only(&python, &ours)
    );
}

/// What `features.py` says of a set.
fn python(set: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("set");
    fs::write(&path, set).expect("a file");
    let mut python = Command::new(tools::tool("PROTOSEAL_PYTHON")?);
    let output = python
        .arg(package().join("tests/editions/features.py"))
        .arg(path)
        .output();
    let output = output.expect("Python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("a text"))
}

/// The same of the files that had editions, once they are lowered.
fn lowered(set: &[u8]) -> BTreeSet<String> {
    let files = descriptors::Set::decode(set).expect("a set").file;
    let files = files.iter().filter(|file| file.syntax() == SYNTAX);
    let schema = Schema::from_descriptor_set(set, None).unwrap_or_else(|error| panic!("{error}"));
    let files = files.map(|file| schema.pool.get_file_by_name(file.name()).expect("it is there"));
    files.flat_map(|file| lines(&file)).collect()
}

fn lines(file: &FileDescriptor) -> Vec<String> {
    let closed = file.syntax() == Syntax::Proto2;
    let of_enum = |declared: EnumDescriptor| declared.full_name().to_owned() + &flag("closed", closed);
    let mut lines: Vec<String> = file.enums().map(of_enum).collect();
    lines.extend(file.extensions().map(of_extension));
    let mut pending: Vec<MessageDescriptor> = file.messages().collect();
    while let Some(message) = pending.pop() {
        if !message.is_map_entry() {
            lines.extend(message.fields().map(of_field));
            lines.extend(message.child_extensions().map(of_extension));
            lines.extend(message.child_enums().map(of_enum));
            pending.extend(message.child_messages());
        }
    }
    lines
}

fn of_field(field: FieldDescriptor) -> String {
    let in_oneof = field.containing_oneof().is_some_and(|oneof| !oneof.is_synthetic());
    let words = [
        flag("presence", field.supports_presence()),
        flag("required", field.cardinality() == Cardinality::Required),
        flag("packed", field.is_packed()),
        flag("delimited", field.is_group()),
        flag("default", has_default(field.field_descriptor_proto())),
        flag("oneof", in_oneof),
    ];
    field.full_name().to_owned() + &words.concat()
}

fn of_extension(extension: ExtensionDescriptor) -> String {
    let words = [
        flag("presence", extension.supports_presence()),
        flag("required", extension.cardinality() == Cardinality::Required),
        flag("packed", extension.is_packed()),
        flag("delimited", extension.is_group()),
        flag("default", has_default(extension.field_descriptor_proto())),
    ];
    extension.full_name().to_owned() + &words.concat()
}

fn has_default(field: &FieldDescriptorProto) -> bool {
    field.default_value.is_some()
}

fn flag(word: &str, holds: bool) -> String {
    if holds { format!(" {word}") } else { String::new() }
}
