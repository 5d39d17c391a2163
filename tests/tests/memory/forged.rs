//! Messages that a stranger without keys makes up or makes out of genuine ones.

use prost::Message;
use protoseal::OpenError;
use protoseal_tests::pb::hostile::v1::{self as wire, clear};

use crate::cost::{check, seal};
use crate::genuine::in_a_large_stack;

/// The field of all envelopes here.
const ENVELOPES: u32 = 15;

/// A delimited field.
pub(crate) fn delimited(number: u32, value: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in [number << 3 | 2, value.len() as u32] {
        prost::encode_length_delimiter(part as usize, &mut bytes).expect("a vector grows");
    }
    bytes.extend_from_slice(value);
    bytes
}

pub(crate) fn item() -> wire::Item {
    seal(clear::Item {
        secret: "sealed".into(),
    })
}

/// A genuine header, whose commitment is right, then the declaration of a group that is ours by its tag, or not.
fn tiny(group: u16) -> Vec<u8> {
    let genuine = item().sealed.remove(0);
    [&genuine[..65], &[0], &group.to_be_bytes(), &[0, 0, 0, 0], &[0; 17]].concat()
}

#[test]
fn empty_envelopes_in_one_message() {
    let make = |n| delimited(ENVELOPES, &[]).repeat(n);
    check::<clear::Item>("empty envelopes", 250_000, make, |outcome| {
        matches!(outcome, Err(OpenError::Malformed { .. }))
    });
}

#[test]
fn tiny_envelopes_of_unknown_groups_in_one_message() {
    let genuine = tiny(0);
    let make = |n: usize| {
        let group = |n: usize| (n as u16).to_be_bytes();
        (0..n)
            .flat_map(|n| delimited(ENVELOPES, &[&genuine[..66], &group(n), &genuine[68..]].concat()))
            .collect()
    };
    check::<clear::Item>("tiny envelopes", 30_000, make, |outcome| {
        matches!(outcome, Err(OpenError::EnvelopeForeign { .. }))
    });
}

#[test]
fn one_envelope_repeated_in_one_message() {
    let genuine = item().sealed.remove(0);
    let make = |n| delimited(ENVELOPES, &genuine).repeat(n);
    check::<clear::Item>("one envelope repeated", 30_000, make, |outcome| {
        matches!(outcome, Ok(()) | Err(OpenError::EnvelopeDuplicated { .. }))
    });
}

#[test]
fn one_genuine_message_in_a_list_again_and_again() {
    let genuine = item().encode_to_vec();
    let make = |n| delimited(1, &genuine).repeat(n);
    check::<clear::Heap>("one genuine child", 20_000, make, Result::is_ok);
}

#[test]
fn empty_children_without_envelopes() {
    let make = |n| delimited(1, &[]).repeat(n);
    check::<clear::Heap>("empty children", 250_000, make, |outcome| {
        matches!(outcome, Err(OpenError::EnvelopeMissing { .. }))
    });
}

/// Each is told of with the longest path, which is far longer than itself.
#[test]
fn empty_children_far_down() {
    let make = |n| {
        let shelf = delimited(1, &[]).repeat(n);
        delimited(4, &(0..90).fold(shelf, |inner, _| delimited(2, &inner)))
    };
    in_a_large_stack(move || {
        check::<clear::Heap>("empty children far down", 20_000, make, |outcome| {
            matches!(outcome, Err(OpenError::EnvelopeMissing { .. }))
        });
    });
}

#[test]
fn empty_messages_between_that_count_for_nothing() {
    let make = |n| delimited(4, &[]).repeat(n);
    check::<clear::Heap>("empty shelves", 100_000, make, Result::is_ok);
    let genuine = seal(clear::Store::default()).encode_to_vec();
    let make = |n| [&genuine[..], &delimited(3, &[]).repeat(n)].concat();
    check::<clear::Store>("empty shelves in a store", 100_000, make, Result::is_ok);
}

#[test]
fn empty_entries_of_a_map() {
    let genuine = seal(clear::Store::default()).encode_to_vec();
    let entry = |n: usize| delimited(4, &delimited(1, n.to_string().as_bytes()));
    let make = |n| [genuine.clone(), (0..n).flat_map(entry).collect()].concat();
    check::<clear::Store>("empty entries", 50_000, make, Result::is_ok);
}

#[test]
fn plaintext_elements_in_a_sealed_field() {
    let make = |n| delimited(1, &[]).repeat(n);
    check::<clear::Item>("plaintext", 250_000, make, |outcome| {
        matches!(outcome, Err(OpenError::Plaintext { .. }))
    });
}

#[test]
fn a_long_declaration_in_every_envelope() {
    let genuine = item().sealed.remove(0);
    let others: Vec<u8> = (1u16..=1000).flat_map(u16::to_be_bytes).collect();
    // Fields 1 to 1,000: a varint of one or two bytes each.
    let list = |factor: u32| -> Vec<u8> {
        let mut bytes = vec![0xe8, 7];
        for field in 1..=1000 {
            prost::encode_length_delimiter((field * factor) as usize + usize::from(factor > 1), &mut bytes)
                .expect("a vector grows");
        }
        bytes
    };
    let path: Vec<u8> = [vec![100], vec![4; 100]].concat();
    let parts: [&[u8]; 10] = [
        &genuine[..65],
        &[1],
        &[0xff, 0xff],
        &[0xe8, 7],
        &others,
        &[0],
        &list(8),
        &list(1),
        &path,
        &[0; 17],
    ];
    let long = parts.concat();
    let make = |n| delimited(ENVELOPES, &long).repeat(n);
    check::<clear::Item>("long declarations", 200, make, |outcome| {
        matches!(
            outcome,
            Ok(()) | Err(OpenError::EnvelopeDuplicated { .. } | OpenError::EnvelopeMissing { .. })
        )
    });
}
