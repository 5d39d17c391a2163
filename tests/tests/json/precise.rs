//! Numbers as serde_json gives them with its feature `arbitrary_precision`, which any crate of a build can turn on: objects of one
//! entry, in which they are text. They are read as others are; nothing else is taken for one.

use proptest::prelude::*;
use protoseal::Exposed;
use protoseal::prelude::*;
use protoseal_tests::pb::canonical::v1::clear::Visible;
use protoseal_tests::pb::kinds::v1::clear::AllClear;
use protoseal_tests::random::{Random, Rng};
use serde::Deserialize;
use serde_json::{Value, from_str, from_value, json, to_value};

const NUMBER: &str = "$serde_json::private::Number";

/// The same with its numbers as that feature gives them.
fn precise(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!({ NUMBER: number.to_string() }),
        Value::Array(values) => values.iter().map(precise).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), precise(value)))
            .collect(),
        other => other.clone(),
    }
}

fn assert_read_alike<T>(seed: u64)
where
    T: Random + PartialEq + Expose,
    for<'a> Exposed<&'a T>: serde::Serialize,
    for<'de> Exposed<T>: Deserialize<'de>,
{
    let value = T::random(&mut Rng::for_json(seed));
    let plain = to_value(value.exposed()).expect("a random value has a form in JSON");
    let precise = precise(&plain);
    let Exposed(read) = from_value::<Exposed<T>>(precise.clone()).unwrap_or_else(|error| panic!("{error}: {precise}"));
    assert!(read == value, "{precise}");
    let Exposed(read) =
        from_str::<Exposed<T>>(&precise.to_string()).unwrap_or_else(|error| panic!("{error}: {precise}"));
    assert!(read == value, "{precise}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn random_values_are_read_as_without(seed: u64) {
        assert_read_alike::<AllClear>(seed);
        assert_read_alike::<Visible>(seed);
    }
}

fn read(value: &Value) -> Result<AllClear, String> {
    let tree = from_value::<Exposed<AllClear>>(value.clone()).map_err(|error| error.to_string());
    tree.map(Exposed::into_inner)
}

fn number(text: &str) -> Value {
    json!({ NUMBER: text })
}

#[test]
fn what_a_number_is_does_not_change() {
    for (field, text, plain) in [
        ("aDouble", "-0", json!(-0.0)),
        (
            "aDouble",
            "123456789012345678901234567890",
            json!(1.2345678901234568e29),
        ),
        ("aUint64", "1e19", json!("10000000000000000000")),
        ("aInt32", "1e2", json!(100)),
        ("aKind", "2", json!("KIND_TWO")),
    ] {
        let value = read(&json!({ field: number(text) })).unwrap_or_else(|error| panic!("{field}: {error}"));
        assert_eq!(
            to_value(value.exposed()).expect("it is written"),
            json!({ field: plain }),
            "{text}"
        );
    }
    for (field, text, reason) in [
        ("aInt64", "-9223372036854775809", "the number is out of range"),
        ("aUint64", "18446744073709551616", "the number is out of range"),
        ("aDouble", "1e999", "the number is out of range"),
        ("aDouble", "NaN", "expected a number"),
        ("aInt32", "1.5", "expected an integer"),
        ("aString", "5", "expected a string"),
        ("aPlain", "5", "expected an object"),
        ("mkString", "5", "expected an object"),
        ("mkInt32", "5", "expected an object"),
        ("structure", "5", "expected an object"),
        ("rString", "5", "expected a list"),
    ] {
        let error = read(&json!({ field: number(text) })).map(|_| ()).expect_err(field);
        assert_eq!(error, format!("{field}: {reason}"));
    }
}

/// serde_json takes integers of 128 bits out of a tree.
#[test]
fn an_integer_beyond_64_bits_is_a_float() {
    let large = |value: u128| {
        let entries = [("aDouble", value)].into_iter();
        let object = serde::de::value::MapDeserializer::<_, serde_json::Error>::new(entries);
        Exposed::<AllClear>::deserialize(object).map(|Exposed(read)| read.a_double)
    };
    assert_eq!(large(1 << 100).expect("a double"), (1_u128 << 100) as f64);
    let entries = [("aInt64", i128::MIN)].into_iter();
    let object = serde::de::value::MapDeserializer::<_, serde_json::Error>::new(entries);
    let error = Exposed::<AllClear>::deserialize(object)
        .map(|_| ())
        .expect_err("too far down");
    assert_eq!(error.to_string(), "aInt64: the number is out of range");
}

#[test]
fn what_only_has_its_key_is_an_object() {
    for value in [
        json!({"structure": { NUMBER: "canary" }}),
        json!({"structure": { NUMBER: "5", "b": {} }}),
        json!({"mkString": { NUMBER: "5", "b": "6" }}),
    ] {
        let object = read(&value).unwrap_or_else(|error| panic!("{value}: {error}"));
        assert_eq!(to_value(object.exposed()).expect("it is written"), value);
    }
}
