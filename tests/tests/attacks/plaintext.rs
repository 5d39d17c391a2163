//! Sealed fields that someone sends in the clear: where sealing was due, they are refused, at every depth.

use prost::Message;
use protoseal_tests::pb::attacks::v1::Record;
use protoseal_tests::pb::kinds::v1::places::Root;
use protoseal_tests::stock;
use protoseal_tests::stock::attacks::v1::{Part, record::SealedChoice};
use protoseal_tests::stock::kinds::v1::places::root::Choice;

use crate::bench::{CANARY, bench, context, delimited, what};
use crate::samples;

type Plain = stock::attacks::v1::Record;

/// What an unaware peer writes, put before and behind a sealed record.
fn added(field: &str, plaintext: Plain) {
    let wire: Record = bench().seal(samples::record());
    let error = bench().refused_with(&wire, &plaintext.encode_to_vec());
    assert_eq!(what(&error), ("plaintext", field), "{error}");
}

macro_rules! plaintexts {
    ($($name:ident: $field:ident = $value:expr;)*) => { $(
        #[test]
        fn $name() {
            added(stringify!($field), Plain { $field: $value, ..Default::default() });
        }
    )* };
}

plaintexts! {
    a_string_in_the_clear: secret = CANARY.into();
    a_list_in_the_clear: names = vec![CANARY.into()];
    a_map_in_the_clear: tags = [("a".into(), CANARY.into())].into();
    a_message_in_the_clear: part = Some(Part { text: CANARY.into(), lines: vec![] });
    packed_numbers_in_the_clear: numbers = vec![5, 6];
    bytes_in_the_clear: pin = CANARY.into();
}

#[test]
fn a_member_of_a_sealed_oneof_in_the_clear() {
    let text = SealedChoice::CText(CANARY.into());
    let part = SealedChoice::CPart(Part::default());
    for (field, choice) in [("c_text", text), ("c_part", part)] {
        added(
            field,
            Plain {
                sealed_choice: Some(choice),
                ..Default::default()
            },
        );
    }
}

#[test]
fn empty_values_in_the_clear() {
    let wire: Record = bench().seal(samples::record());
    for (field, number) in [
        ("secret", 20),
        ("names", 21),
        ("tags", 22),
        ("part", 23),
        ("pin", 30),
        ("c_text", 31),
    ] {
        let error = bench().refused_with(&wire, &delimited(number, b""));
        assert_eq!(what(&error), ("plaintext", field), "{error}");
    }
}

#[test]
fn a_message_that_was_never_sealed() {
    bench().opened::<Record>(&bench().seal(samples::record()));
    let plain = Plain {
        secret: CANARY.into(),
        ..Default::default()
    };
    let error = bench().refused_bytes::<Record>(&plain.encode_to_vec(), &context());
    assert_eq!(what(&error), ("plaintext", "secret"), "{error}");
    for empty in [
        Plain::default(),
        Plain {
            note: "in the clear".into(),
            ..Default::default()
        },
    ] {
        let error = bench().refused_bytes::<Record>(&empty.encode_to_vec(), &context());
        assert_eq!(what(&error), ("missing", ""), "{error}");
    }
}

type PlainRoot = stock::kinds::v1::places::Root;

fn plain_leaf() -> stock::kinds::v1::places::Leaf {
    stock::kinds::v1::places::Leaf {
        secret: CANARY.into(),
        sealed: vec![],
    }
}

/// Merged into the child that is there, behind it: protobuf's parsers do that.
fn merged(kind: &str, path: &str, plaintext: PlainRoot) {
    let wire: Root = bench().seal(samples::root());
    bench().opened(&wire);
    let bytes = [wire.encode_to_vec(), plaintext.encode_to_vec()].concat();
    let error = bench().refused_bytes::<Root>(&bytes, &context());
    assert_eq!(what(&error), (kind, path), "{error}");
}

#[test]
fn merged_into_the_only_child() {
    merged(
        "plaintext",
        "leaf.secret",
        PlainRoot {
            leaf: Some(plain_leaf()),
            ..Default::default()
        },
    );
}

#[test]
fn merged_into_a_oneofs_child() {
    merged(
        "plaintext",
        "left.secret",
        PlainRoot {
            choice: Some(Choice::Left(plain_leaf())),
            ..Default::default()
        },
    );
}

#[test]
fn in_place_of_a_maps_child() {
    merged(
        "plaintext",
        "map[..].secret",
        PlainRoot {
            map: [("a".into(), plain_leaf())].into(),
            ..Default::default()
        },
    );
}

#[test]
fn in_place_of_a_child_in_a_sealed_field() {
    merged(
        "plaintext",
        "hidden",
        PlainRoot {
            hidden: Some(plain_leaf()),
            ..Default::default()
        },
    );
}

/// Sealed itself, as a root is, but not within its parent's envelope.
#[test]
fn a_child_sealed_alone_in_a_sealed_fields_place() {
    let wire: Root = bench().seal(samples::root());
    let alone = bench().seal(samples::leaf("hidden"));
    let error = bench().refused_with(&wire, &delimited(9, &alone.encode_to_vec()));
    assert_eq!(what(&error), ("plaintext", "hidden"), "{error}");
}

#[test]
fn behind_the_children_of_a_list() {
    // One more than the parent counted, which is noticed first.
    merged(
        "tampered",
        "",
        PlainRoot {
            leaves: vec![plain_leaf()],
            ..Default::default()
        },
    );
    merged(
        "plaintext",
        "portable[2].secret",
        PlainRoot {
            portable: vec![plain_leaf()],
            ..Default::default()
        },
    );
}

#[test]
fn below_a_message_between() {
    let wire: Root = bench().seal(samples::root());
    bench().opened(&wire);
    // Plains are a list, so they are not merged; the wire type holds the place of one.
    let mut forged = wire.clone();
    let plain = &forged.plains[0];
    let leaf = stock::kinds::v1::places::Leaf {
        secret: CANARY.into(),
        sealed: plain.leaves[1].sealed.clone(),
    };
    forged.plains[0].leaves[1] = Message::decode(&*leaf.encode_to_vec()).expect("the wire type decodes it");
    let error = bench().refused(&forged);
    assert_eq!(what(&error), ("plaintext", "plains[0].leaves[1].secret"), "{error}");
}
