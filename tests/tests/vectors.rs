//! The vectors of `docs/vectors`: what is good opens to what its file says, and what is bad is refused by the error that
//! its file names.
#![forbid(unsafe_code)]

#[path = "support/causes.rs"]
mod causes;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use prost::{Message, Name};
use protoseal::Backend;
use protoseal::codegen::{Openable, Sealable};
use protoseal::prelude::*;
use protoseal_tests::pb::vectors::v1::clear;
use protoseal_tests::plain::Plain;
use serde_json::Value;

use causes::cause;

/// The words of format.md's section 8, each of which some vector names; but for the limit, which is an opener's setting.
const CAUSES: [&str; 16] = [
    "not protobuf",
    "too deep",
    "plaintext",
    "malformed",
    "duplicated",
    "foreign",
    "missing",
    "bound less",
    "bound more",
    "out of place",
    "key unknown",
    "version unknown",
    "not ready",
    "destroyed",
    "wrong key",
    "tampered",
];

#[test]
fn every_vector_opens_or_is_refused_as_it_says() {
    let keyrings = keyrings();
    let (mut failures, mut count, mut causes) = (Vec::new(), 0, BTreeSet::new());
    for (subject, document) in documents() {
        assert_eq!(
            (&document["format"], &document["version"]),
            (&"protoseal-vectors".into(), &1.into())
        );
        for vector in document["vectors"].as_array().expect("a file lists its vectors") {
            let name = format!("{subject}/{}", text(&vector["name"]));
            for backend in backends() {
                let opener = Opener::builder(&keyrings[text(&vector["keyring"])]).backend(backend);
                let opener = opener.build().expect("the backend is built in");
                if let Err(failure) = opens_as_it_says(&opener, vector) {
                    failures.push(format!("{name}: {failure}"));
                }
            }
            causes.extend(vector["error"].as_str().map(str::to_owned));
            count += 1;
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {count} vectors:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(count > 300, "only {count} vectors were found");
    assert_eq!(causes, CAUSES.map(str::to_owned).into());
}

fn opens_as_it_says(opener: &Opener, vector: &Value) -> Result<(), String> {
    macro_rules! by_name {
        ($($message:ident)*) => {
            match text(&vector["message"]) {
                $(concat!("vectors.v1.", stringify!($message)) => check::<clear::$message>(opener, vector),)*
                other => Err(format!("no message {other} is known here")),
            }
        };
    }
    by_name!(Note Memo Renamed Pair Bound Named Leaf Between Tree List Page Frame Book Chain Legacy Kept)
}

fn check<C>(opener: &Opener, vector: &Value) -> Result<(), String>
where
    C: Sealable<Wire: Openable<Clear = C> + Name> + Plain<Stock: Message + Default + PartialEq> + PartialEq,
{
    assert_eq!(<C::Wire as Name>::full_name(), text(&vector["message"]));
    let pairs = vector["context"].as_array().expect("a context is a list");
    let context = match pairs.as_slice() {
        [] => Context::unbound(),
        pairs => pairs.iter().fold(Context::new(), |context, pair| {
            context.with(text(&pair[0]), text(&pair[1]))
        }),
    };
    let wire = hex(&vector["wire"]);
    let opened = opener.decode::<C>(&wire, &context);
    if let Ok(message) = C::Wire::decode(&*wire) {
        let alike = match (&opened, message.open(opener, &context)) {
            (Ok(opened), Ok(also)) => *opened == also,
            (Err(error), Err(refused)) => cause(error) == cause(refused.error()),
            _ => false,
        };
        assert!(alike, "{vector}: from bytes and by value are two things");
    }
    match (opened, vector["error"].as_str()) {
        (Ok(opened), None) => {
            let clear = C::Stock::decode(&*hex(&vector["clear"])).expect("the clear message is protobuf");
            (opened.plain() == clear)
                .then_some(())
                .ok_or_else(|| "it opens to something else".to_owned())
        }
        (Ok(_), Some(expected)) => Err(format!("it opens, and should be refused: {expected}")),
        (Err(error), None) => Err(format!("it does not open: {error}")),
        (Err(error), Some(expected)) if cause(&error) == expected => Ok(()),
        (Err(error), Some(expected)) => Err(format!("{expected} was expected: {error}")),
    }
}

fn backends() -> [Backend; 2] {
    [Backend::AwsLcRs, Backend::RustCrypto]
}

/// The readers' keys, by way of key files.
fn keyrings() -> BTreeMap<String, Keyring> {
    let document: Value = serde_json::from_str(&read(&folder().join("keyrings.json"))).expect("it is JSON");
    let folder = tempfile::tempdir().expect("a folder");
    let rings = document.as_object().expect("rings by name").iter();
    rings
        .map(|(name, ring)| {
            let file = tempfile::NamedTempFile::new_in(folder.path()).expect("a file of this user alone");
            fs::write(file.path(), ring.to_string()).expect("it is written");
            (name.clone(), Keyring::load(file.path()).expect("it is a key file"))
        })
        .collect()
}

/// The files of vectors, by subject.
fn documents() -> Vec<(String, Value)> {
    let entries = fs::read_dir(folder()).expect("docs/vectors is there");
    let files = entries.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = files
        .filter(|file| {
            file.extension().is_some_and(|extension| extension == "json") && !file.ends_with("keyrings.json")
        })
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| {
            let document: Value = serde_json::from_str(&read(file)).expect("it is JSON");
            let subject = text(&document["subject"]).to_owned();
            assert_eq!(file.file_stem().expect("a name"), &*subject);
            (subject, document)
        })
        .collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/vectors")
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

fn hex(value: &Value) -> Vec<u8> {
    let digit = |byte: &u8| (*byte as char).to_digit(16).expect("it is hex") as u8;
    text(value)
        .as_bytes()
        .chunks(2)
        .map(|pair| digit(&pair[0]) << 4 | digit(&pair[1]))
        .collect()
}
