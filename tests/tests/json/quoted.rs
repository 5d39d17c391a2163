//! What stands where it does not belong may be a value, in the wrong place: no error quotes it, and nothing makes the reader panic,
//! whatever reads the text before it.

use std::fmt::Debug;

use protoseal::Exposed;
use protoseal_tests::pb::kinds::v1::clear::AllClear;
use serde::Deserialize;
use serde::de::value::{Error, MapDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

/// What serde reads twice keeps it in a buffer, from which our reader is fed.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Message(Exposed<AllClear>),
}

#[derive(Debug, Deserialize)]
struct Flattened {
    #[serde(flatten)]
    message: Exposed<AllClear>,
}

/// The key under which serde_json has numbers, with its feature `arbitrary_precision`.
const PRECISE: &str = "$serde_json::private::Number";

fn refused<T: DeserializeOwned + Debug>(text: &str) -> String {
    let read = serde_json::from_str::<T>(text);
    read.map(drop).expect_err(text).to_string()
}

#[test]
fn a_number_that_is_none_is_refused_whatever_buffers_it() {
    for value in ["\"abc\"", "12345678", "1234.5678", "null", "true", "{}", "[1]"] {
        for field in [
            "aInt32",
            "any",
            "structure\":{\"a",
            "any\":{\"a",
            "mvRecursive\":{\"true",
        ] {
            let closed = if field.contains('{') { "}" } else { "" };
            let text = format!("{{\"{field}\":{{\"{PRECISE}\":{value}}}{closed}}}");
            for error in [
                refused::<Exposed<AllClear>>(&text),
                refused::<Flattened>(&text),
                refused::<Untagged>(&text),
            ] {
                let quoted = ["abc", "1234", "`true`"].iter().any(|part| error.contains(part));
                assert!(!quoted, "{text}: {error}");
            }
        }
    }
    // An object that has this key, and is no number.
    let text = format!("{{\"structure\":{{\"{PRECISE}\":\"abc\"}}}}");
    assert!(serde_json::from_str::<Flattened>(&text).is_ok());
}

#[test]
fn what_is_buffered_is_read_as_what_is_not() {
    let text =
        format!("{{\"aInt32\":{{\"{PRECISE}\":\"12\"}},\"oString\":\"text\",\"structure\":{{\"a\":[1,\"b\"]}}}}");
    let Exposed(read) = serde_json::from_str::<Exposed<AllClear>>(&text).expect("it is read");
    assert_eq!((read.a_int32, read.o_string.as_deref()), (12, Some("text")));
    let Untagged::Message(Exposed(untagged)) = serde_json::from_str(&text).expect("it is read");
    let flattened: Flattened = serde_json::from_str(&text).expect("it is read");
    assert_eq!(untagged, read);
    assert_eq!(flattened.message.0, read);
}

#[test]
fn a_number_in_the_place_of_a_name_is_not_quoted() {
    for text in [
        r#"{"13800138000":1}"#,
        r#"{"recursive":{"13800138000":1}}"#,
        r#"{"any":{"@type":"13800138000"}}"#,
        r#"{"any":{"@type":"a.13800138000"}}"#,
        r#"{"any":{"@type":"type.googleapis.com/kinds.v1.Plain","13800138000":1}}"#,
    ] {
        let error = refused::<Exposed<AllClear>>(text);
        assert!(!error.contains("138"), "{error}");
    }
    // One that can be a name is told.
    assert!(refused::<Exposed<AllClear>>(r#"{"a_int33":1}"#).contains("a_int33: no such field"));

    // Of a format whose keys can be other than text.
    fn keyed<'de, K: IntoDeserializer<'de, Error>>(key: K) -> String {
        let map = MapDeserializer::new([(key, 1)].into_iter());
        let read = Exposed::<AllClear>::deserialize(map);
        read.map(drop).expect_err("a key is a text").to_string()
    }
    let errors = [
        keyed(13_800_138_000_u64),
        keyed(-13_800_138_000_i64),
        keyed(13_800_138_000.5),
        keyed(13_800_138_000_u128),
        keyed(-13_800_138_000_i128),
        keyed(true),
        keyed(&b"13800138000"[..]),
    ];
    for error in errors {
        assert!(!error.contains("138") && !error.contains("true"), "{error}");
    }
}
