//! What holds where several annotations say something of one field.

use super::{key, mask, message, policies_with};
use crate::{FieldOptions, mask::Mask, options::FieldSettings};

const OPTIONS: &str = "
import \"google/protobuf/descriptor.proto\";
extend google.protobuf.FieldOptions { bool pii = 50000; bool hidden = 50001; }
extend google.protobuf.MessageOptions { bool pii_message = 50000; }
extend google.protobuf.FileOptions { bool pii_file = 50000; }
option (pii_file) = true;
option (protoseal.policy) = { name: \"contact\" seal { key: \"policy\" } mask { keep_last: 4 } };
option (protoseal.policy) = { name: \"shown\" mask { keep_last: 8 } };";

const ENVELOPE: &str = "repeated bytes sealed = 15 [(protoseal.field).envelope = true];";

fn settings(says: &[(&str, FieldOptions)]) -> FieldSettings {
    let says = says.iter().map(|(name, says)| ((*name).into(), says.clone()));
    FieldSettings {
        sensitive: says.collect(),
        ..FieldSettings::default()
    }
}

#[test]
fn the_nearest_that_names_a_key_decides_it() {
    let seal = |key: &str| FieldOptions::new().seal(key);
    let settings = settings(&[
        ("t.pii_file", seal("file")),
        ("t.pii_message", seal("message")),
        ("t.pii", seal("field")),
        ("t.hidden", FieldOptions::new().sensitive()),
    ]);
    let policies = policies_with(
        &format!(
            "{OPTIONS}
            message Plain {{ string a = 1; {ENVELOPE} }}
            message Outer {{
              option (pii_message) = true;
              string message = 1;
              string field = 2 [(pii) = true];
              string policy = 3 [(pii) = true, (protoseal.field).policy = \"contact\"];
              string own = 4 [(pii) = true, (protoseal.field) = {{ policy: \"contact\" seal {{ key: \"own\" }} }}];
              string short = 5 [(pii) = true, (protoseal.sensitive) = true];
              string unnamed = 6 [(hidden) = true];
              string set = 7 [(pii) = true];
              message Inner {{ string a = 1; {ENVELOPE} }}
              {ENVELOPE}
            }}"
        ),
        &FieldSettings {
            fields: vec![(".t.Outer.set".to_owned(), seal("build"))],
            ..settings
        },
    );
    let of = |name: &str, number: u32| key(message(&policies, name), number);
    let keys = [1, 2, 3, 4, 5, 6, 7].map(|number| of("Outer", number));
    let expected = ["message", "field", "policy", "own", "field", "message", "build"];
    assert_eq!(keys, expected.map(Some));
    assert_eq!(of("Plain", 1), Some("file"));
    assert_eq!(of("Outer.Inner", 1), Some("message"));
}

#[test]
fn the_default_key_holds_where_no_annotation_names_one() {
    let settings = settings(&[("t.pii_file", FieldOptions::new().sensitive())]);
    let declared = format!("{OPTIONS} message M {{ string a = 1; {ENVELOPE} }}");
    let policies = policies_with(&declared, &settings);
    assert_eq!(key(message(&policies, "M"), 1), Some("pii"));
}

#[test]
fn the_strictest_mask_holds_and_sealing_is_never_undone() {
    let keep = |count| FieldOptions::new().mask(Mask::keep_last(count));
    let settings = settings(&[
        ("t.pii_file", keep(6)),
        ("t.pii", FieldOptions::new().seal("pii")),
        ("t.hidden", keep(3)),
    ]);
    let policies = policies_with(
        &format!(
            "{OPTIONS}
            message M {{
              string file = 1;
              string hidden = 2 [(hidden) = true];
              string policy = 3 [(protoseal.field).policy = \"shown\"];
              string fewer = 4 [(protoseal.field).policy = \"contact\"];
              string mail = 5 [(protoseal.field).mask.as = EMAIL];
              string omit = 6 [(protoseal.field).mask.as = OMIT, debug_redact = true];
              string first = 7 [(protoseal.field).mask.keep_first = 2];
              string pii = 8 [(pii) = true, (protoseal.field).mask.keep_last = 8];
              string both = 9 [(pii) = true, (hidden) = true, debug_redact = true];
              {ENVELOPE}
            }}"
        ),
        &settings,
    );
    let message = message(&policies, "M");
    let masks = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(|number| mask(message, number));
    let keep = |count| Some(Mask::keep_last(count));
    let (full, omit) = (Some(Mask::Full), Some(Mask::Omit));
    // An option that seals and says nothing of a mask lets none be shown.
    assert_eq!(
        masks,
        [keep(6), keep(3), keep(6), keep(4), full, omit, keep(0), full, full]
    );
    let keys = [1, 4, 8, 9].map(|number| key(message, number));
    assert_eq!(keys, [None, Some("policy"), Some("pii"), Some("pii")]);
}

#[test]
fn equal_keys_of_equally_near_annotations_are_no_contradiction() {
    let settings = settings(&[
        ("t.pii", FieldOptions::new().seal("contact")),
        ("t.hidden", FieldOptions::new().seal("contact")),
    ]);
    let declared = format!("{OPTIONS} message M {{ string a = 1 [(pii) = true, (hidden) = true]; {ENVELOPE} }}");
    let policies = policies_with(&declared, &settings);
    assert_eq!(key(message(&policies, "M"), 1), Some("contact"));
}

#[test]
fn a_member_is_content_with_its_oneof() {
    let settings = settings(&[("t.pii", FieldOptions::new().seal("field"))]);
    let policies = policies_with(
        &format!(
            "{OPTIONS}
            message M {{
              oneof pick {{
                option (protoseal.oneof).seal = {{}};
                string a = 1 [(pii) = true];
                string b = 2;
              }}
              {ENVELOPE}
            }}"
        ),
        &settings,
    );
    let message = message(&policies, "M");
    assert_eq!([1, 2].map(|number| key(message, number)), [Some("field"); 2]);
    assert_eq!(message.oneof_mask("pick"), Some(Mask::Full));
}
