//! What protobuf's `debug_redact` masks.

use super::{key, mask, message, policies};
use crate::mask::Mask;

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
