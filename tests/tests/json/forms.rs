//! What is read: every form that ProtoJSON accepts, and errors that name field and reason, never the value.

use protoseal::Exposed;
use protoseal_tests::pb::canonical::v1::clear::Visible;
use protoseal_tests::pb::kinds::v1::clear::AllClear;
use serde_json::{Value, json};

fn read(value: &Value) -> Result<AllClear, String> {
    let tree = serde_json::from_value::<Exposed<AllClear>>(value.clone()).map_err(|error| error.to_string());
    let text = serde_json::from_str::<Exposed<AllClear>>(&value.to_string()).map_err(|error| error.to_string());
    match (tree, text) {
        (Ok(Exposed(tree)), Ok(Exposed(text))) => {
            assert!(tree == text, "{value}");
            Ok(text)
        }
        (Err(tree), Err(text)) => {
            assert!(text.starts_with(&tree), "{text} {tree}");
            Err(tree)
        }
        (tree, text) => panic!("{value}: {:?} {:?}", tree.err(), text.err()),
    }
}

#[test]
fn every_form_of_a_value_is_read() {
    for (field, forms, canonical) in [
        (
            "aInt32",
            vec![json!(100), json!("100"), json!(100.0), json!("1e2"), json!("100.0")],
            json!(100),
        ),
        ("aInt64", vec![json!(7), json!("7"), json!(7.0)], json!("7")),
        (
            "aUint64",
            vec![json!(u64::MAX), json!(u64::MAX.to_string())],
            json!(u64::MAX.to_string()),
        ),
        ("aDouble", vec![json!(1.5), json!("1.5"), json!("15e-1")], json!(1.5)),
        ("aFloat", vec![json!("Infinity")], json!("Infinity")),
        ("oFloat", vec![json!(3.4028235e38)], json!(3.4028235e38)),
        (
            "aKind",
            vec![json!("KIND_TWO"), json!(2), json!("2"), json!(2.0)],
            json!("KIND_TWO"),
        ),
        ("aKind", vec![json!(9)], json!(9)),
        (
            "aBytes",
            vec![json!("+_8"), json!("+/8="), json!("-_8=")],
            json!("+/8="),
        ),
        (
            "at",
            vec![json!("1970-01-01T01:00:00.5+01:00")],
            json!("1970-01-01T00:00:00.500Z"),
        ),
        ("wrappedNumber", vec![json!(5), json!("5")], json!("5")),
        ("mkBool", vec![json!({"true": "a"})], json!({"true": "a"})),
        ("spans", vec![json!(["1.50s"])], json!(["1.500s"])),
        ("any", vec![json!({})], json!({})),
        (
            "any",
            vec![
                json!({"text": "a", "@type": "x/kinds.v1.Plain"}),
                json!({"@type": "x/kinds.v1.Plain", "text": "a"}),
            ],
            json!({"@type": "x/kinds.v1.Plain", "text": "a"}),
        ),
    ] {
        for form in forms {
            let value = read(&json!({ field: form })).unwrap_or_else(|error| panic!("{field}: {form}: {error}"));
            let written = serde_json::to_value(Exposed(&value)).expect("it is written");
            assert_eq!(written[field], canonical, "{form}");
        }
    }
    assert!(read(&json!({"a_int32": 3})).expect("the original name").a_int32 == 3);
    assert!(read(&json!({"aInt32": null, "rInt32": null, "mkBool": null, "aPlain": null})) == Ok(AllClear::default()));
}

#[test]
fn errors_name_field_and_reason_and_never_the_value() {
    let canary = "canary4711";
    for (value, says) in [
        (json!({"aInt32": canary}), "aInt32: expected an integer"),
        (json!({"aInt32": 2147483648_u32}), "aInt32: the number is out of range"),
        (json!({"aUint32": -1}), "aUint32: the number is out of range"),
        (json!({"aInt32": 1.5}), "aInt32: expected an integer"),
        (json!({"aInt32": true}), "aInt32: expected an integer"),
        (json!({"aString": 4711}), "aString: expected a string"),
        (json!({"aBool": canary}), "aBool: expected true or false"),
        (json!({"aFloat": 1e39}), "aFloat: the number is out of range"),
        (json!({"aDouble": "nan"}), "aDouble: expected a number"),
        (
            json!({"aKind": canary}),
            "aKind: expected a value of the enum, by name or number",
        ),
        (json!({"aBytes": "canary!4711"}), "aBytes: expected bytes in base64"),
        (json!({"rString": [canary, [canary]]}), "rString[1]: expected a string"),
        (json!({"rString": [null]}), "rString[0]: null is no value"),
        (json!({"rString": canary}), "rString: expected a list"),
        (
            json!({"mkInt32": {"canary4711": "x"}}),
            "mkInt32: expected an integer within range as a key",
        ),
        (
            json!({"mvInt32": {"canary4711": canary}}),
            "mvInt32[..]: expected an integer",
        ),
        (
            json!({"mvInt32": {"canary4711": null}}),
            "mvInt32[..]: null is no value",
        ),
        (json!({"aPlain": canary}), "aPlain: expected an object"),
        (
            json!({"aPlain": {"more": [{}, {"text": 4711}]}}),
            "aPlain.more[1].text: expected a string",
        ),
        (json!({"aPlain": {"unknown": canary}}), "aPlain.unknown: no such field"),
        (json!({"canary4711 with spaces": 1}), "a name that is none of a field"),
        (json!({"aInt32": 1, "a_int32": 2}), "a_int32: the field stands twice"),
        (
            json!({"xString": canary, "xBool": true}),
            "xString: another member of its oneof is set too",
        ),
        (
            json!({"at": canary}),
            "at: expected a timestamp as in RFC 3339, of the years 1 to 9999",
        ),
        (
            json!({"any": {"@type": "x/no.such.Type", "text": canary}}),
            "any: the type `no.such.Type` is none that this build writes as JSON",
        ),
        (
            json!({"any": {"@type": "x/kinds.v1.Plain", "text": 4711}}),
            "any.text: expected a string",
        ),
        (
            json!({"any": {"text": canary}}),
            "any: expected one `@type`, which names the message's type",
        ),
        (
            json!({"any": {"@type": "x/google.protobuf.Duration", "value": canary}}),
            "any.value: expected a duration in seconds",
        ),
        (json!([canary]), "expected an object"),
        (json!(canary), "expected an object"),
        (json!(null), "expected an object"),
    ] {
        let error = read(&value).expect_err("it is refused");
        assert!(error.starts_with(says), "{value}: {error}");
        assert!(!error.contains(canary) && !error.contains("4711"), "{value}: {error}");
    }
    let twice = serde_json::from_str::<Exposed<AllClear>>(r#"{"mkString": {"canary": "a", "canary": "b"}}"#);
    let error = twice.map(|_| ()).expect_err("a key that stands twice").to_string();
    assert!(error.starts_with("mkString: a key stands twice at line 1"), "{error}");
    let cut = serde_json::from_str::<Exposed<AllClear>>(r#"{"aPlain": {"text": "#);
    assert!(
        cut.err().is_some_and(|error| error.is_eof()),
        "errors of syntax stay what they are"
    );
}

#[test]
fn what_has_no_form_in_json_is_not_written() {
    let visible = |at: prost_types::Timestamp| Visible {
        timestamp: Some(at),
        ..Default::default()
    };
    let late = visible(prost_types::Timestamp {
        seconds: 253_402_300_800,
        nanos: 0,
    });
    let error = serde_json::to_string(&Exposed(&late)).expect_err("there is no year 10000");
    assert_eq!(error.to_string(), "timestamp: the timestamp is out of range");
    let any = Visible {
        any: Some(prost_types::Any {
            type_url: "type.googleapis.com/no.such.Type".to_owned(),
            value: b"canary".to_vec(),
        }),
        ..Default::default()
    };
    let error = serde_json::to_string(&Exposed(&any)).expect_err("nobody knows the type");
    assert_eq!(
        error.to_string(),
        "any: the type `no.such.Type` is none that this build writes as JSON"
    );
}
