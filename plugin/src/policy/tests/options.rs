//! What options of a team's own mean, where the build says so.

use super::{key, mask, message, policies_of, policies_with};
use crate::{FieldOptions, SensitiveOption, mask::Mask, options::FieldSettings};

/// Options in the forms that public schemas show.
const OPTIONS: &str = "
import \"google/protobuf/descriptor.proto\";
import \"google/protobuf/timestamp.proto\";
enum Class { PUBLIC = 0; INTERNAL = 1; SECRET = 2; }
message Sensitive {
  bool mask = 1;
  Class class = 2;
  repeated Class classes = 3;
  Sensitive inner = 4;
  oneof how { bool redact = 5; string replacement = 6; }
  map<string, Sensitive> by_region = 7;
  repeated Sensitive list = 8;
}
extend google.protobuf.FieldOptions {
  bool pii = 50000;
  Class class = 50001;
  repeated Class classes = 50002;
  Sensitive sensitive = 50003;
  string replacement = 50004;
  int32 level = 50005;
}
extend google.protobuf.OneofOptions { bool pii_oneof = 50000; }
extend google.protobuf.MessageOptions { bool pii_message = 50000; }
extend google.protobuf.EnumOptions { bool pii_enum = 50000; }
extend google.protobuf.FileOptions { bool pii_file = 50000; }";

/// The only setting of a build.
fn setting(option: impl Into<SensitiveOption>, says: FieldOptions) -> FieldSettings {
    FieldSettings {
        sensitive: vec![(option.into(), says)],
        ..FieldSettings::default()
    }
}

/// Whether a field with each of these options is masked, by an option that masks in full.
fn counts<const N: usize>(option: impl Into<SensitiveOption>, fields: [&str; N]) -> [bool; N] {
    let declared: String = (1..)
        .zip(fields)
        .map(|(number, option)| format!("int32 f{number} = {number} [{option}];\n"))
        .collect();
    let settings = setting(option, FieldOptions::new().mask(Mask::Full));
    let policies = policies_with(&format!("{OPTIONS} message M {{ {declared} }}"), &settings);
    let message = message(&policies, "M");
    let mut numbers = 1..;
    fields.map(|_| {
        let mask = numbers.next().and_then(|number| mask(message, number));
        mask == Some(Mask::Full)
    })
}

#[test]
fn a_bool_counts_when_it_is_true() {
    let found = counts(
        "t.pii",
        ["(pii) = true", "(pii) = false", "(level) = 1", "deprecated = true"],
    );
    assert_eq!(found, [true, false, false, false]);
}

#[test]
fn a_number_or_a_text_counts_when_it_says_something() {
    assert_eq!(counts("t.level", ["(level) = 3", "(level) = 0"]), [true, false]);
    let found = counts("t.replacement", ["(replacement) = \"x\"", "(replacement) = \"\""]);
    assert_eq!(found, [true, false]);
}

#[test]
fn an_enum_counts_by_the_name_of_its_value() {
    let one = counts(
        ("t.class", "SECRET"),
        ["(class) = SECRET", "(class) = INTERNAL", "(class) = PUBLIC"],
    );
    assert_eq!(one, [true, false, false]);
    let zero = counts(
        ("t.class", "PUBLIC"),
        ["(class) = PUBLIC", "(class) = SECRET", "(pii) = true"],
    );
    assert_eq!(zero, [true, false, false]);
    let many = counts(
        ("t.classes", "SECRET"),
        ["(classes) = INTERNAL, (classes) = SECRET", "(classes) = INTERNAL"],
    );
    assert_eq!(many, [true, false]);
}

#[test]
fn a_field_of_a_message_counts_at_any_depth() {
    let mask = counts(
        "t.sensitive.mask",
        [
            "(sensitive).mask = true",
            "(sensitive).mask = false",
            "(sensitive).inner.mask = true",
        ],
    );
    assert_eq!(mask, [true, false, false]);
    let inner = counts(
        "t.sensitive.inner.mask",
        ["(sensitive).inner.mask = true", "(sensitive).mask = true"],
    );
    assert_eq!(inner, [true, false]);
    let class = counts(
        ("t.sensitive.class", "SECRET"),
        ["(sensitive).class = SECRET", "(sensitive) = { classes: SECRET }"],
    );
    assert_eq!(class, [true, false]);
    // It has no presence, so that nobody can tell whether it was set to its default.
    let default = counts(
        ("t.sensitive.class", "PUBLIC"),
        ["(sensitive) = {}", "(sensitive).class = SECRET"],
    );
    assert_eq!(default, [true, false]);
    let classes = counts(
        ("t.sensitive.classes", "SECRET"),
        [
            "(sensitive) = { classes: [PUBLIC, SECRET] }",
            "(sensitive) = { classes: [PUBLIC] }",
        ],
    );
    assert_eq!(classes, [true, false]);
    let by_region = counts(
        "t.sensitive.by_region.mask",
        [
            "(sensitive) = { by_region: { key: \"eu\" value: { mask: true } } }",
            "(sensitive) = { by_region: { key: \"eu\" value: {} } }",
        ],
    );
    assert_eq!(by_region, [true, false]);
    let list = counts(
        "t.sensitive.list.mask",
        [
            "(sensitive) = { list: [{}, { mask: true }] }",
            "(sensitive) = { list: {} }",
        ],
    );
    assert_eq!(list, [true, false]);
}

#[test]
fn a_message_or_a_member_counts_when_it_is_there() {
    let whole = counts(
        "t.sensitive",
        ["(sensitive) = {}", "(sensitive).mask = false", "(pii) = true"],
    );
    assert_eq!(whole, [true, true, false]);
    let inner = counts("t.sensitive.inner", ["(sensitive) = { inner: {} }", "(sensitive) = {}"]);
    assert_eq!(inner, [true, false]);
    let member = counts(
        "t.sensitive.replacement",
        ["(sensitive).replacement = \"x\"", "(sensitive).redact = true"],
    );
    assert_eq!(member, [true, false]);
}

#[test]
fn a_field_is_sealed_as_the_build_says() {
    let declared = format!(
        "{OPTIONS}
        option (protoseal.policy) = {{ name: \"contact\" seal {{ key: \"contact\" }} mask {{ keep_last: 4 }} }};
        message M {{
          string a = 1 [(pii) = true];
          oneof pick {{
            option (pii_oneof) = true;
            string b = 2;
          }}
          repeated bytes sealed = 15 [(protoseal.field).envelope = true];
        }}"
    );
    let (full, keep) = (Some(Mask::Full), Some(Mask::keep_last(4)));
    for (says, sealed, shown) in [
        (FieldOptions::new().seal("own"), "own", full),
        (FieldOptions::new().sensitive(), "pii", full),
        (FieldOptions::new().policy("contact"), "contact", keep),
        (
            FieldOptions::new().policy("contact").seal("own").mask(Mask::Omit),
            "own",
            Some(Mask::Omit),
        ),
    ] {
        let policies = policies_with(&declared, &setting("t.pii", says));
        let message = message(&policies, "M");
        assert_eq!((key(message, 1), mask(message, 1)), (Some(sealed), shown));
        assert_eq!((key(message, 2), mask(message, 2)), (None, None));
    }
    let policies = policies_with(&declared, &setting("t.pii_oneof", FieldOptions::new().seal("own")));
    let message = message(&policies, "M");
    assert_eq!((key(message, 2), message.oneof_mask("pick")), (Some("own"), full));
    assert_eq!(key(message, 1), None);
}

/// Messages of all that options of messages, enums and files meet.
const MET: &str = "
enum Disease { option (pii_enum) = true; NONE = 0; FLU = 1; }
message Whole {
  option (pii_message) = true;
  string text = 1;
  int32 number = 2;
  repeated string list = 3;
  map<string, Disease> map = 4;
  google.protobuf.Timestamp time = 5;
  string id = 6 [(protoseal.field).bound = true];
  oneof pick { string a = 7; int32 b = 8; }
  optional string maybe = 9;
  message Nested {
    string text = 1;
    repeated bytes sealed = 15 [(protoseal.field).envelope = true];
  }
  repeated bytes sealed = 15 [(protoseal.field).envelope = true];
}
message Other {
  Disease one = 1;
  repeated Disease list = 2;
  map<string, Disease> map = 3;
  oneof pick { Disease picked = 4; string b = 5; }
  oneof bound_one { Disease held = 6; string c = 7 [(protoseal.field).bound = true]; }
  Disease bound_itself = 8 [(protoseal.field).bound = true];
  string plain = 9;
  repeated bytes sealed = 15 [(protoseal.field).envelope = true];
}";

#[test]
fn a_message_is_meant_with_all_its_fields() {
    let settings = setting(
        "t.pii_message",
        FieldOptions::new().seal("own").mask(Mask::keep_last(4)),
    );
    let other = MET.split("message Other").next().unwrap_or_default();
    let policies = policies_with(&format!("{OPTIONS}{other}"), &settings);
    let whole = message(&policies, "Whole");
    let keys = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15].map(|number| key(whole, number));
    let own = Some("own");
    assert_eq!(keys, [own, own, own, own, own, None, own, own, own, None]);
    let masks = [1, 2, 3, 4, 5, 6, 7, 9, 15].map(|number| mask(whole, number));
    let (full, keep) = (Some(Mask::Full), Some(Mask::keep_last(4)));
    // What is bound stays in the clear; masks that do not serve are full.
    assert_eq!(masks, [keep, full, keep, full, full, keep, None, keep, None]);
    assert_eq!(whole.oneof_mask("pick"), full);
    let nested = message(&policies, "Whole.Nested");
    assert_eq!([key(nested, 1), key(nested, 15)], [own, None]);
}

#[test]
fn an_enum_is_meant_wherever_it_is_the_type() {
    let settings = setting("t.pii_enum", FieldOptions::new().seal("own"));
    // Without a message whose envelope field would have nothing to carry.
    let nested = "message Nested {";
    let sealed = "string x = 10 [(protoseal.sensitive) = true];";
    let declared = MET.replace(nested, &format!("{nested} {sealed}"));
    let policies = policies_with(&format!("{OPTIONS}{declared}"), &settings);
    let other = message(&policies, "Other");
    let own = Some("own");
    let keys = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(|number| key(other, number));
    assert_eq!(keys, [own, own, own, own, own, None, None, None, None]);
    let full = Some(Mask::Full);
    // A oneof with a bound member, and a bound field, stay in the clear.
    let of_oneofs = ["pick", "bound_one"].map(|name| other.oneof_mask(name));
    assert_eq!(of_oneofs, [full, full]);
    assert_eq!([mask(other, 8), mask(other, 9)], [full, None]);
    assert_eq!(key(message(&policies, "Whole"), 4), own);
}

#[test]
fn a_mask_of_an_enum_is_for_the_member_alone() {
    let settings = setting("t.pii_enum", FieldOptions::new().mask(Mask::Omit));
    let declared = format!(
        "{OPTIONS}
        enum Disease {{ option (pii_enum) = true; NONE = 0; FLU = 1; }}
        message M {{ oneof pick {{ Disease a = 1; string b = 2; }} Disease c = 3; string d = 4; }}"
    );
    let policies = policies_with(&declared, &settings);
    let message = message(&policies, "M");
    let masks = [1, 2, 3, 4].map(|number| mask(message, number));
    assert_eq!(masks, [Some(Mask::Omit), None, Some(Mask::Omit), None]);
    assert_eq!(message.oneof_mask("pick"), None);
}

#[test]
fn a_file_is_meant_with_all_its_messages_and_protobufs_own_are_left_alone() {
    let settings = setting("t.pii_file", FieldOptions::new().mask(Mask::Hash));
    let declared = format!(
        "{OPTIONS} option (pii_file) = true;
        message M {{ string a = 1; bool b = 2; google.protobuf.Timestamp c = 3; message N {{ bytes d = 1; }} }}"
    );
    let policies = policies_with(&declared, &settings);
    let m = message(&policies, "M");
    let (full, hash) = (Some(Mask::Full), Some(Mask::Hash));
    assert_eq!([1, 2, 3].map(|number| mask(m, number)), [hash, full, full]);
    assert_eq!(mask(message(&policies, "M.N"), 1), hash);
    let timestamp = policies.message("google.protobuf.Timestamp").expect("an import");
    assert!(!timestamp.masks);
}

#[test]
fn required_fields_are_masked_and_not_sealed() {
    let settings = setting("t.pii_message", FieldOptions::new().seal("own"));
    let declared = "
        import \"google/protobuf/descriptor.proto\";
        extend google.protobuf.MessageOptions { optional bool pii_message = 50000; }
        message M {
          option (pii_message) = true;
          required string a = 1;
          optional string b = 2;
          repeated bytes sealed = 15 [(protoseal.field).envelope = true];
        }";
    let policies = policies_of("proto2", declared, &settings);
    let message = message(&policies, "M");
    assert_eq!([1, 2].map(|number| key(message, number)), [None, Some("own")]);
    assert_eq!([1, 2].map(|number| mask(message, number)), [Some(Mask::Full); 2]);
}
