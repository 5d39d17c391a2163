//! Two encodings one behind the other are, to protobuf, one message: merged. And what is opened must never be merged with what came in the clear.

use prost::Message;
use protoseal_tests::pb::attacks::v1::{Note, Record, clear};
use protoseal_tests::pb::kinds::v1::Between;
use protoseal_tests::pb::kinds::v1::places::{List, Root};
use protoseal_tests::stock;

use crate::bench::{bench, context, delimited, what};
use crate::samples;

#[test]
fn a_message_concatenated_with_itself() {
    let wire: Record = bench().seal(samples::record());
    let error = bench().refused_with(&wire, &wire.encode_to_vec());
    assert_eq!(what(&error), ("duplicated", ""), "{error}");
}

#[test]
fn two_messages_concatenated() {
    let [ada, eve] = ["ada", "eve"].map(|owner| bench().seal(samples::note(owner)));
    let error = bench().refused_with::<Note>(&ada, &eve.encode_to_vec());
    assert_eq!(what(&error), ("duplicated", ""), "{error}");
}

#[test]
fn two_rows_of_one_seal_concatenated() {
    let list: List = bench().seal(samples::list());
    bench().opened(&list.roots[0]);
    let error = bench().refused_with(&list.roots[0], &list.roots[1].encode_to_vec());
    assert_eq!(what(&error), ("duplicated", ""), "{error}");
}

#[test]
fn the_clear_part_of_one_behind_another() {
    let ada: Note = bench().seal(samples::note("ada"));
    bench().opened(&ada);
    let bytes = [ada.encode_to_vec(), delimited(1, b"eve")].concat();
    let error = bench().refused_bytes::<Note>(&bytes, &context());
    assert_eq!(what(&error), ("tampered", ""), "{error}");
}

#[test]
fn one_groups_envelope_of_one_behind_the_other_of_another() {
    let [one, two]: [Record; 2] = [0, 1].map(|_| bench().seal(samples::record()));
    bench().opened(&one);
    bench().opened(&two);
    let envelopes = [delimited(15, &one.sealed[0]), delimited(15, &two.sealed[1])].concat();
    let mut stripped = one.clone();
    stripped.sealed.clear();
    let bytes = [stripped.encode_to_vec(), envelopes].concat();
    let error = bench().refused_bytes::<Record>(&bytes, &context());
    assert_eq!(what(&error), ("foreign", ""), "{error}");
}

#[test]
fn children_merged_from_two_messages() {
    // The second part has but the child; its envelope comes to stand beside the first's.
    let wire: Root = bench().seal(samples::root());
    let leaf = wire.leaf.as_ref().expect("there is a leaf").encode_to_vec();
    let error = bench().refused_with(&wire, &delimited(3, &leaf));
    assert_eq!(what(&error), ("duplicated", "leaf"), "{error}");
}

#[test]
fn children_merged_below_a_plain_message() {
    let wire: Between = bench().seal(samples::between("one"));
    let child = wire.child.as_ref().expect("there is a child").encode_to_vec();
    let error = bench().refused_with(&wire, &delimited(2, &child));
    assert_eq!(what(&error), ("duplicated", "child"), "{error}");
}

/// What neither seals nor binds anything is merged like any other message: its rows stand for themselves.
#[test]
fn two_lists_concatenated_are_one_list() {
    let list: List = bench().seal(samples::list());
    let bytes = [list.encode_to_vec(), list.encode_to_vec()].concat();
    let opened = bench().opened(&List::decode(&*bytes).expect("it decodes"));
    assert_eq!(opened.roots.len(), 4);
}

type Plain = stock::attacks::v1::Record;

/// A record whose sealed fields have their defaults, and what an attacker would have merged into it.
fn forged_over_defaults(field: &str, plaintext: Plain) {
    let empty: Record = bench().seal(clear::Record::default());
    let error = bench().refused_with(&empty, &plaintext.encode_to_vec());
    assert_eq!(what(&error), ("plaintext", field), "{error}");
}

#[test]
fn a_sealed_default_is_not_overridden() {
    forged_over_defaults(
        "secret",
        Plain {
            secret: "forged".into(),
            ..Default::default()
        },
    );
}

#[test]
fn a_sealed_empty_list_is_not_appended_to() {
    forged_over_defaults(
        "names",
        Plain {
            names: vec!["forged".into()],
            ..Default::default()
        },
    );
}

#[test]
fn a_sealed_list_is_not_appended_to() {
    let wire: Record = bench().seal(samples::record());
    let forged = Plain {
        names: vec!["forged".into()],
        ..Default::default()
    };
    let error = bench().refused_with(&wire, &forged.encode_to_vec());
    assert_eq!(what(&error), ("plaintext", "names"), "{error}");
}

#[test]
fn a_sealed_maps_values_are_not_replaced() {
    let wire: Record = bench().seal(samples::record());
    let forged = Plain {
        tags: [("a".into(), "forged".into())].into(),
        ..Default::default()
    };
    let error = bench().refused_with(&wire, &forged.encode_to_vec());
    assert_eq!(what(&error), ("plaintext", "tags"), "{error}");
}

#[test]
fn a_sealed_messages_unset_fields_are_not_filled_in() {
    let wire: Record = bench().seal(samples::record());
    let forged = Plain {
        part: Some(stock::attacks::v1::Part {
            text: String::new(),
            lines: vec!["forged".into()],
        }),
        ..Default::default()
    };
    let error = bench().refused_with(&wire, &forged.encode_to_vec());
    assert_eq!(what(&error), ("plaintext", "part"), "{error}");
}

/// Clear fields are merged as protobuf merges them, and sealed ones are what was sealed.
#[test]
fn what_is_opened_is_assigned_beside_merged_clear_fields() {
    let wire: Record = bench().seal(samples::record());
    let bytes = [wire.encode_to_vec(), delimited(13, b"merged")].concat();
    let opened = bench().opened(&Record::decode(&*bytes).expect("it decodes"));
    let mut expected = samples::record();
    expected.note = "merged".into();
    assert_eq!(opened, expected);
}
