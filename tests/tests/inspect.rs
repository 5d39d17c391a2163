//! What `inspect` tells of a message without a key. That it tells of every attack that needs no key to be seen, and of nothing
//! else, is checked with each attack (`attacks/bench.rs`).
#![forbid(unsafe_code)]

use prost::Message;
use protoseal::prelude::*;
use protoseal::{OpenError, Stand, inspect};
use protoseal_tests::pb::attacks::v1::{Rows, clear::Pair};
use protoseal_tests::pb::kinds::v1::places::{List, Plain, Root, clear};

const CANARY: &str = "canary-40b6d2c91f7e";

fn sealer() -> Sealer {
    let keys = ["pii", "other"].map(|name| (name, Suite::Sm4Gcm));
    let keyring = Keyring::generate(&keys).expect("names are unique");
    keyring.rotate("pii").expect("it has the key");
    Sealer::new(&keyring)
}

fn context() -> Context {
    Context::new().with("tenant", CANARY).with("table", "roots")
}

fn leaf() -> clear::Leaf {
    clear::Leaf { secret: CANARY.into() }
}

/// With something sealed in each kind of place.
fn root() -> Root {
    let root = clear::Root {
        version: 7,
        secret: CANARY.into(),
        leaf: Some(leaf()),
        map: [(CANARY.to_owned(), leaf())].into(),
        plains: vec![clear::Plain {
            leaves: vec![leaf()],
            more: None,
        }],
        portable: vec![leaf()],
        hidden: Some(leaf()),
        ..Default::default()
    };
    root.seal(&sealer(), &context()).expect("it is sealed")
}

const TEXT: &str = r#"kinds.v1.places.Root
  envelope 0 of key "pii", version 2: 256 bytes, of which header 80, ciphertext 160
    sealed to stand for itself, with 2 context pairs
    bound: 1 version (unsigned integer), 11 label (string)
    counted: 3 leaf, 4 leaves, 5 map, 6 left, 7 right, 8 plains
    instance A, epoch E, number 1
kinds.v1.places.Leaf at leaf
  envelope 0 of key "pii", version 2: 122 bytes, of which header 74, ciphertext 32
    sealed below an ancestor, in fields [3], with 2 context pairs
    instance A, epoch E, number 2
kinds.v1.places.Leaf at map[..]
  envelope 0 of key "pii", version 2: 122 bytes, of which header 74, ciphertext 32
    sealed below an ancestor, in fields [5], with 2 context pairs
    instance A, epoch E, number 3
kinds.v1.places.Leaf at plains[0].leaves[0]
  envelope 0 of key "pii", version 2: 123 bytes, of which header 75, ciphertext 32
    sealed below an ancestor, in fields [8, 1], with 2 context pairs
    instance A, epoch E, number 4
kinds.v1.places.Leaf at portable[0]
  envelope 0 of key "pii", version 2: 120 bytes, of which header 72, ciphertext 32
    sealed to stand for itself, with 2 context pairs
    instance B, epoch E, number 5"#;

/// Ids are random: letters stand for them, one for each.
fn text(report: &protoseal::inspect::Report) -> String {
    let mut text = report.to_string();
    let mut letters = ('A'..='D').map(String::from);
    for envelope in report.messages.iter().flat_map(|message| &message.envelopes) {
        if text.contains(&envelope.instance) {
            text = text.replace(&envelope.instance, &letters.next().expect("there are few"));
        }
        text = text.replace(&envelope.epoch, "E");
    }
    text
}

#[test]
fn a_report_is_for_people() {
    let report = inspect(&root());
    assert!(report.is_sound());
    assert_eq!(text(&report), TEXT);
}

#[test]
fn a_report_is_data() {
    let report = inspect(&root());
    let [root, leaf, ..] = &report.messages[..] else {
        panic!("{report}");
    };
    assert_eq!((root.message, &*root.path), ("kinds.v1.places.Root", ""));
    assert_eq!((leaf.message, &*leaf.path), ("kinds.v1.places.Leaf", "leaf"));
    let [envelope] = &leaf.envelopes[..] else {
        panic!("{report}");
    };
    assert_eq!((envelope.key_version, envelope.context_pairs), (2, 2));
    assert_eq!(
        (&leaf.stands, &envelope.sealed),
        (&Stand::Below(vec![3]), &Stand::Below(vec![3]))
    );
    assert_eq!(envelope.epoch, root.envelopes[0].epoch);
    assert_eq!(envelope.instance, root.envelopes[0].instance);
    assert!(!envelope.resealed);
}

#[test]
fn a_report_is_json() {
    let wire = root();
    let report = serde_json::to_value(inspect(&wire)).expect("it is no map with keys of another type");
    let envelope = &report["messages"][1]["envelopes"][0];
    assert_eq!(envelope["group"], serde_json::json!({ "key": "pii" }));
    assert_eq!(envelope["sealed"], serde_json::json!({ "below": [3] }));
    assert_eq!(report["messages"][0]["stands"], "alone");
    let bound = &report["messages"][0]["envelopes"][0]["bound"];
    assert_eq!(
        bound[1],
        serde_json::json!({ "number": 11, "name": "label", "kind": "string" })
    );
    assert_eq!(
        envelope["sizes"]["total"],
        wire.leaf.expect("it has one").sealed[0].len()
    );
    assert_eq!(envelope["epoch"].as_str().map(str::len), Some(32));
    assert_eq!(report["messages"][1]["problems"], serde_json::json!([]));
    assert!(!report.to_string().contains(CANARY));
}

/// All of them, where an opener stops at the first.
#[test]
fn every_problem_is_told() {
    let mut wire = root();
    let plaintext = [1 << 3 | 2, 1, b'x'];
    wire.leaf
        .as_mut()
        .expect("it has one")
        .merge(&plaintext[..])
        .expect("it decodes");
    wire.plains[0].leaves[0].sealed[0].truncate(80);
    wire.plains[0].leaves.push(wire.portable[0].clone());
    wire.portable[0].sealed.extend_from_within(..);
    wire.sealed.clear();
    let report = inspect(&wire);
    let problems = report.messages.iter().flat_map(|message| &message.problems);
    let told: Vec<String> = problems.map(ToString::to_string).collect();
    let starts = [
        "kinds.v1.places.Root: the envelope of key \"pii\" is missing",
        "leaf.secret: this field must be sealed",
        "kinds.v1.places.Leaf at plains[0].leaves[0]: envelope 0 is malformed at byte 75",
        "kinds.v1.places.Leaf at plains[0].leaves[1]: the envelope under key \"pii\" was sealed to stand for itself",
        "kinds.v1.places.Leaf at portable[0]: there are two envelopes of key \"pii\"",
    ];
    assert_eq!(told.len(), starts.len(), "{told:#?}");
    for (told, start) in told.iter().zip(starts) {
        assert!(told.starts_with(start), "{told}");
    }
    assert!(!report.is_sound() && report.to_string().matches("problem: ").count() == starts.len());
}

#[test]
fn rows_of_a_message_that_is_not_sealed() {
    let pair = || Pair {
        first: CANARY.into(),
        second: CANARY.into(),
    };
    let rows = protoseal_tests::pb::attacks::v1::clear::Rows {
        pairs: vec![pair(), pair()],
        records: vec![],
    };
    let mut wire: Rows = rows.seal(&sealer(), &context()).expect("it is sealed");
    wire.pairs[1].sealed.remove(0);
    let report = inspect(&wire);
    let paths: Vec<&str> = report.messages.iter().map(|message| &*message.path).collect();
    assert_eq!(paths, ["pairs[0]", "pairs[1]"]);
    let first = &report.messages[0].envelopes;
    assert_eq!(first[0].others, [first[1].group]);
    assert!(matches!(
        &report.messages[1].problems[..],
        [OpenError::EnvelopeMissing { .. }]
    ));
    assert_eq!(inspect(&List::default()).to_string(), "no sealed message can be seen");
}

/// Whoever sends messages chooses how many there are.
#[test]
fn a_report_is_bounded() {
    let mut wire = Rows::default();
    wire.pairs.resize_with(10_003, Default::default);
    wire.pairs[0].sealed = vec![vec![]; 20];
    let report = inspect(&wire);
    assert_eq!(
        (report.messages.len(), report.unlisted, report.unlisted_with_problems),
        (10_000, 3, 3)
    );
    let first = &report.messages[0];
    assert_eq!((first.problems.len(), first.more_problems), (16, 4));
    let text = report.to_string();
    assert!(text.contains("\n  and 4 malformed envelopes more\n"), "{text}");
    assert!(
        text.ends_with("\nand 3 messages more, 3 of them with problems"),
        "{text}"
    );
    wire.pairs.truncate(1);
    wire.pairs[0].sealed = vec![
        leaf()
            .seal(&sealer(), &context())
            .expect("it is sealed")
            .sealed
            .remove(0);
        1001
    ];
    assert_eq!(inspect(&wire).messages[0].envelopes.len(), 1000);
}

/// As far as an opener would look, however deep a value was made in memory.
#[test]
fn what_stands_too_deep_is_told_and_not_looked_into() {
    let mut plain = Plain::default();
    for _ in 0..1000 {
        plain = Plain {
            leaves: vec![],
            more: Some(Box::new(plain)),
        };
    }
    let report = inspect(&plain);
    let [message] = &report.messages[..] else {
        panic!("{report}");
    };
    assert!(matches!(&message.problems[..], [OpenError::TooDeep { .. }]), "{report}");
    assert_eq!(message.path.matches("more").count(), 101);
}
