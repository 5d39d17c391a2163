//! What is masked: strings stay strings, all else is left out, never a false zero.

use protoseal::prelude::*;
use protoseal_tests::pb::kinds::v1::{Plain, clear};
use protoseal_tests::pb::masks::v1::Text;
use serde_json::{json, to_value};

#[test]
fn sealed_fields_of_every_kind_show_strings_or_nothing() {
    let sealed = clear::AllSealed {
        a_int32: 7,
        o_bool: Some(true),
        r_string: vec!["secret".to_owned()],
        o_string: Some("secret".to_owned()),
        a_plain: Some(Box::new(Plain::default())),
        mk_string: [("secret".to_owned(), "secret".to_owned())].into(),
        choice: Some(clear::all_sealed::Choice::XString("secret".to_owned())),
        ..Default::default()
    };
    // As is what holds nothing.
    let masked = json!({"aString": "***", "oString": "***", "wrapped": "***"});
    assert_eq!(to_value(&sealed).expect("it is written"), masked);
    assert_eq!(to_value(clear::AllSealed::default()).expect("it is written"), masked);
    let exposed = to_value(sealed.exposed()).expect("it is written");
    assert_eq!(exposed["xString"], "secret");
    assert_eq!(exposed["mkString"], json!({"secret": "secret"}));
    assert_eq!(exposed["aInt32"], 7);
}

#[test]
fn each_mask_shows_what_it_says() {
    let value = "11010519491231002X".to_owned();
    let text = Text {
        full: value.clone(),
        first: value.clone(),
        last: value.clone(),
        ends: value.clone(),
        email: "jane.doe@example.com".to_owned(),
        phone: "138 0013 8000".to_owned(),
        id_card: value.clone(),
        bank_card: "6222021234567890".to_owned(),
        hash: value.clone(),
        omit: value,
    };
    let shown = to_value(&text).expect("it is written");
    assert_eq!(shown["full"], "***");
    assert_eq!(shown["first"], "11****************");
    assert_eq!(shown["last"], "**************002X");
    assert_eq!(shown["email"], "j***@example.com");
    assert_eq!(shown["phone"], "138 **** 8000");
    assert_eq!(shown["bankCard"], "************7890");
    assert_eq!(shown.get("omit"), None);
}
