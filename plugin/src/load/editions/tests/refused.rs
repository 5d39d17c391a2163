//! What neither syntax can say, or nobody knows.

use super::set_of_text;
use crate::load::Schema;

/// What is said of a file that is refused.
fn refusal(text: &str) -> Option<String> {
    let set = set_of_text(text)?;
    let error = Schema::from_descriptor_set(&set, None).expect_err("it is refused");
    Some(error.to_string())
}

#[test]
fn a_closed_enum_beside_implicit_presence() {
    let Some(said) = refusal(
        r#"edition = "2023";
package demo.v1;
enum Grade {
  option features.enum_type = CLOSED;
  GRADE_GOLD = 1;
}
message User {
  string name = 1;
  int32 level = 2 [features.field_presence = IMPLICIT];
}"#,
    ) else {
        return;
    };
    insta::assert_snapshot!(said, @r#"
    error: `demo.v1.Grade` is a closed enum, which only proto2 has, but `demo.v1.User.level`, in the same file, has implicit presence, which only proto3 has
     --> user.proto:3:1
      = note: `demo.v1.User.level` stands here: user.proto:9:3
      = note: prost knows no editions, so that a file of one is read as proto2 or proto3
      = help: move one of the two into another file, or say features.enum_type = OPEN of `demo.v1.Grade` or features.field_presence = EXPLICIT of `demo.v1.User.level`
    "#);
}

#[test]
fn a_closed_enum_beside_open_ones() {
    let Some(said) = refusal(
        r#"edition = "2023";
message User {
  enum Open { A = 0; }
  enum Grade {
    option features.enum_type = CLOSED;
    GOLD = 1;
  }
}
enum Color { RED = 0; }
"#,
    ) else {
        return;
    };
    insta::assert_snapshot!(said, @r#"
    error: `User.Grade` is a closed enum, which only proto2 has, but `User.Open`, in the same file, is an open enum, which only proto3 has
     --> user.proto:4:3
      = note: `User.Open` stands here: user.proto:3:3
      = note: prost knows no editions, so that a file of one is read as proto2 or proto3
      = help: move one of the two into another file, or say features.enum_type = OPEN of `User.Grade` or features.enum_type = CLOSED of `User.Open`
    "#);
}

/// The fewer are named.
#[test]
fn implicit_presence_beside_closed_enums() {
    let Some(said) = refusal(
        r#"edition = "2023";
option features.enum_type = CLOSED;
enum Grade { GOLD = 1; }
enum Color { RED = 0; }
message User {
  string name = 1 [features.field_presence = IMPLICIT];
}
"#,
    ) else {
        return;
    };
    insta::assert_snapshot!(said, @r#"
    error: `User.name` has implicit presence, which only proto3 has, but `Grade`, in the same file, is a closed enum, which only proto2 has
     --> user.proto:6:3
      = note: `Grade` stands here: user.proto:3:1
      = note: prost knows no editions, so that a file of one is read as proto2 or proto3
      = help: move one of the two into another file, or say features.field_presence = EXPLICIT of `User.name` or features.enum_type = OPEN of `Grade`
    "#);
}

/// Its mistakes have their places, though indexes grew where oneofs and imports were added.
#[test]
fn a_mistake_in_the_options_of_a_lowered_file_has_its_place() {
    let Some(set) = set_of_text(
        r#"edition = "2024";
package demo.v1;
import option "protoseal/options.proto";
message User {
  oneof contact { string mail = 1; }
  int32 level = 2;
  enum Grade { GRADE_UNSPECIFIED = 0; }
  string name = 3 [(protoseal.field).seal.key = "pii"];
}"#,
    ) else {
        return;
    };
    let schema = Schema::from_descriptor_set(&set, None).expect("a schema");
    let error = crate::policy::resolve(&schema, &Default::default()).expect_err("no envelope field");
    insta::assert_snapshot!(error, @r#"
    error: `name` is sealed, but `demo.v1.User` has no field for its envelopes
     --> user.proto:8:3
      = help: add to `demo.v1.User`: repeated bytes sealed = 4 [(protoseal.field).envelope = true];
    "#);
}
