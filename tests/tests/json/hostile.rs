//! JSON that nobody wrote: an error or a value, never a panic; what is read is written, and read again to the same.

use std::thread;

use proptest::prelude::*;
use prost::Message;
use protoseal::Exposed;
use protoseal_tests::pb::canonical::v1::clear::Visible;
use protoseal_tests::pb::kinds::v1::clear::AllClear;
use serde_json::{Value, json};

fn check(text: &str) {
    let Ok(Exposed(read)) = serde_json::from_str::<Exposed<AllClear>>(text) else {
        return;
    };
    // An Any's text can nest deeper than what it holds may.
    let written = serde_json::to_string(&Exposed(&read)).expect("what is read has a form in JSON");
    let Exposed(again) = serde_json::from_str::<Exposed<AllClear>>(&written).expect("which is read");
    let rewritten = serde_json::to_value(Exposed(&again)).expect("and written");
    assert_eq!(serde_json::to_value(Exposed(&read)).expect("as before"), rewritten);
}

fn arbitrary() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        proptest::sample::select(vec![
            "NaN",
            "1e400",
            "-0",
            "1970-01-01T00:00:00Z",
            "1.5s",
            "aA==",
            "KIND_ONE",
            "true"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((names(), inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Of fields, mostly.
fn names() -> impl Strategy<Value = String> {
    let text = include_str!("../../proto/kinds/v1/kinds.proto");
    let (_, all_clear) = text.split_once("message AllClear {").expect("the message is there");
    let fields = all_clear
        .lines()
        .filter_map(|line| line.split_once(" = ")?.0.split(' ').next_back());
    let mut names: Vec<String> = fields.map(str::to_owned).collect();
    assert!(names.len() > 130);
    names.extend(["@type", "value", "text", "more", "aInt32", "mkString", "recursive", "1"].map(str::to_owned));
    proptest::sample::select(names)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_value_is_read_or_refused(value in arbitrary()) {
        check(&value.to_string());
        check(&json!({ "recursives": [value] }).to_string());
    }

    #[test]
    fn any_text_is_read_or_refused(text in r#"[\[\]{}":,0-9a-z\\ .+-]{0,60}"#) {
        check(&text);
        check(&format!("{{\"structure\":{text}}}"));
    }

    #[test]
    fn what_is_set_once_is_read_or_refused(name in names(), value in arbitrary()) {
        check(&json!({ name: value }).to_string());
    }
}

/// Text that nests deeper than messages may, also for a format that sets no limit of its own.
#[test]
fn what_nests_too_deep_is_refused() {
    let deep = |levels: usize, open: &str, close: &str| [open.repeat(levels), close.repeat(levels)].concat();
    for (open, close) in [
        ("{\"recursive\":", "}"),
        ("{\"recursives\":[", "]}"),
        ("{\"mvRecursive\":{\"true\":", "}}"),
        ("{\"structure\":{\"a\":", "}}"),
        ("[", "]"),
    ] {
        let text = format!("{}{{}}{}", open.repeat(10_000), close.repeat(10_000));
        assert!(serde_json::from_str::<Exposed<AllClear>>(&text).is_err());
        assert!(serde_json::from_str::<Exposed<AllClear>>(&deep(10_000, open, close)).is_err());
    }
    // A hundred levels of a message of three kilobytes need more stack than a test's thread has in a debug build.
    let thread = thread::Builder::new().stack_size(64 << 20).spawn(|| {
        let nested = |levels: usize| (0..levels).fold(json!({}), |inner, _| json!({ "recursive": inner }));
        assert!(serde_json::from_value::<Exposed<AllClear>>(nested(100)).is_ok());
        let error = serde_json::from_value::<Exposed<AllClear>>(nested(101))
            .map(|_| ())
            .expect_err("101 levels");
        assert!(error.to_string().ends_with("messages nest too deep"), "{error}");
        let lists = |levels: usize| (0..levels).fold(json!([]), |inner, _| json!([inner]));
        assert!(serde_json::from_value::<Exposed<AllClear>>(json!({"structure": {"a": lists(60)}})).is_err());
    });
    thread.expect("a thread starts").join().expect("its checks hold");
}

/// To prost, what lies in an Any is bytes, of any depth.
#[test]
fn an_any_in_an_any_that_nests_too_deep_is_not_written() {
    let any = (0..5_000).fold(prost_types::Any::default(), |inner, _| prost_types::Any {
        type_url: "type.googleapis.com/google.protobuf.Any".to_owned(),
        value: inner.encode_to_vec(),
    });
    let visible = Visible {
        any: Some(any),
        ..Default::default()
    };
    let error = serde_json::to_string(&visible).expect_err("it is refused");
    assert!(error.to_string().ends_with("messages nest too deep"), "{error}");
}
