//! Peers that know the .proto files and hold no keys: what they decode and encode again opens as before.

use prost::{Message, Name};
use prost_types::Any;
use protoseal_tests::pb::attacks::v1::Record;
use protoseal_tests::pb::kinds::v1::places::{List, Root};
use protoseal_tests::pb::kinds::v1::{AllClear, Legacy, Stock};
use protoseal_tests::{pb, stock};

use crate::bench::{Wire, bench, what};
use crate::samples;

/// Through as many peers as a message has on a long way.
fn relayed<Peer: Message + Default, W: Wire>(wire: &W) -> W {
    bench().opened(wire);
    let mut bytes = wire.encode_to_vec();
    for _ in 0..3 {
        bytes = Peer::decode(&*bytes).expect("a peer decodes it").encode_to_vec();
    }
    W::decode(&*bytes).expect("it decodes")
}

#[test]
fn a_message_with_two_groups() {
    let wire: Record = bench().seal(samples::record());
    let relayed = relayed::<stock::attacks::v1::Record, _>(&wire);
    assert_eq!(bench().opened(&relayed), samples::record());
}

#[test]
fn nested_repeated_in_a_map_and_in_a_oneof() {
    let wire: Root = bench().seal(samples::root());
    let relayed = relayed::<stock::kinds::v1::places::Root, _>(&wire);
    assert!(bench().opened(&relayed) == samples::root());
}

#[test]
fn every_kind_of_holding_field() {
    let wire: AllClear = bench().seal(samples::all());
    let relayed = relayed::<stock::kinds::v1::AllClear, _>(&wire);
    assert!(bench().opened(&relayed) == samples::all());
}

#[test]
fn proto2_groups() {
    let wire: Legacy = bench().seal(samples::legacy());
    let relayed = relayed::<stock::kinds::v1::Legacy, _>(&wire);
    assert!(bench().opened(&relayed) == samples::legacy());
}

#[test]
fn rows_of_a_list() {
    let wire: List = bench().seal(samples::list());
    let relayed = relayed::<stock::kinds::v1::places::List, _>(&wire);
    assert!(bench().opened(&relayed) == samples::list());
}

#[test]
fn below_a_parent_without_options() {
    let clear = pb::kinds::v1::clear::Stock {
        child: Some(samples::child("one")),
        all: Some(samples::all()),
        map: [("a".into(), samples::between("one"))].into(),
        ..Default::default()
    };
    let wire: Stock = bench().seal(clear.clone());
    let relayed = relayed::<stock::kinds::v1::Stock, _>(&wire);
    assert!(bench().opened(&relayed) == clear);
}

#[test]
fn envelopes_in_another_order() {
    let mut wire: Record = bench().seal(samples::record());
    wire.sealed.reverse();
    assert_eq!(bench().opened(&wire), samples::record());
}

/// A wire type is a message of prost's, so it goes into an Any, and through peers that never unpack it.
#[test]
fn in_an_any() {
    let wire: Root = bench().seal(samples::root());
    let packed = Any::from_msg(&wire).expect("a wire type is a message with a name");
    let relayed = Any::decode(&*packed.encode_to_vec()).expect("a peer decodes it");
    let unpacked: Root = relayed.to_msg().expect("it holds the message");
    assert!(bench().opened(&unpacked) == samples::root());

    let other = Any {
        type_url: pb::kinds::v1::AllClear::type_url(),
        value: relayed.value,
    };
    let unpacked: AllClear = match other.to_msg() {
        Ok(unpacked) => unpacked,
        // The fields have other types there.
        Err(_) => return,
    };
    bench().refused(&unpacked);
}

/// The Any itself says which type it holds, and the envelopes say it better.
#[test]
fn in_an_any_that_was_labelled_anew() {
    let wire = bench().seal(samples::note("ada"));
    bench().opened(&wire);
    let mut packed = Any::from_msg(&wire).expect("a wire type is a message with a name");
    packed.type_url = pb::attacks::v1::Memo::type_url();
    let memo: pb::attacks::v1::Memo = packed.to_msg().expect("it is alike");
    let error = bench().refused(&memo);
    assert_eq!(what(&error), ("tampered", ""), "{error}");
}

/// A sealed Any is a sealed field like others; one in the clear is the clear field's peer's.
#[test]
fn a_sealed_message_in_a_clear_any_field() {
    let wire: Root = bench().seal(samples::root());
    let clear = pb::kinds::v1::clear::AllClear {
        any: Some(Any::from_msg(&wire).expect("a wire type is a message with a name")),
        ..samples::all()
    };
    let outer: AllClear = bench().seal(clear);
    let relayed = relayed::<stock::kinds::v1::AllClear, _>(&outer);
    let any = bench().opened(&relayed).any.expect("it is there");
    let inner: Root = any.to_msg().expect("it holds the message");
    assert!(bench().opened(&inner) == samples::root());
}
