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
        for field in ["aInt32", "any", "structure\":{\"a", "any\":{\"a", "mvRecursive\":{\"true"] {
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
    let text = format!("{{\"aInt32\":{{\"{PRECISE}\":\"12\"}},\"oString\":\"text\",\"structure\":{{\"a\":[1,\"b\"]}}}}");
    let Exposed(read) = serde_json::from_str::<Exposed<AllClear>>(&text).expect("it is read");
    assert_eq!((read.a_int32, read.o_string.as_deref()), (12, Some("text")));
    let Untagged::Message(Exposed(untagged)) = serde_json::from_str(&text).expect("it is read");
    let flattened: Flattened = serde_json::from_str(&text).expect("it is read");
    assert_eq!(untagged, read);
    assert_eq!(flattened.message.0, read);
}
