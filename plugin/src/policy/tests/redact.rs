//! What protobuf's `debug_redact` masks.

use std::fs;

use prost::Message;
use prost_types::FileDescriptorProto;

use super::{key, mask, message, policies};
use crate::{load::Schema, mask::Mask, options::FieldSettings, policy::resolve};

const OPTIONS: &str = "
import \"google/protobuf/descriptor.proto\";
enum Class {
  option allow_alias = true;
  PUBLIC = 0;
  SECRET = 1 [debug_redact = true];
  ALSO_SECRET = 1;
  TOLD = 2 [debug_redact = false];
}
message Sensitive {
  Class class = 1;
  repeated Class classes = 2;
  map<string, Class> by_region = 3;
  Sensitive inner = 4;
  bool debug_redact = 5;
}
extend google.protobuf.FieldOptions {
  Class class = 50000;
  repeated Class classes = 50001;
  Sensitive sensitive = 50002;
}";

/// The masks of a message's fields with these options.
fn masks<const N: usize>(options: [&str; N]) -> [Option<Mask>; N] {
    let fields: String = (1..)
        .zip(options)
        .map(|(number, option)| format!("int32 f{number} = {number} [{option}];\n"))
        .collect();
    let policies = policies(&format!("{OPTIONS} message M {{ {fields} }}"));
    let message = message(&policies, "M");
    assert!(!message.sealed());
    let mut numbers = 1..;
    options.map(|_| numbers.next().and_then(|number| mask(message, number)))
}

#[test]
fn a_field_is_masked_in_full() {
    let found = masks(["debug_redact = true", "debug_redact = false", "deprecated = true"]);
    assert_eq!(found, [Some(Mask::Full), None, None]);
}

#[test]
fn so_it_is_by_the_value_of_an_option_that_carries_it() {
    let hidden = masks([
        "(class) = SECRET",
        "(class) = ALSO_SECRET",
        "(classes) = PUBLIC, (classes) = SECRET",
        "(sensitive).class = SECRET",
        "(sensitive) = { classes: [TOLD, SECRET] }",
        "(sensitive) = { by_region: { key: \"eu\" value: SECRET } }",
        "(sensitive) = { inner: { inner: { class: SECRET } } }",
    ]);
    assert_eq!(hidden, [Some(Mask::Full); 7]);
    // What counts is what the value carries, whatever the names of values and fields are.
    let shown = masks([
        "(class) = PUBLIC",
        "(class) = TOLD",
        "(sensitive) = { class: TOLD classes: [PUBLIC, TOLD] }",
        "(sensitive).debug_redact = true",
    ]);
    assert_eq!(shown, [None; 4]);
}

#[test]
fn it_leaves_sealing_to_others_and_no_more_of_a_mask_than_stays() {
    let policies = policies(
        "message M {
          string a = 1 [debug_redact = true, (protoseal.sensitive) = true, (protoseal.field).mask.keep_last = 4];
          string b = 2 [debug_redact = true, (protoseal.field).mask.as = OMIT];
          oneof whole {
            option (protoseal.oneof).mask.as = OMIT;
            string c = 3 [debug_redact = true];
          }
          oneof sealed_one {
            option (protoseal.oneof).seal = {};
            string d = 4 [debug_redact = true];
          }
          oneof plain {
            string e = 5 [debug_redact = true];
            string f = 6;
          }
          string id = 7 [debug_redact = true, (protoseal.field).bound = true];
          repeated bytes sealed = 15 [(protoseal.field).envelope = true];
        }",
    );
    let message = message(&policies, "M");
    let masks = [1, 2, 3, 4, 5, 6, 7].map(|number| mask(message, number));
    let (full, omit) = (Some(Mask::Full), Some(Mask::Omit));
    assert_eq!(masks, [full, omit, None, None, full, None, full]);
    let of_oneofs = ["whole", "sealed_one", "plain"].map(|name| message.oneof_mask(name));
    assert_eq!(of_oneofs, [omit, full, None]);
    let keys = [1, 2, 4, 5, 7].map(|number| key(message, number));
    assert_eq!(keys, [Some("pii"), None, Some("pii"), None, None]);
}

/// A `FileDescriptorSet` of files that stay bytes, as `prost_types` would drop their custom options.
#[derive(Clone, PartialEq, Message)]
struct RawFileSet {
    #[prost(bytes = "vec", repeated, tag = "1")]
    file: Vec<Vec<u8>>,
}

/// The same files, with a descriptor.proto of before there was `debug_redact`.
fn with_old_descriptors(set: &[u8]) -> Vec<u8> {
    let mut set = RawFileSet::decode(set).expect("a set");
    let mut removed = 0;
    for bytes in &mut set.file {
        let mut file = FileDescriptorProto::decode(bytes.as_slice()).expect("a file");
        if file.name() == "google/protobuf/descriptor.proto" {
            for message in &mut file.message_type {
                let fields = message.field.len();
                message.field.retain(|field| field.name() != "debug_redact");
                removed += fields - message.field.len();
            }
            *bytes = file.encode_to_vec();
        }
    }
    assert_eq!(removed, 2);
    set.encode_to_vec()
}

#[test]
fn a_schema_that_brings_an_older_descriptor_proto_is_read_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("t.proto");
    let declared = format!(
        "syntax = \"proto3\"; package t; {OPTIONS}
        message M {{ string a = 1 [debug_redact = true]; string b = 2 [(class) = SECRET]; string c = 3 [(class) = TOLD]; }}"
    );
    fs::write(&path, declared).expect("a file");
    let compiled = Schema::from_protos(&[&path], &[folder.path()]).expect("a schema");
    let old = with_old_descriptors(&compiled.pool.encode_to_vec());
    let schema = Schema::from_descriptor_set(&old, None).expect("a schema");
    let field_options = schema.pool.get_message_by_name("google.protobuf.FieldOptions");
    assert!(field_options.is_some_and(|options| options.get_field(16).is_none()));
    let policies = resolve(&schema, &FieldSettings::default()).expect("no mistakes");
    let message = message(&policies, "M");
    let masks = [1, 2, 3].map(|number| mask(message, number));
    assert_eq!(masks, [Some(Mask::Full), Some(Mask::Full), None]);
}
