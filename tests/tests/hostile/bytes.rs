//! Random bytes, genuine messages with random damage, and every one of their beginnings.

use prost::Message;
use protoseal::codegen::{Openable, Sealable};
use protoseal_tests::pb::attacks::v1::clear::{Book, Pages, Record, Rows};
use protoseal_tests::pb::hostile::v1::clear::{Heap, Onion, Store};
use protoseal_tests::pb::kinds::v1::clear::{AllClear, Legacy};
use protoseal_tests::pb::kinds::v1::places::clear::{Frame, List, Root};
use protoseal_tests::random::{Random, Rng};

use crate::{BENCH, claim, context, seal};

/// Each message that is tried: a genuine one, and what opens bytes as one.
struct Kind {
    genuine: fn(u64) -> Vec<u8>,
    opens: fn(&[u8]) -> bool,
}

macro_rules! kinds {
    ($($clear:ty),*) => { [$(Kind {
        genuine: |seed| seal(<$clear>::random(&mut Rng::new(seed))).encode_to_vec(),
        opens: opens::<$clear>,
    }),*] };
}

fn kinds() -> [Kind; 12] {
    kinds![
        Record, Rows, Pages, Book, AllClear, Legacy, Root, List, Frame, Store, Heap, Onion
    ]
}

/// Whether bytes open; if they do not, the error can be shown, and a peer is told one thing.
fn opens<C: Sealable<Wire: Openable<Clear = C>>>(bytes: &[u8]) -> bool {
    match BENCH.opener.decode::<C>(bytes, &context()) {
        Ok(_) => true,
        Err(error) => {
            assert!(!format!("{error} {error:?}").is_empty());
            assert_eq!(error.for_peer().to_string(), "the message was refused");
            false
        }
    }
}

#[test]
fn random_bytes_are_refused_or_mean_nothing() {
    for kind in kinds() {
        let mut rng = Rng::new(1);
        for _ in 0..3_000 {
            let length = rng.below(200);
            let bytes: Vec<u8> = (0..length).map(|_| rng.below(256) as u8).collect();
            (kind.opens)(&bytes);
        }
    }
}

/// Random values behind keys that a message has: more of them are protobuf.
#[test]
fn random_fields_are_refused_or_mean_nothing() {
    for kind in kinds() {
        let mut rng = Rng::new(2);
        for _ in 0..3_000 {
            let mut bytes = Vec::new();
            for _ in 0..rng.below(6) {
                let length = rng.below(30);
                bytes.extend(claim(1 + rng.below(40) as u64, length as u64));
                bytes.extend((0..length).map(|_| rng.below(256) as u8));
            }
            (kind.opens)(&bytes);
        }
    }
}

#[test]
fn damaged_messages_never_panic() {
    for (number, kind) in kinds().iter().enumerate() {
        let (mut refused, mut tried) = (0, 0);
        for seed in 0..4 {
            let genuine = (kind.genuine)(seed);
            assert!((kind.opens)(&genuine), "message {number}, seed {seed}");
            let mut rng = Rng::new(100 + seed);
            for _ in 0..200 {
                let mut bytes = genuine.clone();
                for _ in 0..1 + rng.below(3) {
                    damage(&mut bytes, &mut rng);
                }
                tried += 1;
                refused += usize::from(!(kind.opens)(&bytes));
            }
        }
        assert!(refused > tried / 10, "message {number}: {refused} of {tried} refused");
    }
}

fn damage(bytes: &mut Vec<u8>, rng: &mut Rng) {
    if bytes.is_empty() {
        return bytes.push(rng.below(256) as u8);
    }
    let (at, other) = (rng.below(bytes.len()), rng.below(bytes.len()));
    let (from, to) = (at.min(other), at.max(other));
    match rng.below(7) {
        0 => bytes[at] = rng.below(256) as u8,
        1 => bytes[at] ^= 1 << rng.below(8),
        2 => bytes[at] = [0, 0x7f, 0x80, 0xff][rng.below(4)],
        3 => bytes.swap(at, other),
        4 => drop(bytes.drain(from..to)),
        5 => bytes.extend_from_within(from..to),
        _ => bytes.insert(at, rng.below(256) as u8),
    }
}

#[test]
fn every_beginning_of_a_message_is_refused_or_means_less() {
    for kind in kinds() {
        let genuine = (kind.genuine)(3);
        // All of a short one; of a long one, some.
        let step = 1 + genuine.len() / 1_500;
        for length in (0..genuine.len()).step_by(step) {
            (kind.opens)(&genuine[..length]);
        }
    }
}

/// A length that no memory holds costs nothing, wherever it stands.
#[test]
fn huge_lengths_are_claims_and_no_more() {
    for length in [
        1 << 20,
        i32::MAX as u64,
        u64::from(u32::MAX),
        1 << 40,
        i64::MAX as u64,
        u64::MAX,
    ] {
        for kind in kinds() {
            for number in (1..=40).chain([(1 << 29) - 1]) {
                assert!(!(kind.opens)(&claim(number, length)));
                let inner = claim(number, length);
                let within = [claim(1, inner.len() as u64), inner].concat();
                (kind.opens)(&within);
            }
        }
    }
}
