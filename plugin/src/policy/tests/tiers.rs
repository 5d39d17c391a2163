//! What policies that files declare mean for the fields and oneofs that name them.

use super::{key, mask, message, policies};
use crate::mask::Mask;

const POLICIES: &str = "
option (protoseal.policy) = { name: \"contact\" seal { key: \"contact\" } mask { keep_last: 4 } };
option (protoseal.policy) = { name: \"secret\" seal {} };
option (protoseal.policy) = { name: \"shown\" mask { as: EMAIL } };";

#[test]
fn a_field_is_sealed_and_masked_by_the_policy_that_it_names() {
    let policies = policies(&format!(
        "{POLICIES}
        message M {{
          string phone = 1 [(protoseal.field).policy = \"contact\"];
          string secret = 2 [(protoseal.field).policy = \"secret\"];
          string mail = 3 [(protoseal.field).policy = \"shown\"];
          string plain = 4;
          repeated bytes sealed = 15 [(protoseal.field).envelope = true];
        }}"
    ));
    let message = message(&policies, "M");
    let keys = [1, 2, 3, 4].map(|number| key(message, number));
    // Where the policy names no key, the file's default holds.
    assert_eq!(keys, [Some("contact"), Some("pii"), None, None]);
    let masks = [1, 2, 3, 4].map(|number| mask(message, number));
    assert_eq!(
        masks,
        [Some(Mask::keep_last(4)), Some(Mask::Full), Some(Mask::Email), None]
    );
}

#[test]
fn a_oneof_is_sealed_as_a_whole_by_the_policy_that_it_names() {
    let policies = policies(&format!(
        "{POLICIES}
        message M {{
          oneof pick {{
            option (protoseal.oneof).policy = \"secret\";
            string a = 1;
            int32 b = 2;
          }}
          repeated bytes sealed = 15 [(protoseal.field).envelope = true];
        }}"
    ));
    let message = message(&policies, "M");
    assert_eq!([1, 2].map(|number| key(message, number)), [Some("pii"); 2]);
    assert_eq!(message.oneof_mask("pick"), Some(Mask::Full));
    assert_eq!([1, 2].map(|number| mask(message, number)), [None; 2]);
}

#[test]
fn what_a_field_says_itself_adds_to_its_policy() {
    let policies = policies(&format!(
        "{POLICIES}
        message M {{
          string own_key = 1 [(protoseal.field) = {{ policy: \"contact\" seal {{ key: \"own\" }} }}];
          string short = 2 [(protoseal.sensitive) = true, (protoseal.field).policy = \"contact\"];
          string fewer = 3 [(protoseal.field) = {{ policy: \"contact\" mask {{ keep_last: 2 }} }}];
          string more = 4 [(protoseal.field) = {{ policy: \"contact\" mask {{ keep_last: 8 }} }}];
          string mail = 5 [(protoseal.field) = {{ policy: \"shown\" seal {{}} }}];
          repeated bytes sealed = 15 [(protoseal.field).envelope = true];
        }}"
    ));
    let message = message(&policies, "M");
    let keys = [1, 2, 3, 4, 5].map(|number| key(message, number));
    assert_eq!(
        keys,
        [
            Some("own"),
            Some("contact"),
            Some("contact"),
            Some("contact"),
            Some("pii")
        ]
    );
    let masks = [1, 2, 3, 4, 5].map(|number| mask(message, number));
    let keep = |count| Some(Mask::keep_last(count));
    assert_eq!(masks, [keep(4), keep(4), keep(2), keep(4), Some(Mask::Email)]);
}
