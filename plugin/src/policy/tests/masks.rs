//! What is shown of fields and oneofs by their own options.

use super::{mask, message, names, policies};
use crate::mask::Mask;

#[test]
fn each_option_is_one_mask() {
    let masks = [
        ("as: FULL", Mask::Full),
        ("as: EMAIL", Mask::Email),
        ("as: PHONE", Mask::Phone),
        ("as: ID_CARD", Mask::IdCard),
        ("as: BANK_CARD", Mask::BankCard),
        ("as: HASH", Mask::Hash),
        ("as: OMIT", Mask::Omit),
        ("keep_first: 2", Mask::keep_first(2)),
        ("keep_last: 4", Mask::keep_last(4)),
        ("keep_first: 1 keep_last: 1000", Mask::Keep { first: 1, last: 1000 }),
    ];
    let fields: String = (1..)
        .zip(&masks)
        .map(|(number, (text, _))| format!("string f{number} = {number} [(protoseal.field).mask = {{ {text} }}];\n"))
        .collect();
    let policies = policies(&format!("message M {{ {fields} }}"));
    let fields = &message(&policies, "M").fields;
    let found: Vec<_> = fields.iter().filter_map(|field| field.mask).collect();
    assert_eq!(found, masks.map(|(_, mask)| mask));
}

#[test]
fn what_is_sealed_is_masked_in_full_unless_it_says_otherwise() {
    let policies = policies(
        "message M {
          string full = 1 [(protoseal.sensitive) = true];
          string last = 2 [(protoseal.sensitive) = true, (protoseal.field).mask.keep_last = 4];
          string gone = 3 [(protoseal.field) = { seal {} mask { as: OMIT } }];
          string only_masked = 4 [(protoseal.field).mask.as = HASH];
          oneof whole {
            option (protoseal.oneof).seal = {};
            string a = 5;
          }
          oneof left_out {
            option (protoseal.oneof) = { seal {} mask { as: OMIT } };
            string b = 6;
          }
          oneof hidden {
            option (protoseal.oneof).mask.as = FULL;
            string c = 7;
          }
          oneof plain {
            string d = 8 [(protoseal.field).mask.as = PHONE];
            int32 e = 9;
          }
          repeated bytes sealed = 15 [(protoseal.field).envelope = true];
        }",
    );
    let message = message(&policies, "M");
    let masks = [1, 2, 3, 4, 5, 7, 8, 9, 15].map(|number| mask(message, number));
    let keep = Some(Mask::keep_last(4));
    let (full, omit, hash, phone) = (Some(Mask::Full), Some(Mask::Omit), Some(Mask::Hash), Some(Mask::Phone));
    assert_eq!(masks, [full, keep, omit, hash, None, None, phone, None, None]);
    let of_oneofs = ["whole", "left_out", "hidden", "plain"].map(|name| message.oneof_mask(name));
    assert_eq!(of_oneofs, [full, omit, full, None]);
}

#[test]
fn masks_are_known_to_all_that_hold_them() {
    let policies = policies(
        "message Masked { string a = 1 [(protoseal.field).mask.as = FULL]; }
        message Holder { map<int32, Masked> held = 1; }
        message Above { repeated Holder held = 1; Plain plain = 2; }
        message Plain { string a = 1; }",
    );
    assert_eq!(names(&policies, |message| message.masks), ["Masked"]);
    assert_eq!(
        names(&policies, |message| message.shows_masked),
        ["Above", "Holder", "Masked"]
    );
    assert_eq!(names(&policies, |message| message.needs_clear), [""; 0]);
}
