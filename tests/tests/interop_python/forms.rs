//! Forms of JSON that are not canonical: what Python's `json_format` reads Rust reads too, to the same value, and what it
//! refuses Rust refuses. Where the two part, it is said here, and why.

use std::collections::BTreeSet;
use std::fmt::Debug;

use prost::Message;
use protoseal::Exposed;
use protoseal_tests::pb;
use protoseal_tests::plain::Plain;
use serde::de::DeserializeOwned;

use crate::canonical::Stock;

/// Fields of `kinds.v1.AllClear`: one of each scalar type, and of each way to stand in a message.
const FIELDS: &str = r#"
aInt32 aInt64 aUint32 aUint64 aSint32 aFixed64 aDouble aFloat aBool aString aBytes aKind oInt32 oString rInt32
rString rKind mkInt32 mkBool mkString mvInt64 mvKind aPlain a_int32
"#;

/// Values of these fields; two spaces part them.
const VALUES: &str = r#"
null  true  false  "true"  "false"  0  -0  1  -1  1.0  -1.0  1.5  1e2  1E2  1e-2  100e-2  1.0e1  2147483647
2147483648  -2147483648  -2147483649  4294967295  4294967296  9223372036854775807  9223372036854775808
-9223372036854775808  -9223372036854775809  18446744073709551615  18446744073709551616  1e19  1e400  -1e400
3.4028235e38  3.5e38  1e-50  0.1  -0.0  ""  " "  "0"  "1"  "-1"  "+1"  " 1"  "1 "  "01"  "0x1"  "1.0"  "1.5"
"1e2"  "1_0"  "9223372036854775807"  "18446744073709551615"  "18446744073709551616"  "1e400"  "NaN"
"Infinity"  "-Infinity"  "nan"  "inf"  "infinity"  "KIND_ONE"  "kind_one"  "KIND_NONE"  "a"  "YQ=="  "YQ"
"YQ="  "-_8="  "-_8"  "+/8="  "Y Q=="  "YR=="  "\ud834\udd1e"  "\u0000"  "\ud834"  []  [1]  [null]  ["a"]
["1", 2]  [true]  [[]]  {}  {"1": "a"}  {"1": 1}  {"true": "a"}  {"a": "b"}  {"a": null}  {"a": "KIND_TWO"}
{"text": "a"}  {"unknown": 1}
"#;

/// Fields of `canonical.v1.Visible`.
const WELL_KNOWN: &str = r#"
timestamp duration mask structure value list empty any double int64 bool string rTimestamp rValue
rString mValue mDuration xValue xEmpty
"#;

/// Values of these.
const WELL_KNOWN_VALUES: &str = r#"
null  true  0  1.5  ""  "1"  "NaN"  []  [null]  [1]  ["1970-01-01T00:00:00Z"]  {}  {"a": null}
{"a": {"b": [1, "2", null]}}  {"a": "1s"}  "1970-01-01T00:00:00Z"  "1970-01-01T00:00:00.1Z"
"1970-01-01T00:00:00.123456789Z"  "1970-01-01T00:00:00.1234567890Z"  "1970-01-01T00:00:00+01:00"
"1970-01-01T00:00:00-23:59"  "1970-01-01T00:00:00"  "1970-01-01t00:00:00Z"  "1970-01-01T00:00:00z"
"1970-01-01"  "1970-02-30T00:00:00Z"  "1970-01-01T24:00:00Z"  "1970-01-01T00:00:60Z"  "0001-01-01T00:00:00Z"
"9999-12-31T23:59:59.999999999Z"  "10000-01-01T00:00:00Z"  "0000-01-01T00:00:00Z"  "1s"  "-1s"  "1.5s"
"-0.5s"  "1.123456789s"  "1.1234567891s"  "s"  "1"  "1 s"  "+1s"  "1.s"  ".5s"  "315576000000s"
"315576000001s"  "a"  "a,b"  "aB.cD"  "a_b"  "a,"  "YQ=="  1e400  9223372036854775808
{"@type": "type.googleapis.com/canonical.v1.Plain", "name": "a"}
{"name": "a", "@type": "x/canonical.v1.Plain"}  {"@type": "canonical.v1.Plain", "name": "a"}
{"@type": "type.googleapis.com/none.Such"}  {"name": "a"}
{"@type": "type.googleapis.com/google.protobuf.Duration", "value": "1s"}
{"@type": "type.googleapis.com/google.protobuf.Duration"}
{"@type": "type.googleapis.com/google.protobuf.Empty", "value": {}}
"#;

/// Whole messages.
const MESSAGES: &str = r#"
null  []  {}  {} {}  {"aInt32": 1, "aInt32": 2}  {"aInt32": 1, "a_int32": 2}  {"unknown": 1}  {"aInt32": 1,}
{"xInt32": 1, "xString": "a"}  {"xInt32": 1, "xString": null}  {"xInt32": null, "xString": null}
{"mkInt32": {"1": "a", "1": "b"}}  {"AInt32": 1}
"#;

/// Who reads a text that the other one refuses, or that both read, but not to one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reader {
    Rust,
    Python,
    Both,
}

/// Where the two part, and why that may be.
const PARTED: [(Reader, &str, &str); 13] = [
    (
        Reader::Rust,
        "Python writes the largest float so, and does not read it",
        r#"
{"aFloat": 3.4028235e38}
"#,
    ),
    (
        Reader::Rust,
        "an integer in a string may have the form of a float without a fraction, that of an enum too",
        r#"
{"aKind": "1.0"}  {"aKind": "1e2"}
"#,
    ),
    (
        Reader::Rust,
        "null is the default of any field",
        r#"
{"rValue": null}
"#,
    ),
    (
        Reader::Python,
        "what is no object is no message",
        r#"
[]  {"aPlain": ""}  {"aPlain": []}  {"empty": ""}  {"empty": []}  {"xEmpty": ""}  {"xEmpty": []}
"#,
    ),
    (
        Reader::Python,
        "a field stands once, by whatever name",
        r#"
{"aInt32": 1, "a_int32": 2}
"#,
    ),
    (
        Reader::Python,
        "base64 has no other characters",
        r#"
{"aBytes": " "}  {"aBytes": "Y Q=="}  {"aBytes": "\u0000"}  {"aBytes": "\ud834\udd1e"}
"#,
    ),
    (
        Reader::Python,
        "numbers have no underscores",
        r#"
{"aDouble": "1_0"}  {"aFixed64": "1_0"}  {"aFloat": "1_0"}  {"aInt32": "1_0"}  {"aInt64": "1_0"}
{"aKind": "1_0"}  {"aSint32": "1_0"}  {"aUint32": "1_0"}  {"aUint64": "1_0"}  {"a_int32": "1_0"}
{"oInt32": "1_0"}
"#,
    ),
    (
        Reader::Python,
        "nor spaces",
        r#"
{"aDouble": " 1"}  {"aDouble": "1 "}  {"aFloat": " 1"}  {"aFloat": "1 "}  {"aKind": " 1"}  {"aKind": "1 "}
"#,
    ),
    (
        Reader::Python,
        "infinity has one name, and no number is it",
        r#"
{"aDouble": "1e400"}  {"aDouble": "inf"}  {"aDouble": "infinity"}  {"aFloat": "1e400"}  {"aFloat": "inf"}
{"aFloat": "infinity"}  {"value": 1e400}  {"xValue": 1e400}
"#,
    ),
    (
        Reader::Python,
        "true and false are no numbers",
        r#"
{"aDouble": false}  {"aDouble": true}  {"aFloat": false}  {"aFloat": true}  {"aKind": false}  {"aKind": true}
{"double": true}  {"rKind": [true]}
"#,
    ),
    (
        Reader::Python,
        "an enum's number has no fraction",
        r#"
{"aKind": 0.1}  {"aKind": 1.5}  {"aKind": 1e-2}  {"aKind": 1e-50}
"#,
    ),
    (
        Reader::Python,
        "and 32 bits",
        r#"
{"aKind": -9223372036854775808}  {"aKind": 4294967296}
"#,
    ),
    (
        Reader::Python,
        "a duration has digits on both sides of its point, nine at most behind it, and neither a plus nor spaces",
        r#"
{"duration": "+1s"}  {"duration": "1 s"}  {"duration": "1.1234567891s"}  {"duration": "1.s"}
"#,
    ),
];

/// Texts that two spaces or a new line part.
fn texts(all: &str) -> impl Iterator<Item = &str> {
    let texts = all.lines().flat_map(|line| line.split("  "));
    texts.filter(|text| !text.is_empty())
}

fn compare<T>(stock: &mut Stock, name: &str, text: &str) -> Option<Reader>
where
    T: Plain<Stock: Message + Default + PartialEq + Debug>,
    Exposed<T>: DeserializeOwned,
{
    let ours = serde_json::from_str::<Exposed<T>>(text).ok().map(|read| read.0.plain());
    let theirs = stock.parse(name, text).ok();
    let theirs = theirs.map(|data| T::Stock::decode(&*data).expect("Python encodes what it read"));
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => {
            // NaN equals nothing, but is shown.
            let same = ours == theirs || format!("{ours:?}") == format!("{theirs:?}");
            (!same).then_some(Reader::Both)
        }
        (None, None) => None,
        (Some(_), None) => Some(Reader::Rust),
        (None, Some(_)) => Some(Reader::Python),
    }
}

#[test]
fn what_python_reads_is_read_alike() {
    let Some(mut stock) = Stock::start() else { return };
    let mut found = BTreeSet::new();
    for field in FIELDS.split_whitespace() {
        for value in texts(VALUES) {
            let text = format!("{{\"{field}\": {value}}}");
            let reader = compare::<pb::kinds::v1::clear::AllClear>(&mut stock, "kinds.v1.AllClear", &text);
            found.extend(reader.map(|reader| (reader, text)));
        }
    }
    for field in WELL_KNOWN.split_whitespace() {
        for value in texts(WELL_KNOWN_VALUES) {
            let text = format!("{{\"{field}\": {value}}}");
            let reader = compare::<pb::canonical::v1::clear::Visible>(&mut stock, "canonical.v1.Visible", &text);
            found.extend(reader.map(|reader| (reader, text)));
        }
    }
    for text in texts(MESSAGES) {
        let reader = compare::<pb::kinds::v1::clear::AllClear>(&mut stock, "kinds.v1.AllClear", text);
        found.extend(reader.map(|reader| (reader, text.to_owned())));
    }
    let said = PARTED.iter();
    let said = said.flat_map(|(reader, _, parted)| texts(parted).map(|text| (*reader, text.to_owned())));
    let said: BTreeSet<(Reader, String)> = said.collect();
    let (new, gone): (Vec<_>, Vec<_>) = (found.difference(&said).collect(), said.difference(&found).collect());
    assert!(
        new.is_empty() && gone.is_empty(),
        "not said: {new:#?}\nsaid, but not so: {gone:#?}"
    );
}
