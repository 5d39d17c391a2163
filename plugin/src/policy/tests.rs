//! The model of schemas that are right.

mod masks;
mod namesakes;
mod options;
mod order;
mod redact;
mod tiers;

use std::fs;

use super::{BoundKind, Message, Policies, resolve};
use crate::{load::Schema, mask::Mask, options::FieldSettings};

/// The policies of a proto3 file of the package `t`, with what it declares in addition to the usual head.
fn policies(declarations: &str) -> Policies {
    policies_with(declarations, &FieldSettings::default())
}

/// The same, with settings of the build.
fn policies_with(declarations: &str, settings: &FieldSettings) -> Policies {
    policies_of("proto3", declarations, settings)
}

fn policies_of(syntax: &str, declarations: &str, settings: &FieldSettings) -> Policies {
    let folder = tempfile::tempdir().expect("a folder");
    let head = "package t; import \"protoseal/options.proto\"; option (protoseal.file).key = \"pii\";";
    let path = folder.path().join("t.proto");
    fs::write(&path, format!("syntax = \"{syntax}\"; {head}\n{declarations}")).expect("a file");
    let schema = Schema::from_protos(&[&path], &[folder.path()]).expect("a schema");
    resolve(&schema, settings).expect("no mistakes")
}

fn message<'a>(policies: &'a Policies, name: &str) -> &'a Message {
    policies.message(&format!("t.{name}")).expect(name)
}

/// The key of a field, if it is sealed.
fn key(message: &Message, number: u32) -> Option<&str> {
    let group = message.field(number).and_then(|field| field.group)?;
    message.groups.get(group).map(|group| group.key.as_str())
}

/// What is shown of a field, if that is not all.
fn mask(message: &Message, number: u32) -> Option<Mask> {
    message.field(number).and_then(|field| field.mask)
}

/// The names of the messages for which something holds, without the package.
fn names(policies: &Policies, holds: impl Fn(&Message) -> bool) -> Vec<&str> {
    let found = policies
        .messages
        .values()
        .filter(|message| message.package == "t" && holds(message));
    found.map(|message| &message.full_name[2..]).collect()
}

/// A sealed message, to be held by others.
const LEAF: &str = "
message Leaf {
  string secret = 1 [(protoseal.sensitive) = true];
  repeated bytes sealed = 15 [(protoseal.field).envelope = true];
}";

/// A tree of clear messages with a sealed message in each node, below a sealed root.
const TREE: &str = "
message Root {
  string secret = 1 [(protoseal.sensitive) = true];
  Node node = 2;
  repeated Node nodes = 3 [(protoseal.field).place = PORTABLE];
  map<string, Leaf> leaves = 4;
  Leaf sealed_leaf = 5 [(protoseal.field).seal = {}];
  Empty empty = 6;
  Ring ring = 7;
  oneof pick {
    Leaf picked = 8;
    string other = 9;
  }
  repeated bytes sealed = 15 [(protoseal.field).envelope = true];
}
message Node {
  Node left = 1;
  map<int32, Node> more = 2;
  Leaf leaf = 3;
}
message Ring { Ring next = 1; }
message Empty {}
message Answer { Root root = 1; }
message Detached { Leaf leaf = 1 [(protoseal.field).place = PORTABLE]; }
message Holder { Detached detached = 1; string id = 2; }";

#[test]
fn whatever_holds_a_sealed_field_needs_a_clear_type() {
    let policies = policies(&format!("{LEAF}{TREE}"));
    let needs_clear = names(&policies, |message| message.needs_clear);
    assert_eq!(needs_clear, ["Answer", "Detached", "Holder", "Leaf", "Node", "Root"]);
}

#[test]
fn sealed_messages_count_as_ancestors_and_what_holds_them_does_not() {
    let policies = policies(&format!("{LEAF}{TREE}"));
    assert_eq!(names(&policies, |message| message.anchor), ["Leaf", "Root"]);
}

#[test]
fn an_ancestor_counts_clear_fields_with_ancestors_in_them() {
    let policies = policies(&format!("{LEAF}{TREE}"));
    // Through the tree of nodes, through a map, and in a oneof; neither PORTABLE nor sealed, nor where nothing counts.
    assert_eq!(message(&policies, "Root").counted, [2, 4, 8]);
    assert_eq!(names(&policies, |message| !message.counted.is_empty()), ["Root"]);
}

#[test]
fn an_ancestor_does_not_count_through_portable_fields_further_down() {
    let policies = policies(&format!(
        "{LEAF}
        message Root {{
          Plain plain = 1;
          Mixed mixed = 2;
          string id = 3 [(protoseal.field).bound = true];
        }}
        message Plain {{ Leaf leaf = 1 [(protoseal.field).place = PORTABLE]; }}
        message Mixed {{ Plain plain = 1; Leaf leaf = 2; }}"
    ));
    assert_eq!(message(&policies, "Root").counted, [2]);
}

#[test]
fn a_bound_place_makes_its_holder_an_ancestor() {
    let policies = policies(&format!(
        "{LEAF}
        message Above {{ List list = 1; string id = 2 [(protoseal.field).bound = true]; }}
        message List {{ repeated Plain items = 1 [(protoseal.field).place = BOUND]; Leaf other = 2; Empty empty = 3; }}
        message Plain {{ Leaf leaf = 1; }}
        message Empty {{}}"
    ));
    assert_eq!(names(&policies, |message| message.anchor), ["Above", "Leaf", "List"]);
    assert_eq!(message(&policies, "List").counted, [1, 2]);
    assert_eq!(message(&policies, "Above").counted, [1]);
}

#[test]
fn a_portable_field_is_marked_so() {
    let policies = policies(&format!("{LEAF}{TREE}"));
    let portable: Vec<u32> = message(&policies, "Root")
        .fields
        .iter()
        .filter(|field| field.portable)
        .map(|field| field.number)
        .collect();
    assert_eq!(portable, [3]);
}

#[test]
fn the_nearest_key_is_taken() {
    let policies = policies(
        "message Outer {
          option (protoseal.message).key = \"outer\";
          message Plain {
            message Inner {
              option (protoseal.message).key = \"inner\";
              string a = 1 [(protoseal.sensitive) = true];
              string b = 2 [(protoseal.sensitive) = true, (protoseal.field).seal.key = \"own\"];
              repeated bytes sealed = 15 [(protoseal.field).envelope = true];
            }
            string a = 1 [(protoseal.field).seal = {}];
            repeated bytes sealed = 15 [(protoseal.field).envelope = true];
          }
        }
        message Other {
          string a = 1 [(protoseal.sensitive) = true];
          repeated bytes sealed = 15 [(protoseal.field).envelope = true];
        }",
    );
    let key = |name: &str, number: u32| key(message(&policies, name), number);
    assert_eq!(key("Outer.Plain.Inner", 1), Some("inner"));
    assert_eq!(key("Outer.Plain.Inner", 2), Some("own"));
    assert_eq!(key("Outer.Plain", 1), Some("outer"));
    assert_eq!(key("Other", 1), Some("pii"));
}

#[test]
fn groups_stand_by_ascending_tag() {
    let policies = policies(
        "message M {
          string a = 1 [(protoseal.field).seal.key = \"a\"];
          string b = 2 [(protoseal.field).seal.key = \"b\"];
          string c = 3 [(protoseal.field).seal.key = \"c\"];
          string d = 4 [(protoseal.field).seal.key = \"a\"];
          repeated bytes sealed = 15 [(protoseal.field).envelope = true];
        }",
    );
    let message = message(&policies, "M");
    let groups: Vec<_> = message
        .groups
        .iter()
        .map(|group| (group.key.as_str(), group.tag))
        .collect();
    // By `printf 'protoseal/v1/groupa' | sha256sum` and so on.
    assert_eq!(groups, [("b", 0x2680), ("a", 0x5478), ("c", 0xc840)]);
    assert_eq!(
        message.field(1).map(|field| field.group),
        message.field(4).map(|field| field.group)
    );
    assert_eq!(message.envelope, Some(15));
}

#[test]
fn a_sealed_oneof_seals_each_member_in_one_group() {
    let policies = policies(
        "message M {
          oneof pick {
            option (protoseal.oneof).seal = { key: \"pick\" };
            string a = 1;
            int32 b = 2;
          }
          optional string c = 3;
          repeated bytes sealed = 15 [(protoseal.field).envelope = true];
        }",
    );
    let message = message(&policies, "M");
    let group = |number: u32| message.field(number).and_then(|field| field.group);
    assert_eq!(
        [group(1), group(2), group(3), group(15)],
        [Some(0), Some(0), None, None]
    );
    let oneof = |number: u32| message.field(number).and_then(|field| field.oneof.as_deref());
    assert_eq!([oneof(1), oneof(2), oneof(3)], [Some("pick"), Some("pick"), None]);
}

#[test]
fn each_type_that_can_be_bound_has_its_kind() {
    let types = [
        ("bool", BoundKind::Bool),
        ("int32", BoundKind::Signed),
        ("sint64", BoundKind::Signed),
        ("sfixed32", BoundKind::Signed),
        ("uint32", BoundKind::Unsigned),
        ("fixed64", BoundKind::Unsigned),
        ("string", BoundKind::String),
        ("bytes", BoundKind::Bytes),
        ("Color", BoundKind::Enum),
    ];
    let fields: String = (1..)
        .zip(types)
        .map(|(number, (name, _))| format!("{name} f{number} = {number} [(protoseal.field).bound = true];\n"))
        .collect();
    let policies = policies(&format!(
        "{LEAF} enum Color {{ RED = 0; }} message M {{ {fields} Leaf leaf = 100; }}"
    ));
    let found: Vec<_> = message(&policies, "M")
        .fields
        .iter()
        .filter_map(|field| field.bound)
        .collect();
    assert_eq!(found, types.map(|(_, kind)| kind));
}

#[test]
fn a_stable_name_is_bound_in_place_of_the_full_name() {
    let policies = policies(
        "message Renamed { option (protoseal.message).stable_name = \"t.Old\"; }
        message Plain { map<string, Renamed> held = 1; }",
    );
    assert_eq!(message(&policies, "Renamed").bound_name, "t.Old");
    let plain = message(&policies, "Plain");
    assert_eq!(plain.bound_name, "t.Plain");
    assert_eq!(
        plain.field(1).and_then(|field| field.message.as_deref()),
        Some("t.Renamed")
    );
}

#[test]
fn a_schema_without_the_options_annotates_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plain.proto");
    fs::write(
        &path,
        "syntax = \"proto3\"; message Plain { string a = 1 [deprecated = true]; }",
    )
    .expect("a file");
    let schema = Schema::from_protos(&[&path], &[folder.path()]).expect("a schema");
    let policies = resolve(&schema, &FieldSettings::default()).expect("no mistakes");
    let plain = policies.message("Plain").expect("a policy");
    assert!(!plain.needs_clear && !plain.anchor && !plain.sealed() && plain.package.is_empty());
    assert!(!policies.needs_clear("Plain") && !policies.needs_clear("Unheard"));
}
