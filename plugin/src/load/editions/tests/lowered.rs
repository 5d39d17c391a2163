//! The form that a lowered file has.

use prost::Message;
use prost_reflect::Syntax;

use super::set_of_text;
use crate::load::Schema;

fn lowered(text: &str) -> Option<Schema> {
    let set = set_of_text(text)?;
    Some(Schema::from_descriptor_set(&set, None).unwrap_or_else(|error| panic!("{error}")))
}

#[test]
fn a_file_takes_the_syntax_that_says_it() {
    let syntax = |declarations: &str| {
        let text = format!("edition = \"2023\"; {declarations}");
        lowered(&text).map(|schema| {
            schema
                .pool
                .get_file_by_name("user.proto")
                .expect("it is there")
                .syntax()
        })
    };
    for (declarations, expected) in [
        ("", Syntax::Proto2),
        ("message M { int32 a = 1 [default = 2]; }", Syntax::Proto2),
        ("enum E { option features.enum_type = CLOSED; A = 1; }", Syntax::Proto2),
        ("enum E { A = 0; }", Syntax::Proto3),
        ("message M { int32 a = 1 [features.field_presence = IMPLICIT]; }", Syntax::Proto3),
        // What has presence anyway, or none, is not implicit.
        (
            "option features.field_presence = IMPLICIT; message M { M m = 1; repeated int32 r = 2; oneof o { int32 a = 3; } extensions 9; }
             extend M { int32 x = 9; }",
            Syntax::Proto2,
        ),
    ] {
        if let Some(found) = syntax(declarations) {
            assert_eq!(found, expected, "{declarations}");
        }
    }
}

/// Names of all kinds are in their way, one of another's synthetic oneof too.
#[test]
fn synthetic_oneofs_come_last_and_meet_no_name() {
    let Some(schema) = lowered(
        r#"edition = "2023";
package t;
message M {
  int32 a = 1;
  int32 _b = 2;
  int32 X_a = 3;
  oneof _a { int32 c = 4; }
  enum X_c { d = 0; _e = 1; }
  int32 e = 5;
  int32 f = 6;
  message _f {}
  int32 g = 7;
  extensions 100;
  extend M { int32 _g = 100; }
}"#,
    ) else {
        return;
    };
    let message = schema.pool.get_message_by_name("t.M").expect("it is there");
    let oneofs: Vec<(String, bool)> = message
        .oneofs()
        .map(|oneof| (oneof.name().to_owned(), oneof.is_synthetic()))
        .collect();
    let expected = [
        ("_a", false),
        ("XX_a", true),
        ("X_b", true),
        ("_X_a", true),
        ("X_e", true),
        ("X_f", true),
        ("X_g", true),
    ];
    assert_eq!(oneofs, expected.map(|(name, synthetic)| (name.to_owned(), synthetic)));
}

/// As `namesakes::sees` wants them, which tells options apart by what a file imports.
#[test]
fn what_is_imported_for_its_options_is_imported() {
    let Some(schema) = lowered(
        r#"edition = "2024";
import "google/protobuf/timestamp.proto";
import option "protoseal/options.proto";
message M { string a = 1 [(protoseal.sensitive) = true]; }"#,
    ) else {
        return;
    };
    let file = schema.pool.get_file_by_name("user.proto").expect("it is there");
    let imports: Vec<String> = file.dependencies().map(|file| file.name().to_owned()).collect();
    assert_eq!(imports, ["google/protobuf/timestamp.proto", "protoseal/options.proto"]);
    let option = schema
        .pool
        .get_extension_by_name("protoseal.sensitive")
        .expect("it is there");
    assert!(crate::load::sees(&file, &option));
}

/// Options of extensions that the reader does not know are kept, to the byte, and so are those beside `packed`.
#[test]
fn custom_options_survive() {
    let Some(schema) = lowered(
        r#"edition = "2023";
import "google/protobuf/descriptor.proto";
message Rule { string text = 1; repeated int32 numbers = 2; }
extend google.protobuf.FieldOptions { Rule rule = 50000; }
extend google.protobuf.MessageOptions { Rule rules = 50000; }
message M {
  option (rules).text = "of M";
  repeated int32 a = 1 [(rule) = { text: "of a" numbers: [1, 2] }, features.repeated_field_encoding = EXPANDED, deprecated = true];
  repeated int32 b = 2 [(rule).text = "of b"];
}"#,
    ) else {
        return;
    };
    let message = schema.pool.get_message_by_name("M").expect("it is there");
    let texts = |options: prost_reflect::DynamicMessage, name: &str| {
        let extension = schema.pool.get_extension_by_name(name).expect("it is there");
        options
            .get_extension(&extension)
            .as_message()
            .map(|rule| rule.encode_to_vec())
    };
    assert_eq!(texts(message.options(), "rules").as_deref(), Some(&b"\x0a\x04of M"[..]));
    let (a, b) = (message.get_field(1).expect("a"), message.get_field(2).expect("b"));
    assert_eq!(
        texts(a.options(), "rule").as_deref(),
        Some(&b"\x0a\x04of a\x12\x02\x01\x02"[..])
    );
    assert_eq!(texts(b.options(), "rule").as_deref(), Some(&b"\x0a\x04of b"[..]));
    assert!(
        a.options()
            .get_field_by_name("deprecated")
            .is_some_and(|value| value.as_bool() == Some(true))
    );
    assert_eq!((a.is_packed(), b.is_packed()), (false, true));
}
