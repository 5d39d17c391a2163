//! Envelopes by the million, and envelopes that declare as much as they can.

use protoseal::OpenError;
use protoseal_tests::pb::hostile::v1::{Heap, Item, clear};

use crate::{BENCH, context, refused, seal, varint};

const MILLION: usize = 1_000_000;

fn genuine() -> Vec<u8> {
    seal(clear::Item {
        secret: "sealed".into(),
    })
    .sealed
    .remove(0)
}

fn with(sealed: Vec<Vec<u8>>) -> Item {
    let mut item = Item::default();
    item.sealed = sealed;
    item
}

/// The smallest that parses: a genuine header, a declaration of a group alone, a ciphertext of one byte.
fn tiny(genuine: &[u8], group: [u8; 2]) -> Vec<u8> {
    [&genuine[..65], &[0], &group, &[0, 0, 0, 0], &[0; 17]].concat()
}

/// A declaration in full: flags, group, and what follows it up to the ciphertext.
fn declaring(genuine: &[u8], flags: u8, rest: &[u8]) -> Vec<u8> {
    [&genuine[..65], &[flags], &genuine[66..68], rest, &[0; 17]].concat()
}

#[test]
fn a_million_in_one_message_of_its_own_group() {
    let error = refused(with(vec![genuine(); MILLION]));
    assert!(matches!(error, OpenError::EnvelopeDuplicated { .. }), "{error}");
}

#[test]
fn a_million_in_one_message_of_unknown_groups() {
    let genuine = genuine();
    let sealed = (0..MILLION).map(|n| tiny(&genuine, (n as u16).to_be_bytes()));
    let error = refused(with(sealed.collect()));
    assert!(matches!(error, OpenError::EnvelopeDuplicated { .. }), "{error}");
    // As many as there are groups, each once.
    let sealed = (0..=u16::MAX).map(|n| tiny(&genuine, n.to_be_bytes()));
    let error = refused(with(sealed.collect()));
    assert!(matches!(error, OpenError::EnvelopeForeign { .. }), "{error}");
}

#[test]
fn a_million_in_one_message_that_are_empty() {
    let error = refused(with(vec![Vec::new(); MILLION]));
    assert!(
        matches!(
            error,
            OpenError::Malformed {
                envelope: 0,
                offset: 0,
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn a_million_children_with_one_of_an_unknown_group_each() {
    let child = with(vec![tiny(&genuine(), [0, 0])]);
    let error = refused(Heap {
        items: vec![child; MILLION],
        ..Default::default()
    });
    assert!(
        matches!(&error, OpenError::EnvelopeMissing { at, .. } if at.path() == "items[0]"),
        "{error}"
    );
}

#[test]
fn a_million_children_behind_genuine_ones() {
    let mut items = vec![with(vec![genuine()]); 20_000];
    items.extend(vec![with(vec![tiny(&genuine(), [0, 0])]); MILLION]);
    let error = refused(Heap {
        items,
        ..Default::default()
    });
    assert!(
        matches!(&error, OpenError::EnvelopeMissing { at, .. } if at.path() == "items[20000]"),
        "{error}"
    );
}

#[test]
fn groups_that_a_message_says_it_had() {
    let genuine = genuine();
    let others = |count: u16| -> Vec<u8> {
        let own = u16::from_be_bytes([genuine[66], genuine[67]]);
        let tags = (0..u16::MAX).filter(|&tag| tag != own).take(count.into());
        [varint(count.into()), tags.flat_map(u16::to_be_bytes).collect()].concat()
    };
    // As many as a schema can have; one more; more than there are bytes.
    let most = [others(1_000), vec![0, 0, 0]].concat();
    let error = refused(with(vec![declaring(&genuine, 0, &most)]));
    assert!(matches!(error, OpenError::EnvelopeMissing { .. }), "{error}");
    for rest in [[others(1_001), vec![0, 0, 0]].concat(), varint(u64::MAX), varint(1_000)] {
        let error = refused(with(vec![declaring(&genuine, 0, &rest)]));
        assert!(matches!(error, OpenError::Malformed { .. }), "{error}");
    }
}

/// What an error says of a long list stays short.
#[test]
fn fields_that_a_message_says_it_bound() {
    let genuine = genuine();
    let list = |count: u64| -> Vec<u8> {
        let fields = (1..=count).flat_map(|field| varint(field * 8 + 1));
        [varint(count), fields.collect()].concat()
    };
    let bound = [vec![0, 0], list(1_000), vec![0]].concat();
    let error = refused(with(vec![declaring(&genuine, 0, &bound)]));
    assert!(matches!(error, OpenError::BoundMore { .. }), "{error}");
    assert!(format!("{error} {error:?}").len() < 1_000, "{error}");
    for count in [1_001, 1 << 32, u64::MAX] {
        let short = [vec![0, 0], varint(count), vec![0]].concat();
        let error = refused(with(vec![declaring(&genuine, 0, &short)]));
        assert!(matches!(error, OpenError::Malformed { .. }), "{error}");
    }
}

#[test]
fn steps_that_a_place_says_it_has() {
    let genuine = genuine();
    let path = |count: u64, steps: usize| [vec![0, 0, 0, 0], varint(count), vec![4; steps]].concat();
    let error = refused(with(vec![declaring(&genuine, 1, &path(100, 100))]));
    assert!(matches!(error, OpenError::OutOfPlace { .. }), "{error}");
    assert!(format!("{error} {error:?}").len() < 2_000, "{error}");
    for (count, steps) in [(101, 101), (u64::MAX, 0), (100, 3)] {
        let error = refused(with(vec![declaring(&genuine, 1, &path(count, steps))]));
        assert!(matches!(error, OpenError::Malformed { .. }), "{error}");
    }
}

#[test]
fn pairs_that_a_context_is_said_to_have() {
    let genuine = genuine();
    for pairs in [0, 1 << 40, u64::MAX] {
        let rest = [vec![0], varint(pairs), vec![0, 0]].concat();
        let error = refused(with(vec![declaring(&genuine, 0, &rest)]));
        assert!(
            matches!(error, OpenError::Tampered { bound_pairs, given_pairs: 1, .. } if bound_pairs == pairs),
            "{error}"
        );
    }
}

/// After all of that, the same opener opens what is genuine.
#[test]
fn an_opener_outlives_them() {
    for n in 0..2_000u16 {
        let mut forged = genuine();
        // Its header, its commitment, its declaration, or its ciphertext.
        let at = usize::from(n) % forged.len();
        forged[at] ^= 1 + (n >> 8) as u8;
        refused(with(vec![forged]));
    }
    let opened = BENCH
        .opener
        .decode::<clear::Item>(&prost::Message::encode_to_vec(&with(vec![genuine()])), &context());
    assert_eq!(opened.expect("it opens").secret, "sealed");
}
