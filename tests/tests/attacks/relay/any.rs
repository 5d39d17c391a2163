//! Sealed messages in an Any: packed by whoever sealed them, or by a stranger.

use prost::{Message, Name};
use prost_types::Any;
use protoseal_tests::pb::kinds::v1::AllClear;
use protoseal_tests::pb::kinds::v1::places::Root;
use protoseal_tests::{pb, stock};

use super::stranger;
use crate::bench::{bench, what};
use crate::samples;

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
    let relayed = super::relayed::<stock::kinds::v1::AllClear, _>(&outer);
    let any = bench().opened(&relayed).any.expect("it is there");
    let inner: Root = any.to_msg().expect("it holds the message");
    assert!(bench().opened(&inner) == samples::root());
}

/// One that knows the type unpacks it, logs it, and packs what it encoded anew.
#[test]
fn packed_anew_by_a_stranger() {
    let wire: Root = bench().seal(samples::root());
    let packed = Any::from_msg(&wire).expect("a wire type is a message with a name");
    let received: Any = stranger(&packed.encode_to_vec());
    let seen: stock::kinds::v1::places::Root = stranger(&received.value);
    let packed = Any {
        type_url: received.type_url,
        value: seen.encode_to_vec(),
    };
    let unpacked: Root = packed.to_msg().expect("it holds the message");
    assert!(bench().opened(&unpacked) == samples::root());
}
