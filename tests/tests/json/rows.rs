//! Lists, maps and options of messages, exposed: as a program holds them that has one message or many.

use std::collections::{BTreeMap, HashMap};

use protoseal::Exposed;
use protoseal::prelude::*;
use protoseal::testing::assert_exposed_eq;
use protoseal_tests::pb::kinds::v1::clear::Child;
use serde_json::{from_str, from_value, json, to_value};

fn child(secret: &str) -> Child {
    Child {
        secret: secret.to_owned(),
        ..Default::default()
    }
}

#[test]
fn what_holds_messages_is_written_exposed_and_read() {
    let list = vec![child("one"), child("two")];
    let text = to_value(list.exposed()).expect("it is written");
    assert_eq!(text, json!([{"secret": "one"}, {"secret": "two"}]));
    assert_eq!(to_value(list[..].exposed()).expect("a slice is written too"), text);
    let Exposed(read) = from_value::<Exposed<Vec<Child>>>(text).expect("it is read");
    assert_exposed_eq!(read, list);

    let map: HashMap<u32, Box<Child>> = [(7, Box::new(child("one")))].into();
    let text = to_value(map.exposed()).expect("it is written");
    assert_eq!(text, json!({"7": {"secret": "one"}}));
    let Exposed(read) = from_str::<Exposed<HashMap<u32, Box<Child>>>>(&text.to_string()).expect("it is read");
    assert_exposed_eq!(read, map);

    let map: BTreeMap<String, Vec<Child>> = [("page".to_owned(), list)].into();
    let text = to_value(map.exposed()).expect("it is written");
    assert_eq!(text, json!({"page": [{"secret": "one"}, {"secret": "two"}]}));
    let Exposed(read) = from_value::<Exposed<BTreeMap<String, Vec<Child>>>>(text).expect("it is read");
    assert_exposed_eq!(read, map);

    for (option, text) in [(Some(child("one")), json!({"secret": "one"})), (None, json!(null))] {
        assert_eq!(to_value(option.exposed()).expect("it is written"), text);
        let Exposed(read) = from_value::<Exposed<Option<Child>>>(text).expect("it is read");
        assert_exposed_eq!(read, option);
    }
}

/// Serde writes what is not exposed, and knows the masks from the messages.
#[test]
fn what_holds_messages_is_written_masked_otherwise() {
    let text = to_value([("key", vec![Some(child("canary"))])]).expect("it is written");
    assert_eq!(text, json!([["key", [{"secret": "***"}]]]));
}

/// Without serde_json's line and column.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line").next().unwrap_or_default().to_owned()
}

#[test]
fn errors_name_the_place_and_no_value() {
    let error = |text: &str| {
        let list = from_str::<Exposed<Vec<Child>>>(text)
            .map(|_| ())
            .expect_err("no list of children");
        reason(&list)
    };
    assert_eq!(error(r#"[{}, {"secret": 5}]"#), "[1].secret: expected a string");
    assert_eq!(error("{}"), "expected a list");
    assert_eq!(error("[null]"), "[0]: expected an object");
    assert_eq!(error("5"), "expected a list");

    let error = |text: &str| {
        let map = from_str::<Exposed<BTreeMap<u8, Child>>>(text)
            .map(|_| ())
            .expect_err("no map of children");
        reason(&map)
    };
    assert_eq!(error(r#"{"1": {"secret": 5}}"#), "[..].secret: expected a string");
    assert_eq!(error(r#"{"canary": {}}"#), "a key that its type does not take");
    assert_eq!(error(r#"{"1": {}, "1": {}}"#), "a key stands twice");
}
