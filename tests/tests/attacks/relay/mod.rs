//! Strangers: peers that have types by prost-build from the same .proto files, know nothing of Protoseal and hold no keys. What they
//! decode, log, encode again and forward opens as before.

mod any;
mod moved;
mod rows;

use std::fmt::Debug;

use prost::Message;
use protoseal_tests::pb::attacks::v1::Record;
use protoseal_tests::pb::kinds::v1::places::{List, Root};
use protoseal_tests::pb::kinds::v1::{AllClear, Legacy, Stock};
use protoseal_tests::{pb, stock};

use crate::bench::{Wire, bench, silent, what};
use crate::samples;

/// What a stranger makes of bytes: it decodes them, and logs what it sees, which shows no secret.
fn stranger<Peer: Message + Default + Debug>(bytes: &[u8]) -> Peer {
    let message = Peer::decode(bytes).expect("a stranger decodes it");
    silent(&format!("{message:?}"));
    message
}

/// Through as many strangers as a message has on a long way.
fn relayed<Peer: Message + Default + Debug, W: Wire>(wire: &W) -> W {
    bench().opened(wire);
    let mut bytes = wire.encode_to_vec();
    for _ in 0..3 {
        bytes = stranger::<Peer>(&bytes).encode_to_vec();
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
fn a_stranger_changes_what_is_clear_and_not_bound() {
    let wire: Record = bench().seal(samples::record());
    let mut seen: stock::attacks::v1::Record = stranger(&wire.encode_to_vec());
    seen.note = "by a stranger".into();
    let relayed = Record::decode(&*seen.encode_to_vec()).expect("it decodes");
    let expected = pb::attacks::v1::clear::Record {
        note: "by a stranger".into(),
        ..samples::record()
    };
    assert_eq!(bench().opened(&relayed), expected);
}

/// It finds the sealed fields empty.
#[test]
fn a_stranger_sees_no_sealed_field() {
    let wire: Record = bench().seal(samples::record());
    let seen: stock::attacks::v1::Record = stranger(&wire.encode_to_vec());
    assert_eq!((seen.b_string.as_str(), seen.sealed.len()), ("owner", 2));
    assert!(seen.secret.is_empty() && seen.names.is_empty() && seen.tags.is_empty());
    assert!(seen.part.is_none() && seen.pin.is_empty() && seen.sealed_choice.is_none());
}

/// The envelope field is declared, and so survives everywhere. A peer whose schema lacks it drops it, and what it forwards is refused.
#[test]
fn what_a_peer_without_the_envelope_field_drops_is_missed() {
    #[derive(Clone, PartialEq, Message)]
    struct Unaware {
        #[prost(string, tag = "1")]
        owner: String,
    }
    let wire = bench().seal(samples::note("ada"));
    bench().opened(&wire);
    let seen: Unaware = stranger(&wire.encode_to_vec());
    assert_eq!(seen.owner, "ada");
    let relayed = pb::attacks::v1::Note::decode(&*seen.encode_to_vec()).expect("it decodes");
    let error = bench().refused(&relayed);
    assert_eq!(what(&error), ("missing", ""), "{error}");
    let wire = bench().seal(samples::pair());
    let nothing = stranger::<Unaware>(&wire.encode_to_vec()).encode_to_vec();
    assert!(nothing.is_empty(), "not a byte is left of it");
    let relayed = pb::attacks::v1::Pair::decode(&*nothing).expect("it decodes");
    assert_eq!(what(&bench().refused(&relayed)), ("missing", ""));
}

#[test]
fn envelopes_in_another_order() {
    let mut wire: Record = bench().seal(samples::record());
    wire.sealed.reverse();
    assert_eq!(bench().opened(&wire), samples::record());
}
