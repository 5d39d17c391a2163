//! The ways to a schema, and which files are generated.

use std::{fs, path::Path};

use prost::Message;
use prost_types::{FileDescriptorProto, FileDescriptorSet};

use super::Schema;
use crate::{diagnostic::Error, options::FieldSettings, policy};

const USER: &str = "syntax = \"proto3\";
package demo.v1;
import \"protoseal/options.proto\";
import \"validate/validate.proto\";
import \"google/protobuf/timestamp.proto\";
import \"part.proto\";
message User {
  string phone = 1 [(protoseal.field).seal.key = \"pii\"];
  google.protobuf.Timestamp at = 2;
  demo.Part part = 3;
  repeated bytes sealed = 15 [(protoseal.field).envelope = true];
}
";
const PART: &str = "syntax = \"proto3\"; package demo; message Part {}";
const VALIDATE: &str = "syntax = \"proto2\";
package validate;
import \"google/protobuf/descriptor.proto\";
message Rules {}
extend google.protobuf.FieldOptions { optional Rules rules = 1071; }
";
const WITHOUT_ENVELOPE: &str = "syntax = \"proto3\";
import \"protoseal/options.proto\";
message M {
  string a = 1 [(protoseal.field).seal.key = \"k\"];
}
";

/// A folder with files, by name.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, source) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder.path())).expect("a folder");
        fs::write(path, source).expect("a file");
    }
    folder
}

fn schema(folder: &Path, protos: &[&str]) -> Result<Schema, Error> {
    let protos: Vec<_> = protos.iter().map(|proto| folder.join(proto)).collect();
    Schema::from_protos(&protos, &[folder])
}

#[test]
fn all_files_are_generated_but_those_of_options_and_of_protobuf() {
    let folder = folder(&[
        ("user.proto", USER),
        ("part.proto", PART),
        ("validate/validate.proto", VALIDATE),
    ]);
    let schema = schema(folder.path(), &["user.proto"]).expect("a schema");
    assert_eq!(schema.files, ["part.proto", "user.proto"]);
    assert_eq!(schema.sources.get("user.proto").map(String::as_str), Some(USER));
    assert!(schema.paths.contains(&folder.path().join("part.proto")));
}

#[test]
fn options_of_validation_need_no_include_path() {
    let user = "syntax = \"proto3\";
import \"buf/validate/validate.proto\";
import \"validate/validate.proto\";
message User {
  string name = 1 [(buf.validate.field).string.min_len = 1, (validate.rules).string.max_len = 9];
}
";
    let found = folder(&[("user.proto", user)]);
    let schema = schema(found.path(), &["user.proto"]).expect("a schema");
    assert_eq!(schema.files, ["user.proto"]);
    for option in ["buf.validate.field", "validate.rules"] {
        assert!(schema.pool.get_extension_by_name(option).is_some(), "{option}");
    }
    // The stub of a user's own lacks `string`.
    let shadowed = folder(&[("user.proto", user), ("validate/validate.proto", VALIDATE)]);
    let error = self::schema(shadowed.path(), &["user.proto"]).expect_err("the stub wins");
    assert!(error.to_string().contains("string"), "{error}");
}

#[test]
fn a_file_of_options_is_generated_if_it_is_named_or_used() {
    let used = "syntax = \"proto3\"; import \"validate/validate.proto\"; message Report { validate.Rules rules = 1; }";
    let folder = folder(&[("used.proto", used), ("validate/validate.proto", VALIDATE)]);
    let by_use = schema(folder.path(), &["used.proto"]).expect("a schema");
    assert_eq!(by_use.files, ["validate/validate.proto", "used.proto"]);
    let by_name = schema(folder.path(), &["validate/validate.proto"]).expect("a schema");
    assert_eq!(by_name.files, ["validate/validate.proto"]);
}

#[test]
fn a_descriptor_set_gives_the_same_policies_as_its_files() {
    let folder = folder(&[
        ("user.proto", USER),
        ("part.proto", PART),
        ("validate/validate.proto", VALIDATE),
    ]);
    let compiled = schema(folder.path(), &["user.proto"]).expect("a schema");
    let set = compiled.pool.encode_to_vec();
    let all = Schema::from_descriptor_set(&set, None).expect("a schema");
    assert_eq!(all.files, compiled.files);
    let some = Schema::from_descriptor_set(&set, Some(vec!["user.proto".to_owned()])).expect("a schema");
    assert_eq!(some.files, ["user.proto"]);

    let policies = |schema| {
        format!(
            "{:?}",
            policy::resolve(schema, &FieldSettings::default()).expect("no mistakes")
        )
    };
    assert_eq!(policies(&all), policies(&compiled));
    assert!(policies(&all).contains("\"pii\""));
}

#[test]
fn a_mistake_in_a_descriptor_set_has_its_position() {
    let folder = folder(&[("user.proto", WITHOUT_ENVELOPE)]);
    let compiled = schema(folder.path(), &["user.proto"]).expect("a schema");
    let from_set = Schema::from_descriptor_set(&compiled.pool.encode_to_vec(), None).expect("a schema");
    let error = policy::resolve(&from_set, &FieldSettings::default()).expect_err("no envelope field");
    insta::assert_snapshot!(error, @r#"
    error: `a` is sealed, but `M` has no field for its envelopes
     --> user.proto:4:3
      = help: add to `M`: repeated bytes sealed = 2 [(protoseal.field).envelope = true];
    "#);
}

#[test]
fn without_positions_a_mistake_has_its_file() {
    let folder = folder(&[("user.proto", WITHOUT_ENVELOPE)]);
    let mut compiler = protox::Compiler::with_file_resolver(super::resolver::with_includes(&[folder.path()]).0);
    compiler.include_imports(true).include_source_info(false);
    compiler.open_file(folder.path().join("user.proto")).expect("a schema");
    let from_set = Schema::from_descriptor_set(&compiler.encode_file_descriptor_set(), None).expect("a schema");
    let error = policy::resolve(&from_set, &FieldSettings::default()).expect_err("no envelope field");
    insta::assert_snapshot!(error, @r#"
    error: `a` is sealed, but `M` has no field for its envelopes
     --> user.proto
      = help: add to `M`: repeated bytes sealed = 2 [(protoseal.field).envelope = true];
    "#);
}

fn set(files: Vec<FileDescriptorProto>) -> Vec<u8> {
    FileDescriptorSet { file: files }.encode_to_vec()
}

fn file(name: &str, syntax: &str, dependency: &[&str]) -> FileDescriptorProto {
    FileDescriptorProto {
        name: Some(name.to_owned()),
        syntax: Some(syntax.to_owned()),
        dependency: dependency.iter().copied().map(str::to_owned).collect(),
        ..FileDescriptorProto::default()
    }
}

#[test]
fn a_descriptor_set_without_its_imports_is_refused() {
    let bytes = set(vec![file("a.proto", "proto3", &["b.proto"])]);
    let error = Schema::from_descriptor_set(&bytes, None).expect_err("no import");
    insta::assert_snapshot!(error, @r#"
    error: the descriptor set lacks `b.proto`, which this file imports
     --> a.proto
      = help: call protoc with --include_imports
    "#);
}

#[test]
fn bytes_that_are_no_descriptor_set_are_refused() {
    let error = Schema::from_descriptor_set(b"syntax = \"proto3\";", None).expect_err("no set");
    insta::assert_snapshot!(error, @"error: the descriptor set cannot be read: failed to decode Protobuf message: invalid wire type value: 7");
}

#[test]
fn a_file_to_generate_must_be_there() {
    let bytes = set(vec![file("a.proto", "proto3", &[])]);
    let error = Schema::from_descriptor_set(&bytes, Some(vec!["c.proto".to_owned()])).expect_err("no file");
    insta::assert_snapshot!(error, @"error: `c.proto` is to be generated, but the descriptor set has no such file");
}

#[test]
fn a_file_outside_the_includes_is_refused() {
    let folder = folder(&[("a/user.proto", PART), ("b/user.proto", PART)]);
    let error = Schema::from_protos(&["c.proto"], &[folder.path()]).expect_err("no file");
    insta::assert_snapshot!(error, @r#"
    error: file 'c.proto' is not in any include path
      = help: check its name, and that the folder below which it lies is one of the includes
    "#);
}

#[test]
fn options_of_another_declaration_are_refused() {
    let options = "syntax = \"proto2\"; package protoseal; import \"google/protobuf/descriptor.proto\";
message FieldOptions { optional string envelope = 2; optional bool mask = 9; }
extend google.protobuf.FieldOptions { optional FieldOptions field = 50802; optional string sensitive = 50803; }";
    let user = "syntax = \"proto3\";\nimport \"protoseal/options.proto\";
message M {\n  string a = 1 [(protoseal.field) = { mask: true envelope: \"yes\" }];\n}\n";
    let folder = folder(&[("protoseal/options.proto", options), ("user.proto", user)]);
    let schema = schema(folder.path(), &["user.proto"]).expect("a schema");
    let error = policy::resolve(&schema, &FieldSettings::default()).expect_err("other options");
    insta::assert_snapshot!(error, @r#"
    error: `protoseal.sensitive` is not a bool with the number 50803, as protoseal/options.proto declares it
      --> protoseal/options.proto:3:76
       |
     3 | extend google.protobuf.FieldOptions { optional FieldOptions field = 50802; optional string sensitive = 50803; }
       |                                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: take the file out of the includes: protoseal-build brings its own protoseal/options.proto

    error: this version of protoseal-build does not know the option `(protoseal.field).envelope`
      --> user.proto:4:17
       |
     4 |   string a = 1 [(protoseal.field) = { mask: true envelope: "yes" }];
       |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: use the protoseal-build that belongs to your protoseal/options.proto

    error: this version of protoseal-build does not know the option `(protoseal.field).mask`
      --> user.proto:4:17
       |
     4 |   string a = 1 [(protoseal.field) = { mask: true envelope: "yes" }];
       |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: use the protoseal-build that belongs to your protoseal/options.proto
    "#);
}

/// Found by fuzzing: prost-reflect panics at a syntax that it does not know, be it empty.
#[test]
fn a_descriptor_set_of_an_unknown_syntax() {
    for syntax in ["proto4", "", "\u{1F511}"] {
        let file = FileDescriptorProto {
            name: Some("a.proto".into()),
            syntax: Some(syntax.into()),
            ..Default::default()
        };
        let set = FileDescriptorSet { file: vec![file] }.encode_to_vec();
        let error = Schema::from_descriptor_set(&set, None).expect_err("there is no such syntax");
        assert!(error.to_string().contains("is not known"), "{error}");
    }
}
